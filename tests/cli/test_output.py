"""File names, and files put in place whole or not at all."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posterbook.api.output import copy_folder, file_name, slug, write
from posterbook.errors import OutputError


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Research Day 2026", "research-day-2026"),
        ("Café à la Straße", "cafe-a-la-strasse"),
        ("People's *R&D*, vol. ²", "people-s-r-d-vol-2"),
        ("亞盛醫藥集團", "untitled"),
        ("", "untitled"),
        ("word " * 30, "-".join(["word"] * 12)),
        ("x" * 70, "x" * 60),
    ],
)
def test_a_slug_is_the_title_in_plain_letters_cut_at_a_word(title, name):
    assert slug(title) == name


@pytest.mark.slow
@given(st.text())
def test_any_title_gives_a_file_name_that_is_safe_everywhere(title):
    name = slug(title)
    assert 1 <= len(name) <= 60
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in name.split("-"))


def named(*, slug="", title="A *b* H~2~O", page="a5", theme="colour"):
    booklet = SimpleNamespace(translation="", slug=slug, title=title, page="a5", theme="colour")
    chosen = SimpleNamespace(name=theme, page=SimpleNamespace(name=page))
    return file_name(booklet, chosen, "screen")


def test_a_file_is_named_by_slug_else_by_the_title_without_its_markup():
    assert named(slug="day") == "day-screen.pdf"
    assert named() == "a-b-h2o-screen.pdf"


def test_a_page_or_theme_that_differs_from_the_booklets_own_enters_the_name():
    assert named(slug="day", page="half-letter") == "day-half-letter-screen.pdf"
    assert named(slug="day", page="half-letter", theme="plain") == "day-half-letter-plain-screen.pdf"


def test_files_are_written_with_the_folders_they_need(tmp_path):
    write([(tmp_path / "deep" / "a.pdf", b"a"), (tmp_path / "b.json", b"b")])
    assert (tmp_path / "deep" / "a.pdf").read_bytes() == b"a"
    assert (tmp_path / "b.json").read_bytes() == b"b"
    assert everything_in(tmp_path) == ["b.json", "deep", "deep/a.pdf"]


def test_a_new_file_may_be_read_by_those_the_umask_lets(tmp_path):
    before = os.umask(0o022)
    try:
        write([(tmp_path / "a.pdf", b"a")])
    finally:
        os.umask(before)
    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == 0o644


def test_a_file_where_the_folder_should_be_is_one_clear_line(tmp_path):
    (tmp_path / "output").write_text("not a folder")
    with pytest.raises(OutputError) as failure:
        write([(tmp_path / "output" / "a.pdf", b"a")])
    assert str(failure.value) == (
        f"error[unwritable]: cannot write '{tmp_path}/output/a.pdf': a file stands where its folder should be"
    )


def test_a_folder_where_the_file_should_be_keeps_every_file_as_it_was(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"earlier")
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(OutputError, match="a folder stands there"):
        write([(tmp_path / "a.pdf", b"a"), (tmp_path / "b.pdf", b"b")])
    assert (tmp_path / "a.pdf").read_bytes() == b"earlier"
    assert everything_in(tmp_path) == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_earlier_file_and_nothing_half_written(tmp_path, monkeypatch, step):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "a.pdf").write_bytes(b"earlier")
    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    with pytest.raises(OutputError, match=r"a\.pdf': no space left on device") as failure:
        write([(tmp_path / "a.pdf", b"a")])
    assert failure.value.exit_code == 6
    assert (tmp_path / "a.pdf").read_bytes() == b"earlier"
    assert everything_in(tmp_path) == ["a.pdf"]


def test_an_interruption_leaves_nothing_half_written(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write([(tmp_path / "a.pdf", b"a")])
    assert everything_in(tmp_path) == []


def test_no_file_is_replaced_before_all_are_written(tmp_path, monkeypatch):
    seen = []
    replace_file = Path.replace
    monkeypatch.setattr(
        Path,
        "replace",
        lambda path, to: (seen.append(len(everything_in(tmp_path))), replace_file(path, to))[1],
    )
    write([(tmp_path / "a.pdf", b"a"), (tmp_path / "b.pdf", b"b")])
    assert seen == [2, 2]


def test_a_device_takes_the_bytes_and_stays_a_device():
    write([(Path(os.devnull), b"report")])
    assert Path(os.devnull).is_char_device()


def test_a_folder_is_copied_without_hidden_files_into_an_empty_one(tmp_path):
    source = tmp_path / "source"
    (source / "posters").mkdir(parents=True)
    (source / "posters" / "1.yaml").write_text("number: 1")
    (source / ".cache").mkdir()
    (source / ".cache" / "x").write_text("x")
    (tmp_path / "empty").mkdir()
    for target in (tmp_path / "empty", tmp_path / "some" / "new"):
        copy_folder(source, target)
        assert everything_in(target) == ["posters", "posters/1.yaml"]


@pytest.mark.parametrize("existed", [True, False])
def test_a_copy_that_fails_leaves_nothing_behind(tmp_path, monkeypatch, existed):
    def full(_, target):
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "booklet.yaml").write_text("title: x")
    target = tmp_path / "target"
    if existed:
        target.mkdir()
    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(OutputError, match="no space left"):
        copy_folder(tmp_path / "source", target)
    assert target.exists() is existed
    assert not existed or everything_in(target) == []


def everything_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_where_one_file_cannot_take_its_place_all_others_keep_theirs(tmp_path, monkeypatch):
    replace_file = Path.replace

    def open_elsewhere(path, to):
        if Path(to).name == "b.pdf" and "earlier" not in path.name:
            raise PermissionError(errno.EACCES, "Permission denied")
        return replace_file(path, to)

    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"earlier")
    monkeypatch.setattr(Path, "replace", open_elsewhere)
    with pytest.raises(OutputError, match=r"b\.pdf': permission denied"):
        write([(tmp_path / name, b"new") for name in ("a.pdf", "new.pdf", "b.pdf", "c.pdf")])
    assert everything_in(tmp_path) == ["a.pdf", "b.pdf"]
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"earlier"}


def test_what_a_killed_run_left_is_removed_by_the_next_and_what_another_writes_is_not(tmp_path):
    killed = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    left = tmp_path / f".a.pdf.{int(killed.stdout)}-1.part"
    others = [
        tmp_path / f".a.pdf.{os.getppid()}-1.part",
        tmp_path / ".b.pdf.1-1.part",
        tmp_path / ".a.pdf.part",
    ]
    for path in (left, *others):
        path.write_bytes(b"half")
    write([(tmp_path / "a.pdf", b"a")])
    assert everything_in(tmp_path) == sorted(["a.pdf", *(path.name for path in others)])


def test_a_new_folder_is_there_as_a_whole_or_not_at_all(tmp_path, monkeypatch):
    (tmp_path / "source").mkdir()
    for name in ("1.yaml", "2.yaml"):
        (tmp_path / "source" / name).write_text("number: 1")
    seen = []
    copy_file = shutil.copyfile
    monkeypatch.setattr(
        "shutil.copyfile",
        lambda *paths: (seen.append((tmp_path / "target").exists()), copy_file(*paths)),
    )
    copy_folder(tmp_path / "source", tmp_path / "target")
    assert (seen, everything_in(tmp_path / "target")) == ([False, False], ["1.yaml", "2.yaml"])
