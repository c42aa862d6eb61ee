"""Names in an index: parted, and filed by rules that the manual gives."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posterbook.content.names import filing_key, indexed_name, letter_head, other_first


@pytest.mark.parametrize(
    ("name", "shown", "head"),
    [
        ("Ingrid Olsen", "Olsen, Ingrid", "O"),
        ("I. K. Olsen", "Olsen, I. K.", "O"),
        ("Olsen, Ingrid", "Olsen, Ingrid", "O"),
        ("Erik van den Berg", "van den Berg, Erik", "B"),
        ("Robert De Luca", "De Luca, Robert", "D"),
        ("Ana de la Cruz", "de la Cruz, Ana", "C"),
        ("José Ortega y Gasset", "Ortega y Gasset, José", "O"),
        ("Ana García-López", "García-López, Ana", "G"),
        ("John Smith Jr.", "Smith, John Jr.", "S"),
        ("John Smith, PhD", "Smith, John PhD", "S"),
        ("Ingrid OLSEN", "OLSEN, Ingrid", "O"),
        ("OLSEN Ingrid", "OLSEN, Ingrid", "O"),
        ("Olsen I", "Olsen, I", "O"),
        ("Åsa Østby", "Østby, Åsa", "O"),
        ("王小明", "王小明", "漢"),
        ("Xiaoming Wang 王小明", "Wang, Xiaoming 王小明", "W"),
        ("The Soil Biology Consortium", "The Soil Biology Consortium", "S"),
        ("Leonardo da Vinci", "da Vinci, Leonardo", "V"),
        ("Γιώργος Παππάς", "Παππάς, Γιώργος", "Π"),
        ("D'Arcy Thompson", "Thompson, D'Arcy", "T"),
        ("Sean O’Neill", "O’Neill, Sean", "O"),
        ("רות לוי", "לוי, רות", "ל"),
        ("محمد أحمد", "أحمد، محمد", "ا"),
    ],
)
def test_a_name_is_parted_and_filed(name, shown, head):
    found = indexed_name(name)
    assert (found.shown, found.head, found.sure) == (shown, head, True)


@pytest.mark.parametrize("name", ["Madonna", "Mei XU", "Olsen K IB"])
def test_a_name_that_cannot_be_parted_is_filed_by_a_guess_that_is_told(name):
    assert not indexed_name(name).sure


@pytest.mark.parametrize(
    ("name", "family", "shown"),
    [
        ("Wang Xiaoming", "Wang", "Wang, Xiaoming"),
        ("Ana García López", "García López", "García López, Ana"),
        ("Đặng Thị Hồng", "Đặng", "Đặng, Thị Hồng"),
        ("Madonna", "Madonna", "Madonna"),
        ("Li Li", "Li", "Li, Li"),
    ],
)
def test_the_family_name_that_is_given_goes_before_all_rules(name, family, shown):
    found = indexed_name(name, family)
    assert (found.shown, found.sure) == (shown, True)


def test_names_are_filed_without_accents_particles_and_hyphens_and_chinese_ones_last():
    names = ["王一", "Zoe Ash", "Eva van Ab", "Ute Äb", "Bo Ab", "Al Ab-Cd", "Al Abc", "李二", "Ωμέγα Άλφα"]
    ordered = sorted(names, key=lambda name: indexed_name(name).key)
    assert ordered == [
        "Bo Ab",
        "Eva van Ab",
        "Ute Äb",
        "Al Ab-Cd",
        "Al Abc",
        "Zoe Ash",
        "Ωμέγα Άλφα",
        "李二",
        "王一",
    ]


def test_words_are_filed_alike():
    assert sorted(["Zinc", "öl", "CO2", "1H NMR", "oak"], key=filing_key) == [
        "1H NMR",
        "CO2",
        "oak",
        "öl",
        "Zinc",
    ]
    assert [letter_head(word) for word in ("1H", "öl", "碳")] == ["#", "O", "漢"]


@given(st.text(min_size=1).filter(str.strip))
def test_no_letter_of_a_name_is_lost(name):
    def letters(text):
        return sorted(one for one in text if one.isalpha())

    whole = unicodedata.normalize("NFC", name)
    assert letters(indexed_name(name).shown) == letters(whole)


def test_letters_that_persian_adds_are_filed_behind_their_like():
    words = ["بابا", "بی", "پدر", "تاج", "جام", "چای", "حال", "زود", "ژاله", "کار", "گل", "لب"]
    assert sorted(set(words), key=filing_key) == words


def test_other_letters_may_stand_before_latin_ones():
    words = sorted(["Olsen", "לוי", "王"], key=lambda word: other_first(filing_key(word)))
    assert words == ["לוי", "Olsen", "王"]
