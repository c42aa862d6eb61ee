"""A poster's head: number, tag, authors, place and time, and what its status makes of it."""

import pytest
from tests.laid import boxes, codes, height, k, laid, line, lines, pages_of, rules, study, texts, words

from posterbook.design.geometry import MM


def poster(folder, *, page="a5", theme="colour", records=None, **fields):
    """A booklet of one study, and its poster's first page."""
    made = [study(fields.pop("number", "1096"), **{"title": "A title", **fields}), *(records or [])]
    work = laid(folder, made, page=page, theme=theme)
    return work, pages_of(work, "posters")[0]


def numeral(work, page):
    return next(one for one in lines(page) if one.runs[0].face == work.theme.styles.numeral.font)


@pytest.mark.parametrize(
    ("number", "size"),
    [
        ("7", 46),
        ("1096", 46),
        ("123456", 46),
        ("1234567", 36),
        ("P-2021-0968", 36),
        ("P-2021.ET06-000968", 36),
        ("P-2021.ET06-000968.B01", 28),
    ],
)
def test_a_long_number_is_smaller_on_the_same_baseline(tmp_path, number, size):
    work, page = poster(tmp_path, number=number)
    found = numeral(work, page)
    assert found.text == number
    assert found.runs[0].size == size
    assert height(work, found) == 52


@pytest.mark.parametrize("number", ["X" * 30, "W" * 60])
def test_a_number_wider_than_the_measure_shrinks_to_it(tmp_path, number):
    work, page = poster(tmp_path, number=number)
    found = numeral(work, page)
    assert found.runs[0].size < 28
    assert found.runs[-1].x + found.runs[-1].width <= 110 * MM + 0.5


def test_label_number_title_and_tag_stand_at_their_heights(tmp_path):
    work, page = poster(tmp_path, group="Alpha")
    assert [k(work, page, start) for start in ("Poster number:", "1096", "A title", "Alpha")] == [
        13,
        52,
        78,
        13,
    ]
    tag = line(page, "Alpha")
    assert tag.x + tag.runs[-1].x + tag.runs[-1].width == pytest.approx((22 + 110) * MM)
    assert texts(page).index("Alpha") < texts(page).index("Poster number:")  # read before the number


def test_without_a_group_there_is_no_tag_and_one_colour(tmp_path):
    work, page = poster(tmp_path)
    assert lines(page)[-2].text.strip() != ""
    assert {box.fill for box in boxes(page)} == {work.theme.topic(0).colour, work.theme.topic(0).tint}


def test_a_long_group_name_makes_way_for_the_label(tmp_path):
    work, page = poster(
        tmp_path, group="Gynaecological oncology, health services research and survivorship and more"
    )
    tag = [one for one in lines(page) if one.runs[0].face == "sans_sb" and one.runs[0].size == 9.5]
    label = line(page, "Poster number:")
    assert len(tag) > 1
    assert min(one.x for one in tag) > label.x + label.runs[0].width
    assert [height(work, one) for one in tag] == [13 + 13 * n for n in range(len(tag))]


def test_late_breaking_stands_after_the_tag_one_em_apart(tmp_path):
    _, page = poster(tmp_path, group="Alpha", status="late-breaking")
    tag = line(page, "Alpha")
    assert tag.text.endswith("Late-breaking")
    assert tag.text.split("Alpha")[1].startswith("  ")


def test_late_breaking_needs_no_group(tmp_path):
    _, page = poster(tmp_path, status="late-breaking")
    assert "Late-breaking" in texts(page)


def test_a_withdrawn_study_keeps_number_and_title_struck(tmp_path):
    work, page = poster(tmp_path, status="withdrawn", group="Alpha", authors=["Anna"], board="B1")
    assert line(page, "1096").runs[0].colour == work.theme.grey
    assert line(page, "A title").runs[0].colour == work.theme.grey
    strike = next(rule for rule in rules(page) if rule.colour == work.theme.grey)
    assert strike.weight == 0.75
    assert 52 - 46 * 0.45 < height(work, strike) < 52 - 46 * 0.2
    assert {"Withdrawn", "Notes"} <= set(texts(page))
    assert not {"Background", "B1", "Board B1"} & set(texts(page))


def test_a_study_under_embargo_has_authors_and_a_notice(tmp_path):
    work, page = poster(tmp_path, embargo="2031-01-01T09:00+08:00", authors=["Anna"], keywords=["x"])
    assert "Anna" in texts(page)
    notice = line(page, "Under embargo until")
    assert notice.runs[0].colour == work.theme.grey
    assert "2031" in notice.text
    assert "09:00" in "".join(texts(page))
    assert not {"Background", "Keywords"} & set(texts(page))
    assert "Notes" in texts(page)


@pytest.mark.parametrize(("count", "complete"), [(1, True), (6, True), (60, False)])
def test_authors_take_three_lines_at_most(tmp_path, count, complete):
    names = [f"Author Number{n}" for n in range(count)]
    work, page = poster(tmp_path, authors=names)
    found = [one for one in lines(page) if one.runs[0].size == 8.5 and one.runs[0].face == "sans"]
    assert len(found) <= 3
    assert height(work, found[0]) == 78 + 17
    said = "".join(one.text for one in found)
    assert ("more" not in said) == complete
    assert ("authors-left-out" in codes(work)) != complete
    if not complete:
        shown = said.count("Author")
        assert f"and {count - shown} more" in said
    assert all(not one.text.rstrip().endswith("Author") for one in found)  # no name is broken


def test_the_presenter_is_semibold_and_affiliations_are_numbered(tmp_path):
    authors = [
        {"name": "Anna A", "affiliations": ["Institute, City"], "presenter": True, "email": "a@example.org"},
        {"name": "Bo B", "affiliations": ["House, Town", "Institute, City"]},
    ]
    work, page = poster(tmp_path, authors=authors)
    found = next(one for one in lines(page) if one.text.startswith("Anna"))
    assert found.runs[0].face == "sans_sb"
    assert found.text == "Anna A 1 (a@example.org), Bo B 1, 2"
    places = line(page, "1\u00a0Institute")
    assert places.text.replace("\u00a0", " ") == "1 Institute, City; 2 House, Town"
    assert places.y - found.y == pytest.approx(10.5)
    assert places.runs[-1].colour == work.theme.grey


def test_place_and_time_end_on_the_numbers_baseline(tmp_path):
    fields = {"board": "B12", "hall": "Hall 3", "start": "2021-04-12 09:00", "end": "2021-04-12 12:00"}
    work, page = poster(tmp_path, **fields)
    found = [one for one in lines(page) if one.runs[0].size == 8.5]
    assert [height(work, one) for one in found] == [30, 41, 52]
    assert found[0].runs[0].face == "sans_sb"
    for one in found:
        assert one.x + one.runs[-1].x + one.runs[-1].width == pytest.approx((22 + 110) * MM, abs=0.2)
    assert k(work, page, "Background") == 104


def test_a_place_too_wide_beside_the_number_stands_below(tmp_path):
    work, page = poster(tmp_path, number="P-2021.ET06-000968", board=words(12))
    found = [one for one in lines(page) if one.runs[0].size == 8.5]
    assert height(work, found[0]) == 78 + 17
    assert k(work, page, "Background") > 104


def test_keywords_are_a_section_after_the_text(tmp_path):
    work, page = poster(tmp_path, keywords=["FAK", "ovarian cancer"])
    assert texts(page).index("Keywords") > texts(page).index("Conclusion")
    assert "FAK, ovarian cancer" in texts(page)
    assert k(work, page, "Keywords") % 13 == pytest.approx(0)


@pytest.mark.parametrize(("page", "rail"), [("a4", 40), ("letter", 40)])
def test_in_large_formats_number_and_labels_hang_in_the_rail(tmp_path, page, rail):
    work, found = poster(tmp_path, page=page)
    left = 20 * MM
    assert k(work, found, "1096") == 64
    assert k(work, found, "A title") == 43
    assert line(found, "A title").x == pytest.approx(left + (rail + 6) * MM)
    assert line(found, "Background").x == pytest.approx(left)
    assert k(work, found, "Background") == k(work, found, "cells of the line")
    assert k(work, found, "Background") % 15.5 == pytest.approx(0)


def test_large_print_has_its_own_heights_and_no_notes(tmp_path):
    work, page = poster(tmp_path, page="a4", theme="large-print")
    assert [k(work, page, start) for start in ("Poster number:", "1096", "A title")] == [22, 68, 110]
    assert k(work, page, "Background") == 154
    assert k(work, page, "cells") == 176
    assert "Notes" not in texts(page)
    (frame,) = [box for box in boxes(page) if box.stroke]
    assert frame.weight == 1
    assert k(work, page, "Conclusion") - height(work, frame.box) == pytest.approx(33)
    assert min(run.size for one in lines(page) for run in one.runs) >= 16


def test_the_plain_panel_is_a_frame(tmp_path):
    work, page = poster(tmp_path, theme="plain")
    (frame,) = [box for box in boxes(page) if box.stroke]
    assert (frame.weight, frame.fill) == (0.75, None)
    assert {run.colour for one in lines(page) for run in one.runs} <= {work.theme.ink, work.theme.grey}


PLACES = [
    f"Institute of Oceanology {n}, University of the City of Port Number {n}, Country {n}"
    for n in range(1, 7)
]


@pytest.mark.parametrize(("page", "theme"), [("a5", "colour"), ("a4", "plain"), ("half-letter", "colour")])
def test_affiliations_take_two_lines_and_the_others_stand_at_the_end_once_each(tmp_path, page, theme):
    authors = [{"name": f"Anna A{n}", "affiliations": [place]} for n, place in enumerate(PLACES)]
    work, first = poster(tmp_path, page=page, theme=theme, authors=authors)
    style = work.theme.styles.affiliations
    small = [
        one for one in lines(first) if one.runs[-1].size == style.size and one.runs[-1].face == style.font
    ]
    conclusion = line(first, "Conclusion").y
    above = [one for one in small if one.y < conclusion and one.y > line(first, "Anna").y]
    below = [
        one for one in small if one.y > conclusion and one.text.strip() not in ("Notes", work.pages[0].folio)
    ]
    assert len(above) == 2
    assert above[-1].text.endswith("; …")
    whole = " ".join(one.text.strip() for one in (*above, *below)).replace("; …", ";")
    for n, place in enumerate(PLACES, 1):
        assert whole.count(f"{n}\u00a0{place}") == 1
    read = [one for page in work.pages for one in texts(page)]
    assert read.index(below[0].text.strip()) > read.index("Conclusion")


def test_one_affiliation_is_never_moved_and_few_stay_in_the_head(tmp_path):
    long_one = "Institute of Oceanology, " * 9 + "Kiel"
    _, page = poster(tmp_path / "1", authors=[{"name": "Anna A", "affiliations": [long_one]}])
    assert line(page, "Institute").y < line(page, "Background").y
    assert not any("…" in one for one in texts(page))
    authors = [{"name": "Anna A", "affiliations": PLACES[:1]}, {"name": "Bo B", "affiliations": PLACES[:2]}]
    _, page = poster(tmp_path / "2", page="a4", authors=authors)
    assert not any("…" in one for one in texts(page))


@pytest.mark.parametrize("number", ["1096", "P-2026-0042"])
def test_on_a4_a_label_is_clear_of_the_number_above_it_whatever_the_title(tmp_path, number):
    work, page = poster(tmp_path, page="a4", number=number, title="One line")
    assert k(work, page, "Background") >= 64 + 31
    assert k(work, page, "Background") % 15.5 == pytest.approx(0)
