import struct
import unicodedata
from functools import cache
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFont

from posterbook import assets
from posterbook.assets import assets_folder, example_folder, tokens_file
from posterbook.content.scripts import complex_script
from posterbook.design.fonts import Fonts, clusters
from posterbook.design.outlines import Outlines
from posterbook.design.theme import Face, build
from posterbook.errors import AssetError

SAMPLE = "AVATAR To-day: office, fjord; 1,096 (80%) Ph+ “naïve” β-catenin ≥ 3.5 μm"


@cache
def faces():
    tokens = yaml.safe_load(tokens_file().read_text(encoding="utf-8"))
    return build(tokens, "a5", "colour").faces


@cache
def fonts():
    return Fonts(faces(), assets_folder() / "fonts")


def sfnt(*tags):
    """A font file that has these tables, and nothing in them."""
    head = struct.pack(">IHHHH", 0x00010000, len(tags), 0, 0, 0)
    first = len(head) + 16 * len(tags)
    return head + b"".join(struct.pack(">4sIII", t.encode(), 0, first, 4) for t in sorted(tags)) + bytes(4)


def opened(folder, content, name="strange.ttf"):
    (folder / name).write_bytes(content)
    return Fonts({"body": Face(name)}, folder)


@pytest.mark.parametrize("face", sorted(faces()))
def test_widths_without_kerning_are_those_of_reportlab(face):
    sample = "亞盛醫藥集團" if face.startswith(("tc", "sc")) else SAMPLE
    sample = "".join(char for char in sample if not fonts().uncovered(face, char))
    covered = "".join(part for name, part in fonts().split(face, sample) if name == face)
    drawn = TTFont(f"test-{face}", str(fonts().path(face)))
    for word in filter(None, covered.split(" ")):
        shaped = fonts().shape(face, word)
        assert shaped.advance - sum(shaped.kerns) == pytest.approx(drawn.stringWidth(word, 1000))
    if not fonts().uncovered(face, " "):
        assert fonts().space(face) == pytest.approx(drawn.stringWidth(" ", 1000))


def test_kerning_stands_at_the_character_before_the_gap():
    shaped = fonts().shape("body", "AVA")
    assert [kern < 0 for kern in shaped.kerns] == [True, True, False]
    assert shaped.advance == sum(fonts().advances("body", "AVA")) + sum(shaped.kerns)


def test_a_word_without_kerning_pairs_has_no_kerns():
    assert fonts().shape("body", "HIH").kerns == ()


def test_ligatures_and_composed_marks_leave_one_glyph_for_each_character():
    office, accents = fonts().shape("body", "office"), fonts().shape("body", "e\u0301e")
    assert len(office.kerns) == 6
    assert accents.advance == sum(fonts().advances("body", "e\u0301e"))
    assert accents.kerns == ()


def ink_beyond_advance(face, char):
    """How far the ink of a character reaches beyond its advance, in em."""
    advance, steps = Outlines(fonts().path(face)).path_of(char)
    points = (step[-2:] if len(step) == 3 else step for step in steps)
    return max(x for step in points for x in step[::2]) - advance


@pytest.mark.parametrize("ligature", "\ufb00\ufb01\ufb02\ufb03\ufb04")
def test_a_ligature_typed_as_a_character_keeps_clear_of_the_next_as_its_last_letter_does(ligature):
    last = unicodedata.normalize("NFKC", ligature)[-1]
    covering = [face for face in faces() if not fonts().uncovered(face, ligature)]
    own = [face for face in covering if fonts().split(face, ligature) == ((face, ligature),)]
    assert len(own) >= 6
    for face in own:
        assert fonts().advances(face, [ligature])[0] > fonts().advances(face, [last])[0]
        assert ink_beyond_advance(face, ligature) < ink_beyond_advance(face, last) + 0.03


def test_a_no_break_space_is_as_wide_as_a_space_and_leaves_kerning_alone():
    assert fonts().advances("body", ["\u00a0"]) == [fonts().space("body")]
    assert fonts().shape("body", "AV\u00a0AV").kerns[0] < 0


def test_words_are_kerned_but_spaces_are_not():
    apart = fonts().width("body", "A V", 10)
    parts = fonts().width("body", "A", 10) + fonts().width("body", " ", 10) + fonts().width("body", "V", 10)
    assert apart == pytest.approx(parts)


def test_tracking_follows_every_character():
    plain, tracked = fonts().width("sans", "a  b", 20), fonts().width("sans", "a  b", 20, track=50)
    assert tracked - plain == pytest.approx(4 * 50 * 20 / 1000)


def test_ink_begins_at_the_left_edge_of_the_outline():
    assert fonts().ink_left("display", "3") == 37
    assert fonts().ink_left("display", " ") == 0


def test_units_other_than_a_thousand_to_the_em_are_converted(tmp_path):
    content = bytearray((assets_folder() / "fonts" / "SourceSans3-Regular.ttf").read_bytes())
    entry = content.index(b"head")
    (table,) = struct.unpack(">I", content[entry + 8 : entry + 12])
    content[table + 18 : table + 20] = struct.pack(">H", 2000)
    doubled = opened(tmp_path, bytes(content))
    assert doubled.shape("body", "AVA").advance == pytest.approx(fonts().shape("sans", "AVA").advance / 2)
    assert doubled.ink_left("body", "A") == pytest.approx(fonts().ink_left("sans", "A") / 2)
    assert doubled.width("body", "A V", 20) == pytest.approx(fonts().width("sans", "A V", 10))


def test_each_character_goes_to_the_first_face_that_has_it():
    found = fonts().split("body", "in ER⁺ 亞盛为 cells")
    assert found == (
        ("body", "in ER"),
        ("sans", "⁺"),
        ("body", " "),
        ("tc", "亞盛"),
        ("sc", "为"),
        ("body", " cells"),
    )


def test_a_mark_stays_with_its_base_where_one_face_has_both():
    assert fonts().split("body", "xe\u0301x") == (("body", "xe\u0301x"),)
    (lower,) = [name for name, part in fonts().split("body_i", "⁺\u0301") if "⁺" in part]
    assert fonts().split("body_i", "⁺\u0301") == ((lower, "⁺\u0301"),)


@given(st.text(alphabet="ab ⁺亞为\u0301\u00ad\u200e۞"))
def test_splitting_loses_nothing_and_gives_each_face_only_what_it_has(text):
    parts = fonts().split("body_b", text)
    assert "".join(part for _, part in parts) == text
    own = Fonts({name: Face(face.file) for name, face in faces().items()}, assets_folder() / "fonts")
    lost = set(fonts().uncovered("body_b", text))
    assert all(set(own.uncovered(name, part)) <= lost for name, part in parts)
    assert all(before[0] != after[0] for before, after in pairwise(parts))


def test_what_no_face_has_is_named_once_in_the_order_of_the_text():
    assert fonts().uncovered("body", "a۞b\u0e01۞") == "۞\u0e01"
    assert fonts().uncovered("body", SAMPLE + " 亞\u00a0为⁺") == ""


def test_invisible_characters_without_a_glyph_and_soft_hyphens_are_uncovered():
    assert fonts().uncovered("body", "a\u200eb\u00adc\ufe0fd") == "\u200e\u00ad\ufe0f"


def test_every_character_that_runs_right_to_left_is_of_a_complex_script():
    turning = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI"}
    written = (chr(code) for code in range(0x110000) if unicodedata.bidirectional(chr(code)) in turning)
    assert [char for char in written if complex_script(f"a{char}") != char] == []


@pytest.mark.parametrize("char", ["\u0915", "\u0e01", "\u1780", "\u1000", "\u0f40", "\u1100", "\U00011005"])
def test_scripts_that_need_shaping_are_complex(char):
    assert complex_script(f"a {char}b\u05d0") == char


@pytest.mark.parametrize("text", ["Ελληνικά", "Русский", "ქართული Ქ", "中文 かな", "한국어", "ᏣᎳᎩ ꭰ", "é́ 👍"])
def test_other_scripts_are_not_complex(text):
    assert complex_script(text) == ""


@given(st.text() | st.text(alphabet="a \u00a0\u0301\u200d\ufe0f"))
def test_clusters_join_to_the_text_and_only_behind_a_space_a_mark_stands_alone(text):
    found = clusters(text)
    assert "".join(found) == text
    alone = [pair for pair in pairwise(found) if unicodedata.category(pair[1][0])[0] == "M"]
    assert all(before.isspace() and before != "\u00a0" for before, _ in alone)


def test_marks_joiners_and_skin_tones_belong_to_the_character_before():
    family, thumb = "\U0001f468\u200d\U0001f469\u200d\U0001f466", "\U0001f44d\U0001f3fd"
    assert clusters("ae\u0301\u0323x") == ["a", "e\u0301\u0323", "x"]
    assert clusters(f"葛\U000e0100{family}{thumb}") == ["葛\U000e0100", family, thumb]


def test_a_font_is_opened_only_when_it_is_needed(tmp_path):
    nowhere = Fonts({"body": Face("absent.ttf")}, tmp_path)
    assert nowhere.path("body") == tmp_path / "absent.ttf"
    with pytest.raises(AssetError, match=r"font-missing.*'absent\.ttf' is missing"):
        nowhere.width("body", "a", 10)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no font at all", "not a TrueType font"),
        (b"", "not a TrueType font|cannot be read"),
        (sfnt("CFF ", "cmap", "head", "hhea", "hmtx", "maxp"), "CFF outlines"),
        (sfnt("cmap", "fvar", "glyf", "head", "hhea", "hmtx", "loca", "maxp"), "variable font"),
        (sfnt("cmap", "head", "hhea", "hmtx", "maxp"), "not a TrueType font"),
    ],
)
def test_a_font_that_cannot_be_embedded_is_refused_by_name(tmp_path, content, reason):
    with pytest.raises(AssetError, match=rf"font-unusable.*'strange\.ttf'.*({reason})") as caught:
        opened(tmp_path, content).shape("body", "a")
    assert caught.value.exit_code == 4


def test_fonts_and_example_are_found_in_the_repository():
    assert (assets_folder() / "fonts" / "SourceSans3-Regular.ttf").is_file()
    assert (example_folder() / "booklet.yaml").is_file()


def test_an_installed_package_has_its_own_assets_and_example(tmp_path, monkeypatch):
    package = tmp_path / "posterbook"
    for name in ("assets", "example"):
        (package / name).mkdir(parents=True)
    monkeypatch.setattr(assets, "_PACKAGE", package)
    assert (assets_folder(), example_folder()) == (package / "assets", package / "example")
