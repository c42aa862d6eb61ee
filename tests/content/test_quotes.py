"""Straight quotation marks as each language prints them, and what is left as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laid import laid, study, texts

from posterbook.content.quotes import typographic


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("en", """She said "no", then 'maybe'.""", "She said “no”, then ‘maybe’."),
        (
            "en",
            """It's O'Brien's; the students' own; the '90s.""",
            "It’s O’Brien’s; the students’ own; the ’90s.",
        ),
        ("en", """("one 'two' three")""", "(“one ‘two’ three”)"),
        ("en", """the 5' end, 12" wide, x="1\"""", """the 5' end, 12" wide, x="1\""""),
        ("en", "“so” and it’s done", "“so” and it’s done"),
        ("de", """Das "Wort" und 'so' geht's""", "Das „Wort“ und ‚so‘ geht’s"),
        ("de-CH", '"Wort"', "«Wort»"),
        ("fr", """le "mot" d'abord""", "le «\u202fmot\u202f» d’abord"),
        ("es", '"sí"', "«sí»"),
        ("zh-Hant", '這是"測試"的', "這是「測試」的"),
        ("zh-Hans", '这是"测试"的', "这是“测试”的"),
        ("ar", """قال "نعم 'كلا' نعم\"""", "قال «نعم ”كلا“ نعم»"),
        ("fa", """"آری 'نه'\"""", "«آری ‹نه›»"),
        ("he", '"כן", אמר', "”כן”, אמר"),
        ("he", """צה"ל, ד"ר לוי, מנכ"לית""", "צה״ל, ד״ר לוי, מנכ״לית"),
        ("he", '"המנכ"לית אמרה"', "”המנכ״לית אמרה”"),
        ("he", 'ב"הארץ" נכתב', "ב”הארץ” נכתב"),
        ("he", "צ'רלס, ר' נחמן, 'כן'", "צ׳רלס, ר׳ נחמן, ’כן’"),
        ("xx", '"so"', "“so”"),
    ],
)
def test_marks_are_those_of_the_language(language, written, printed):
    assert typographic((written,), language) == (printed,)


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("fr", "Pourquoi? Voici : a; b !", "Pourquoi\u202f? Voici\u00a0: a\u202f; b\u202f!"),
        ("fr", "« mot » et «mot», à 10:30", "«\u202fmot\u202f» et «\u202fmot\u202f», à 10:30"),
        ("fr", "https://a.fr/?q=1 ?! (quoi ?)", "https://a.fr/?q=1\u202f?! (quoi\u202f?)"),
        ("fr-CA", "Pourquoi? Voici: «a»", "Pourquoi? Voici\u00a0: «\u202fa\u202f»"),
        ("fr-CH", "Pourquoi? Voici: «a»", "Pourquoi? Voici: «\u202fa\u202f»"),
        ("de", "z. B. und i. d. R. am 3. Mai", "z.\u202fB. und i.\u202fd.\u202fR. am 3. Mai"),
        ("en", "so: z. B. « so » ?", "so: z. B. « so » ?"),
    ],
)
def test_spaces_are_those_of_the_language(language, written, printed):
    assert typographic((written,), language) == (printed,)
    assert typographic((printed,), language) == (printed,)


def test_marks_open_in_one_part_and_close_in_another():
    assert typographic(('the "', "Company", '" or'), "en") == ("the “", "Company", "” or")


@given(st.text(alphabet="ab1 '\"(.-文;:!?«»", max_size=40), st.sampled_from(["en", "de", "fr", "zh-Hant"]))
def test_nothing_but_marks_changes_and_a_second_time_nothing(text, language):
    (once,) = typographic((text,), language)
    signs = str.maketrans(dict.fromkeys("\"'“”‘’„‚«»「」『』", "x") | dict.fromkeys(" \u202f\u00a0"))
    assert once.translate(signs) == text.translate(signs)


LEGAL = [{"id": "d", "file": "legal/d.txt", "place": "cover-top"}]


@pytest.mark.parametrize(
    ("asked", "title"), [("typographic", "What it’s “worth”"), (None, """What it's "worth\"""")]
)
def test_a_booklet_prints_them_where_it_asks_for_it_but_never_in_legal_texts(tmp_path, asked, title):
    files = {"legal/d.txt": """The "Company" isn't liable."""}
    record = study(1, title="""What it's "worth\"""")
    work = laid(tmp_path, [record], files=files, legal=LEGAL, **({"quotes": asked} if asked else {}))
    assert title in texts(next(page for page in work.pages if page.number == "1"))
    assert """The "Company" isn't liable.""" in texts(work.pages[0])
    marks = [mark.title for page in work.pages for mark in page.bookmarks]
    assert f"1  {title}" in marks
