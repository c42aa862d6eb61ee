"""Chinese as its typographers set it: white beside Latin, signs closed up, a unit of its own, its faces."""

from functools import cache

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laid import laid, line, lines, pages_of, study

from posterbook import publish
from posterbook.assets import assets_folder, tokens_file
from posterbook.content.han import CLOSING, OPENING, wants_white
from posterbook.design.fonts import Fonts
from posterbook.design.theme import build
from posterbook.errors import Where
from posterbook.forms.element import Element, Role
from posterbook.forms.galley import Piece, Text
from posterbook.forms.set_line import set_line
from posterbook.layout.lines import set_lines

TRADITIONAL = (
    "本研究（LB-101）為第1期試驗，共52例患者入組（中位年齡63歲），未觀察到「劑量限制性毒性」（DLT）。"
)
SIMPLIFIED = "本研究（LB-101）为第1期试验，共52例患者入组（中位年龄63岁），未观察到“剂量限制性毒性”（DLT）。"


@cache
def theme(language="zh-Hant", page="a5", name="colour"):
    return build(yaml.safe_load(tokens_file().read_text(encoding="utf-8")), page, name, language)


@cache
def fonts(language="zh-Hant"):
    return Fonts(theme(language).faces, assets_folder() / "fonts")


def text(words, *, style=None, rise=0.0, language="zh-Hant"):
    style = style or theme(language).styles.body
    pieces = [Piece(part, style.font, theme(language).ink, Element(Role.P)) for part in words.split("|")]
    return Text(style, tuple(pieces), Where(""))


def width(words, language="zh-Hant"):
    """The width of a line in ems."""
    return set_line(text(words, language=language), fonts(language)).width / theme(language).styles.body.size


@pytest.mark.parametrize(
    ("left", "right", "white"),
    [
        *(("第", "1", True), ("1", "期", True), ("由", "A", True), ("α", "型", True), ("が", "A", True)),
        *(("A", "B", False), ("第", "一", False), ("，", "A", False), ("（", "A", False), ("%", "的", False)),
        *(("第", " ", False), ("文", "¹", False), ("Ａ", "B", False), ("한", "A", False)),
    ],
)
def test_white_stands_between_a_chinese_character_and_a_latin_one(left, right, white):
    assert wants_white(left, right) is white


def test_a_quarter_of_an_em_stands_between_them():
    apart = width("第") + width("1") + width("期")
    assert width("第1期") == pytest.approx(apart + 0.5)
    assert width("第 1 期") == pytest.approx(apart + 2 * width(" 1") - 2 * width("1"))


def test_no_white_stands_before_a_raised_mark(tmp_path):
    authors = [{"name": "陳大文", "affiliations": ["甲大學"]}, {"name": "李小明", "affiliations": ["乙大學"]}]
    work = laid(tmp_path, [study(authors=authors)], language="zh-Hant")
    name, mark, *_ = line(pages_of(work, "posters")[0], "陳大文").runs
    assert mark.text == "1"
    assert mark.x == pytest.approx(name.x + name.width)


@pytest.mark.parametrize(
    ("signs", "ems", "language"),
    [
        *(("文），文", 3.5, "zh-Hant"), ("文。「文", 3.5, "zh-Hant"), ("文」（文", 3.5, "zh-Hant")),
        *(("文（「文」）文", 6.0, "zh-Hant"), ("文，文", 3.0, "zh-Hant"), ("文）文", 3.0, "zh-Hant")),
        *(("文），文", 3.5, "zh-Hans"), ("文。“文", 3.5, "zh-Hans"), ("文：“文”。", 4.5, "zh-Hans")),
    ],
)
def test_two_signs_that_meet_are_closed_up(signs, ems, language):
    assert width(signs, language) == pytest.approx(ems)


def test_signs_lose_their_white_at_the_ends_of_a_line():
    size = theme().styles.body.size
    (first,) = set_lines(text("「文文"), 400, fonts(), theme())
    assert first.runs[0].x == pytest.approx(-size / 2)
    assert first.width == pytest.approx(2.5 * size)
    (closed,) = set_lines(text("文文」"), 2.5 * size, fonts(), theme())
    assert closed.width == pytest.approx(2.5 * size)
    both = [one.text for one in set_lines(text("文文文」「文文」"), 3.5 * size, fonts(), theme())]
    assert both == ["文文文」", "「文文」"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="文字，。「」（）A1 b|", min_size=1, max_size=60), st.floats(40, 200))
def test_whatever_is_written_every_line_fits_and_nothing_is_lost(words, measure):
    set_so = set_lines(text(words), measure, fonts(), theme())
    assert "".join(one.text for one in set_so) == words.replace("|", "")
    for one in set_so:
        ends = max((run.x + run.width for run in one.runs if run.text.strip()), default=0)
        assert one.forced or (one.width <= measure + 0.01 and ends <= measure + 0.01)
        again = set_line(text(one.text), fonts())
        assert "|" in words or one.width == pytest.approx(again.width)


@pytest.mark.parametrize("written", [TRADITIONAL, SIMPLIFIED])
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(written):
    language = "zh-Hant" if written is TRADITIONAL else "zh-Hans"
    for measure in range(90, 300, 7):
        set_so = set_lines(text(written * 3, language=language), measure, fonts(language), theme(language))
        assert not [one for one in set_so if one.text[0] in CLOSING or one.text[-1] in OPENING]


@pytest.mark.parametrize("page", ["a5", "a4", "phone"])
def test_a_chinese_booklet_has_a_unit_of_its_own(tmp_path, page):
    def leading(folder, language):
        records = [study(sections={"背景": TRADITIONAL * 6})]
        work = laid(folder, records, language=language, page=page)
        set_so = [one for one in lines(pages_of(work, "posters")[0]) if len(one.text) > 9]
        set_so = [one for one in set_so if one.text in TRADITIONAL * 6]
        return set_so[1].y - set_so[0].y

    assert leading(tmp_path / "en", "en") == pytest.approx(theme("en", page).page.baseline)
    assert leading(tmp_path / "zh", "zh-HK") == pytest.approx(theme("zh-Hant", page).page.baseline)
    assert theme("zh-Hant", page).page.baseline == pytest.approx(
        1.6 * theme("zh-Hant", page).styles.body.size
    )


def test_labels_are_sans_in_chinese_too_and_text_is_not(tmp_path):
    work = laid(tmp_path, [study(group="血液腫瘤", sections={"背景": TRADITIONAL})], language="zh-Hant")
    faces = {run.text: run.face for page in work.pages for one in lines(page) for run in one.runs}
    assert faces["血液腫瘤"] == "tc_sans_sb"
    assert faces["本研究（"] == "tc"


@pytest.mark.parametrize(
    ("language", "face"), [("zh-Hans", "sc"), ("zh-CN", "sc"), ("zh", "sc"), ("zh-HK", "tc"), ("en", "tc")]
)
def test_characters_that_scripts_share_look_as_in_the_language(language, face):
    assert {run.face for run in set_line(text("直骨", language=language), fonts(language)).runs} == {face}


@pytest.mark.parametrize(("language", "face"), [("zh-Hans", "sc"), ("en", "body")])
def test_quotation_marks_beside_chinese_are_chinese_in_a_chinese_booklet(language, face):
    runs = set_line(text("以“标靶”……", language=language), fonts(language)).runs
    assert {run.face for run in runs if "“" in run.text} == {face}


def test_what_is_drawn_stands_where_it_was_measured(tmp_path):
    """With more than 159 characters a face has several subsets, and signs that meet stand in two of them."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    many = "".join(chr(0x4E00 + n) for n in range(0, 900, 2)).encode("big5", "ignore").decode("big5")
    records = [study(sections={"背景": TRADITIONAL + many + TRADITIONAL})]
    work = laid(tmp_path, records, language="zh-Hant")
    page = pages_of(work, "posters")[0]
    (tmp_path / "made.pdf").write_bytes(publish(work, "screen").pdf)
    shown = pypdfium2.PdfDocument(tmp_path / "made.pdf")[int(page.folio) - 1].get_textpage()
    at = shown.get_text_range().index("歲），未")
    closing, comma, after = (shown.get_charbox(n)[0] for n in (at + 1, at + 2, at + 3))
    size = theme().styles.body.size
    assert comma - closing < size
    assert after - closing < 1.8 * size
