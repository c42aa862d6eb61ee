"""What somebody else's package brings: a page kind, a theme and an edition, no line of ours changed."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

pytestmark = pytest.mark.slow

PACKAGE = Path(__file__).parent / "sample_package"
SOURCE = Path(__file__).parents[1] / "src"
BOOKLET = """\
title: A day
running_order:
  - cover
  - quotation: {words: Nobody reads a poster twice, speaker: A visitor}
  - posters
"""
RECORD = "number: 1\ntitle: T\ngroup: Soil\nsections: {A: b}\n"


def wheel(folder: Path) -> Path:
    """The sample package as pip takes it: its files, and what its pyproject.toml says of it."""
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text())["project"]
    name, version = project["name"].replace("-", "_"), project["version"]
    info = f"{name}-{version}.dist-info"
    groups = project["entry-points"]
    entries = "\n".join(
        f"[{group}]\n" + "\n".join(f"{key} = {value}" for key, value in points.items())
        for group, points in groups.items()
    )
    texts = {
        "METADATA": f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {version}\n",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "entry_points.txt": entries,
    }
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(PACKAGE.glob("posterbook_quotation/*.*")):
            archive.write(file, file.relative_to(PACKAGE).as_posix())
        for one, text in texts.items():
            archive.writestr(f"{info}/{one}", text)
        record = "".join(f"{one},,\n" for one in (*archive.namelist(), f"{info}/RECORD"))
        archive.writestr(f"{info}/RECORD", record)
    return path


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Where pip has put the sample package."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target"]
    subprocess.run([*pip, folder / "site", wheel(folder)], check=True, capture_output=True)
    return folder / "site"


@pytest.fixture
def run(installed, tmp_path):
    """The command in an empty folder, with the package beside it or not."""
    (tmp_path / "booklet" / "posters").mkdir(parents=True)
    (tmp_path / "booklet" / "booklet.yaml").write_text(BOOKLET)
    (tmp_path / "booklet" / "posters" / "1.yaml").write_text(RECORD)

    def run(*arguments, package=True):
        paths = [str(SOURCE), *([str(installed)] if package else [])]
        surroundings = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
        command = [sys.executable, "-m", "posterbook", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False
        )

    return run


def test_its_page_kind_stands_in_the_booklet_tagged_and_proved(run, tmp_path):
    made = run("build")
    assert (made.returncode, made.stderr) == (0, "")
    with pikepdf.open(tmp_path / "output" / "a-day-screen.pdf") as pdf:
        assert len(pdf.pages) == 3
    said = run("read").stdout
    assert "Nobody reads a poster twice" in said
    assert "A visitor" in said


def test_the_schema_of_a_booklet_knows_its_page_kind(run):
    assert '"quotation"' in run("schema", "booklet").stdout


def test_without_the_package_its_page_kind_is_unknown(run):
    made = run("build", package=False)
    assert made.returncode == 3
    assert "booklet/booklet.yaml:4:5: error[unknown-page-kind]: unknown page kind 'quotation'" in made.stderr


def test_its_theme_colours_the_groups_and_enters_the_file_name(run, tmp_path):
    made = run("build", "--theme", "forest")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout == f"{Path('output') / 'a-day-forest-screen.pdf'}\n"
    usual, green = run("build").stdout.strip(), made.stdout.strip()
    digests = {sha256((tmp_path / path).read_bytes()).hexdigest() for path in (usual, green)}
    assert len(digests) == 2


def test_its_edition_is_built_by_its_name(run, tmp_path):
    made = run("build", "--edition", "tablet")
    assert (made.returncode, made.stderr) == (0, "")
    with pikepdf.open(tmp_path / "output" / "a-day-tablet.pdf") as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/Outlines" in pdf.Root


@pytest.mark.parametrize(("option", "code"), [(("--edition", "tablett"), 2), (("--theme", "forrest"), 2)])
def test_a_name_that_no_package_brings_is_answered_with_the_nearest(run, option, code):
    made = run("build", *option)
    assert made.returncode == code
    assert f"did you mean '{option[1].replace('tt', 't').replace('rr', 'r')}'?" in made.stderr
