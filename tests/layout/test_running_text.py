"""Text files on the page: tables by their content, heads again on a new page, words divided where allowed."""

import pytest
from tests import laid

from posterbook import read
from posterbook.forms.element import Artifact, Element, Role
from posterbook.forms.page import Image, Rule

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10"/></svg>'


def text_work(folder, text, page="a5", theme="colour"):
    order = ["cover", "posters", {"text": {"file": "text/meeting.md"}}]
    files = {"text/meeting.md": text, "images/map.svg": SVG}
    work = laid.laid(folder, [laid.study()], files=files, page=page, theme=theme, running_order=order)
    return work, laid.pages_of(work, "text")


def roles(page):
    return [
        str(run.meaning.role)
        for line in laid.lines(page)
        for run in line.runs[:1]
        if isinstance(run.meaning, Element)
    ]


def test_headings_stand_two_levels_below_the_pages_and_skip_none(tmp_path):
    _, (page,) = text_work(tmp_path, "# A\n\n## B\n\ntext\n\n# C\n\n### D\n\ntext")
    assert roles(page) == ["H2", "H3", "P", "H2", "H3", "P"]


@pytest.mark.parametrize(("page", "theme"), [("a5", "colour"), ("a4", "plain"), ("a4", "large-print")])
def test_text_after_a_table_a_picture_and_a_rule_is_back_on_the_grid(tmp_path, page, theme):
    table = "| A | B |\n|---|---|\n| 1 | 2 |\n\n"
    text = f"# H\n\nfirst\n\n{table}second\n\n![a map](images/map.svg)\n\nthird\n\n---\n\nfourth"
    work, pages = text_work(tmp_path, text, page, theme)
    first = laid.k(work, pages[0], "first")
    for word in ("second", "third", "fourth"):
        (height,) = [h for one in pages for h in laid.heights(work, one, word)]
        steps = (height - first) / work.theme.page.baseline
        assert steps == pytest.approx(round(steps), abs=1e-3), word


def test_a_long_table_repeats_its_head_as_an_artifact_and_loses_no_row(tmp_path):
    rows = "".join(f"| {n} | study {n} |\n" for n in range(1, 81))
    work, pages = text_work(tmp_path, f"# Boards\n\n| Board | Study |\n|---|---|\n{rows}")
    assert len(pages) > 2
    for n, page in enumerate(pages):
        heads = [line for line in laid.lines(page) if line.text.strip() == "Board"]
        assert [laid.is_artifact(line) for line in heads] == [n > 0]
    said = [text for page in pages for text in laid.texts(page) if text.startswith("study ")]
    assert said == [f"study {n}" for n in range(1, 81)]
    assert "[table: 80 rows; columns Board, Study]\n  Board: 1; Study: study 1\n" in read(work)


@pytest.mark.parametrize(("page", "theme"), [("a5", "colour"), ("a4", "large-print")])
def test_a_table_keeps_to_the_measure_and_its_columns_align_as_asked(tmp_path, page, theme):
    text = f"| Room | Words | Seats |\n|---|:-:|--:|\n| Hall | {laid.words(60)} | 9 |\n| Foyer | x | 120 |"
    work, (sheet, *_) = text_work(tmp_path, text, page, theme)
    ends = {one.text.strip(): one.x + sum(run.width for run in one.runs) for one in laid.lines(sheet)}
    assert ends["9"] == pytest.approx(ends["120"], abs=0.01)
    assert ends["9"] - laid.line(sheet, "Hall").x == pytest.approx(work.theme.page.main, abs=0.1)
    assert laid.line(sheet, "Hall").x == pytest.approx(laid.line(sheet, "Foyer").x)


def test_a_row_higher_than_a_page_goes_on_and_none_of_it_leaves_the_page(tmp_path):
    work, pages = text_work(tmp_path, f"| A | B |\n|---|---|\n| 1 | {laid.words(1500)} |")
    assert len(pages) > 1
    last = work.theme.page.live_top + work.theme.page.last
    shown = [line for page in pages for line in laid.lines(page) if line.runs and not laid.is_artifact(line)]
    assert max(line.y for line in shown) <= last + 0.01
    assert " ".join(line.text.strip() for line in shown).count("counted") == laid.words(1500).count("counted")


def test_a_quote_is_set_in_on_both_sides_and_tagged(tmp_path):
    work, (page,) = text_work(tmp_path, f"plain text\n\n> {laid.words(60)}")
    quoted = laid.line(page, "cells")
    assert quoted.x - laid.line(page, "plain").x == pytest.approx(work.theme.poster.list_indent)
    assert quoted.runs[0].meaning.within(Role.QUOTE)


def test_a_picture_is_a_figure_with_its_words_and_an_ornament_without(tmp_path):
    work, (page,) = text_work(tmp_path, '![a map](images/map.svg "Ground floor")\n\n![](images/map.svg)')
    described, ornament = [item.meaning for item in page.items if isinstance(item, Image)]
    assert (described.alt, ornament) == ("a map", Artifact.LAYOUT)
    assert "[figure: a map]\nGround floor\n" in read(work)


def test_a_rule_parts_texts_and_opens_no_page(tmp_path):
    text = "".join(f"{laid.words(40)}\n\n---\n\n" for _ in range(20))
    work, pages = text_work(tmp_path, text)
    light = work.theme.rules.light
    for page in pages[1:]:
        first = min(line.y for line in laid.lines(page) if not laid.is_artifact(line))
        rules = [i.y for i in page.items if isinstance(i, Rule) and i.weight == light]
        assert all(y > first for y in rules)


def test_a_word_divides_at_a_soft_hyphen_only_and_is_read_whole(tmp_path):
    word = "Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschafts\u00adkapi\u00adtän"
    record = laid.study(sections={"Background": f"{'so and so ' * 4}{word} and {word} once {word} more."})
    work = laid.laid(tmp_path, [record])
    (page,) = laid.pages_of(work, "posters")
    said = [line.text for line in laid.lines(page)]
    divided = [text for text in said if text.endswith("\u00ad")]
    assert divided
    assert not any("\u00ad" in text[:-1] for text in said)
    assert read(work).count(word.replace("\u00ad", "")) == 3


def test_a_soft_hyphen_in_a_title_is_not_in_bookmarks(tmp_path):
    work = laid.laid(tmp_path, [laid.study(title="Extra\u00adordinary \u00adair\u00ad")])
    titles = [mark.title for page in work.pages for mark in page.bookmarks]
    assert any("Extraordinary air" in title for title in titles)
    assert not any("\u00ad" in title for title in titles)
