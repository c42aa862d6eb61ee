"""Words divided: at the syllables of their language as a last resort, with a hyphen where one is cut."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pyphen
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laid import body, laid, line, lines, pages_of, study

from posterbook.assets import assets_folder, tokens_file
from posterbook.design.fonts import Fonts
from posterbook.design.theme import Wrap, build
from posterbook.errors import Where
from posterbook.forms.element import Artifact, Element, Role
from posterbook.forms.galley import Piece, Text
from posterbook.layout.hyphen_patterns import HyphenPatterns, patterns_of
from posterbook.layout.hyphenation import language_of, syllables, tightened
from posterbook.layout.lines import set_lines

HYPHEN = "\u00ad"


@cache
def theme():
    return build(yaml.safe_load(tokens_file().read_text(encoding="utf-8")), "a5", "colour")


@cache
def fonts():
    return Fonts(theme().faces, assets_folder() / "fonts")


def text(words, language="en", wrap=Wrap.RAGGED, *, divisible=True):
    paragraph = Element(Role.DOCUMENT, lang=language).child(Role.P)
    style = replace(theme().styles.body, wrap=wrap)
    return Text(style, (Piece(words, "body", theme().ink, paragraph),), Where(""), divisible=divisible)


def set_in(words, measure):
    return [line.text for line in set_lines(words, measure, fonts(), theme())]


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("pharmacokinetics", "en", "phar-ma-cokin-et-ics"),
        ("therapeutic", "en-GB", "thera-peutic"),
        ("Antikörperbildung", "de", "Anti-kör-per-bil-dung"),
        ("médicaments", "fr", "médi-ca-ments"),
        ("Immunologie", "fr", "Immunologie"),  # a capital: a name as a rule
        ("OKAY", "en", "OKAY"),
        ("nucleus", "zh-Hant", "nucleus"),
        ("tumours", "xx", "tumours"),
        ("always", "en", "always"),
    ],
)
def test_words_are_divided_by_the_patterns_of_their_language(word, language, parts):
    places = [0, *syllables(word, language), len(word)]
    found = "-".join(word[a:b] for a, b in pairwise(places))
    assert found == parts


def test_a_part_in_another_language_is_divided_by_its_own():
    document = Element(Role.DOCUMENT, lang="en")
    french = document.child(Role.P).child(Role.SPAN, lang="fr")
    assert (language_of(french), language_of(document.child(Role.P))) == ("fr", "en")
    assert language_of(Artifact.PAGINATION) == ""


def test_what_is_not_a_plain_word_is_never_divided():
    compounds = "BCL-2 https://example.org/pharmacokinetics snake_pharmacokinetics pharmacokinetics-based"
    words = text(f"{compounds} 3pharmacokinetics")
    assert tightened(words).soft == ()
    assert tightened(text("(“pharmacokinetics”),")).soft == (6, 8, 13, 15)
    assert tightened(text("pharmacokinetics", divisible=False)).soft == ()


def test_a_tightened_text_takes_fewer_lines_and_shows_a_hyphen_at_each_divided_word():
    words = text(
        "The pharmacokinetics of immunohistochemistry in retrospectively characterised populations " * 4
    )
    plain, tight = set_in(words, 150), set_in(tightened(words), 150)
    assert len(tight) < len(plain)
    assert any(one.endswith(HYPHEN) for one in tight)
    assert "".join(tight).replace(HYPHEN, "") == "".join(plain) == words.plain


@given(st.text(alphabet="abcdeäöü (-.,)’", max_size=80), st.floats(8, 120))
@settings(max_examples=200)
def test_a_word_that_is_cut_shows_a_hyphen_between_letters_and_nothing_is_lost(words, measure):
    shown = set_in(text(words), measure)
    assert "".join(shown).replace(HYPHEN, "") == words
    for one, other in pairwise(shown):
        if one[-1:].isalpha() and other[:1].isalpha():
            token = words.split()
            assert any("." in part or "," in part or "(" in part or ")" in part for part in token)


def test_a_word_wider_than_its_line_is_divided_at_syllables_before_it_is_chopped():
    (first, *_), forced = _lines("Donaudampfschifffahrtsgesellschaftskapitän", "de", 70)
    assert first.endswith(HYPHEN)
    assert not any(forced)
    shown, forced = _lines("w" * 300, "en", 70)
    assert all(forced[:-1])
    assert all(one.endswith(HYPHEN) for one in shown[:-1])


def _lines(word, language, measure):
    found = set_lines(text(word, language), measure, fonts(), theme())
    return [one.text for one in found], [one.forced for one in found]


def test_an_address_and_a_literal_text_are_chopped_without_a_hyphen():
    address = "https://example.org/" + "abcdefgh" * 20
    assert HYPHEN not in "".join(set_in(text(address), 80))
    assert HYPHEN not in "".join(set_in(text("abcdefgh" * 20, divisible=False), 80))


def test_titles_names_and_legal_texts_are_not_divided_to_make_a_poster_fit(tmp_path):
    title = "Immunohistochemistry confirmed the pharmacokinetics " * 4
    long_text = " ".join(["immunohistochemistry confirmed the pharmacokinetics"] * 30)
    record = study(0, title=title.strip(), sections={"Background": long_text, "Conclusion": "So."})
    work = laid(tmp_path, [record, *(study(n) for n in range(1, 12))])
    page = pages_of(work, "posters")[0]
    divided = [one for one in lines(page) if one.text.endswith(HYPHEN)]
    assert divided
    assert set(map(id, divided)) <= set(map(id, body(work, page)))


def test_text_at_its_first_size_is_never_divided(tmp_path):
    text_of_it = " ".join(["immunohistochemistry confirmed the pharmacokinetics"] * 12)
    work = laid(tmp_path, [study(0, sections={"Background": text_of_it, "Conclusion": "So."})])
    page = pages_of(work, "posters")[0]
    assert line(page, "immunohistochemistry")
    assert not any(one.text.endswith(HYPHEN) for one in lines(page))


@pytest.mark.parametrize("language", ["en_US", "en_GB", "fr", "de", "hu", "nl", "ru", "el", "pl"])
def test_patterns_say_what_pyphen_makes_of_them(language):
    theirs, ours = pyphen.Pyphen(lang=language, left=3, right=3), patterns_of(language)
    listed = (assets_folder() / "words" / "english.txt").read_text("ascii").split()[::91]
    parts = [pattern.strip(".") for pattern in theirs.hd.patterns][::211]
    words = [*listed, *map("".join, zip(parts, parts[1:], parts[2:], strict=False))]
    for word in [word for word in words if len(word) >= 7 and "fähnlich" not in word]:
        standard = [int(at) for at in theirs.positions(word) if not at.data]
        places = list(ours.places(word, 3))
        # Hungarian spells words otherwise at some divisions: where both would do, it is not divided
        assert places == standard or (language == "hu" and set(places) < set(standard)), word


def test_a_word_that_would_be_spelt_otherwise_is_not_divided_there():
    assert list(HyphenPatterns("zuc1ker/k=k,3,1\nbal1l").places("zuckerballen", 3)) == [9]
