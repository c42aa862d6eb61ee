"""Legal pages: frame, signature, date and board list; what does not fit spills in order."""

import pytest
from tests.laid import (
    boxes,
    height,
    heights,
    is_artifact,
    k,
    laid,
    line,
    lines,
    pages_of,
    rules,
    studies,
    texts,
    words,
)

from posterbook import load, typeset
from posterbook.assets import example_folder
from posterbook.design.geometry import MM
from posterbook.forms.page import Line

SIGNED = "By order of the Board\nACME GROUP\nDr Li\nChairman"
BLOCKS = {"f": "framed", "s": "signature"}


def framed(count):
    return "Cautionary Statement:\n\n" + words(count)


def legal(folder, blocks, *, order=("cover", "posters", "legal"), places=(), records=None, **keys):
    """A booklet with these blocks (f is framed, s the signature, others plain), and its legal pages."""
    at = dict(places)
    made = [
        {
            "id": one,
            "file": f"legal/{one}.txt",
            "weight": BLOCKS.get(one[0], "plain"),
            "place": at.get(one, "legal-page"),
        }
        for one in blocks
    ]
    files = {f"legal/{one}.txt": text for one, text in blocks.items()}
    work = laid(folder, records or studies(A=2), files=files, legal=made, running_order=list(order), **keys)
    return work, pages_of(work, "legal")


def usual(frame=15, board=60):
    return {"f": framed(frame), "s": SIGNED, "d": "Suzhou, April 13, 2021", "b": words(board)}


def frame_of(work, page):
    """The k of the frame's edges."""
    (box,) = [box for box in boxes(page) if box.stroke]
    return height(work, box.box), round(box.box.bottom - work.theme.page.live_top, 3)


def hugging(work, page):
    """The edges of a frame that hugs its text, 12.5 below the last baseline."""
    style = work.theme.styles.caution
    last = max(
        height(work, one)
        for one in lines(page)
        if (one.runs[0].face, one.runs[0].size) == (style.font, style.size)
    )
    return 0, round(last + 12.5, 3)


def test_a_frame_that_ends_near_the_tabs_beginning_is_level_with_it(tmp_path):
    feet = set()
    for count in (5, 12, 20, 28, 40, 50, 60):
        work, (page,) = legal(tmp_path / str(count), {"f": framed(count)})
        (_, foot), (_, hugged) = frame_of(work, page), hugging(work, page)
        assert foot == (91 if 0 < 91 - hugged < 15 else hugged)
        feet.add(foot)
    assert 91 in feet
    assert min(feet) < 76


def test_the_usual_blocks_stand_at_their_heights(tmp_path):
    work, (page,) = legal(tmp_path, usual())
    assert page.legal == ("f", "s", "d", "b")
    assert k(work, page, "Cautionary") == 16.5
    assert k(work, page, "cells of the line") == 16.5 + 13.5 + 3
    assert frame_of(work, page) == hugging(work, page)
    assert heights(work, page, "")[3:7] == [127, 140, 153, 166]
    assert k(work, page, "Suzhou") == 166 + 26
    assert max(heights(work, page, "cells")) <= 494
    board = [height(work, one) for one in lines(page) if one.runs[0].size == 9.5]
    assert board[-1] == 494
    (rule,) = [rule for rule in rules(page) if rule.weight == 0.5]
    assert height(work, rule) == pytest.approx(board[0] - 19.5)


def test_names_are_semibold_and_the_role_is_italic(tmp_path):
    _, (page,) = legal(tmp_path, usual())
    faces = [line(page, start).runs[0].face for start in ("By order", "ACME", "Dr Li", "Chairman")]
    assert faces == ["body", "body_b", "body_b", "body_i"]


@pytest.mark.parametrize(("count", "last"), [(5, 33), (15, 48), (35, 63), (60, 108), (120, 183)])
def test_the_frame_grows_with_its_text_and_pushes_the_signature(tmp_path, count, last):
    work, (page,) = legal(tmp_path, usual(count))
    caution = [height(work, one) for one in lines(page) if one.runs[0].size == 11]
    assert caution[-1] == pytest.approx(last)
    foot = last + 12.5
    foot = 91 if 0 < 91 - foot < 15 else foot
    assert frame_of(work, page) == (0, foot)
    assert k(work, page, "By order") == max(127, foot + 36)


def test_the_frame_hangs_out_of_the_text_block(tmp_path):
    _, (page,) = legal(tmp_path, usual())
    (box,) = [box.box for box in boxes(page) if box.stroke]
    assert (box.x, box.right) == pytest.approx(((22 - 4) * MM, (22 + 110 + 4) * MM))


def test_a_board_list_that_comes_too_close_is_stacked(tmp_path):
    work, (page,) = legal(tmp_path, {"d": "Suzhou", "b": words(460)})
    board = [height(work, one) for one in lines(page) if one.runs[0].size == 9.5]
    assert [rule for rule in rules(page) if rule.weight == 0.5] == []
    assert board[1] == k(work, page, "Suzhou") + 26
    assert board[-1] < 494


def test_blocks_that_do_not_fit_spill_in_order_and_the_frame_ends_on_the_last(tmp_path):
    work, pages = legal(tmp_path, usual(board=460))
    assert [page.legal for page in pages] == [("s", "d"), ("b",), ("f",)]
    assert pages[-1] is work.pages[-1]
    assert frame_of(work, pages[-1]) == hugging(work, pages[-1])
    assert height(work, rules(pages[0])[0]) == 0


def test_a_date_that_spills_with_the_signature_stays_one_blank_line_below_it(tmp_path):
    work, pages = legal(tmp_path, usual(board=460))
    assert k(work, pages[0], "Suzhou") == k(work, pages[0], "Chairman") + 26
    assert [rule for rule in rules(pages[0]) if rule.weight == 0.5] == []


def test_the_board_list_keeps_the_frames_page_where_it_fits(tmp_path):
    _, pages = legal(tmp_path, usual(board=330))
    assert [page.legal for page in pages] == [("s",), ("f", "d", "b")]


def test_a_block_longer_than_a_page_splits_and_keeps_its_lines(tmp_path):
    work, pages = legal(tmp_path, usual(board=1300))
    assert [page.legal for page in pages] == [("s", "d"), ("b",), ("b",), ("b",), ("f",)]
    said = "".join(one.text for page in pages[1:4] for one in lines(page) if not is_artifact(one))
    assert said.split() == words(1300).split()
    assert [anchor.name for page in pages for anchor in page.anchors].count("legal:b") == 1
    for page in pages[1:4]:
        assert max(height(work, one) for one in lines(page) if not is_artifact(one)) <= 494


def test_a_frame_longer_than_a_page_is_drawn_on_each_with_the_heading_and_ends_last(tmp_path):
    work, pages = legal(tmp_path, usual(900, 40))
    assert [page.legal for page in pages] == [("s", "d", "b"), ("f",), ("f",), ("f",)]
    assert pages[-1] is work.pages[-1]
    assert [page.sequence for page in pages[1:]] == [work.pages[-3 + n].sequence for n in range(3)]
    heads = [line(page, "Cautionary Statement:") for page in pages[1:]]
    assert [is_artifact(one) for one in heads] == [False, True, True]
    for page in pages[1:]:
        top, bottom = frame_of(work, page)
        text = [height(work, one) for one in lines(page) if one.runs[0].size == 11]
        assert top == 0
        assert text[0] == 33
        assert bottom == pytest.approx(text[-1] + 12.5)
        assert bottom <= 494


@pytest.mark.parametrize(
    ("blocks", "places", "order", "expected"),
    [
        ({"x": 100, "f": 15}, {"x": "after-posters"}, ("cover", "posters", "legal"), [("x",), ("f",)]),
        ({"x": 100, "y": 30}, {"x": "back-cover", "y": "back-cover"}, ("cover", "posters"), [("x", "y")]),
        ({"x": 30, "f": 15}, {"x": "back-cover"}, ("cover", "legal", "posters"), [("f",), ("x",)]),
        ({"x": 30}, {"x": "after-posters"}, ("cover", "posters", "notes"), [("x",)]),
    ],
)
def test_blocks_stand_in_their_places(tmp_path, blocks, places, order, expected):
    texts_of = {name: framed(count) if name == "f" else words(count) for name, count in blocks.items()}
    work, pages = legal(tmp_path, texts_of, places=places, order=order)
    assert [page.legal for page in pages] == expected
    if "back-cover" in places.values():
        assert work.pages[-1].legal == expected[-1]
    if "after-posters" in places.values():
        before = work.pages[pages[0].sequence - 2]
        assert before.kind == "posters"


def test_a_legal_page_has_all_tabs_and_no_folio_or_running_foot(tmp_path):
    work, (page,) = legal(tmp_path, usual(), records=studies(A=2, B=2), issuer={"short": "ACME"})
    assert len([box for box in boxes(page) if box.fill]) == 2
    assert not [one for one in lines(page) if one.y > work.theme.page.foot - 5]
    assert "ACME" not in texts(page)


@pytest.mark.parametrize(
    ("page", "theme", "at"),
    [
        ("half-letter", "colour", (16.5, 60.5, 127, 507)),
        ("a4", "colour", (19, 54, 170, 722.8)),
        ("letter", "plain", (19, 54, 170, 674.6)),
        ("a4", "large-print", (26, 87, 137, 722.8)),
    ],
)
def test_other_formats_and_themes_have_their_own_measures(tmp_path, page, theme, at):
    head, frame, signature, last = at
    work, (found,) = legal(tmp_path, usual(), page=page, theme=theme)
    assert k(work, found, "Cautionary") == head
    assert frame_of(work, found)[1] == pytest.approx(frame)
    assert k(work, found, "By order") == pytest.approx(signature)
    assert max(height(work, one) for one in lines(found) if not is_artifact(one)) == pytest.approx(
        last, abs=0.1
    )


def test_the_list_of_the_board_makes_way_for_a_colophon_at_the_foot():
    booklet = load(example_folder(), language="zh-Hant")
    work = typeset(booklet, theme="large-print")
    colophon = [page for page in work.pages if booklet.colophon[:6] in page_text(page)]
    assert [page.sequence for page in colophon] == [work.pages[-1].sequence]
    assert "David" in page_text(colophon[0])


def page_text(page):
    return "".join(item.text for item in page.items if isinstance(item, Line)).replace(" ", "")
