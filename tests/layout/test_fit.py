"""What a long poster does: notes go, title and body step down, then it runs on."""

from itertools import pairwise

import pytest
from tests.laid import (
    body,
    boxes,
    codes,
    height,
    heights,
    is_artifact,
    k,
    laid,
    line,
    lines,
    pages_of,
    study,
    texts,
    words,
)

from posterbook.design.geometry import Side
from posterbook.errors import LayoutError

LAST = 494


def one(folder, **fields):
    """A booklet of this one study, and its poster's pages."""
    work = laid(folder, [study(1, **fields)])
    return work, pages_of(work, "posters")


def long(count, after=0):
    """Sections with so many words before the panel, and after it."""
    more = {"After": words(after)} if after else {}
    return {"Background": words(count), "Conclusion": words(20), **more}


def many(folder, lengths, **keys):
    """A booklet of studies with so many words each."""
    return laid(folder, [study(n, sections=long(length)) for n, length in enumerate(lengths)], **keys)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("count", "size", "lead"),
    [(8, 13.5, 16.5), (48, 13.5, 16.5), (52, 12, 15), (60, 12, 15), (70, 11, 13.75), (100, 11, 13.75)],
)
def test_a_title_steps_down_by_its_lines(tmp_path, count, size, lead):
    work, (page,) = one(tmp_path, title=words(count)[:-1])
    set_in = [item for item in lines(page) if item.runs[0].face == work.theme.styles.title.font]
    assert set_in[0].runs[0].size == size
    assert len(set_in) <= {13.5: 5, 12: 6}.get(size, 99)
    assert height(work, set_in[0]) == pytest.approx(78)
    assert set_in[-1].y - set_in[0].y == pytest.approx((len(set_in) - 1) * lead)
    assert ("title-stepped" in codes(work)) == (size < 13.5)
    label = k(work, page, "Background")
    assert label % 13 == pytest.approx(0)
    assert 0 <= label - (height(work, set_in[-1]) + 23.5) < 13


@pytest.mark.slow
def test_a_title_steps_down_for_a_text_that_is_a_little_too_long(tmp_path):
    title = words(40)[:-1]
    sizes = set()
    for count in range(240, 360, 10):
        # two such records of many short ones, so that the body does not step
        long_ones = [study(n, title=title, sections=long(count)) for n in (1, 2)]
        work = laid(tmp_path / str(count), [*long_ones, *(study(n) for n in range(3, 12))])
        page = pages_of(work, "posters")[0]
        sizes.add(
            (line(page, "cells of the line").runs[0].size, page.number == pages_of(work, "posters")[1].number)
        )
    assert (13.5, False) in sizes
    assert (12, False) in sizes or (11, False) in sizes
    assert not {(12, True), (11, True)} & sizes  # what runs on anyway keeps its title


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lengths", "size", "continued"),
    [
        ([100] * 10, 9.5, 0),
        ([700] + [100] * 9, 9.5, 1),
        ([700] * 2 + [100] * 18, 9.5, 2),
        ([345] * 4 + [100] * 6, 9, 0),
        ([360] * 10, 8.75, 0),
        ([700] * 10, 9.5, 10),  # no smaller one would save a page
    ],
)
def test_the_body_of_the_whole_book_is_the_largest_that_saves_pages(tmp_path, lengths, size, continued):
    work = many(tmp_path, lengths)
    posters = pages_of(work, "posters")
    assert {body(work, page)[0].runs[0].size for page in posters} == {size}
    assert codes(work).count("continued") == continued
    assert len(posters) == len(lengths) + continued


@pytest.mark.parametrize("lengths", [[345] * 4 + [100] * 6, [360] * 10])
def test_a_smaller_body_has_a_grid_of_its_own(tmp_path, lengths):
    work = many(tmp_path, lengths)
    for page in pages_of(work, "posters"):
        set_in = body(work, page)
        lead = {9: 12.5, 8.75: 12}[set_in[0].runs[0].size]
        for item in set_in:
            assert height(work, item) / lead == pytest.approx(round(height(work, item) / lead))


@pytest.mark.slow
@pytest.mark.parametrize("count", range(470, 560, 9))
def test_a_poster_that_runs_on_leaves_no_tail_of_a_few_lines(tmp_path, count):
    work, pages = one(tmp_path, sections={"Background": words(count), "Conclusion": words(40)})
    assert len(pages) == 2
    for page in pages:
        assert len(body(work, page)) >= 6
        assert height(work, body(work, page)[-1]) <= LAST
    assert heights(work, pages[0], "continued on page") == [LAST]
    assert body(work, pages[0])[-1].y < line(pages[0], "continued on page").y - 8


@pytest.mark.slow
@pytest.mark.parametrize("count", range(300, 460, 16))
def test_a_poster_that_runs_on_by_little_is_set_tighter_and_says_so(tmp_path, count):
    """The others of the booklet stay as they are."""
    work = many(tmp_path, [count, *[100] * 9])
    assert len(pages_of(work, "posters")) == 10
    first, *others = work.fits
    assert {fit.body for fit in others} == {9.5}
    told = [problem.message for problem in work.problems if problem.code == "set-tighter"]
    if count > 364:
        assert first.body < 9.5
        beginning = (
            f"poster 0 is set tighter than others, to take no further page: text of {first.body:g} pt,"
        )
        assert told[0].startswith(beginning)
    assert all("poster 0" in one for one in told)


def test_a_smaller_text_of_all_posters_is_said_once(tmp_path):
    work = many(tmp_path, [360] * 10)
    (told,) = [problem for problem in work.problems if problem.code == "smaller-text"]
    assert told.message == "the text of all posters is 8.75 pt, not 9.5: too many would run on"
    assert "set-tighter" not in codes(work)


@pytest.mark.slow
def test_words_are_divided_where_that_keeps_a_poster_on_its_page(tmp_path):
    divided = set()
    for count in range(30, 46, 2):
        text = " ".join(["immunohistochemistry confirmed the pharmacokinetics"] * count)
        long_one = study(0, sections={"Background": text, "Conclusion": words(20)})
        work = laid(tmp_path / str(count), [long_one, *(study(n) for n in range(1, 12))])
        first, second, *_ = pages_of(work, "posters")
        ends = {item.text.split()[-1] for item in body(work, first) if item.text.endswith("\u00ad")}
        said = any("words divided" in p.message for p in work.problems if p.code == "set-tighter")
        assert said == bool(ends)
        assert not ends or second.number == "1"
        divided |= ends
    assert divided
    assert {"phar\u00ad", "pharma\u00ad", "immuno\u00ad"} & divided


def test_a_paragraph_after_another_begins_with_an_indent_and_no_gap(tmp_path):
    sections = {"Background": f"{words(30)}\n\n{words(31)}", "After": words(9)}
    work, (page,) = one(tmp_path, sections=sections)
    set_in = body(work, page)
    left = set_in[0].x
    (indented,) = [item for item in set_in if item.x > left + 1]
    assert indented.x - left == pytest.approx(9.5)
    before = set_in[set_in.index(indented) - 1]
    assert indented.y - before.y == pytest.approx(13)
    assert k(work, page, "After") - height(work, set_in[-2]) == pytest.approx(26)


def test_large_print_parts_paragraphs_by_half_a_line_and_divides_a_panel(tmp_path):
    sections = {"Background": f"{words(30)}\n\n{words(170)}", "Conclusion": words(120)}
    work = laid(tmp_path, [study(1, sections=sections)], page="a4", theme="large-print")
    first, second = pages_of(work, "posters")
    set_in = body(work, first)
    gaps = {round(b.y - a.y, 2) for a, b in pairwise(set_in)}
    assert 33 in gaps
    assert [len(panels(work, page)) for page in (first, second)] == [1, 1]
    assert len(body(work, second)) >= 6


@pytest.mark.slow
@pytest.mark.parametrize("count", range(380, 420, 4))
def test_no_heading_ends_a_page(tmp_path, count):
    sections = {
        "Background": words(count),
        "Methods": words(40),
        "Results": words(40),
        "Conclusion": words(9),
    }
    _, pages = one(tmp_path, sections=sections)
    for page in pages:
        content = [
            item for item in lines(page) if item.runs[0].face in {"sans_sb", "body"} and not is_artifact(item)
        ]
        assert content[-1].runs[0].face == "body"


def test_the_next_page_says_whose_it_is_and_begins_at_its_height(tmp_path):
    work = laid(
        tmp_path, [study(1, sections=long(700)), study(2, sections=long(700))], running_order=["posters"]
    )
    first, second, third, _ = pages_of(work, "posters")
    assert texts(second)[0] == "Poster number: 1, continued"
    assert k(work, second, "Poster number:") == pytest.approx(13)
    assert height(work, body(work, second)[0]) == pytest.approx(39)
    assert is_artifact(line(second, "Poster number:"))
    assert line(first, "continued on page").text == f"continued on page {second.folio} →"
    assert "Notes" not in texts(first) + texts(third)


def test_a_page_that_runs_on_to_the_one_beside_it_says_no_number(tmp_path):
    lengths = (30, 30, 700, 30, 700, 30, 30)
    work = laid(tmp_path, [study(n, sections=long(count)) for n, count in enumerate(lengths)])
    said = {}
    for page in pages_of(work, "posters"):
        for one in texts(page):
            if one.startswith("continued"):
                said[page.side] = one
    assert said[Side.VERSO] == "continued →"
    assert said[Side.RECTO].startswith("continued on page ")


def panels(work, page):
    return [
        (box.box.y - work.theme.page.live_top, box.box.bottom - work.theme.page.live_top)
        for box in boxes(page)
        if box.box.width > work.theme.page.measure
    ]


@pytest.mark.parametrize("count", [470, 482, 494, 506])
def test_a_panel_moves_whole(tmp_path, count):
    sections = {"Background": words(count), "Conclusion": words(90)}
    work, pages = one(tmp_path, sections=sections)
    assert [len(panels(work, page)) for page in pages] == [0, 1]
    assert "Conclusion" in texts(pages[1])


def test_a_panel_longer_than_a_page_begins_where_it_stands_and_splits(tmp_path):
    sections = {"Background": words(20), "Conclusion": words(1100), "After": words(20)}
    work, pages = one(tmp_path, sections=sections)
    assert [len(panels(work, page)) for page in pages] == [1, 1, 1]
    assert "Conclusion" in texts(pages[0])
    for page in pages:
        (top, bottom) = panels(work, page)[0]
        inside = [y for y in (height(work, item) for item in body(work, page)) if top < y < bottom]
        assert len(inside) >= 3
        assert bottom <= max(inside) + 10 + 0.01
        below = [height(work, item) - 6 for item in lines(page) if item.text.startswith("continued on")]
        assert all(bottom <= top_of_line for top_of_line in below)


def test_text_after_the_panel_stands_on_the_grid_at_least_26_below_it(tmp_path):
    for count in (10, 20, 40):
        sections = {"Background": words(20), "Conclusion": words(count), "After": words(10)}
        work, (page,) = one(tmp_path / str(count), sections=sections)
        bottom, after = panels(work, page)[0][1], k(work, page, "After")
        assert after % 13 == pytest.approx(0)
        assert 26 <= after - bottom < 39


def test_the_panel_stands_39_below_the_text(tmp_path):
    work, (page,) = one(tmp_path)
    label = k(work, page, "Conclusion")
    before = max(y for y in (height(work, item) for item in body(work, page)) if y < label)
    assert label == pytest.approx(before + 39)
    last = height(work, body(work, page)[-1])
    assert panels(work, page)[0] == pytest.approx((label - 18.5, last + 10))


def test_with_nothing_before_it_the_panel_stands_26_below_where_the_first_label_would(tmp_path):
    plain, (beside,) = one(tmp_path / "1")
    work, (page,) = one(tmp_path / "2", sections={"Conclusion": words(20)})
    assert k(work, page, "Conclusion") == pytest.approx(k(plain, beside, "Background") + 26)


def test_without_a_call_out_there_is_no_panel_and_notes_grow(tmp_path):
    sections = {"Background": words(20), "Methods": words(20)}
    work, (page,) = one(tmp_path, sections=sections)
    assert panels(work, page) == []
    assert k(work, page, "Methods") == pytest.approx(k(work, page, "Background") + 13 + 13 + 26)
    assert k(work, page, "Notes") < 250


@pytest.mark.slow
def test_notes_are_clear_of_the_panel_by_thirty_and_at_least_two(tmp_path):
    seen = set()
    for count in range(170, 320, 12):
        work, (page,) = one(tmp_path / str(count), sections=long(count))
        found = sorted(height(work, r) for r in page.items if getattr(r, "weight", 0) == 0.35)
        seen.add(len(found))
        if found:
            assert len(found) >= 2
            assert found[-1] == pytest.approx(LAST)
            assert found[0] >= panels(work, page)[0][1] + 30
            assert k(work, page, "Notes") == pytest.approx(found[0] - 13)
    assert 0 in seen
    assert len(seen) > 2


def test_a_title_that_no_page_holds_stops_the_build(tmp_path):
    with pytest.raises(LayoutError) as failed:
        one(tmp_path, title=words(500))
    assert "overfull" in {problem.code for problem in failed.value.problems}


def test_an_endless_word_is_broken_and_named(tmp_path):
    work, _ = one(tmp_path, sections={"Background": f"A word {'abcdefgh' * 50} and on.", "Conclusion": "x"})
    (problem,) = [problem for problem in work.problems if problem.code == "forced-break"]
    assert "'abcdefghabcdefghabcdefgh…' in poster 1 is wider than its line" in problem.message


def test_an_endless_word_on_any_other_page_is_named_too(tmp_path):
    work = laid(tmp_path, [study()], kind="abcdefgh" * 20)
    (problem,) = [problem for problem in work.problems if problem.code == "forced-break"]
    assert problem.message.startswith("'abcdefghabcdefghabcdefgh…' on page 1 (cover) is wider")


@pytest.mark.slow
def test_a_record_of_a_thousand_pages_is_set_page_by_page(tmp_path):
    parts = {f"Part {n}": "word " * 6_000 for n in range(5)}
    _, pages = one(tmp_path, sections={**parts, "Conclusion": "x"})
    assert len(pages) > 50
