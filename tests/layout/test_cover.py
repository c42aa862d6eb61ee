"""The cover: what the title, a long disclaimer and the ladder do."""

from itertools import pairwise

import pytest
from tests.laid import boxes, height, k, laid, line, lines, rules, studies, study, texts, words

from posterbook.design.geometry import MM
from posterbook.errors import LayoutError
from posterbook.forms.page import Image

ISSUER = {
    "names": [{"text": "ASCENTAGE PHARMA GROUP", "lang": "en"}, {"text": "亞盛醫藥集團", "lang": "zh-Hant"}],
    "short": "Ascentage",
    "incorporation": "(Incorporated in X)",
    "stock_code": "6855",
}
GROUPS = {"Alpha": 2, "Beta": 1, "Gamma": 3}


def cover(folder, records=None, **keys):
    """A booklet, and its cover."""
    keys = {"title": words(9)[:-1], **keys}
    work = laid(folder, records or studies(**GROUPS), **keys)
    return work, work.pages[0]


def disclaimed(folder, count, **keys):
    """A booklet of an issuer with so many words of disclaimer."""
    block = {"id": "d", "file": "legal/d.txt", "place": "cover-top"}
    return cover(folder, files={"legal/d.txt": words(count)}, legal=[block], issuer=ISSUER, **keys)


def title_of(work, page):
    """The title's lines."""
    return [one for one in lines(page) if one.runs[0].face == work.theme.styles.cover_title.font]


def ladder(work, page):
    """The k of each block's edges."""
    inset = work.theme.tabs.inset
    edges = [
        (height(work, box.box), round(box.box.bottom - work.theme.page.live_top, 3)) for box in boxes(page)
    ]
    return [(round(top - inset, 2), round(bottom + inset, 2)) for top, bottom in edges]


def lower_rule(work, page):
    return min((rule for rule in rules(page) if rule.weight == 0.5), key=lambda rule: rule.y)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("count", "size", "lead"),
    [(1, 30, 34), (9, 30, 34), (12, 23, 28), (20, 23, 28), (26, 17, 21.5), (60, 17, 21.5)],
)
def test_a_title_is_as_large_as_its_lines_allow(tmp_path, count, size, lead):
    work, page = cover(tmp_path, title=words(count)[:-1])
    found = title_of(work, page)
    assert {one.runs[0].size for one in found} == {size}
    assert len(found) <= {30: 3, 23: 5}.get(size, 99)
    assert height(work, found[-1]) == pytest.approx(494)
    assert found[-1].y - found[0].y == pytest.approx((len(found) - 1) * lead)


def test_a_title_goes_below_17_points_only_where_it_comes_too_close(tmp_path):
    work, page = disclaimed(tmp_path / "1", 20, title=words(80)[:-1])
    assert title_of(work, page)[0].runs[0].size == 15.5
    work, page = disclaimed(tmp_path / "2", 20, title=words(100)[:-1])
    assert title_of(work, page)[0].runs[0].size == 14
    assert height(work, title_of(work, page)[0]) - k(work, page, "(Stock Code") >= 26


def test_the_kind_stands_above_the_titles_first_line(tmp_path):
    work, page = cover(tmp_path, kind="Poster abstracts", title=words(40)[:-1])
    assert k(work, page, "Poster abstracts") == pytest.approx(height(work, title_of(work, page)[0]) - 28)


def test_without_a_disclaimer_issuer_place_and_date_stand_at_its_place(tmp_path):
    work, page = cover(tmp_path, event={"name": "Big Meeting"}, issuer={"short": "The issuer"})
    assert k(work, page, "The issuer") == 26
    assert k(work, page, "Big Meeting") == 42
    assert k(work, page, "Suzhou, April 13, 2021") == 58
    assert height(work, lower_rule(work, page)) == pytest.approx(91 + 0.25 * MM + 0.25, abs=0.01)


@pytest.mark.parametrize(
    ("keys", "option"),
    [({"title": "Abstracts of the  big meeting 2026"}, True), ({"title": "Abstracts"}, False)],
    ids=["the title says it", "it is left out"],
)
def test_the_meeting_is_not_named_twice_nor_where_it_is_left_out(tmp_path, keys, option):
    order = [{"cover": {"event": option}}, "posters"]
    issuer = {"short": "The issuer"}
    work, page = cover(tmp_path, event={"name": "Big Meeting"}, issuer=issuer, running_order=order, **keys)
    assert "Big Meeting" not in "".join(one.text for one in lines(page))
    assert k(work, page, "Suzhou, April 13, 2021") == 42


def test_all_names_of_the_issuer_are_printed_once(tmp_path):
    names = [
        {"text": "Lakeside University", "lang": "en"},
        {"text": "Universität am See", "lang": "de"},
        {"text": "湖畔大學", "lang": "zh-Hant"},
    ]
    _, page = cover(tmp_path, issuer={"names": names})
    shown = [one.text for one in lines(page)]
    assert [text for text in shown if text in {name["text"] for name in names}] == [
        "Lakeside University",
        "Universität am See",
        "湖畔大學",
    ]


def with_picture(folder, **keys):
    """A cover with a picture of three by two."""
    source = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3v2H0z"/></svg>'
    order = [{"cover": {"picture": {"file": "p.svg", "alt": "A lake"}}}, "posters"]
    return cover(folder, files={**keys.pop("files", {}), "p.svg": source}, running_order=order, **keys)


def test_a_picture_stands_between_issuer_and_title(tmp_path):
    work, page = with_picture(tmp_path, issuer=ISSUER)
    (picture,) = (item for item in page.items if isinstance(item, Image))
    assert picture.meaning.alt == "A lake"
    assert picture.box.width == pytest.approx(88 * MM)
    top = work.theme.page.live_top
    assert picture.box.y - top > k(work, page, "(Stock Code")
    assert picture.box.bottom < title_of(work, page)[0].y


def test_a_picture_for_which_there_is_no_room_stops_the_build(tmp_path):
    with pytest.raises(LayoutError, match="the picture and the title do not fit the cover"):
        with_picture(tmp_path, issuer=ISSUER, title=words(90)[:-1])


def test_without_an_issuer_the_meeting_stands_there(tmp_path):
    work, page = cover(tmp_path, event={"name": "Big Meeting"})
    assert k(work, page, "Big Meeting") == 26


def test_nothing_but_a_title_is_a_cover(tmp_path):
    work, page = cover(tmp_path, title="Posters", date=None, place="")
    assert [one.text for one in lines(page) if height(work, one) < 90] == []
    assert k(work, page, "Posters") == 494


def test_names_stand_in_both_languages(tmp_path):
    work, page = disclaimed(tmp_path, 40)
    assert k(work, page, "ASCENTAGE") == 127
    assert k(work, page, "亞盛") == 127 + 27
    assert line(page, "亞盛").runs[0].meaning.lang == "zh-Hant"
    assert line(page, "亞盛").x == pytest.approx(16 * MM - 0.6)
    assert k(work, page, "(Incorporated") == 127 + 27 + 24
    assert k(work, page, "(Stock Code: 6855)") == 127 + 27 + 24 + 15


@pytest.mark.slow
@pytest.mark.parametrize(
    ("count", "last"), [(20, 29), (60, 66.5), (80, 79), (100, 104), (140, 129), (200, 191.5)]
)
def test_a_long_disclaimer_moves_rule_and_company_and_clips_the_ladder(tmp_path, count, last):
    work, page = disclaimed(tmp_path, count)
    rule = max(last + 12, 91) if last > 79 else 91
    found = round(height(work, lower_rule(work, page)) - 0.25 * MM - 0.25, 1)
    small = [height(work, one) for one in lines(page) if (one.runs[0].face, one.runs[0].size) == ("body", 9)]
    assert small[-2] == pytest.approx(last)  # the last of them is the line on incorporation
    assert found == pytest.approx(rule)
    assert k(work, page, "ASCENTAGE") == pytest.approx(found + 36)
    clipped = [(max(top, found), bottom) for top, bottom in [(91, 154), (154, 202), (202, 296.5)]]
    expected = [edge for top, bottom in clipped if bottom - top >= 20 for edge in (top, bottom)]
    assert [edge for block in ladder(work, page) for edge in block] == pytest.approx(expected)


@pytest.mark.slow
def test_then_the_title_steps_down_then_the_ladder_goes(tmp_path):
    seen = []
    for count in (20, 180, 220, 260, 280, 300):
        work, page = disclaimed(tmp_path / str(count), count, title=words(20)[:-1])
        seen.append((title_of(work, page)[0].runs[0].size, bool(boxes(page))))
        edge = (16 + 94 if boxes(page) else 16 + 110) * MM
        assert lower_rule(work, page).x1 == pytest.approx(edge)
    assert seen[0] == (23, True)
    assert any(ladder and size < 23 for size, ladder in seen)
    assert not seen[-1][1]
    assert [ladder for _, ladder in seen] == sorted((ladder for _, ladder in seen), reverse=True)


def test_then_the_build_fails(tmp_path):
    with pytest.raises(LayoutError) as failed:
        disclaimed(tmp_path, 420)
    assert [problem.code for problem in failed.value.problems] == ["cover-overfull"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("groups", "size", "lead", "columns"),
    [
        ({"Alpha": 1}, 18, 22, 1),
        ({"Alpha": 3}, 18, 22, 1),
        ({"Alpha": 8}, 24, 28, 1),
        ({"Alpha": 12, "Beta": 12}, 18, 22, 2),
        ({"Alpha": 40}, 14, 17, 2),
        ({f"G{n}": 2 for n in range(8)}, 18, 22, 2),
    ],
)
def test_one_setting_serves_the_whole_ladder(tmp_path, groups, size, lead, columns):
    work, page = cover(tmp_path, studies(**groups))
    numbers = [one for one in lines(page) if one.x > 110 * MM and one.runs[0].face == "display"]
    assert len(numbers) == sum(groups.values())
    if groups == {"Alpha": 1}:
        size = numbers[0].runs[0].size  # whichever leaves six and a half clear in a slot of 48
    assert {one.runs[0].size for one in numbers} == {size}
    assert len({round(one.x) for one in numbers}) == columns
    if columns == 1 and len(numbers) > 1:
        assert numbers[1].y - numbers[0].y == pytest.approx(lead)
    label = k(work, page, next(iter(groups)))
    assert label == pytest.approx(91 + 12)
    assert height(work, numbers[0]) == pytest.approx(label + 8 + 0.66 * size)
    for _, bottom in ladder(work, page):
        inside = [height(work, one) for one in numbers if height(work, one) < bottom]
        assert max(inside) <= bottom - 6.5 + 0.01


@pytest.mark.slow
@pytest.mark.parametrize("counts", [(60, 30, 30), (1, 40, 40)])
def test_numbers_that_fit_no_setting_become_counts(tmp_path, counts):
    work, page = cover(tmp_path, studies(A=counts[0], B=counts[1], C=counts[2]))
    shown = [one for one in lines(page) if one.runs[0].face == "display"]
    assert [one.text for one in shown] == [str(count) for count in counts]
    for one, (_, bottom) in zip(shown, ladder(work, page), strict=True):
        assert height(work, one) == pytest.approx(bottom - 8.5, abs=0.01)
    words_beside = [one.text for one in lines(page) if one.text.startswith("poster")]
    assert words_beside == ["poster" if count == 1 else "posters" for count in counts]


def test_more_than_eight_groups_have_no_ladder_and_the_title_takes_the_measure(tmp_path):
    work, page = cover(tmp_path, [study(n, group=f"G{n}") for n in range(9)])
    assert boxes(page) == []
    assert lower_rule(work, page).x1 == pytest.approx(126 * MM)
    with_ladder, _ = cover(tmp_path / "8", [study(n, group=f"G{n}") for n in range(8)])
    assert len(title_of(work, page)) <= len(title_of(with_ladder, with_ladder.pages[0]))


def test_without_groups_one_block_has_no_label(tmp_path):
    work, page = cover(tmp_path, [study(n) for n in range(5)])
    assert len(boxes(page)) == 1
    (first, *_) = [one for one in lines(page) if one.x > 110 * MM]
    assert first.text == "0"
    assert height(work, first) == pytest.approx(91 + 11 + 0.66 * first.runs[0].size, abs=0.01)


@pytest.mark.parametrize(
    "name", ["A name of a group that takes three lines or more here", "Pneumonoultramicroscopicsilico"]
)
def test_a_label_of_more_than_two_lines_becomes_its_ordinal(tmp_path, name):
    _, page = cover(tmp_path, [study(7, group=name), study(8, group="Beta")])
    labels = [one.text for one in lines(page) if one.runs[0].size == 8.5]
    assert labels == ["1", "2 Beta"]


def test_numbers_wider_than_the_block_become_counts(tmp_path):
    _, page = cover(tmp_path, [study(f"P-2021.ET06-{n}", group="A") for n in range(3)])
    assert [one.text for one in lines(page) if one.runs[0].face == "display"] == ["3"]


@pytest.mark.slow
@pytest.mark.parametrize("count", range(60, 290, 12))
def test_in_a_clipped_block_nothing_touches_and_nothing_leaves_it(tmp_path, count):
    names = ["Lung cancer", "Health services research", "Sarcoma"]
    records = [study(n, group=name) for n, name in enumerate(name for name in names for _ in range(3))]
    work, page = disclaimed(tmp_path, count, records=records)
    shown = sorted(
        height(work, one) for one in lines(page) if one.x > 110 * MM and one.runs[0].face != "body"
    )
    sized = {height(work, one): one.runs[0].size for one in lines(page) if one.x > 110 * MM}
    for top, bottom in ladder(work, page):
        inside = [at for at in shown if top < at < bottom + 20]
        inside = [
            at for at in inside if not any(other < at and top < other for other, _ in ladder(work, page))
        ]
        assert all(at <= bottom - 6.5 for at in inside)
        assert all(below - above >= 0.6 * sized[below] for above, below in pairwise(sorted(set(inside))))


def test_a_booklet_under_embargo_says_so_on_the_foot_baseline(tmp_path):
    held = study(1, embargo="2031-01-01T09:00+08:00")
    work, page = cover(tmp_path, [held, study(2)])
    assert line(page, "Contains material under embargo").y == pytest.approx(200 * MM)
    assert line(page, "Contains material under embargo").x == pytest.approx(16 * MM)
    assert height(work, title_of(work, page)[-1]) == pytest.approx(494)


@pytest.mark.parametrize(
    ("page", "at"),
    [
        ("half-letter", (101.7, 91, 507, 127)),
        ("a4", (158, 118, 722.8, 170)),
        ("letter", (163.9, 118, 674.6, 170)),
    ],
)
def test_other_formats_have_their_own_cover(tmp_path, page, at):
    ladder_x, rule, last, company = at
    work, first = disclaimed(tmp_path, 40, page=page)
    assert boxes(first)[0].box.x == pytest.approx(ladder_x * MM)
    assert height(work, boxes(first)[0].box) == pytest.approx(rule + work.theme.tabs.inset, abs=0.01)
    assert height(work, title_of(work, first)[-1]) == pytest.approx(last, abs=0.1)
    assert k(work, first, "ASCENTAGE") == company


def test_the_plain_ladder_is_rules_to_the_trim(tmp_path):
    work, page = cover(tmp_path, theme="plain")
    assert boxes(page) == []
    rungs = [rule for rule in rules(page) if rule.x0 > 100 * MM]
    assert [height(work, rule) for rule in rungs] == [91, 154, 202, 296.5]
    assert {rule.weight for rule in rungs} == {0.75}
    assert line(page, "Alpha").x == pytest.approx(110 * MM)


def test_large_print_has_no_ladder(tmp_path):
    work, page = cover(tmp_path, page="a4", theme="large-print")
    assert boxes(page) == []
    assert title_of(work, page)[0].runs[0].size == 28


def test_the_ladder_is_a_key_to_the_ordinals_of_the_tabs(tmp_path):
    names = ["Atmospheric Chemistry and Rain", "Soil"]
    records = [study(n, group=names[n // 2]) for n in range(4)]
    said = " ".join(texts(laid(tmp_path, records).pages[0]))
    assert "1 Atmospheric" in said
    assert "2 Soil" in said
