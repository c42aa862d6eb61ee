"""The written file read back, and the legal blocks proved on it."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posterbook.design.geometry import Side
from posterbook.design.theme import Colour
from posterbook.draw import draw
from posterbook.errors import Where
from posterbook.forms.edition import edition
from posterbook.forms.element import Artifact, Element, Role
from posterbook.forms.legal import SetCharacter
from posterbook.forms.page import Line, Page, Run
from posterbook.pdf import finish
from posterbook.proof import page_texts, prove_legal
from posterbook.proof.legal.block_search import find, fold
from posterbook.proof.legal.expected import ExpectedBlock

NOTICE = "No responsibility is\ntaken (none).\n"
INK = Colour((0, 0, 0), (0, 0, 0, 1))
PAPER = Colour((1, 1, 1), (0, 0, 0, 0))
SCREEN = replace(edition("screen"), standards=())


def wanted(text, *pages, name="notice", **facts):
    """A text in the fixtures' one face and size, which may stand anywhere on its pages."""
    characters = tuple(SetCharacter(character, "sans", 10) for character in "".join(text.split()))
    known = {"width": 200, "height": 300, "floor": 9, "safe": 0, "ink": INK, "paper": PAPER}
    return ExpectedBlock(name, pages, text, Where("booklet.yaml", ("legal", 0)), characters, **known | facts)


def line(y, text, meaning):
    return Line(10, y, (Run(0, text, "sans", 10, INK, 50, meaning),))


def written(fonts, metadata, *pages, tagged=True):
    screen = replace(SCREEN, tagged=tagged)
    sheets = [Page(n, str(n), Side.SINGLE, "legal", 200, 300, items) for n, items in enumerate(pages, 1)]
    return finish(draw(sheets, screen, fonts), sheets, metadata, screen)


def test_texts_come_back_in_paint_order(finished):
    assert page_texts(finished) == (
        "No responsibility is taken (none).\n亞盛醫藥\nA Title",
        "Number\nAPG\n1096\nsee example here",
        "1096\nResults & more",
    )


def test_artifacts_are_read_when_asked_for(finished):
    texts = page_texts(finished, artifacts=True)
    assert texts[1].endswith("\nTab")
    assert texts[2].endswith("\n3")


@pytest.fixture
def prove(fonts):
    """What is wrong with texts in a file."""
    return lambda pdf, *texts: list(prove_legal(pdf, texts, fonts).problems)


def test_a_block_that_is_there_is_proved_and_reported(finished, fonts):
    proof = prove_legal(finished, [wanted(NOTICE, 1, first=True)], fonts)
    assert proof.problems == ()
    (found,) = proof.found
    assert (found.id, found.page, found.size) == ("notice", 1, 10)
    assert found.sha256 == sha256(b"No responsibility is taken (none).").hexdigest()
    assert (found.box.x, found.box.y) == (pytest.approx(10), pytest.approx(20 - 7))
    assert found.box.bottom == pytest.approx(32 + 2)


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("No responsibility was taken (none).", "No responsibility"),
        ("No responsibility is taken (some).", "is taken ("),
        ("No responsibility is taken(none).", "No responsibility is taken"),
        ("No respon sibility is taken (none).", "No respon"),
        ("Full responsibility", "its beginning"),
    ],
)
def test_a_block_that_differs_is_named_with_the_words_that_still_agree(finished, prove, text, agreed):
    (problem,) = prove(finished, wanted(text, 1))
    assert problem.code == "legal-text"
    assert problem.where == Where("booklet.yaml", ("legal", 0))
    assert "'notice' on page 1 differs" in problem.message
    assert agreed in problem.message


def test_a_block_on_no_page_is_reported(finished, prove):
    (problem,) = prove(finished, wanted("x", name="lost"))
    assert problem.message == "the legal block 'lost' stands on no page"


def test_a_page_the_file_lacks_is_reported(finished, prove):
    (problem,) = prove(finished, wanted("x", 4))
    assert "page 4, which the file does not have" in problem.message


def test_a_block_on_another_page_is_found_there(finished, prove):
    (problem,) = prove(finished, wanted(NOTICE, 2))
    assert (problem.code, problem.message) == (
        "legal-page", "the legal block 'notice' stands on page 1, not on page 2",
    )  # fmt: skip


def test_the_cover_s_block_must_be_the_first_text(fonts, metadata, prove):
    p = Element(Role.P)
    pdf = written(fonts, metadata, (line(20, "Before", Artifact.PAGINATION), line(40, "The notice.", p)))
    (problem,) = prove(pdf, wanted("The notice.", 1, first=True))
    assert problem.message == "the legal block 'notice' is not the first text of page 1"
    assert prove(pdf, wanted("The notice.", 1)) == []


def test_a_block_runs_on_over_pages_past_feet_and_repeated_heads(fonts, metadata, prove):
    p = Element(Role.P)
    foot = line(290, "foot", Artifact.PAGINATION)
    pdf = written(fonts, metadata, (line(20, "It goes on ", p), foot), (foot, line(20, "and on.", p)))
    assert prove(pdf, wanted("It goes on and on.", 1, 2)) == []
    (problem,) = prove(pdf, wanted("It goes on and on.", 1))
    assert (problem.code, "begins on page 1 and ends on page 2" in problem.message) == ("legal-split", True)


def test_a_lost_space_at_a_line_s_end_is_found(fonts, metadata, prove):
    p = Element(Role.P)
    pdf = written(fonts, metadata, (line(20, "It is set", p), line(32, "over.", p)))
    assert [problem.code for problem in prove(pdf, wanted("It is set over.", 1))] == ["legal-text"]
    assert prove(pdf, wanted("It is setover.", 1)) == []


def test_paragraphs_need_no_space_between_them(fonts, metadata, prove):
    p, q = Element(Role.P), Element(Role.P)
    pdf = written(fonts, metadata, (line(20, "One.", p), line(32, "Two.", q)))
    assert prove(pdf, wanted("One.\n\nTwo.", 1)) == []


def test_an_untagged_file_is_proved_as_well(fonts, metadata, prove):
    p = Element(Role.P)
    foot = line(290, "foot", Artifact.PAGINATION)
    pdf = written(fonts, metadata, (line(20, "Set ", p), line(32, "in lines.", p), foot), tagged=False)
    assert prove(pdf, wanted("Set in lines.", 1)) == []
    assert page_texts(pdf) == ("Set \nin lines.",)


def test_a_changed_glyph_map_is_found(finished, prove):
    with pikepdf.open(BytesIO(finished)) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            font.ToUnicode = pdf.make_stream(font.ToUnicode.read_bytes().replace(b"<006F>", b"<0030>"))
        changed = BytesIO()
        pdf.save(changed)
    assert prove(changed.getvalue(), wanted(NOTICE, 1)) != []


WORDS = st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=6)


@given(WORDS, WORDS, WORDS)
def test_words_are_found_wherever_they_stand(before, wanted, after):
    read = fold(" ".join(before) + "\n" + "  ".join(wanted) + "\n" + "\t".join(after))
    at = find(fold(" ".join(wanted)), read)
    assert 0 <= at <= len("".join(before))


@given(WORDS, WORDS)
def test_words_parted_elsewhere_are_not_found(wanted, read):
    found = find(fold(" ".join(wanted)), fold(" ".join(read))) >= 0
    assert found == any(
        read_from.startswith(" ".join(wanted))
        for text in [" ".join(read)]
        for read_from in (text[at:] for at in range(len(text)))
    )
