"""Several figures of a record, in rows by their shapes, and tables in its sections."""

import pytest
from tests.laid import laid, line, lines, pages_of, rules, study, texts, words

from posterbook import publish
from posterbook.forms.element import Element, Role
from posterbook.forms.page import Image

TABLE = "Two of 3.\n\n| Class | Pots |\n|:--|--:|\n| 5a | 12 |\n| 6c, *late* | 9 |\n\nThe third forgot."


def drawing(width, height):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="#19706f"/></svg>'
    )


FILES = {
    "images/square.svg": drawing(100, 100),
    "images/wide.svg": drawing(300, 80),
    "images/high.svg": drawing(70, 100),
}


def figures(*names, **more):
    return [{"file": f"images/{name}.svg", "alt": f"{name} {n}", **more} for n, name in enumerate(names)]


def images(work):
    return [item for page in pages_of(work, "posters") for item in page.items if isinstance(item, Image)]


@pytest.mark.parametrize("page", ["a5", "a4", "half-letter", "letter"])
def test_narrow_figures_stand_side_by_side_and_a_wide_one_below(tmp_path, page):
    record = study(images=figures("square", "square", "wide"))
    work = laid(tmp_path, [record], files=FILES, page=page)
    one, other, wide = images(work)
    assert one.box.y == pytest.approx(other.box.y)
    assert one.box.height == pytest.approx(other.box.height)
    highest = one.box.height == pytest.approx(work.theme.poster.figure_height)
    assert highest or other.box.right - one.box.x == pytest.approx(work.theme.page.main)
    assert wide.box.y > one.box.bottom
    assert wide.box.width == pytest.approx(work.theme.page.main)


def test_three_high_figures_share_a_row_and_none_is_lower_than_it_may_be(tmp_path):
    work = laid(tmp_path, [study(images=figures("high", "high", "high", "wide"))], files=FILES)
    found = images(work)
    assert len({round(one.box.y, 2) for one in found[:3]}) == 1
    assert all(one.box.height >= work.theme.poster.figure_row_least for one in found[:3])
    assert found[3].box.height < work.theme.page.main / 3


@pytest.mark.parametrize("page", ["a5", "a4"])
def test_the_caption_of_a_narrow_figure_stands_beside_it_level_with_its_foot(tmp_path, page):
    (figure,) = figures("high")
    work = laid(tmp_path, [study(images=[figure | {"caption": words(20)}])], files=FILES, page=page)
    (shown,) = pages_of(work, "posters")
    (image,) = images(work)
    caption = [
        one
        for one in lines(shown)
        if one.runs[0].size == work.theme.styles.caption.size and one.x > image.box.right
    ]
    assert len(caption) > 1
    beside = image.box.right + work.theme.poster.figure_gap
    assert all(one.x == pytest.approx(beside) for one in caption)
    assert caption[-1].y == pytest.approx(image.box.bottom)
    assert caption[0].y > image.box.y


def test_a_caption_that_is_higher_than_its_narrow_figure_stands_below_it(tmp_path):
    (figure,) = figures("high")
    work = laid(tmp_path, [study(images=[figure | {"caption": words(300)}])], files=FILES)
    (image,) = images(work)
    page = next(page for page in pages_of(work, "posters") if image in page.items)
    size = work.theme.styles.caption.size
    caption = [one for one in lines(page) if one.runs[0].size == size and one.y > image.box.bottom]
    assert caption[0].x == pytest.approx(image.box.x)


def test_a_figure_is_set_smaller_where_that_keeps_it_on_the_page_of_its_text(tmp_path):
    (wide,) = figures("square")
    shares = set()
    for count in range(100, 180, 10):
        record = study(0, sections={"Background": words(count), "Conclusion": words(20)}, images=[wide])
        work = laid(tmp_path / str(count), [record, *(study(n) for n in range(1, 12))], files=FILES)
        (image,) = images(work)
        shares.add(round(image.box.height / work.theme.poster.figure_height, 2))
        assert work.fits[0].pages == 1
    assert {1.0, 0.9, 0.8} <= shares


def test_each_caption_stands_below_its_own_figure_and_is_read_after_it(tmp_path):
    first, second = figures("square", "square")
    record = study(images=[first | {"caption": "Figure 1."}, second | {"caption": "Figure 2."}])
    work = laid(tmp_path, [record], files=FILES)
    (page,) = pages_of(work, "posters")
    one, other = images(work)
    assert line(page, "Figure 1.").x == pytest.approx(one.box.x)
    assert line(page, "Figure 2.").x == pytest.approx(other.box.x)
    assert line(page, "Figure 1.").y > one.box.bottom
    order = [
        item.meaning.role if isinstance(item, Image) else item.runs[0].meaning.role
        for item in page.items
        if isinstance(item, Image) or (hasattr(item, "runs") and isinstance(item.runs[0].meaning, Element))
    ]
    at = order.index(Role.FIGURE)
    assert order[at : at + 4] == [Role.FIGURE, Role.CAPTION, Role.FIGURE, Role.CAPTION]


def test_a_caption_higher_than_its_figure_sends_it_to_a_row_of_its_own(tmp_path):
    record = study(images=figures("square", "square", caption=words(120)))
    one, other = images(laid(tmp_path, [record], files=FILES))
    assert one.box.y != pytest.approx(other.box.y)


def test_the_one_image_comes_before_the_others(tmp_path):
    record = study(image=figures("wide")[0], images=figures("square", "square"))
    assert [one.meaning.alt for one in images(laid(tmp_path, [record], files=FILES))] == [
        "wide 0",
        "square 0",
        "square 1",
    ]


@pytest.mark.parametrize("page", ["a5", "a4"])
def test_a_table_in_a_section_is_set_and_tagged_as_one(tmp_path, page):
    work = laid(tmp_path, [study(sections={"Results": TABLE, "Conclusion": TABLE})], page=page)
    (sheet,) = pages_of(work, "posters")
    said = texts(sheet)
    assert said.count("Class") == 2
    assert said.index("5a") < said.index("12") < said.index("6c, late") < said.index("The third forgot.")
    roles = {
        one.text.strip(): one.runs[0].meaning.role
        for one in lines(sheet)
        if isinstance(one.runs[0].meaning, Element)
    }
    assert (roles["Class"], roles["5a"]) == (Role.HEAD_CELL, Role.CELL)
    heads = [one for one in lines(sheet) if one.text.strip() == "Class"]
    assert all(any(abs(rule.y - head.y) < 12 for rule in rules(sheet)) for head in heads)


def test_a_table_that_yaml_has_folded_into_one_line_is_said(tmp_path):
    work = laid(tmp_path, [study(sections={"Results": "| Class | Pots | | :-- | --: | | 5a | 12 |"})])
    (found,) = (one for one in work.problems if one.code == "unsupported-markup")
    assert "'|', not '>-'" in found.hint


def test_a_sum_in_bars_stays_text(tmp_path):
    work = laid(tmp_path, [study(sections={"Results": "The norm |x| and |y| of it.\n\nOR = 1.2 | p < 0.05"})])
    (sheet,) = pages_of(work, "posters")
    assert "The norm |x| and |y| of it." in texts(sheet)


@pytest.mark.slow
def test_the_file_with_figures_and_tables_is_proved(tmp_path):
    record = study(
        images=figures("square", "high", "wide"), sections={"Results": TABLE, "Conclusion": "Enough."}
    )
    assert publish(laid(tmp_path, [record], files=FILES)).pdf
