"""What a long poster does: notes go, title and body step down, then it runs on."""

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
        ([345] * 2 + [100] * 9, 9, 0),
        ([360] * 10, 8.75, 0),
        ([700] * 10, 8.75, 10),
    ],
)
def test_the_body_of_the_whole_book_is_the_largest_at_which_a_tenth_runs_on(
    tmp_path, lengths, size, continued
):
    work = many(tmp_path, lengths)
    posters = pages_of(work, "posters")
    assert {body(work, page)[0].runs[0].size for page in posters} == {size}
    assert codes(work).count("continued") == continued
    assert len(posters) == len(lengths) + continued


@pytest.mark.parametrize("lengths", [[345] * 2 + [100] * 9, [360] * 10])
def test_a_smaller_body_has_a_grid_of_its_own(tmp_path, lengths):
    work = many(tmp_path, lengths)
    for page in pages_of(work, "posters"):
        set_in = body(work, page)
        lead = {9: 12.5, 8.75: 12}[set_in[0].runs[0].size]
        for item in set_in:
            assert height(work, item) / lead == pytest.approx(round(height(work, item) / lead))


@pytest.mark.slow
@pytest.mark.parametrize("count", range(380, 480, 9))
def test_a_poster_that_runs_on_leaves_three_lines_on_either_side(tmp_path, count):
    work, pages = one(tmp_path, sections={"Background": words(count), "Conclusion": words(40)})
    assert len(pages) == 2
    for page in pages:
        assert len(body(work, page)) >= 3
        assert height(work, body(work, page)[-1]) <= LAST
    assert heights(work, pages[0], "continued on page") == [LAST]
    assert body(work, pages[0])[-1].y < line(pages[0], "continued on page").y - 8


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
    work, (first, second) = one(tmp_path, sections=long(700))
    assert texts(second)[0] == "Poster number: 1, continued"
    assert k(work, second, "Poster number:") == pytest.approx(13)
    assert height(work, body(work, second)[0]) == pytest.approx(39 * 12 / 13)
    assert is_artifact(line(second, "Poster number:"))
    assert line(first, "continued on page").text == f"continued on page {second.folio} →"
    assert "Notes" not in texts(first) + texts(second)


def panels(work, page):
    return [
        (box.box.y - work.theme.page.live_top, box.box.bottom - work.theme.page.live_top)
        for box in boxes(page)
        if box.box.width > work.theme.page.measure
    ]


@pytest.mark.parametrize("count", [360, 372, 384, 396])
def test_a_panel_moves_whole(tmp_path, count):
    sections = {"Background": words(count), "Conclusion": words(90)}
    work, pages = one(tmp_path, sections=sections)
    assert [len(panels(work, page)) for page in pages] == [0, 1]
    assert texts(pages[1])[1] == "Conclusion"


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
