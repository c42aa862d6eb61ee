"""Cells of authors and affiliations, read by the grammars of exports or by none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posterbook.importing.authors import ParsedAuthor, parse_authors

A, B = "Arctic Institute, Tromsø", "University of Hanoi"
OLSEN, HONG = ParsedAuthor("Ingrid Olsen", "", (A,)), ParsedAuthor("Đặng Thị Hồng", "", (A, B))
OLSEN_TOLD = ParsedAuthor("Ingrid Olsen", "Olsen", (A,))
BERG_TOLD = ParsedAuthor("Jan van der Berg", "van der Berg", (A, B))


@pytest.mark.parametrize(
    ("authors", "affiliations"),
    [
        ("Olsen, Ingrid (1); van der Berg, Jan (1,2)", f"1: {A}; 2: {B}"),
        ("Olsen, Ingrid (1);\nvan der Berg, Jan (1, 2)", f"1: {A};\n2: {B}"),
        (f"Olsen, Ingrid ({A}); van der Berg, Jan ({A}; {B})", ""),
    ],
)
def test_last_and_first_names_with_numbers_and_the_family_told(authors, affiliations):
    assert parse_authors(authors, affiliations) == (OLSEN_TOLD, BERG_TOLD)


@pytest.mark.parametrize(
    ("authors", "affiliations"),
    [
        ("Ingrid Olsen (1), Đặng Thị Hồng (1,2)", f"(1) {A}, (2) {B}"),
        ("Ingrid Olsen (1), Đặng Thị Hồng (1,2)", f"1 {A}; 2 {B}"),
        ("Ingrid Olsen (1) and Đặng Thị Hồng (1, 2)", f"1. {A}\n2. {B}"),
        ("Ingrid Olsen¹, Đặng Thị Hồng¹,²", f"¹{A}\n²{B}"),
        ("Ingrid Olsen<sup>1</sup>, Đặng Thị Hồng<sup>1,2</sup>", f"<sup>1</sup>{A}; <sup>2</sup>{B}"),
        ("Ingrid Olsen^1^, Đặng Thị Hồng^1^,^2^", f"^1^ {A}, ^2^ {B}"),
        ("Ingrid Olsen1, Đặng Thị Hồng1,2", f"1 {A}; 2 {B}"),
        ("Ingrid Olsen (1); Đặng Thị Hồng (1,2)", f"1: {A}\n2: {B}"),
        (f"Ingrid Olsen ( {A}); Đặng Thị Hồng ({A}; {B})", ""),
        (f"Ingrid Olsen ({A}), Đặng Thị Hồng ({A}; {B})", ""),
    ],
)
def test_names_as_spoken_with_numbers_or_institutions(authors, affiliations):
    assert parse_authors(authors, affiliations) == (OLSEN, HONG)


def test_names_without_affiliations():
    assert parse_authors("Olsen, Ingrid; van der Berg, Jan") == (
        ParsedAuthor("Ingrid Olsen", "Olsen"),
        ParsedAuthor("Jan van der Berg", "van der Berg"),
    )
    assert parse_authors("Ingrid Olsen") == (ParsedAuthor("Ingrid Olsen"),)
    assert parse_authors("Olsen, Ingrid") == (ParsedAuthor("Ingrid Olsen", "Olsen"),)
    assert parse_authors("King, Martin Luther, Jr.; Dorn, Carl")[0] == ParsedAuthor(
        "Martin Luther King, Jr.", "King"
    )
    assert parse_authors("  ") == ()


@pytest.mark.parametrize(
    ("affiliation", "read"), [(A, A), (f"1: {A}", A), ("1 Main Street, York", "1 Main Street, York")]
)
def test_one_institution_without_numbers_is_that_of_all(affiliation, read):
    authors = parse_authors("Olsen, Ingrid; Dorn, Carl", affiliation)
    assert [one.affiliations for one in authors] == [(read,), (read,)]


def test_brackets_within_an_institution_belong_to_it():
    (one,) = parse_authors("Carl Dorn (University of York (UK), Dept. (Physics))")
    assert one.affiliations == ("University of York (UK), Dept. (Physics)",)


@pytest.mark.parametrize(
    ("authors", "affiliations", "presenter"),
    [
        (f"Ingrid Olsen ({A})*; Carl Dorn", "", ""),
        ("Olsen, Ingrid*; Dorn, Carl", "", ""),
        ("*Ingrid Olsen; Carl Dorn", "", ""),
        ("Ingrid Olsen (1,*), Carl Dorn (1)", f"1 {A}", ""),
        ("Ingrid Olsen^1,*^, Carl Dorn^1^", f"1 {A}", ""),
        ("<u>Ingrid Olsen</u> (1), Carl Dorn (1)", f"1 {A}", ""),
        ("__Ingrid Olsen__; Carl Dorn", "", ""),
        ("**Ingrid Olsen**; Carl Dorn", "", ""),
        ("Olsen, Ingrid; Dorn, Carl", "", "Ingrid Olsen"),
        ("Ingrid M. Olsen; Carl Dorn", "", "OLSEN, Ingrid"),
    ],
)
def test_who_presents_is_marked_or_named_beside(authors, affiliations, presenter):
    found = parse_authors(authors, affiliations, presenter=presenter)
    assert [one.presenter for one in found] == [True, False]
    assert found[0].name in {"Ingrid Olsen", "Ingrid M. Olsen"}


def test_a_presenter_who_is_nobody_or_anybody_marks_nobody():
    for presenter in ("Emma Falk", "Olsen"):
        found = parse_authors("Ingrid Olsen; Per Olsen", presenter=presenter)
        assert [one.presenter for one in found] == [False, False]


def test_an_address_is_told_apart_from_the_name():
    found = parse_authors("Olsen, Ingrid <io@arctic.example>; Dorn, Carl (cd@york.example)")
    assert [(one.name, one.email) for one in found] == [
        ("Ingrid Olsen", "io@arctic.example"),
        ("Carl Dorn", "cd@york.example"),
    ]


@pytest.mark.parametrize(
    ("authors", "affiliations"),
    [
        ("Anna Berg, Carl Dorn", ""),
        ("Anna Berg, MIT; Carl Dorn, ETH", ""),
        ("Anna Berg, University of York; Carl Dorn, University of Bonn", ""),
        ("Anna Berg (1), Carl Dorn (3)", f"1 {A}; 2 {B}"),
        ("Anna Berg (1), Carl Dorn (1)", f"1 {A}; 2 {B}"),
        ("Anna Berg (1), Carl Dorn (2)", ""),
        ("Anna Berg (1), Carl Dorn", f"1 {A}"),
        ("Anna Berg; Carl Dorn", f"{A}; {B}"),
        ("Anna Berg (York); Carl Dorn", A),
        ("Anna Berg†; Carl Dorn", ""),
        ("We studied a long sentence that is no list of names; truly", ""),
        ("Berg, Anna, Carl; Dorn, Emma", ""),
        ("", A),
    ],
)
def test_what_fits_no_grammar_is_not_guessed_at(authors, affiliations):
    assert parse_authors(authors, affiliations) is None


NAME = st.lists(
    st.sampled_from(["Anna", "Åse", "Đặng", "Zoë", "Jean-Luc", "O’Brien", "Müller"]), min_size=1, max_size=3
).map(" ".join)
PLACE = st.sampled_from(
    ["Arctic Institute, Tromsø", "MIT", "University of York (UK)", "8006 Zürich; ETH", "CNRS"]
)


@settings(deadline=None)
@given(
    st.lists(st.tuples(NAME, st.lists(PLACE, max_size=3, unique=True), st.booleans()), min_size=1, max_size=6)
)
def test_a_list_with_numbers_comes_back_whole(written):
    places = list(dict.fromkeys(place for _, named, _ in written for place in named))
    cell = "; ".join(
        name + (f" ({','.join(str(places.index(one) + 1) for one in named)})" if named else "") + "*" * mark
        for name, named, mark in written
    )
    beside = "\n".join(f"{number}: {place}" for number, place in enumerate(places, 1))
    assert parse_authors(cell, beside) == tuple(
        ParsedAuthor(name, "", tuple(named), mark) for name, named, mark in written
    )


@settings(deadline=None)
@given(
    st.text(st.sampled_from("AnBe ,;()*12¹²^_<u>@.\n†"), max_size=40),
    st.text(st.sampled_from("AbC ,;:()12¹^\n"), max_size=30),
)
def test_whatever_stands_in_a_cell_it_is_read_or_refused(authors, affiliations):
    found = parse_authors(authors, affiliations)
    assert found is None or all(one.name.strip() for one in found)
    assert found is None or affiliations.strip(" ;,:()^\n12¹") == "" or any(one.affiliations for one in found)


@pytest.mark.parametrize("text", ["(" * 5000, "a b " * 2000, "A, B (1); " * 2000, "^" * 1000, "*" * 1000])
def test_long_rows_of_signs_end(text):
    assert parse_authors(text, text) is None


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ada Berg and Carl Dorn", ["Ada Berg", "Carl Dorn"]),
        ("Ada Berg, Carl Dorn and Eva B. Falk", ["Ada Berg", "Carl Dorn", "Eva B. Falk"]),
        ("Ada Berg, Carl Dorn, and Eva Falk", ["Ada Berg", "Carl Dorn", "Eva Falk"]),
        ("Berg, Ada and Dorn, Carl", None),
        ("Martin King, Jr. and Carl Dorn", None),
        ("University of Alm and Carl Dorn", None),
        ("the fog group and all their friends", None),
    ],
)
def test_whole_names_are_parted_where_the_last_one_stands_behind_and(written, names):
    parsed = parse_authors(written)
    assert (parsed and [author.name for author in parsed]) == names
