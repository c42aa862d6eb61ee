"""What is approved of a whole document: every printed word is held to it, and nothing else."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date

import pytest
from tests.laid import laid, studies, study, words

from posterbook import approve, load, typeset
from posterbook.api.splitting import Selection
from posterbook.assets import starter_folder
from posterbook.comparing import check_document, paragraphs_of
from posterbook.forms.page import page_names
from posterbook.loading import select

pytestmark = pytest.mark.slow

DAY = date(2026, 9, 1)
NOT_PRINTED = re.compile(r"(#.*|^\s*[^\s:]+:(\s|$)|\{\{.*?\}\}|\]\(.*?\)|^ +[- ].*\{.*)")
IN_BOOKLET = re.compile("title|kind|  name|  short")
"""Lines of booklet.yaml whose values are printed."""


@pytest.fixture
def approved(tmp_path):
    """A booklet of three posters whose document is approved."""
    files = {"text/about.md": "# About\n\nThe meeting is held each year."}
    order = ["cover", "contents", "summary", "posters", {"text": {"file": "text/about.md"}}]
    keys = {"event": {"short": "Poster Day 2026"}, "issuer": {"short": "ACME"}, "slug": "poster-day"}
    laid(tmp_path, [*studies(A=2), study(9, group="B")], files=files, running_order=order, **keys)
    approve(tmp_path, by="A. Lee", date=DAY)
    return tmp_path


def said(folder):
    """What is said of a folder, codes and messages."""
    return [(one.code, one.message) for one in typeset(load(folder)).problems if one.code != "undated"]


def change(file, before, after):
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_an_approved_document_says_nothing_in_any_format_or_theme(approved):
    assert said(approved) == []
    for page, theme in (("a4", "colour"), ("half-letter", "plain"), ("a4", "large-print")):
        assert typeset(load(approved), page=page, theme=theme).problems == ()


def test_a_superscript_that_is_one_no_longer_is_a_change(approved):
    change(approved / "text/about.md", "each year", "in 10^3^ places")
    approve(approved, by="A. Lee", date=DAY)
    change(approved / "text/about.md", "10^3^", "103")
    (changed,) = said(approved)
    assert "[10^3^ → 103]" in changed[1]


def test_a_changed_word_is_told_with_its_page_the_words_and_who_approved(approved):
    change(approved / "text/about.md", "each year", "every year")
    (code, message), *more = said(approved)
    assert (code, more) == ("approved-document", [])
    assert message == (
        "page 7 is not as it was approved: … meeting is held [each → every] year."
        " (approved by A. Lee, 2026-09-01)"
    )


def test_a_word_of_a_running_foot_and_a_number_on_the_cover_are_told(approved):
    change(approved / "booklet.yaml", "Poster Day 2026", "Poster Day 2027")
    assert [code for code, _ in said(approved)] == ["approved-document"]
    assert "[2026 → 2027]" in said(approved)[0][1]


def test_posters_that_move_to_other_pages_change_no_wording(approved):
    change(approved / "booklet.yaml", "- contents\n", "")
    messages = [message for _, message in said(approved)]
    assert [message[:38] for message in messages] == ["page 2 is not as it was approved: [lef"]


def test_the_page_is_that_of_the_changed_word_where_a_text_runs_on(tmp_path):
    long = {"Background": words(900)}
    laid(tmp_path, [study(1, sections=long)], running_order=["cover", "posters"])
    approve(tmp_path, by="A. Lee", date=DAY)
    record = next(tmp_path.glob("posters*"))
    record = record if record.is_file() else next(record.iterdir())
    text = record.read_text(encoding="utf-8")
    at = text.rindex("culture")
    record.write_text(text[:at] + "vulture" + text[at + 7 :], encoding="utf-8")
    assert [message.split(" is ")[0] for code, message in said(tmp_path) if code == "approved-document"] == [
        "page 3"
    ]


def test_a_booklet_of_some_posters_is_approved_if_each_of_its_paragraphs_is(approved):
    whole = load(approved)
    part, problems = select(approved, whole, Selection("some", ("9",)))
    work = typeset(part)
    assert [one.code for one in (*problems, *work.problems)] == []
    title = replace(part.records[0], title="Another title")
    (problem,) = (one for one in typeset(replace(part, records=(title,))).problems if "page 4" in one.message)
    assert (problem.code, "[added: Another title]" in problem.message) == ("approved-document", True)


def printed_words(folder, rng):
    """Words of the folder's files that are printed, each with its place."""
    found = []
    for file in sorted((*folder.glob("posters/*.yaml"), *folder.glob("text/*.md"), folder / "booklet.yaml")):
        at = 0
        for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
            hidden = [match.span() for match in NOT_PRINTED.finditer(line)]
            shown = file.name != "booklet.yaml" or IN_BOOKLET.match(line)
            found += (
                (file, at + word.start(), at + word.end())
                for word in re.finditer(r"\b[A-Za-z]{4,}\b", line)
                if shown and not any(start <= word.start() < end for start, end in hidden)
            )
            at += len(line)
    rng.shuffle(found)
    return found


@pytest.mark.slow
def test_of_200_changed_words_each_is_told_with_a_page_that_has_it(tmp_path):
    rng = random.Random(13)
    originals = {
        file: file.read_text(encoding="utf-8") for file in starter_folder().rglob("*") if file.is_file()
    }
    folder = tmp_path / "booklet"

    def write(texts):
        for file, text in texts.items():
            target = folder / file.relative_to(starter_folder())
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")

    write(originals)
    approve(folder, by="A. Lee", date=DAY)
    document = load(folder).approved
    places = printed_words(starter_folder(), rng)
    assert len(places) >= 200
    told = 0
    for start in range(0, 200, 20):
        texts, markers = dict(originals), []
        for number, (file, begin, end) in sorted(
            enumerate(places[start : start + 20]), key=lambda one: -one[1][1]
        ):
            marker = f"Zq{'abcdefghijklmnopqrst'[number]}x"
            texts[file] = texts[file][:begin] + marker + texts[file][end:]
            markers.append(marker)
        write(texts)
        work = typeset(load(folder))
        shown = {}
        for page, name in zip(work.paper_pages, page_names(work.paper_pages), strict=True):
            shown[name] = "".join(getattr(item, "text", "") for item in page.items)
        paragraphs = paragraphs_of(work.paper_pages)
        problems = [one.message for one in check_document(document, work.booklet, paragraphs)]
        pages = {found[1] for message in problems if (found := re.match(r"page (\w+) ", message))}
        for marker in markers:
            having = {name for name, text in shown.items() if marker in text}
            assert having & pages, marker
            told += 1
    assert told == 200


@pytest.mark.slow
def test_of_200_changes_of_comments_white_space_and_key_order_none_is_told(tmp_path):
    rng = random.Random(13)
    folder = tmp_path / "booklet"
    laid(folder, [*studies(A=2), study(9, group="B")], running_order=["cover", "summary", "posters"])
    approve(folder, by="A. Lee", date=DAY)
    files = [folder / "booklet.yaml", *sorted(folder.glob("posters*/*.yaml")), *folder.glob("posters.yaml")]
    before = load(folder)
    for count in range(200):
        file = rng.choice(files)
        lines = file.read_text(encoding="utf-8").splitlines()
        tops = [n for n, line in enumerate(lines) if re.match(r"[a-z_]+:", line)] or [0]
        at = rng.choice(tops)
        kind = rng.choice(("comment", "blank", "spaces", "order"))
        if kind == "order" and file.name != "posters.yaml":
            parts = ["\n".join(lines[a:b]) for a, b in zip(tops, [*tops[1:], len(lines)], strict=True)]
            rng.shuffle(parts)
            lines = [*lines[: tops[0]], *parts]
        elif kind == "comment":
            lines.insert(at, f"# {rng.random()}")
        elif kind == "blank":
            lines.insert(at, "")
        else:
            lines[at] += "  "
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        if count % 5 == 4:
            assert load(folder) == before
    assert said(folder) == []
