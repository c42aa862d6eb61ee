"""What stands in a field and is not of its kind: what each rule finds, and what it leaves alone."""

from __future__ import annotations

import pytest

from posterbook.content.model import Author, Inline, Number, Record
from posterbook.errors import Where
from posterbook.loading.rules.entries import check_entries

HERE = Where("posters/1.yaml")


def found(title="A title", *names):
    authors = tuple(Author(Inline(name)) for name in names)
    record = Record(Number("1"), Inline(title), authors=authors, where=HERE)
    return [(problem.code, problem.where) for problem in check_entries(record)]


@pytest.mark.parametrize(
    "title",
    [
        "EFFECTS OF AN OPEN WINDOW",
        "EFFECT OF mRNA VACCINES IN CHILDREN",
        "WIRKUNG OFFENER FENSTER",
        "CO~2~ IN CLOSED ROOMS",
    ],
)
def test_a_title_in_capitals_is_found(title):
    assert found(title) == [("title-shouting", HERE.at("title"))]


@pytest.mark.parametrize(
    "title",
    [
        "Effects of an open window",
        "HIV AND AIDS",
        "APG-1252 in AML",
        "ER⁺/HER2– BRCA",
        "開窗的效果",
        "開窗的效果 關門的效果",
        "TITLE MISSING",
    ],
)
def test_abbreviations_other_scripts_and_stopgaps_do_not_shout(title):
    assert found(title) == []


@pytest.mark.parametrize(
    "name",
    [
        "Ada Berg, Carl Dorn",
        "Ada Berg and Carl Dorn",
        "Ada Berg & Carl Dorn",
        "Ada Berg und Carl Dorn",
        "Berg, A.; Dorn, C.",
        "A. Berg, C. Dorn, E. Fisk",
        "Ada Berg1, Carl Dorn2",
        "Ada Berg (1)",
        "Ada Berg 1,2",
        "Ada Berg¹",
        "Ada Berg^1^",
    ],
)
def test_several_people_or_marks_of_affiliations_in_one_name_are_found(name):
    assert found("A title", "Eva Fisk", name) == [("authors-in-one-name", HERE.at("authors", 1, "name"))]


@pytest.mark.parametrize(
    "name",
    [
        "Ada Berg",
        "Smith, Jr.",
        "John Smith, Jr.",
        "Berg, Ada",
        "van der Berg, Ada",
        "Ada Berg, MD, PhD",
        "Ada Berg, FRCP, Ph.D.",
        "José Ortega y Gasset",
        "COVID-19 Study Group",
        "GBD 2019 Collaborators",
        "Centers for Disease Control and Prevention",
        "Bill and Melinda Gates Foundation",
        "Acme, Inc.",
        "John Smith 3rd",
        "王小明",
    ],
)
def test_one_person_or_one_group_is_left_alone(name):
    assert found("A title", name) == []


@pytest.mark.parametrize(
    ("name", "family", "codes"),
    [
        ("Ingrid Olsen", "Olsen", []),
        ("Thị Hồng Đặng", "Đặng", []),
        ("Jan van der Berg", "van der Berg", []),
        ("Ingrid Olsen", "", []),
        ("Ingrid Olsen", "Olson", ["family-elsewhere"]),
    ],
)
def test_a_family_name_stands_in_the_name(name, family, codes):
    author = Author(Inline(name), family=Inline(family))
    record = Record(Number("1"), Inline("A title"), authors=(author,), where=HERE)
    assert [problem.code for problem in check_entries(record)] == codes
