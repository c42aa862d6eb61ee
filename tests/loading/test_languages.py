"""The language of records, sections and words: read, spoken, and held against the letters."""

import pytest
from tests.laid import laid, pages_of, study

from posterbook import read as aloud
from posterbook.content.markup import Span, inline
from posterbook.loading.rules.languages import check_languages

RUSSIAN = "Открытое окно снижает содержание углекислого газа в классе."
GREEK = "Το ανοιχτό παράθυρο μειώνει το διοξείδιο του άνθρακα."
CHINESE = "打開的窗戶降低教室內二氧化碳的濃度。"


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("[tout]{lang=fr}", [("tout", "fr")]),
        ("so [tout *court*]{lang=fr-CA}.", [("so ", ""), ("tout ", "fr-CA"), ("court", "fr-CA"), (".", "")]),
        ("[a [b]{lang=de} c]{lang=fr}", [("a ", "fr"), ("b", "de"), (" c", "fr")]),
        ("[a]{lang=} [b]{x} [1]", [("[a]{lang=} [b]{x} [1]", "")]),
        ("\\[a]{lang=fr}", [("\\[a]{lang=fr}", "")]),
        ("[ ]{lang=fr}", [("[ ]{lang=fr}", "")]),
    ],
)
def test_words_in_brackets_say_their_language(written, spans):
    assert [(span.text, span.lang) for span in inline(written)] == spans


def test_words_in_another_language_may_hold_a_link_and_be_one():
    assert inline("[un [lien](https://x.org)]{lang=fr}") == (
        Span("un ", lang="fr"),
        Span("lien", link="https://x.org", lang="fr"),
    )
    assert inline("[[lien]{lang=fr}](https://x.org)") == (Span("lien", link="https://x.org", lang="fr"),)


def record(content, **sections):
    lines = "".join(f"  {heading}: {text}\n" for heading, text in sections.items())
    return content.write("posters/1.yaml", f"number: 1\ntitle: A\nlang: fr\nsections:\n{lines}")


def test_a_section_has_a_language_of_its_own(content):
    record(content, Contexte="Un", Summary="{lang: en, text: One}")
    (read,) = content.booklet().records
    assert read.lang == "fr"
    assert [(one.text, one.lang) for one in read.sections] == [("Un", ""), ("One", "en")]


@pytest.mark.parametrize(
    ("section", "code", "place"),
    [
        ("{lang: en}", "missing-field", "5:12"),
        ("{lang: zz_1, text: One}", "wrong-value", "5:19"),
        ("{text: One}", "missing-field", "5:12"),
        ("{lang: en, text: One, size: 9}", "unknown-field", "5:34"),
    ],
)
def test_a_section_in_another_language_needs_both_its_fields(content, section, code, place):
    problem = record(content, Summary=section).one()
    assert (problem.code, str(problem.where)) == (code, f"posters/1.yaml:{place}")


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        (RUSSIAN, "en", "Cyrillic"),
        (RUSSIAN, "ru", ""),
        (GREEK, "en", "Greek"),
        (CHINESE, "en", "Chinese"),
        (CHINESE, "ja", ""),
        ("One open window is enough for a class of thirty.", "zh-Hant", "Latin"),
        (f"{CHINESE} (mRNA, LB-101 and venetoclax)", "zh-Hant", ""),
        ("α and β of TNF-α were 3 µg in all of the 20 mice of group A.", "en", ""),
        (f"He wrote [{RUSSIAN}]{{lang=ru}} on every page of it.", "en", ""),
        ("Отворен прозор смањује садржај угљен-диоксида.", "sr", ""),
    ],
)
def test_a_text_whose_letters_contradict_its_language_is_told(tmp_path, text, lang, said):
    work = laid(tmp_path, [study(title="A", lang=lang, sections={"Background": text})], language="en")
    found = [one for one in work.problems if one.code == "language-letters"]
    assert [said in one.message for one in found] == ([True] if said else [])


def test_of_each_record_the_first_such_text_is_told(tmp_path):
    records = [study(n, sections={"A": RUSSIAN, "B": RUSSIAN}) for n in (1, 2)]
    work = laid(tmp_path, records)
    found = [str(one.where) for one in work.problems if one.code == "language-letters"]
    assert len(found) == len(records)
    assert not list(check_languages((), "en"))


def test_hyphens_and_quotation_marks_follow_the_language_of_a_record_and_of_words(tmp_path):
    sections = {"Texte": 'Le "mot" et [the "word"]{lang=en}.', "Text": {"lang": "de", "text": 'Das "Wort".'}}
    work = laid(tmp_path, [study(lang="fr", sections=sections)], quotes="typographic")
    said = " ".join(
        one.text for page in pages_of(work, "posters") for one in page.items if hasattr(one, "runs")
    )
    assert "Le «\u202fmot\u202f» et the “word”." in said
    assert "Das „Wort“." in said


@pytest.mark.slow
def test_a_record_is_read_aloud_in_its_language_but_its_labels_in_the_booklet_s(tmp_path):
    sections = {"Texte": "Un [open window]{lang=en} suffit.", "Summary": {"lang": "en", "text": "It does."}}
    work = laid(tmp_path, [study(title="Une fenêtre", lang="fr", keywords=["air"], sections=sections)])
    said = aloud(work)
    assert "Title: [fr: Une fenêtre]" in said
    assert "## [fr: Une fenêtre]" in said
    assert "[fr: Un [en: open window] suffit.]" in said
    assert "It does." in said
    assert "[fr: air]" in said
    assert "fr: Poster number" not in said
