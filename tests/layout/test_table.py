"""The summary table: spans and slots, group heads, marks, and the pages it runs on to."""

from itertools import pairwise

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
    study,
    texts,
)

from posterbook.design.geometry import MM

LAST = 494


def table(folder, records, **keys):
    """A booklet of these records, and its table's pages."""
    work = laid(folder, records, **keys)
    return work, pages_of(work, "summary")


def slots(work, page):
    """The k of the upper and lower edge of every slot, from its tab."""
    inset = work.theme.tabs.inset
    tops = [
        (box.box.y - work.theme.page.live_top - inset, box.box.bottom - work.theme.page.live_top + inset)
        for box in boxes(page)
        if box.box.width < 60
    ]
    return [(round(top, 2), round(bottom, 2)) for top, bottom in tops]


def numbers(work, page):
    """The lines of poster numbers."""
    style = work.theme.styles.table_number
    return [
        one
        for one in lines(page)
        if one.runs and (one.runs[0].face, one.runs[0].size) == (style.font, style.size)
    ]


def outward(page):
    """The rules that run from the text block to the tabs."""
    edge = max(box.box.x for box in boxes(page))
    return [rule for rule in rules(page) if rule.x1 == pytest.approx(edge)]


def test_a_slot_is_its_groups_span_and_48_at_least(tmp_path):
    work, (page,) = table(tmp_path, studies(Alpha=2, Beta=1))
    row = 11.5 + 8.5 + 11.5  # with the white that a short table adds to each
    assert slots(work, page) == [(91, 91 + 2 * row), (91 + 2 * row, 91 + 2 * row + 48)]
    first = 91 + 13.5 + 11.5 / 3  # a third of that white stands above the text
    assert heights(work, page, "Title of study") == pytest.approx(
        [first, first + row, first + 2 * row], abs=0.01
    )


@pytest.mark.parametrize(("count", "taken"), [(21, 0.809), (23, 2.478)])
def test_a_table_a_little_too_high_takes_white_from_its_rows_and_stays_on_its_page(tmp_path, count, taken):
    work, (page,) = table(tmp_path, studies(Alpha=count))
    steps = [below - above for above, below in pairwise(heights(work, page, "Title of study"))]
    assert steps == pytest.approx([20 - taken] * len(steps), abs=0.002)
    assert slots(work, page) == [(91, pytest.approx(LAST))]


def test_a_group_no_higher_than_its_name_gives_no_white(tmp_path):
    work, (page,) = table(tmp_path, studies(Alpha=1, Beta=19))
    (alpha, beta) = slots(work, page)
    assert alpha == (91, 91 + 48)
    assert beta == (91 + 48, pytest.approx(LAST))


@pytest.mark.slow
@pytest.mark.parametrize(("count", "added"), [(1, 11.5), (12, 11.5), (13, 11), (16, 5.1875), (20, 0.15)])
def test_a_short_table_adds_white_to_its_rows(tmp_path, count, added):
    work, (page,) = table(tmp_path, studies(Alpha=count))
    tops = heights(work, page, "Title of study")
    expected = min(11.5, (LAST - 91 - count * 20) / count)
    assert expected == pytest.approx(added)
    steps = [below - above for above, below in pairwise(tops)]
    assert steps == pytest.approx([20 + added] * len(steps), abs=0.002)
    assert slots(work, page)[0][1] <= LAST


@pytest.mark.parametrize(
    ("groups", "slot"),
    [
        (["A", "B", "A"], 2),  # not adjacent
        ([f"G{n}" for n in range(9)], 8),  # more than eight
        (["A"] * 30 + ["B"], 2),  # over one page
    ],
)
def test_equal_slots_serve_where_spans_cannot(tmp_path, groups, slot):
    work, pages = table(tmp_path, [study(n, group=name) for n, name in enumerate(groups)])
    size = (LAST - 91) / slot
    expected = [(round(91 + n * size, 2), round(91 + (n + 1) * size, 2)) for n in range(slot)]
    for page in pages:
        assert slots(work, page) == expected
        assert outward(page) == []
        assert max(rule.x1 for rule in rules(page)) == pytest.approx(
            16 * MM + 110 * MM if page.sequence % 2 else 132 * MM
        )


def test_names_too_wide_for_their_column_stand_above_their_rows_and_on_their_tabs_all_the_same(tmp_path):
    names = ["Ocean and Sea Ice", "Permafrost and Soil"]
    work, (page,) = table(tmp_path, [study(n, group=names[n // 4]) for n in range(8)])
    assert [one.text for one in lines(page, turned=True)] == names
    assert {line(page, name).x for name in names} == {16 * MM}
    assert "1 " not in texts(page)
    tags = [texts(poster) for poster in pages_of(work, "posters")]
    assert all(any(name in shown for name in names) for shown in tags)


def test_a_list_has_the_ordinals_of_tabs_that_have_no_room_for_names(tmp_path):
    names = [f"Geochemistry of region {n}" for n in range(12)]
    _, pages = table(tmp_path, [study(n, group=names[n // 6]) for n in range(72)])
    assert len(pages) > 1
    shown = [text for page in pages for text in texts(page)]
    assert [text for text in shown if "Geochemistry" in text and "continued" not in text] == [
        f"{n} {name}" for n, name in enumerate(names, 1)
    ]
    assert any(text.endswith("continued") and text[0].isdigit() for text in shown)


def test_of_more_groups_than_tabs_each_page_of_the_table_has_those_that_stand_on_it(tmp_path):
    _, pages = table(tmp_path, [study(n, group=f"G{n // 2}") for n in range(34)])
    assert len(pages) == 2
    for page in pages:
        shown = [one.text for one in lines(page, turned=True)]
        assert shown == [one for one in shown if one in texts(page)]
        assert 7 <= len(shown) <= 8
    assert {one.text for one in lines(pages[1], turned=True)} == {f"G{n}" for n in range(10, 17)}


def test_rules_run_out_to_the_tabs_where_slots_are_spans(tmp_path):
    _, (page,) = table(tmp_path, studies(Alpha=2, Beta=1))
    assert len(outward(page)) == 3


def test_rules_keep_to_the_measure_where_there_are_no_tabs(tmp_path):
    work, (page,) = table(tmp_path, [study(1)], page="a4", theme="large-print")
    right = work.theme.page.width - work.theme.page.outside
    assert max(rule.x1 for rule in rules(page)) == pytest.approx(right)


def test_eight_groups_still_have_their_spans(tmp_path):
    work, (page,) = table(tmp_path, [study(n, group=f"G{n}") for n in range(8)])
    assert len(outward(page)) == 9
    assert len({box.fill for box in boxes(page)}) == 8
    assert slots(work, page)[0] == (91, 91 + 48)


def test_the_ninth_group_takes_the_first_ones_slot_and_colour(tmp_path):
    work, _ = table(tmp_path, [study(n, group=f"G{n}") for n in range(9)])
    first, ninth = (pages_of(work, "posters")[n] for n in (0, 8))
    assert slots(work, first) == slots(work, ninth)
    tab_of = [next(box.fill for box in boxes(page) if box.box.width < 60) for page in (first, ninth)]
    assert tab_of[0] == tab_of[1]
    assert [one.text for one in lines(ninth, turned=True)] == ["G8"]


@pytest.mark.parametrize(
    "name",
    ["Gastrointestinal tumours and more", "Gastrointest"],
    ids=["wider than its column", "longer than its tab"],
)
def test_the_whole_book_switches_to_group_heads(tmp_path, name):
    work, (page,) = table(tmp_path, [study(1, group=name), study(2, group="Beta")])
    left = 16 * MM
    assert [
        (round(one.x - left, 1), one.text) for one in lines(page) if one.text in {"1 ", name, "2 ", "Beta"}
    ][:2] == [
        (0, "1 "),
        (round(5 * MM, 1), name),
    ]
    assert k(work, page, name) == pytest.approx(91 + 13.5 + 11.5 / 3, abs=0.01)
    assert k(work, page, "Title of study 1") - k(work, page, name) == 16 + 11.5 - 13.5
    assert line(page, "Title of study 1").x - left == pytest.approx(5 * MM)
    assert [one.text for one in lines(page) if is_artifact(one) and one.x > 390] == ["1", "2"]
    assert lines(page, turned=True) == []
    tags = [texts(poster)[0] for poster in pages_of(work, "posters")]
    assert tags == [f"1  {name}", "2  Beta"]
    assert "Topic" not in texts(page)


def test_a_table_of_two_pages_repeats_heads_and_the_groups_name(tmp_path):
    work, pages = table(tmp_path, studies(Alpha=30, Beta=10))
    assert [len(numbers(work, page)) for page in pages] == [20, 20]
    assert [texts(page).count("Topic") for page in pages] == [1, 1]
    assert is_artifact(line(pages[1], "Topic"))
    assert not is_artifact(line(pages[0], "Topic"))
    assert [one.text for one in lines(pages[1]) if one.text.startswith(("Alpha", "Beta"))] == [
        "Alpha, ",
        "Beta",
    ]
    assert is_artifact(line(pages[1], "Alpha, "))


def rows_of(work, page):
    """The rows of a list in columns, each as what its cells say."""
    found = {}
    for one in lines(page):
        if not is_artifact(one) and one.runs[0].size == work.theme.styles.listing.size:
            found.setdefault(round(one.y, 1), []).append(one.text.strip())
    return list(found.values())


def test_beyond_two_pages_it_becomes_a_list_of_a_line_or_two_a_row(tmp_path):
    work, pages = table(tmp_path, studies(Alpha=60))
    assert len(pages) == 2
    first = pages_of(work, "posters")[0].sequence
    rows = [row for page in pages for row in rows_of(work, page)]
    assert rows == [[f"{101 + n}", f"Title of study {101 + n}", str(first + n)] for n in range(60)]
    assert [is_artifact(line(page, "Title")) for page in pages] == [False, True]
    assert is_artifact(line(pages[1], "Alpha, continued"))
    assert len(boxes(pages[0])) == 1  # the tab stays


@pytest.mark.slow
def test_the_last_page_of_a_list_has_three_rows_at_least(tmp_path):
    fewest = set()
    for count in range(80, 116, 2):
        work, pages = table(tmp_path / str(count), studies(A=count))
        assert sum(len(rows_of(work, page)) for page in pages) == count
        fewest.add(len(rows_of(work, pages[-1])))
    assert min(fewest) == 3


def test_its_columns_are_chosen_and_ordered(tmp_path):
    records = [
        study(
            1, group="G", board="A1", hall="H", session="S", start="2026-10-15 10:00", authors=["Ada Berg"]
        ),
        study(2, group="G", authors=["Bo", {"name": "Cy Dee", "presenter": True}], start="2026-10-16 11:30"),
    ]
    names = ["time", "number", "presenter", "board", "session", "hall", "group", "title", "page"]
    work, (page,) = table(
        tmp_path, records, page="a4", running_order=["cover", {"summary": {"columns": names}}, "posters"]
    )
    assert texts(page)[:2] == ["Time", "Poster"]
    assert rows_of(work, page) == [
        ["Thu\u00a010:00", "1", "Ada Berg", "A1", "S", "H", "G", "Title of study 1", "3"],
        ["Fri\u00a011:30", "2", "Cy Dee", "–", "–", "–", "G", "Title of study 2", "4"],
    ]


@pytest.mark.parametrize(("by", "names"), [("session", ["Ex", "Why"]), ("group", ["H", "G"]), ("board", [])])
def test_its_rows_follow_each_other_as_posters_do(tmp_path, by, names):
    records = [study(n, group="HG"[n % 2], board=f"A{10 - n}", session="xy"[n // 2]) for n in range(4)]
    sessions = [{"id": "x", "name": "Ex"}, {"id": "y", "name": "Why"}]
    order = ["cover", {"summary": {"by": by}}, {"posters": {"by": by}}]
    work, (page,) = table(tmp_path, records, sessions=sessions, running_order=order)
    shown = [row[0] for row in rows_of(work, page)]
    assert shown == [one.number for one in pages_of(work, "posters")]
    assert [text for text in texts(page) if text in {"Ex", "Why"}] == (names if by == "session" else [])
    group_heads = [one.text for one in lines(page) if one.text in {"G", "H"} and one.runs[0].size > 9]
    assert group_heads == (names if by == "group" else [])


def test_where_groups_alternate_the_group_is_a_column_of_the_list(tmp_path):
    work, (page,) = table(
        tmp_path,
        [study(n, group="GH"[n % 2]) for n in range(4)],
        running_order=["cover", {"summary": {"sort": "number"}}, "posters"],
    )
    assert [row[2] for row in rows_of(work, page)] == [*"GHGH"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("counts", "rows"),
    [
        ((*[1] * 8, 13), [18, 3]),
        ((*[1] * 8, 14), [19, 3]),
        ((19, 5), [19, 5]),
        ((18, 6), [18, 6]),
    ],
)
def test_the_last_page_has_three_rows_at_least_and_opens_with_a_group_if_it_can(tmp_path, counts, rows):
    work, pages = table(tmp_path, studies(**{f"G{n}": count for n, count in enumerate(counts)}))
    assert [len(numbers(work, page)) for page in pages] == rows


def test_the_last_row_of_a_group_makes_room_for_its_name_and_continued(tmp_path):
    work, (_, page) = table(tmp_path, studies(Alpha=21, Beta=12))
    assert numbers(work, page)[0].text == "121 "
    name, rule = (
        k(work, page, "continued"),
        sorted(height(work, one) for one in rules(page) if one.weight == 0.75)[2],
    )
    assert rule - name > 6
    assert k(work, page, "Beta") - k(work, page, "Title of study 121") == pytest.approx(2 * 12 + 8.5)


@pytest.mark.slow
def test_five_hundred_rows_of_one_group_are_all_there(tmp_path):
    work, pages = table(
        tmp_path, [study(n, group="Alpha", sections={"Conclusion": "Short."}) for n in range(500)]
    )
    rows = [row for page in pages for row in rows_of(work, page)]
    first = pages_of(work, "posters")[0].sequence
    assert rows == [[str(n), f"Title of study {n}", str(first + n)] for n in range(500)]


@pytest.mark.parametrize("count", [1, 2, 8, 30])
def test_without_groups_titles_begin_at_the_edge_and_a_few_posters_have_tabs_of_their_own(tmp_path, count):
    work, pages = table(tmp_path, [study(n) for n in range(count)])
    for page in pages:
        left = 16 * MM if page.sequence % 2 else 22 * MM
        assert line(page, "Title of study").x == pytest.approx(left)
        assert "Topic" not in texts(page)
    shown = [str(n) for n in range(count)] if count <= 8 else []
    assert [one.text for page in pages for one in lines(page, turned=True)] == shown
    posters = pages_of(work, "posters")
    assert [one.text for poster in posters for one in lines(poster, turned=True)] == shown
    for poster, slot in zip(posters, slots(work, pages[0]), strict=False):
        assert slots(work, poster) == [slot]


def test_the_tabs_of_posters_stand_at_their_rows_whose_rules_reach_them(tmp_path):
    work, (page,) = table(tmp_path, [study(n) for n in range(3)])
    tops = [top for top, _ in slots(work, page)]
    assert tops == pytest.approx([91, 91 + 31.5, 91 + 63], abs=0.01)
    assert len(outward(page)) == 4


@pytest.mark.parametrize(("number", "taken"), [("1096", 1), ("P-20210", 1), ("P-2021.ET06-000968", 3)])
def test_a_long_number_breaks_and_has_its_page_below(tmp_path, number, taken):
    work, (page,) = table(tmp_path, [study(number, group="A")])
    shown = numbers(work, page)
    assert "".join(one.text for one in shown).strip() == number
    assert len(shown) == taken
    beside = number == "1096"
    folio = line(page, "p. 4")
    assert folio.y - shown[-1].y == pytest.approx(0 if beside else 12)
    assert (folio.x > shown[0].x) == beside
    assert all(one.x + one.runs[0].width <= 126 * MM for one in shown)


@pytest.mark.parametrize(("number", "size"), [("1096", 10.5), ("P-2026-0042", 9.5), ("P-2026-00420", 8.5)])
def test_numbers_that_would_be_broken_make_all_of_them_smaller(tmp_path, number, size):
    _, (page,) = table(tmp_path, [study(number, group="A"), study(1, group="A")])
    assert [line(page, start).runs[0].size for start in (number, "1 ")] == [size, size]


def test_withdrawn_and_late_breaking_studies_are_marked_under_their_number(tmp_path):
    records = [
        study(1, group="A", status="withdrawn"),
        study(2, group="A", status="late-breaking"),
        study(3, group="A"),
    ]
    work, (page,) = table(tmp_path, records)
    theme = work.theme
    assert k(work, page, "Withdrawn") == k(work, page, "1 ") + 12
    assert line(page, "Withdrawn").runs[0].colour == theme.grey
    assert line(page, "Withdrawn").x == line(page, "Late-breaking").x == line(page, "1 ").x
    assert line(page, "Title of study 1").runs[0].colour == theme.grey
    assert line(page, "Title of study 3").runs[0].colour == theme.ink
    assert k(work, page, "Late-breaking") == k(work, page, "2 ") + 12
    assert line(page, "Late-breaking").runs[0].colour == theme.topic(0).colour
    row = 8.5 + 11.5 + 11.5
    assert k(work, page, "3 ") - k(work, page, "1 ") == pytest.approx(2 * (row + 11.5))


def test_without_posters_in_the_booklet_the_table_names_no_pages(tmp_path):
    work = laid(tmp_path, studies(Alpha=2), running_order=["cover", "summary"])
    (page,) = pages_of(work, "summary")
    assert [text for text in texts(page) if text.startswith("p.")] == []
    assert "" not in texts(page)  # nor does it keep a place for them


@pytest.mark.parametrize(
    ("page", "last", "title"), [("half-letter", 507, 18.4), ("a4", 722.8, 46), ("letter", 674.6, 46)]
)
def test_other_formats_keep_their_own_columns(tmp_path, page, last, title):
    work, (first,) = table(tmp_path, studies(Alpha=2, Beta=3), page=page)
    assert work.theme.page.last == pytest.approx(last, abs=0.1)
    left = work.theme.page.inside
    assert line(first, "Title of study").x - left == pytest.approx(title * MM)
    assert k(work, first, "Topic") == (83 if page == "half-letter" else 108)
