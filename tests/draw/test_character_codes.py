"""Characters to codes, words to strings."""

import re

from hypothesis import given
from hypothesis import strategies as st

from posterbook.design.fonts import Shaped
from posterbook.design.geometry import Side
from posterbook.design.theme import Colour
from posterbook.draw.character_codes import FREE_CODES, Encoder, String, show_operator, subsets
from posterbook.forms.element import Artifact
from posterbook.forms.page import Line, Page, Run

INK = Colour((0, 0, 0), (0, 0, 0, 1))


class Kerned:
    """Fonts that move every A and a following V together."""

    def shape(self, _face, word):
        kerns = tuple(-60.0 if word[at : at + 2] == "AV" else 0.0 for at in range(len(word)))
        return Shaped(500.0 * len(word), kerns if any(kerns) else ())

    def clusters(self, _face, _word):
        return ()


def page(*texts, face="sans"):
    runs = tuple(Run(0, text, face, 10, INK, 0, Artifact.PAGINATION) for text in texts)
    return Page(1, "1", Side.SINGLE, "text", 100, 100, (Line(0, 50, runs),))


def encoder(*texts, face="sans"):
    return Encoder(Kerned(), subsets([page(*texts, face=face)], Kerned()))


def many(count):
    return "".join(chr(0x4E00 + n) for n in range(count))


def test_ascii_keeps_its_codes_and_others_follow_sorted():
    (subset,) = subsets([page("bä a⁺")], Kerned())
    assert subset.name == "F1"
    assert dict(subset.characters) == {32: " ", 97: "a", 98: "b", 128: "ä", 129: "⁺"}
    assert list(subset.characters) == sorted(subset.characters)


def test_codes_do_not_depend_on_the_order_of_pages():
    pages = [page("Wert 3 µg"), page("zebra", face="han"), page("Ähre")]
    assert subsets(pages, Kerned()) == subsets(pages[::-1], Kerned())


def test_what_does_not_fit_one_font_goes_into_the_next():
    first, second = subsets([page(many(len(FREE_CODES) + 3))], Kerned())
    assert (first.face, second.face) == ("sans", "sans")
    assert (first.name, second.name) == ("F1", "F2")
    assert len(second.characters) == 3
    assert 32 in first.characters


def test_a_kern_is_taken_away_between_its_characters():
    assert encoder("AVA").strings("sans", "AVA") == (String("F1", "A)60(VA"),)
    assert show_operator("A)60(VA") == "[(A)60(VA)]TJ"


def test_text_without_kerns_is_one_string():
    assert show_operator(encoder("to be").strings("sans", "to be ")[0].text) == "(to be )Tj"


def test_parentheses_and_backslashes_never_end_a_string():
    assert show_operator(encoder("(a\\b)").strings("sans", "(a\\b)")[0].text) == r"(\050a\134b\051)Tj"


def test_adjustments_are_added_to_kerns():
    (string,) = encoder("AV A").strings("sans", "AV A", (10.0, 5.0, 0.0, 0.0))
    assert string.text == "A)50(V)-5( A"


def test_a_word_of_two_fonts_changes_between_them():
    text = many(len(FREE_CODES) + 1)
    inside = text[0] + text[-1] + " " + text[0]
    strings = encoder(text).strings("sans", inside)
    assert [string.font for string in strings] == ["F1", "F2", "F1"]
    assert strings[2].text == r" \200"


def test_a_face_may_have_any_number_of_subsets():
    text = many(3 * len(FREE_CODES))
    strings = encoder(text).strings("sans", text + " " + text)
    assert [string.font for string in strings] == ["F1", "F2", "F3"] * 2


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=60))
def test_every_text_comes_back_from_its_codes(text):
    used = subsets([page(text)], Kerned())
    fonts = {subset.name: subset.characters for subset in used}
    back = ""
    for string in Encoder(Kerned(), used).strings("sans", text):
        bare = re.sub(r"\)[-0-9.]+\(", "", string.text)
        codes = re.findall(r"\\(\d{3})|([^\\])", bare)
        back += "".join(fonts[string.font][int(octal, 8) if octal else ord(plain)] for octal, plain in codes)
    assert back == text
