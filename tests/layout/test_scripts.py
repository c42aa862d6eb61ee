"""Where real sentences of many scripts may break: no mark stands on the wrong side of a line's end."""

from dataclasses import replace

import pytest
from tests.small_fonts import write_font

from posterbook.assets import assets_folder
from posterbook.content.model import FontFile, OwnFont
from posterbook.design.fonts import Fonts
from posterbook.design.theme import Wrap, build
from posterbook.errors import Where
from posterbook.forms.element import Element, Role
from posterbook.forms.galley import Piece, Text
from posterbook.layout.lines import set_lines
from posterbook.loading import design_tokens

NOT_FIRST = "、。，．：；？！）」』】》〉…―ー々ゝゞっゃゅょッャュョァィゥェォぁぃぅぇぉ・％”’\"'"
NOT_LAST = "（「『【《〈“‘"
CHINESE = (
    "截至本公告日期，本公司之執行董事為楊大俊博士；獨立非執行董事為葉長青先生、任為先生及王少雄博士。",
    "该研究表明：APG-115与APG-2575联合用药（口服，每日一次）对“三阴性”乳腺癌模型的肿瘤抑制率达85.7%。",
    "結果顯示「雙重抑制劑」（Bcl-2／Bcl-xL）對ER⁺乳癌有效……其IC50值為3.5 μM，p＜0.05，優於《藥典》所載者。",
    "他說：「你讀過『紅樓夢』沒有？」我答道：「讀過，而且讀了三、四遍！」——這就是全部。",
    '他说"你好"，然后走了；没有人回答"再见"。',
)
JAPANESE = (
    "ポスターセッションでは、「がん細胞の増殖を抑える」という結果が得られました（図１を参照してください）。",
    "データはエクセルではなくＣＳＶで送ってください。ちょっと待ってね、きっと見つかります！",
    "日々の研究の積み重ねが、やっと実を結んだのだと思います。",
    "ﾃﾞｰﾀをｸﾘｯｸして、ﾁｪｯｸしてください。",
)
SPACED = (
    "Η συνδυασμένη θεραπεία μείωσε τον όγκο των νεοπλασμάτων κατά ογδόντα τοις εκατό στα πειραματόζωα.",
    "Комбинированная терапия значительно уменьшила объём опухоли у экспериментальных животных.",
    "Nghiên cứu tiền lâm sàng cho thấy liệu pháp phối hợp làm giảm đáng kể thể tích khối u ở chuột.",
)


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    """Sets a sentence in lines of so many Chinese characters, the Japanese ones in a font of the user's."""
    kana = write_font(tmp_path_factory.mktemp("fonts") / "kana.ttf", "".join(sorted({*"".join(JAPANESE)})))
    own = [OwnFont(FontFile(kana))]
    theme = build(design_tokens(), "a5", "colour", "zh-Hant", own=own)
    fonts = Fonts(theme.faces, assets_folder() / "fonts")

    def lines(sentence, characters, wrap):
        style = replace(theme.styles.body, wrap=wrap)
        piece = Piece(sentence, style.font, theme.ink, Element(Role.P))
        text = Text(style, (piece,), Where(""))
        return [line.text for line in set_lines(text, characters * style.size + 0.1, fonts, theme)]

    return lines


@pytest.mark.parametrize("wrap", Wrap)
@pytest.mark.parametrize("sentence", CHINESE + JAPANESE)
def test_no_line_begins_or_ends_with_a_mark_that_belongs_to_the_other(lines, sentence, wrap):
    for characters in range(6, 31, 2):
        found = lines(sentence, characters, wrap)
        assert not any(line[0] in NOT_FIRST for line in found[1:]), (characters, found)
        quotes = NOT_LAST + "\"'" if '"' not in sentence else NOT_LAST
        assert not any(line.rstrip()[-1] in quotes for line in found[:-1]), (characters, found)


@pytest.mark.parametrize("sentence", CHINESE + JAPANESE)
def test_lines_are_filled_wherever_a_break_is_allowed(lines, sentence):
    found = lines(sentence, 10, Wrap.RAGGED)
    assert len(found) <= len(sentence) / 10 * 1.5 + 1
    assert all(len(line) >= 4 for line in found[:-1]), found


def test_words_of_another_script_stay_whole_in_chinese_text(lines):
    for characters in range(9, 30):
        found = lines(CHINESE[1], characters, Wrap.RAGGED)
        assert sum("APG-115" in line for line in found) == 1
        assert sum("APG-2575" in line for line in found) == 1
        assert sum("85.7%" in line for line in found) == 1


@pytest.mark.parametrize("wrap", Wrap)
@pytest.mark.parametrize("sentence", SPACED)
def test_words_of_scripts_with_spaces_are_never_broken(lines, sentence, wrap):
    for characters in range(14, 31):
        assert [
            word for line in lines(sentence, characters, wrap) for word in line.split()
        ] == sentence.split()
