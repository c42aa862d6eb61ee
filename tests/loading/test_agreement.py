"""What disagrees between the parts of a booklet: what each rule finds and what it must leave alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from posterbook.content.model import (
    Author,
    Booklet,
    Inline,
    Labels,
    LegalBlock,
    LegalPlace,
    Number,
    PageEntry,
    Prose,
    Record,
    Section,
    Status,
    Weight,
    When,
)
from posterbook.errors import Where
from posterbook.loading import read_words
from posterbook.loading.rules.agreement import check_agreement, compare_records
from posterbook.pages import summary as summary_pages
from posterbook.pages import text as text_pages


def records(*numbers, **facts):
    return tuple(
        Record(Number(str(number)), Inline("A title"), where=Where(f"posters/{n}.yaml"), **facts)
        for n, number in enumerate(numbers)
    )


def booklet(*found, summary="", text="", **facts):
    prose = Prose(summary or "See:", Where("text/summary.md"))
    order = [PageEntry(summary_pages.KIND, summary_pages.Options(prose), Where("booklet.yaml"))]
    if text:
        order.append(
            PageEntry(
                text_pages.KIND, text_pages.Options(Prose(text, Where("text/a.md"))), Where("booklet.yaml")
            )
        )
    return Booklet(
        title=Inline("x"), running_order=tuple(order), records=found, words=read_words("en"), **facts
    )


def found(*args, **facts):
    whole = booklet(*args, **facts)
    problems = (*compare_records(whole.records), *check_agreement(whole))
    return [(problem.code, problem.message) for problem in problems]


def codes(*args, **facts):
    return [code for code, _ in found(*args, **facts)]


@pytest.mark.parametrize(
    ("page", "table", "strange"),
    [
        ("A inhibits B", "A induces B", "induces"),
        ("A with B", "B with A", "with"),
        ("Two nails tell a class when to water", "Two nails", ""),
        ("ER⁺ breast cancer", "ER ⁺ breast cancer", ""),
        ("models (AML/MDS)", "models (AML/ MDS)", ""),
    ],
)
def test_a_table_s_title_may_be_shorter_but_not_another(page, table, strange):
    (record,) = records("1")
    problems = found(replace(record, title=Inline(page), summary_title=Inline(table)))
    assert [code for code, _ in problems] == (["title-wording"] if strange else [])
    assert all(f"'{strange}'" in message for _, message in problems)


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("Results of the seven preclinical studies:", "seven preclinical studies"),
        ("We show 12 posters here.", "12 posters"),
        ("The three studies of two candidates.", "two candidates"),
        ("The three studies. There are two candidates in all.", ""),
        ("The three preclinical studies of three novel candidates.", ""),
        ("Three posters.", ""),
        ("More than 40 clinical trials.", ""),
    ],
)
def test_a_count_in_prose_that_disagrees_with_the_records_is_found(summary, said):
    three = [replace(record, group=Inline(f"APG-{n}")) for n, record in enumerate(records("a", "b", "c"))]
    problems = found(*three, summary=summary, labels=Labels(group="Candidate"))
    assert [code for code, _ in problems] == (["count-differs"] if said else [])
    assert all(f"'{said}'" in message and "there are 3" in message for _, message in problems)


def test_counts_on_other_pages_may_be_of_anything():
    assert codes(*records("a"), text="We presented forty studies and 12 posters last year.") == []


def test_a_withdrawn_poster_does_not_count():
    one, other = records("a", "b")
    gone = replace(other, status=Status.WITHDRAWN)
    assert codes(one, gone, summary="Two studies.") == ["count-differs"]
    assert codes(one, gone, summary="1 studies.") == []


def statement(text, weight=Weight.FRAMED):
    return (LegalBlock("caution", Prose(text, Where("legal/a.txt")), LegalPlace.LEGAL_PAGE, weight),)


def test_a_statement_that_names_some_of_the_groups_must_name_all():
    both = [replace(record, group=Inline(f"APG-{n}")) for n, record in enumerate(records("a", "b"), 12)]
    ((code, message),) = found(*both, legal=statement("We may fail with APG-12."))
    assert (code, message.endswith("not APG-13")) == ("unnamed-group", True)
    assert codes(*both, legal=statement("We may fail with APG-12 and APG-13.")) == []
    assert codes(*both, legal=statement("We may fail.")) == []
    assert codes(*both, legal=statement("We thank APG-12.", Weight.PLAIN)) == []


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["P1", "P2", "P4", "P5"], ["number-gap"]),
        ([1, 2, 3, 5, 4], ["number-order"]),
        ([1, 2, 5, 3, 4], ["number-order"]),
        ([1, 4, 7, 2, 5, 3, 6], []),
        ([1096, 1463, 981, 976, 1924, 984, 968], []),
        (["P1", "Q2", "P4", "P5"], []),
        (["A", "B", "C", "E"], []),
        ([1, 2, 3], []),
    ],
)
def test_a_series_of_numbers_has_no_gap_and_no_stray(numbers, expected):
    assert codes(*records(*numbers)) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("University of York, York", "Univ. of York, York", True),
        ("Dept. of Physics & Astronomy", "Department of Physics and Astronomy", True),
        ("Institute 1, City 2", "Institute 2, City 1", False),
        ("University of York", "University of Cork", False),
    ],
)
def test_one_affiliation_is_spelt_one_way(one, other, same):
    first, second = records("a", "b")
    first = replace(first, authors=(Author(Inline("A"), affiliations=(Inline(one),)),))
    second = replace(second, authors=(Author(Inline("B"), affiliations=(Inline(other),)),))
    assert codes(first, second) == ["affiliation-spelling"] * same


def test_a_text_much_shorter_or_longer_than_the_others_is_found():
    def of(words):
        return Section(Inline("Background"), "word " * words)

    usual = [replace(record, sections=(of(200),)) for record in records("a", "b", "c", "d", "e")]
    few, many = records("f", "g")
    short, long = replace(few, sections=(of(9),)), replace(many, sections=(of(2000),))
    assert codes(*usual) == []
    assert codes(*usual, short, long) == ["text-length", "text-length"]
    assert codes(short, long) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("968", "0968"), ("P01", "PO1"), ("A1", "Al"), ("P1", "p1"), ("P-007", "P-7"), ("I1", "11")],
)
def test_numbers_that_look_alike_are_found(one, other):
    ((code, message),) = found(*records(one, other))
    assert (code, f"'{other}' looks like '{one}'" in message) == ("number-lookalike", True)


@pytest.mark.parametrize("numbers", [("1-11", "11-1"), ("P10", "P1"), ("100", "10"), ("A2", "B2")])
def test_numbers_that_differ_otherwise_are_no_lookalikes(numbers):
    assert codes(*records(*numbers)) == []


def groups(*names):
    there = records(*(f"N{n}-{name}" for n, name in enumerate(names)))
    return [replace(one, group=Inline(name)) for one, name in zip(there, names, strict=True)]


def test_the_rarer_spelling_of_a_group_is_told_once_with_its_count():
    there = groups("Indoor air", "Indoor Air", "Indoor Air", "Indoor air", "Indoor Air", "indoor-air")
    assert found(*there) == [
        ("group-spelling", "the group 'Indoor air' (2 records) is spelt 'Indoor Air' elsewhere (3 records)"),
        ("group-spelling", "the group 'indoor-air' (1 record) is spelt 'Indoor Air' elsewhere (3 records)"),
    ]


@pytest.mark.parametrize("names", [("HER2+", "HER2-"), ("Air", "Airs"), ("C", "C++"), ("", "-")])
def test_groups_that_mean_something_else_are_left_alone(names):
    assert codes(*groups(*names)) == []


def hung(**facts):
    one, other = records("1", "4", board=Inline("C10"))
    return codes(one, replace(other, **facts))


def test_two_posters_for_one_board_are_found():
    one, other = records("1", "4", board=Inline("C10"))
    assert found(one, replace(other, board=Inline("c 10"))) == [
        ("board-twice", "the board 'c 10' is taken already, by poster 1")
    ]
    assert hung(status=Status.WITHDRAWN) == []
    assert hung(hall=Inline("B")) == []
    assert hung(session=Inline("S1")) == ["board-twice"]


NINE, TEN, NOON = (When(time(hour)) for hour in (9, 10, 12))


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ({}, {"start": NINE}, True),
        ({"start": NINE}, {"start": NINE}, True),
        ({"start": NINE}, {"start": TEN}, False),
        ({"start": NINE, "end": NOON}, {"start": TEN}, True),
        ({"start": TEN}, {"start": NINE, "end": TEN}, False),
        ({"start": When(NINE.time, date(2021, 4, 12))}, {"start": When(NINE.time, date(2021, 4, 13))}, False),
        ({"session": Inline("S1")}, {"session": Inline("S2")}, False),
        ({"session": Inline("S1")}, {"session": Inline("s1")}, True),
    ],
)
def test_a_board_may_be_shared_one_after_the_other(one, other, clash):
    first, second = records("1", "4", board=Inline("C10"))
    assert codes(replace(first, **one), replace(second, **other)) == ["board-twice"] * clash
