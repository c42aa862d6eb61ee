"""Scripts that write no spaces between words: lines end where a dictionary says that a word does."""

import subprocess
import sys

import pytest
from tests.complex_fonts import THAI, add_font
from tests.stress import write_booklet

from posterbook import load, typeset
from posterbook.assets import example_folder
from posterbook.content.scripts import is_unspaced
from posterbook.errors import ContentError
from posterbook.forms.page import Line
from posterbook.layout import coverage
from posterbook.layout.word_ends import word_ends

WORDS = ["มนุษย์", "ทั้ง", "หลาย", "เกิด", "มา", "มี", "อิสระ"]


def lines_of(folder, text):
    record = {"number": "1", "title": "A title", "sections": {"Background": text}}
    write_booklet(folder, [record], fonts=[add_font(folder, "Thai")])
    work = typeset(load(folder))
    lines = [item for page in work.pages for item in page.items if isinstance(item, Line)]
    return work, [line for line in lines if is_unspaced(line.text)]


def test_words_end_where_the_dictionary_says():
    ends = [0, *word_ends("".join(WORDS))]
    assert ends == [sum(map(len, WORDS[:count])) for count in range(len(WORDS))]


def test_latin_letters_beside_such_a_script_are_not_cut():
    assert all(end not in (5, 6) for end in word_ends("ไทยCO2ไทย"))


def test_lines_end_between_words_and_nothing_is_lost_or_forced(tmp_path):
    text = THAI.replace(" ", "") * 4
    work, lines = lines_of(tmp_path, text)
    assert "".join(line.text for line in lines) == text
    assert len(lines) > 4
    ends = set(word_ends(text))
    at = 0
    for line in lines[:-1]:
        at += len(line.text)
        assert at in ends
    assert not any(line.forced for line in lines)
    assert not [problem for problem in work.problems if problem.code == "forced-break"]


def test_without_the_dictionary_such_a_text_is_refused_and_the_extra_named(tmp_path, monkeypatch):
    monkeypatch.setattr(coverage, "has_dictionary", lambda: False)
    with pytest.raises(ContentError) as failed:
        lines_of(tmp_path, "มนุษย์")
    (problem,) = failed.value.problems
    assert problem.code == "complex-script"
    assert "is Thai, whose words end where a dictionary says, which is not installed" in str(problem)
    assert "pip install 'posterbook[scripts]'" in str(problem)


def test_a_booklet_in_latin_letters_loads_none_of_the_extra():
    code = (
        "import sys, posterbook as p; p.typeset(p.load(sys.argv[1])); "
        "print({'icu4py', 'bidi'} & {*sys.modules})"
    )
    run = [sys.executable, "-c", code, str(example_folder())]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip() == "set()"
