"""The written file read back, and the legal blocks proved on it."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posterbook.content.model import LegalBlock, LegalPlace, Prose
from posterbook.design.geometry import Side
from posterbook.design.theme import Colour
from posterbook.draw import draw
from posterbook.errors import Where
from posterbook.forms.edition import edition
from posterbook.forms.element import Artifact, Element, Role
from posterbook.forms.page import Line, Page, Run
from posterbook.pdf import finish
from posterbook.proof import expected_file, page_texts, prove_legal
from posterbook.proof.legal.block_search import find, fold

NOTICE = "No responsibility is\ntaken (none).\n"
INK = Colour((0, 0, 0), (0, 0, 0, 1))
SCREEN = replace(edition("screen"), standards=())
WHERE = Where("booklet.yaml", ("legal", 0))


def block(text, name="notice", place=LegalPlace.LEGAL_PAGE):
    return LegalBlock(name, Prose(text, WHERE), place, where=WHERE)


def line(y, text, meaning):
    return Line(10, y, (Run(0, text, "sans", 10, INK, 50, meaning),))


def laid(*pages, legal=("notice",)):
    return [
        Page(n, str(n), Side.SINGLE, "legal", 200, 300, items, legal=legal)
        for n, items in enumerate(pages, 1)
    ]


def written(fonts, metadata, pages, *, tagged=True):
    screen = replace(SCREEN, tagged=tagged)
    return finish(draw(pages, screen, fonts), pages, metadata, screen)


@pytest.fixture
def prove(fonts, metadata):
    """What is wrong with blocks in a file, held against pages as they were laid out."""

    def prove(pdf, pages, *blocks):
        expected = expected_file(blocks, pages, 9, fonts, language=metadata.language)
        return list(prove_legal(pdf, expected, fonts).problems)

    return prove


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


def test_a_block_that_is_there_is_proved_and_reported(finished, pages, fonts, metadata):
    expected = expected_file([block(NOTICE)], pages, 9, fonts, language=metadata.language)
    proof = prove_legal(finished, expected, fonts)
    assert proof.problems == ()
    (found,) = proof.found
    assert (found.id, found.page, found.size) == ("notice", 1, 10)
    assert found.sha256 == sha256(b"No responsibility is taken (none).").hexdigest()
    assert (found.box.x, found.box.y) == (pytest.approx(10), pytest.approx(20 - 7))
    assert found.box.bottom == pytest.approx(32 + 2)


@pytest.mark.parametrize(
    "text",
    [
        "No responsibility was taken (none).",
        "No responsibility is taken (some).",
        "No responsibility is taken(none).",
        "No respon sibility is taken (none).",
        "Full responsibility",
    ],
)
def test_a_block_that_was_laid_out_in_other_words_is_found(finished, pages, prove, text):
    (problem,) = prove(finished, pages, block(text))
    assert (problem.code, problem.where) == ("legal-text", WHERE)
    assert "'notice' on page 1 was not laid out as it is written" in problem.message


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("No responsibility was taken", "No responsibility"),
        ("No responsibility is taken (some)", "is taken ("),
        ("Full responsibility", "its beginning"),
    ],
)
def test_a_file_that_differs_is_named_with_the_words_that_still_agree(fonts, metadata, prove, text, agreed):
    p = Element(Role.P)
    pdf = written(fonts, metadata, laid((line(20, "No responsibility is taken (none)", p),)))
    (problem,) = prove(pdf, laid((line(20, text, p),)), block(text))
    assert problem.code == "legal-text"
    assert "'notice' on page 1 differs" in problem.message
    assert agreed in problem.message


def test_a_block_on_no_page_is_reported(finished, pages, prove):
    (problem,) = prove(finished, pages, block("x", "lost"))
    assert problem.message == "the legal block 'lost' stands on no page"


def test_a_page_the_file_lacks_is_reported(fonts, metadata, prove):
    p = Element(Role.P)
    pdf = written(fonts, metadata, laid((line(20, "One.", p),)))
    pages = laid((line(20, "One.", p),), (line(20, "Two.", p),))
    pages[0] = replace(pages[0], legal=())
    (problem,) = prove(pdf, pages, block("Two."))
    assert "page 2, which the file does not have" in problem.message


def test_a_block_on_another_page_is_found_there(fonts, metadata, prove):
    p, q = Element(Role.P), Element(Role.P)
    one, two = (line(20, "The notice.", p),), (line(20, "Another text.", q),)
    pdf = written(fonts, metadata, laid(two, one))
    pages = laid(one, two)
    pages[1] = replace(pages[1], legal=())
    (problem,) = prove(pdf, pages, block("The notice."))
    assert (problem.code, problem.message) == (
        "legal-page", "the legal block 'notice' stands on page 2, not on page 1",
    )  # fmt: skip


def test_a_block_runs_on_over_pages_past_feet_and_repeated_heads(fonts, metadata, prove):
    p = Element(Role.P)
    foot = line(290, "foot", Artifact.PAGINATION)
    pages = laid((line(20, "It goes on ", p), foot), (foot, line(20, "and on.", p)))
    pdf = written(fonts, metadata, pages)
    assert prove(pdf, pages, block("It goes on and on.")) == []
    pages[0] = replace(pages[0], items=(line(20, "It goes on and on.", p), foot))
    pages[1] = replace(pages[1], legal=())
    (problem,) = prove(pdf, pages, block("It goes on and on."))
    assert (problem.code, "begins on page 1 and ends on page 2" in problem.message) == ("legal-split", True)


def test_a_lost_space_at_a_line_s_end_is_found(fonts, metadata, prove):
    p = Element(Role.P)
    pages = laid((line(20, "It is set", p), line(32, "over.", p)))
    pdf = written(fonts, metadata, pages)
    assert [problem.code for problem in prove(pdf, pages, block("It is set over."))] == ["legal-text"]
    assert prove(pdf, pages, block("It is setover.")) == []


def test_paragraphs_need_no_space_between_them(fonts, metadata, prove):
    p, q = Element(Role.P), Element(Role.P)
    pages = laid((line(20, "One.", p), line(32, "Two.", q)))
    assert prove(written(fonts, metadata, pages), pages, block("One.\n\nTwo.")) == []


def test_an_untagged_file_is_proved_as_well(fonts, metadata, prove):
    p = Element(Role.P)
    foot = line(290, "foot", Artifact.PAGINATION)
    pages = laid((line(20, "Set ", p), line(32, "in lines.", p), foot))
    pdf = written(fonts, metadata, pages, tagged=False)
    assert prove(pdf, pages, block("Set in lines.")) == []
    assert page_texts(pdf) == ("Set \nin lines.",)


def test_a_changed_glyph_map_is_found(finished, pages, prove):
    with pikepdf.open(BytesIO(finished)) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            font.ToUnicode = pdf.make_stream(font.ToUnicode.read_bytes().replace(b"<006F>", b"<0030>"))
        changed = BytesIO()
        pdf.save(changed)
    assert prove(changed.getvalue(), pages, block(NOTICE)) != []


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
