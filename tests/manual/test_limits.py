"""The limits that the manual promises are those of the program."""

import re

import pytest
from tests.manual.examples import MANUAL

from posterbook.api.proving import LARGEST_FILE
from posterbook.content import boards, raster, scalars
from posterbook.importing import tables
from posterbook.importing.files import MAX_BYTES, archives
from posterbook.loading import templates
from posterbook.loading.files import inserts, pictures_and_fonts, svg_checks
from posterbook.loading.yaml import document
from posterbook.proof.legal import content_interpreter, streams

ROWS = {
    "a YAML document": (document.MAX_BYTES, document.MAX_VALUES, document.MAX_DEPTH),
    "aliases": (document.MAX_ALIASED,),
    "a text of a record; a single line": (scalars.LONGEST_TEXT, scalars.LONGEST_LINE),
    "all sections of a record, each text file": (scalars.LONGEST_WHOLE, scalars.MOST_LINES),
    "what placeholders do, and make": (templates.MOST_STEPS, scalars.LONGEST_WHOLE),
    "marks on one letter": (scalars.MOST_MARKS,),
    "boards of a range": (boards.MOST_OF_A_RANGE,),
    "a picture": (pictures_and_fonts.MOST_OF_A_PICTURE, raster.MOST_PIXELS),
    "an SVG": (svg_checks.MOST_BYTES, svg_checks.MOST_SHAPES, svg_checks.MOST_DEPTH),
    "a PDF to insert": (
        pictures_and_fonts.MOST_OF_AN_INSERT,
        inserts.MOST_OBJECTS,
        inserts.MOST_UNPACKED,
    ),
    "a font; a profile of a press": (
        pictures_and_fonts.MOST_OF_A_FONT,
        pictures_and_fonts.MOST_OF_A_PROFILE,
    ),
    "a table to import": (MAX_BYTES, archives.MOST_UNPACKED, tables.MOST_ROWS, tables.MOST_CELLS),
    "a PDF to prove": (
        LARGEST_FILE,
        content_interpreter.MOST_INSTRUCTIONS,
        streams.MOST_BYTES,
        content_interpreter.DEEPEST,
    ),
}
TIMES = {"MB": 1_000_000, "GB": 1_000_000_000, "million": 1_000_000}


@pytest.mark.parametrize("name", ROWS)
def test_a_limit_in_the_manual_is_the_programs(name):
    lines = (MANUAL / "security.md").read_text(encoding="utf-8").splitlines()
    (said,) = (line.split("|")[2] for line in lines if line.startswith(f"| {name} |"))
    found = [
        int(number.replace(",", "")) * TIMES.get(unit, 1)
        for number, unit in re.findall(r"([0-9][0-9,]*)(?![0-9]) ?(MB|GB|million)?", said)
    ]
    assert found[: len(ROWS[name])] == list(ROWS[name])
