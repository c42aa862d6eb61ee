"""Both readers of files held against each other: what ours does not refuse it reads as pikepdf does."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from tests.proof.legal.test_deceptions import in_turn

from posterbook.assets import example_folder
from posterbook.forms.edition import EDITIONS
from posterbook.proof import UNJUDGED, prove_legal
from posterbook.proof.objects.foreign_file import ForeignFile
from posterbook.proof.objects.plain_content import plain_instructions
from posterbook.proof.objects.plain_file import PlainFile
from posterbook.proof.objects.plain_objects import NotPlainError
from posterbook.proof.objects.reading import open_file
from posterbook.proof.objects.values import WITHIN, Array, Dictionary, Name, Stream, String
from posterbook.proof.structure.written_file import read_file


def referred(value):
    number = getattr(value, "objgen", WITHIN)
    return shown(value) if number == WITHIN else number


def shown(value):
    """A value as one that can be compared, with what it refers to by its number."""
    if isinstance(value, Dictionary | Stream):
        return {key: referred(one) for key, one in value.items()}
    if isinstance(value, Array):
        return list(map(referred, value))
    if isinstance(value, Name | String):
        return type(value), bytes(value) if isinstance(value, String) else str(value)
    return float(value) if type(value) not in {bool, type(None)} else value


@pytest.mark.parametrize("name", [row.name for row in EDITIONS])
def test_every_object_is_the_same_value(example, name):
    plain = PlainFile(example.files[name])
    with open_file(example.files[name]) as foreign:
        assert shown(plain.trailer) == shown(foreign.trailer)
        assert plain.version == foreign.version
        for one in foreign.objects():
            number, generation = one.objgen
            own = plain.value(f"{number} {generation} R")
            assert shown(own) == shown(one)
            assert isinstance(own, Stream) == isinstance(one, Stream)
            if isinstance(one, Stream):
                assert own.read_raw_bytes() == one.read_raw_bytes()


@pytest.mark.parametrize("name", [row.name for row in EDITIONS])
def test_the_legal_proof_finds_the_same_by_either(example, name):
    pdf, expected, fonts = example.files[name], example.expected[name], example.work.fonts
    with open_file(pdf) as foreign:
        for stranger in (False, True):
            found = [
                prove_legal(file, expected, fonts, stranger=stranger) for file in (PlainFile(pdf), foreign)
            ]
            assert found[0] == found[1]
            assert found[0].found
            assert not found[0].problems


def test_the_proof_of_structure_reads_the_same_by_either(example):
    pdf = example.files["screen"]
    with open_file(pdf) as foreign:
        read = [read_file(file) for file in (PlainFile(pdf), foreign)]
    own, other = (replace(one, fonts=tuple(sorted(one.fonts))) for one in read)
    assert own == other


def judgement(proof):
    codes = {problem.code for problem in proof.problems}
    return "does not hold" if codes - UNJUDGED else "cannot be judged" if codes else "holds"


def test_a_build_imports_no_pikepdf(tmp_path):
    command = ["build", str(example_folder()), "-o", str(tmp_path), "--edition", "all", "--quiet"]
    code = f"import sys; from posterbook.cli import main; main({command}); print('pikepdf' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "False"
    assert len(list(tmp_path.glob("*.pdf"))) == len(EDITIONS)


def instructions(rows):
    return [(operator, [shown(one) for one in operands]) for operator, operands in rows]


def contents(pdf):
    """The data of all pages and forms."""
    with pikepdf.open(BytesIO(pdf)) as file:
        for one in file.objects:
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form":
                yield one.read_bytes()
        for page in file.pages:
            found = page.obj.get("/Contents")
            yield from (
                part.read_bytes() for part in (found if isinstance(found, pikepdf.Array) else [found])
            )


def read_both(content):
    """The instructions of a content by both, None where ours refuses it."""
    file = pikepdf.new()
    try:
        own = instructions(plain_instructions(content))
    except NotPlainError:
        return None
    (foreign,) = map(ForeignFile(file).value, [f"{file.make_stream(content).objgen[0]} 0 R"])
    return own, instructions(foreign.instructions())


@pytest.mark.parametrize("name", [row.name for row in EDITIONS])
def test_every_instruction_of_a_file_of_ours_is_read_alike(example, name):
    for content in contents(example.files[name]):
        own, foreign = read_both(content)
        assert own == foreign


@pytest.mark.parametrize(
    "content",
    [
        b"[(a) 1 -2.5 .5 (b\\051)] TJ", b"/P<</MCID 0/A[1 [2]]>>BDC EMC", b"/F1 9 Tf(a)'", b"true null x",
        b"<4865> Tj", b"[1 2", b"1 2] d", b"<</A 1] x", b"BI /W 1 ID x EI", b"% (a)\n(b) Tj", b"(a(b)c) Tj",
        b"(a\\n) Tj", b"9.5Td", b"5. w", b"+5 w", b"--5 w", b"/A#20B gs", b"1 0 R x", b"(a", b"<</A>>BDC",
        b"1 2", b"1 2 +", b"() Tj", b"[[(a)]] TJ", b"[(a)0-3] TJ", b"[()-3(b)] TJ", b"(a)Tj(b)Tj", b"/ gs",
    ],
)  # fmt: skip
def test_odd_instructions_are_read_alike_or_refused(content):
    found = read_both(content)
    assert found is None or found[0] == found[1]


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(("edition", "deceive"), list(in_turn()))
def test_what_was_tampered_with_is_judged_alike_or_refused(example, tampered, edition, deceive):
    pdf, expected = tampered(example.files[edition], deceive), example.expected[edition]
    try:
        own = prove_legal(PlainFile(pdf), expected, example.work.fonts)
    except NotPlainError:
        return
    judged = example.judgement(edition, pdf)
    assert judgement(own) in {judged, "does not hold"}  # pikepdf mends some trees of pages
    assert judged != "holds"
