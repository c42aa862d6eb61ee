"""Machines that are not as they should be: the build works all the same, or says in a line what is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="limits of a process are given otherwise here")
pytestmark = pytest.mark.slow
SOURCE = Path(__file__).parents[2] / "src"
PDF = "output/how-small-things-add-up-screen.pdf"
AS_ANYBODY = (
    ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    if os.geteuid() == 0  # who may read and write everything
    else []
)


@pytest.fixture
def build(demo, tmp_path):
    """Build the small booklet in a process of its own, with just this environment; the process at its end."""

    def build(*argv, environment=None, before=(), **options):
        given = {"PYTHONPATH": str(SOURCE), **(environment or {})}
        command = [*before, sys.executable, "-m", "posterbook", "build", str(demo)]
        command += ["-o", str(tmp_path / "output"), *argv]
        options = {"cwd": tmp_path, **options}
        return subprocess.run(command, check=False, capture_output=True, text=True, env=given, **options)

    return build


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"HOME": "/nowhere", "TMPDIR": "/nowhere", "XDG_CACHE_HOME": ""},
    ],
    ids=["nothing", "plain C", "no home"],
)
def test_a_build_needs_no_home_no_folder_for_scratch_and_no_locale(build, tmp_path, environment):
    made = build("--quiet", environment=environment)
    assert (made.returncode, made.stderr) == (0, "")
    assert (tmp_path / PDF).is_file()


def test_sixteen_open_files_are_enough_for_all_editions(build, tmp_path):
    made = build(
        "--edition", "all", "--quiet",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16)),
    )  # fmt: skip
    assert (made.returncode, made.stderr) == (0, "")
    assert len(list((tmp_path / "output").iterdir())) == 3


def test_the_limits_that_the_manual_recommends_are_enough(build, tmp_path):
    made = build(
        "--edition", "all", "--quiet",
        preexec_fn=lambda: (
            resource.setrlimit(resource.RLIMIT_AS, (512_000_000, 512_000_000)),
            resource.setrlimit(resource.RLIMIT_CPU, (60, 60)),
        ),
    )  # fmt: skip
    assert (made.returncode, made.stderr) == (0, "")


def test_a_disk_that_is_full_at_the_second_edition_leaves_the_earlier_ones(build, tmp_path):
    build("--edition", "all", "--quiet")
    before = {path.name: path.read_bytes() for path in (tmp_path / "output").iterdir()}
    booklet = tmp_path / "demo" / "booklet.yaml"
    booklet.write_text(
        booklet.read_text(encoding="utf-8") + "\nslug: how-small-things-add-up\ncaliper: 0.2\n"
    )
    most = min(map(len, before.values())) + 5_000  # the smallest edition goes in, no other
    made = build(
        "--edition", "all", "--quiet",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip
    assert made.returncode == 6
    (line,) = made.stderr.splitlines()
    assert line.endswith(".pdf': file too large")
    assert {path.name: path.read_bytes() for path in (tmp_path / "output").iterdir()} == before


def test_a_working_folder_that_is_gone_is_said_in_one_line(build, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    made = build(cwd=gone, preexec_fn=gone.rmdir)
    assert (made.returncode, made.stdout) == (2, "")
    assert made.stderr.splitlines() == [
        "error[no-folder]: the folder that this command was started in is no more",
        "  hint: go to one that is there: cd ~",
    ]


def test_two_builds_into_one_folder_leave_whole_files_and_nothing_else(demo, tmp_path):
    command = [sys.executable, "-m", "posterbook", "build", "demo", "--edition", "all", "--quiet"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    both = [
        subprocess.Popen(
            command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    assert [(one.communicate()[1], one.returncode) for one in both] == [(b"", 0)] * 2
    first = {path.name: path.read_bytes() for path in (tmp_path / "output").iterdir()}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "output").iterdir()} == first


@pytest.mark.parametrize(
    "name", ["with blanks", 'it\'s "quoted"', "two\nlines", "x" * 250, os.fsdecode(b"no\xfftext")]
)
def test_folders_may_have_any_name(demo, tmp_path, name):
    shutil.move(demo, tmp_path / name)
    command = [sys.executable, "-m", "posterbook", "build", name, "-o", f"{name}/{name}", "--quiet"]
    made = subprocess.run(
        command, check=False, cwd=tmp_path, capture_output=True, env={"PYTHONPATH": str(SOURCE)}
    )
    assert (made.returncode, made.stderr) == (0, b"")
    assert [path.name for path in (tmp_path / name / name).iterdir()] == [Path(PDF).name]


@pytest.mark.parametrize(
    ("locked", "mode", "code"),
    [("demo/posters/01-P1.yaml", 0, 3), ("demo/posters", 0, 3), ("output", 0o555, 6)],
    ids=["a record", "the records", "the output"],
)
def test_what_may_not_be_read_or_written_is_one_line_that_names_it(build, tmp_path, locked, mode, code):
    (tmp_path / "output").mkdir()
    (tmp_path / locked).chmod(mode)
    made = build("--quiet", before=AS_ANYBODY)
    (tmp_path / locked).chmod(0o755)
    assert made.returncode == code
    (line,) = (line for line in made.stderr.splitlines() if not line.startswith(" "))
    assert "permission denied" in line
    assert Path(locked).name in line
