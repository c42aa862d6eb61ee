"""The opening page and the contents list: at the foot, on a page of its own, over several."""

import pytest
from tests.laid import height, heights, k, laid, line, lines, pages_of, rules, studies, study, texts, words

from posterbook.design.geometry import MM

INTRODUCTION = {"introduction": {"file": "text/i.md", "contents": True}}


def booklet(folder, order, *, lead=60, parts=0, records=None, **keys):
    """A booklet with so many words of introduction and so many short texts at its end."""
    files = {"text/i.md": words(lead), **{f"text/{n}.md": f"# Part {n}\n\nWords." for n in range(parts)}}
    more = [{"text": {"file": f"text/{n}.md"}} for n in range(parts)]
    return laid(folder, records or studies(A=2, B=1), files=files, running_order=[*order, *more], **keys)


def rows(work, page):
    """The contents list as it reads: pages, entry, k."""
    found = {}
    for one in lines(page):
        style = work.theme.styles.contents.size
        if one.runs[0].size == style and one.y < work.theme.page.foot - 1:
            found.setdefault(height(work, one), []).append(one.text.strip())
    return [(*parts, at) for at, parts in found.items()]


def test_kind_lead_text_and_contents_stand_at_their_heights(tmp_path):
    work = booklet(tmp_path, ["cover", INTRODUCTION, "summary", "posters"], kind="Poster abstracts", parts=1)
    (page,) = pages_of(work, "introduction")
    assert k(work, page, "Poster abstracts") == 13
    assert k(work, page, "cells of the line") == 45.5
    assert rows(work, page) == [
        ("3", "Summary table", 468),
        ("4–6", "Posters", 481),
        ("7", "Part 0", 494),
    ]
    assert k(work, page, "In this booklet") == 468 - 26
    assert [height(work, rule) for rule in rules(page)] == [0, 468 - 26 - 13]
    assert line(page, "Posters").x - line(page, "4–6").x == pytest.approx(20 * MM)


def test_paragraphs_of_the_lead_text_are_half_a_line_apart(tmp_path):
    text = "\n\n".join([words(20), words(20)])
    work = laid(
        tmp_path,
        studies(A=1),
        files={"i.md": text},
        running_order=[{"introduction": {"file": "i.md"}}, "posters"],
    )
    at = [height(work, one) for one in lines(work.pages[0]) if one.runs[0].size == 11.5]
    assert at == pytest.approx([45.5, 62, 62 + 16.5 + 8.25, 62 + 33 + 8.25])


@pytest.mark.parametrize(("parts", "alone"), [(22, False), (23, False), (24, True), (25, True)])
def test_a_list_that_comes_too_close_starts_its_own_page(tmp_path, parts, alone):
    work = booklet(tmp_path, ["cover", INTRODUCTION, "posters"], parts=parts)
    pages = pages_of(work, "introduction")
    assert len(pages) == 1 + alone
    if alone:
        assert texts(pages[1])[0] == "In this booklet"
        assert k(work, pages[1], "In this booklet") == 13
        assert rows(work, pages[1])[0] == ("4–6", "Posters", 39)
    else:
        lead = max(height(work, one) for one in lines(pages[0]) if one.runs[0].size == 11.5)
        assert height(work, rules(pages[0])[1]) - lead >= 26


@pytest.mark.slow
def test_a_list_of_three_hundred_entries_runs_on(tmp_path):
    work = booklet(tmp_path, ["cover", "contents", "posters"], parts=300)
    pages = pages_of(work, "contents")
    shown = [row for page in pages for row in rows(work, page)]
    assert [row[1] for row in shown] == ["Posters", "A", "B", *(f"Part {n}" for n in range(300))]
    assert [len(rows(work, page)) for page in pages] == [36] * 8 + [15]
    first = 1 + len(pages) + 3
    assert [row[0] for row in shown[3:302]] == [str(first + n + 1) for n in range(299)]
    assert shown[302][0] == work.pages[-1].folio
    assert {rows(work, page)[0][2] for page in pages} == {39}
    assert max(rows(work, page)[-1][2] for page in pages) == 494
    assert [texts(page).count("In this booklet") for page in pages] == [1, *[0] * 8]


def test_a_list_that_runs_on_stays_together_at_the_booklets_end(tmp_path):
    order = ["cover", "posters", *({"text": {"file": f"text/{n}.md"}} for n in range(40)), "contents"]
    files = {f"text/{n}.md": f"# Part {n}\n\nWords." for n in range(40)}
    work = laid(tmp_path, studies(A=2), files=files, running_order=order)
    assert [page.kind for page in work.pages][-2:] == ["contents", "contents"]
    assert len(work.paper_pages) % 4 == 0


def test_groups_chosen_for_posters_are_named_with_all_their_ranges(tmp_path):
    records = [study(n, group=name) for n, name in enumerate("ABAAB")]
    order = ["cover", "contents", {"posters": {"groups": ["B"]}}, "notes", {"posters": {"groups": ["A"]}}]
    work = booklet(tmp_path, order, records=records)
    assert rows(work, work.pages[1]) == [("3–4", "B", 39), ("6–8", "A", 52)]
    assert [page.number for page in work.pages] == ["", "", "1", "4", "", "0", "2", "3"]


def test_padding_within_a_choice_of_groups_does_not_part_its_range(tmp_path):
    records = [study(n, group=name) for n, name in enumerate("AAAAAB")]
    order = ["cover", "contents", {"posters": {"groups": ["B"]}}, {"posters": {"groups": ["A"]}}]
    work = booklet(tmp_path, [*order, "notes"], records=[*records, study(9, group="A")])
    assert rows(work, work.pages[1]) == [("3", "B", 39), ("4–9", "A", 52)]
    work = booklet(tmp_path / "2", order, records=[*records, study(9, group="A")])
    assert rows(work, work.pages[1]) == [("3", "B", 39), ("4–9", "A", 52)]


def test_an_entry_wider_than_the_measure_takes_two_rows(tmp_path):
    files = {"a.md": f"# {words(25)}\n\nWords.", "b.md": "# Other\n\nWords."}
    order = ["cover", "contents", "posters", {"text": {"file": "a.md"}}, {"text": {"file": "b.md"}}]
    work = laid(tmp_path, studies(A=1), files=files, running_order=order)
    page = work.pages[1]
    at = [height(work, one) for one in lines(page) if one.x > 110 and one.runs[0].size == 9.5]
    assert at[0] == 39
    assert at[1] == 52
    assert heights(work, page, "Other")[0] >= heights(work, page, "cells of")[0] + 26


def test_an_introduction_that_runs_over_goes_on_at_its_lead_height(tmp_path):
    text = "\n\n".join([words(90)] * 8)
    files = {"i.md": text}
    order = ["cover", {"introduction": {"file": "i.md", "contents": True}}, "posters"]
    work = laid(tmp_path, studies(A=2), files=files, running_order=order, kind="Kind")
    first, second = pages_of(work, "introduction")[:2]
    assert "Kind" in texts(first)
    assert "Kind" not in texts(second)
    assert min(height(work, one) for one in lines(second)) == 45.5
    assert max(height(work, one) for one in lines(first) if one.runs[0].size == 11.5) <= 494
    assert any("In this booklet" in texts(page) for page in pages_of(work, "introduction")[1:])


def test_the_contents_list_is_a_link_to_each_place(tmp_path):
    work = booklet(tmp_path, ["cover", INTRODUCTION, "summary", "posters"], parts=1)
    (page,) = pages_of(work, "introduction")
    named = {anchor.name for other in work.pages for anchor in other.anchors}
    targets = [one.runs[0].meaning.target for one in lines(page) if one.runs[0].size == 9.5]
    assert len(targets) == 6
    assert set(targets) == {"summary", "poster:101", "text:text/0.md"} <= named


@pytest.mark.parametrize(("page", "last"), [("half-letter", 507), ("a4", 722.8), ("letter", 674.6)])
def test_the_list_ends_on_the_last_baseline_in_every_format(tmp_path, page, last):
    work = booklet(tmp_path, ["cover", INTRODUCTION, "posters"], page=page)
    assert rows(work, pages_of(work, "introduction")[0])[-1][2] == pytest.approx(last, abs=0.1)
