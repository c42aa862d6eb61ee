"""What posterbook prints of its own is set as each language sets it."""

import pytest
from tests.complex_fonts import add_font
from tests.stress import write_booklet

from posterbook import load, typeset
from posterbook.content.languages import languages
from posterbook.forms.page import Line

RECORD = {
    "number": "7", "title": "X", "group": "G", "board": "B1", "hall": "H", "session": "S",
    "start": "2021-05-01 09:00", "end": "2021-05-01 12:00", "keywords": ["k1", "k2"],
    "authors": ["A1", "A2"], "sections": {"Background": "x"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Poster number: |Board B1|H, S|Sat, May 1, 09:00–12:00|A1, A2|k1, k2|May 1, 2021"),
        ("de", "Posternummer: |Stellwand B1|H, S|Sa., 1. Mai, 09:00–12:00|A1, A2|k1, k2|1. Mai 2021"),
        ("fr", "Numéro de poster\u00a0: |Panneau B1|sam. 1er mai, 09:00–12:00|A1, A2|k1, k2|1er mai 2021"),
        ("zh-Hant", "壁報編號：|展板B1|H，S|5月1日（週六），09:00–12:00|A1、A2|k1、k2|2021年5月1日"),
        ("zh-Hans", "壁报编号：|展板B1|H，S|5月1日（周六），09:00–12:00|A1、A2|k1、k2|2021年5月1日"),
    ],
)
def test_labels_places_days_and_listings(tmp_path, language, said):
    folder = write_booklet(tmp_path, [RECORD], language=language, date="2021-05-01")
    pages = typeset(load(folder)).pages
    lines = [item for page in pages for item in page.items if isinstance(item, Line)]
    printed = "\n".join("".join(run.text for run in line.runs) for line in lines)
    assert [wording for wording in said.split("|") if wording not in printed] == []


SCRIPTS = {"he": "Hebrew", "ar": "Arabic", "fa": "Arabic", "ur": "Arabic"}
FROM_RIGHT = {"Hebrew": "כל בני אדם", "Arabic": "الناس"}


@pytest.mark.parametrize("language", languages())
def test_what_is_printed_of_its_own_is_in_the_fonts(tmp_path, language):
    studies = [
        {**RECORD, "number": str(n), "status": one, "board": f"B{n}"}
        for n, one in enumerate(("late-breaking", "withdrawn"))
    ]
    held = {**RECORD, "number": "9", "embargo": "2031-01-01T09:00+08:00"}
    long = {**RECORD, "number": "10", "board": "B10", "sections": {"Background": "Words of a text. " * 400}}
    script = SCRIPTS.get(language)
    keys = {"fonts": [add_font(tmp_path, script)], "title": FROM_RIGHT[script]} if script else {}
    folder = write_booklet(tmp_path, [*studies, held, long], language=language, date="2021-05-01", **keys)
    codes = {problem.code for problem in typeset(load(folder)).problems}
    assert codes - {"set-tighter", "language-letters"} == {"continued"}
