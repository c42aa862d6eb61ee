"""What the desk makes of a folder that changes, where lines were written, and what forms write."""

import json
import re

import pytest

from posterbook.api.previewing import LiveDesk
from posterbook.assets import example_folder
from posterbook.preview.watching import stamps

POSTER = "posters/03-981.yaml"


def change(running, name, old, new):
    """Write a file anew, and wait until the desk has seen it."""
    version = running.desk.state()["version"]
    file = running.folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert running.desk.wait(version, 10) != version
    return running.desk.state()


def keys(state):
    return [page["key"] for page in state["pages"]]


def test_a_change_gives_the_pages_that_it_touches_other_keys_and_only_them(running):
    before = keys(running.desk.state())
    after = keys(change(running, POSTER, "apoptosis", "apoptoses"))
    assert [place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new] == [5]


def test_of_a_broken_folder_the_last_good_pages_stay(running):
    before = keys(running.desk.state())
    state = change(running, POSTER, "title:", "title: [")
    assert state["stale"]
    assert keys(state) == before
    (problem,) = [one for one in state["problems"] if one["severity"] == "error"]
    assert (problem["file"], problem["line"]) == (POSTER, 3)
    assert running.ask(f"picture?key={before[0]}&scale=1")[2].startswith(b"\x89PNG")
    state = change(running, POSTER, "title: [", "title:")
    assert not state["stale"]
    assert keys(state) == before


def test_a_folder_that_goes_and_comes_back_is_shown_again(running):
    before = running.desk.state()
    away = running.folder.with_name("away")
    running.folder.rename(away)
    running.desk.wait(before["version"], 10)
    assert running.desk.state()["stale"]
    version = running.desk.state()["version"]
    away.rename(running.folder)
    running.desk.wait(version, 10)
    assert not running.desk.state()["stale"]


def test_a_saved_change_has_a_picture_of_its_own(running):
    before = keys(running.desk.state())
    old = running.desk.picture(before[5], 1)
    state = change(running, POSTER, "apoptosis", "apoptoses")
    assert running.desk.picture(keys(state)[5], 1) != old
    assert keys(state)[:5] == before[:5]


def test_each_line_of_prose_leads_to_its_file_line_and_column(running):
    state = running.desk.state()
    page = next(page for page in state["pages"] if page["number"] == "981")
    lines = running.desk.lines(page["key"])["lines"]
    source = (running.folder / POSTER).read_text(encoding="utf-8").split("\n")
    found, missed = 0, []
    for index, line in enumerate(lines):
        place = running.desk.source(page["key"], index)
        word = re.match(r"[A-Za-z]{6,}", line["text"])
        if word and place["file"] == POSTER and place["line"] > 1:
            written = source[place["line"] - 1][place["column"] - 1 :]
            is_there = written.casefold().startswith(word[0].casefold())
            found += is_there
            missed += [] if is_there else [(line["text"], written)]
    assert not missed
    assert found >= 15


def test_a_text_of_the_front_matter_leads_to_its_own_file(running):
    key = keys(running.desk.state())[1]
    lines = running.desk.lines(key)["lines"]
    index = next(index for index, line in enumerate(lines) if "longest-standing" in line["text"])
    assert running.desk.source(key, index)["file"] == "text/introduction.md"


def form(running, file, line=1):
    status, _, body = running.ask(f"form?file={file}&line={line}")
    assert status == 200
    return json.loads(body)


def test_a_form_names_each_text_of_a_record_with_its_help(running):
    fields = {tuple(field["path"]): field for field in form(running, POSTER)["fields"]}
    assert fields["title",]["value"].startswith("BCL-2 inhibitor APG-2575")
    assert fields["title",]["help"]
    assert any(path[0] == "sections" for path in fields)


@pytest.mark.parametrize(
    "value", ["Short", "a: b # c", "- x", "<script>alert(1)</script>", "two\nlines", "汉字"]
)
def test_what_a_form_writes_leaves_comments_and_order_and_reads_back(running, value):
    file = running.folder / "booklet.yaml"
    before = file.read_text(encoding="utf-8")
    shown = form(running, "booklet.yaml")
    body = {"file": "booklet.yaml", "digest": shown["digest"], "path": ["kind"], "value": value}
    status, said = running.post("edit", body)
    assert status == 200, said
    after = file.read_text(encoding="utf-8")
    assert re.findall("#.*", before)[0] in after
    kept = [line for line in before.split("\n") if not line.startswith("kind:")]
    assert [line for line in after.split("\n") if line in kept] == kept
    fields = {tuple(field["path"]): field["value"] for field in form(running, "booklet.yaml")["fields"]}
    assert fields["kind",].strip() == value


def test_a_file_that_changed_on_disk_is_told_and_never_overwritten(running):
    shown = form(running, "booklet.yaml")
    file = running.folder / "booklet.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    for path in (["kind"], None):
        body = {"file": "booklet.yaml", "digest": shown["digest"], "value": "x", "path": path}
        status, said = running.post("edit", body)
        assert status == 409
        assert "has changed on disk" in said
    assert file.read_text(encoding="utf-8").endswith("# mine\n")


def test_a_text_keeps_its_line_ends(running):
    file = running.folder / "text" / "company.md"
    file.write_bytes(b"One.\r\n\r\nTwo.\r\n")
    shown = form(running, "text/company.md")
    body = {"file": "text/company.md", "digest": shown["digest"], "value": "One.\n\nThree.\n"}
    assert running.post("edit", body)[0] == 200
    assert file.read_bytes() == b"One.\r\n\r\nThree.\r\n"


@pytest.mark.parametrize("path", [["nothing"], ["event"], [True], ["event", "name", "x"], [], [{}]])
def test_a_path_that_is_no_text_of_the_file_writes_nothing(running, path):
    before = (running.folder / "booklet.yaml").read_bytes()
    digest = form(running, "booklet.yaml")["digest"]
    body = {"file": "booklet.yaml", "digest": digest, "path": path, "value": "x"}
    assert running.post("edit", body)[0] in {400, 409}
    assert (running.folder / "booklet.yaml").read_bytes() == before


def test_another_page_format_is_set_at_once_and_an_unknown_one_refused(running):
    width = running.desk.state()["pages"][0]["width"]
    assert running.post("choose", {"page": "a4", "theme": ""})[0] == 200
    assert running.desk.state()["pages"][0]["width"] > width
    assert running.post("choose", {"page": "a9"})[0] == 400


def test_the_download_is_the_proved_file_of_the_edition(running):
    status, headers, body = running.ask("pdf?edition=screen")
    assert (status, body[:5]) == (200, b"%PDF-")
    assert headers["Content-Disposition"].endswith("ascentage-aacr-2021-screen.pdf")
    assert running.ask("pdf?edition=none")[0] == 409


def test_a_look_sees_a_change_that_keeps_the_size(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("a")
    before = stamps(tmp_path)
    file.with_name("b").write_text("b")
    file.with_name("b").replace(file)
    assert stamps(tmp_path) != before
    assert stamps(tmp_path / "nowhere") == frozenset()


def test_a_desk_in_another_language_shows_its_pages_and_leads_to_its_files():
    desk = LiveDesk(example_folder(), language="zh-Hant")
    desk.refresh()
    state = desk.state()
    assert not state["stale"]
    page = next(page for page in state["pages"] if page["number"] == "981")
    lines = desk.lines(page["key"])["lines"]
    found = {desk.source(page["key"], index)["file"] for index in range(len(lines))}
    assert "posters/03-981.zh-Hant.yaml" in found
