"""Legal blocks in scripts whose letters join: proved glyph by glyph as any other, and no change passes."""

import struct
from itertools import pairwise

import pytest
from tests.complex_fonts import ARABIC, BENGALI, HEBREW, HINDI, add_font
from tests.right_to_left import arabic, hebrew
from tests.stress import write_booklet

from posterbook import load, prove, publish, typeset
from posterbook.forms.edition import edition

NOTICE = f"{HINDI} No responsibility (n = १२) is taken.\n\n{BENGALI}\n"
BACK = f"{HEBREW} (n = 12) No responsibility.\n\nThe words שלום עולם [ever].\n\n{ARABIC}\n"


@pytest.fixture
def work(tmp_path):
    """A booklet with one legal block, in Latin letters, Devanagari and Bengali."""
    return made(tmp_path, NOTICE, "Devanagari", "Bengali")


def made(tmp_path, notice, *scripts, **keys):
    (tmp_path / "legal").mkdir()
    (tmp_path / "legal/notice.txt").write_text(notice, encoding="utf-8")
    fonts = [add_font(tmp_path, script) for script in scripts]
    legal = [{"id": "notice", "file": "legal/notice.txt", "place": "cover-top", "weight": "plain"}]
    record = {"number": "1", "title": "A title", "sections": {"Background": "Some text."}}
    keys = {"legal_profile": "none", "running_order": ["cover", "posters"]} | keys
    write_booklet(tmp_path, [record], fonts=fonts, legal=legal, **keys)
    return typeset(load(tmp_path))


def verdict(work, pdf, tmp_path):
    (tmp_path / "given.pdf").write_bytes(pdf)
    found = prove(tmp_path / "given.pdf", tmp_path)
    return str(found.judgement), [problem.code for problem in found.problems]


@pytest.mark.parametrize("name", ["screen", "print", "booklet"])
def test_a_block_is_proved_in_every_edition(work, name, tmp_path):
    judgement, codes = verdict(work, publish(work, edition(name)).pdf, tmp_path)
    assert judgement == "holds"
    assert not [code for code in codes if code.startswith("legal-")]


@pytest.mark.parametrize("name", ["screen", "print", "booklet"])
def test_a_block_from_right_to_left_is_proved_in_every_edition(name, tmp_path):
    pdf = publish(made(tmp_path, BACK, "Hebrew", "Arabic"), edition(name)).pdf
    judgement, codes = verdict(None, pdf, tmp_path)
    assert judgement == "holds"
    assert not [code for code in codes if code.startswith("legal-")]


def test_words_that_trade_places_from_right_to_left_do_not_pass(tampered, tmp_path):
    pdf = publish(made(tmp_path, BACK, "Hebrew", "Arabic"), edition("screen")).pdf

    def trade(hands):
        code = hands.content(1).read_bytes()
        shown = [line for line in code.split(b"\n") if line.endswith((b"TJ", b"Tj")) and len(line) > 12]
        first, second = shown[0], shown[1]
        changed = code.replace(first, b"<>").replace(second, first).replace(b"<>", second)
        hands.content(1).write(changed)

    judgement, codes = verdict(None, tampered(pdf, trade), tmp_path)
    assert judgement == "does not hold", codes


@pytest.mark.parametrize("name", ["screen", "print", "booklet"])
@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_block_of_a_booklet_from_right_to_left_is_proved_in_every_edition(tmp_path, name, language):
    work = hebrew(tmp_path) if language == "he" else arabic(tmp_path)
    judgement, codes = verdict(None, publish(work, edition(name)).pdf, tmp_path)
    assert judgement == "holds"
    assert not [code for code in codes if code.startswith("legal-")]


@pytest.mark.slow
def test_what_a_viewer_reads_in_another_order_of_our_file_as_well_is_alike(tmp_path):
    pytest.importorskip("pypdfium2")
    pdf = publish(hebrew(tmp_path), "print").pdf
    (tmp_path / "given.pdf").write_bytes(pdf)
    assert str(prove(tmp_path / "given.pdf", tmp_path, as_rendered=True).judgement) == "holds"


@pytest.mark.parametrize("language", ["he", "en"])
def test_a_block_on_a_cover_around_a_spine_is_proved(language, tmp_path):
    if language == "he":
        work = hebrew(tmp_path, binding="perfect")
    else:
        order = ["cover", "posters", "notes", "notes", "notes", "notes"]
        work = made(tmp_path, "No responsibility.\n", binding="perfect", running_order=order)
    cover, _ = publish(work, "print").files
    assert [block.id for block in cover.legal] == ["notice"]
    assert verdict(None, cover.pdf, tmp_path)[0] == "holds"


def test_words_said_to_be_painted_from_their_end_that_are_not_do_not_pass(tampered, tmp_path):
    work = hebrew(tmp_path)

    def say_so(hands):
        code = hands.content(len(work.pages)).read_bytes()
        at = code.index(b"Tj", code.index(b"/P<</MCID")) + 2
        start = code.rindex(b"\n", 0, at) + 1
        hands.content(len(work.pages)).write(
            code[:start] + b"/ReversedChars BMC\n" + code[start:].replace(b"\nET", b"\nEMC\nET", 1)
        )

    judgement, codes = verdict(None, tampered(publish(work).pdf, say_so), tmp_path)
    assert (judgement, "legal-replaced" in codes) == ("does not hold", True)


def clusters_font(hands):
    """The first font of the cover that has composite glyphs, with its program and the places of these."""
    for font in hands.resources(1).Font.values():
        program = bytearray(font.FontDescriptor.FontFile2.read_bytes())
        tables = {
            bytes(program[at : at + 4]): struct.unpack_from(">L", program, at + 8)[0]
            for at in range(12, 12 + 16 * struct.unpack_from(">H", program, 4)[0], 16)
        }
        if struct.unpack_from(">h", program, tables[b"head"] + 50) == (1,):
            (count,) = struct.unpack_from(">H", program, tables[b"maxp"] + 4)
            ends = struct.unpack_from(f">{count + 1}L", program, tables[b"loca"])
            starts = [tables[b"glyf"] + start for start, end in pairwise(ends) if end > start]
            made = [
                at
                for at in starts
                if struct.unpack_from(">h", program, at) == (-1,)
                and program[at + 11] & 1  # places in 16 bits
            ]
            if made:
                return font, program, made
    raise AssertionError("no font has a composite")


def move_a_mark(hands):
    """Move a part of every cluster by a tenth of an em."""
    font, program, made = clusters_font(hands)
    for at in made:
        x, y = struct.unpack_from(">2h", program, at + 14)
        struct.pack_into(">2h", program, at + 14, x, y + 100)
    font.FontDescriptor.FontFile2.write(bytes(program))


def exchange_a_letter(hands):
    """Let every cluster draw another letter in place of its first."""
    font, program, made = clusters_font(hands)
    (other,) = struct.unpack_from(">H", program, made[0] + 12)
    for at in made[1:]:
        struct.pack_into(">H", program, at + 12, other)
    font.FontDescriptor.FontFile2.write(bytes(program))


def change_the_text(hands):
    """Let clusters be read and copied as another letter."""
    font, _, _ = clusters_font(hands)
    map_ = font.ToUnicode.read_bytes()
    changed = map_.replace(b"<0930>", b"<0932>").replace(b"<09B0>", b"<09B2>")
    assert changed != map_
    font.ToUnicode.write(changed)


def move_a_cluster(hands):
    """Close up the first kern within a line."""
    font_name = next(
        name for name, font in hands.resources(1).Font.items() if font == clusters_font(hands)[0]
    )
    code = hands.content(1).read_bytes()
    at = code.index(f"{font_name} ".encode())
    shown = code.index(b"Tj", at)
    start = code.rindex(b"(", 0, shown)
    hands.content(1).write(
        code[:start] + b"[(\\200) 900 " + code[start : shown - 0] + b"]TJ" + code[shown + 2 :]
    )


@pytest.mark.parametrize("tamper", [move_a_mark, exchange_a_letter, change_the_text, move_a_cluster])
def test_a_change_within_a_cluster_does_not_pass(work, tampered, tamper, tmp_path):
    pdf = tampered(publish(work, edition("screen")).pdf, tamper)
    judgement, codes = verdict(work, pdf, tmp_path)
    assert judgement == "does not hold", codes
