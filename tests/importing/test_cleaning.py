"""Cells cleaned: what becomes of them, what is said of it, and that cleaning twice is cleaning once."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from posterbook.importing.cleaning import KINDS, ONLY_SAID, Change, clean


def cleaned(text, **more):
    return clean(text, **more)[0]


def kinds(text):
    return [change.kind for change in clean(text)[1]]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("H<sub>2</sub>O and m<sup>2</sup>", "H~2~O and m^2^"),
        ("CO<SUB>2</SUB><sup>-</sup>", "CO~2~^-^"),
        ("<sup>18</sup>F", "^18^F"),
        ("<i>E. coli</i> and <em class='x'>S. aureus</em>", "*E. coli* and *S. aureus*"),
        ("<b>bold</b>, <strong>strong</strong>, <b><i>both</i></b>", "**bold**, **strong**, ***both***"),
        ("in<i> vivo </i>data", "in *vivo* data"),
        ("<p>One.</p><p>Two<br/>three</p>", "One.\n\nTwo\n\nthree"),
        ("<ul><li>a</li><li>b</li></ul>then", "- a\n- b\n\nthen"),
        ("<ol><li><p>a</p></li><li><p>b</p></li></ol>", "1. a\n\n2. b"),
        ("<ul><li>a<ol><li>x</li></ol></li></ul>", "- a\n\n  1. x"),
        ('<a href="https://x.example/a?b=1&amp;c=2">here</a>', "[here](https://x.example/a?b=1&c=2)"),
        ("<b>One<br>two</b>", "**One**\n\n**two**"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
        ("<italic>P</italic> value, <sec><title>Aim</title>x</sec>", "*P* value,\n\nAim\n\nx"),
    ],
)
def test_html_becomes_our_markdown(html, markdown):
    assert cleaned(html) == markdown
    assert "html-markup" in kinds(html)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<span style='a: b'>x</span>", "x"),
        ("<u>x</u><o:p></o:p>", "x"),
        ("<foo>x</foo>", "x"),
        ("a<!-- no -->b<script>alert(1)</script>", "ab"),
        ("end</i> of it", "end of it"),
        ("<i></i>x<sub> </sub>y", "x y"),
    ],
)
def test_a_tag_without_a_mark_of_ours_is_dropped_and_said(html, text):
    assert cleaned(html) == text
    assert "html-markup" in kinds(html)


@pytest.mark.parametrize(
    "text",
    [
        "p<0.05",
        "n<m and k>3",
        "A<B>C",
        "the gene <ABC>",
        "a <b and c> d",
        "1 < 2 > 0",
        "x <- y",
        "<",
        "<>",
        "</>",
    ],
)
def test_a_smaller_than_sign_that_is_no_tag_stays(text):
    assert clean(text) == (text, ())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<sup>1</sup> Institute", "¹ Institute"),
        ("x <sub>12</sub>", "x ₁₂"),
        ("C<sub>max value</sub>", "Cmax value"),
        ("<a href='javascript:x'>here</a>", "here"),
        ("2<i>*</i>3", "2*3"),
    ],
)
def test_no_mark_is_set_where_our_markdown_would_print_it(html, text):
    assert cleaned(html) == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("&alpha;-blocker &lt;5&thinsp;%", "α-blocker <5\u2009%"),
        ("&amp;lt;5%", "<5%"),
        ("&#945; &#x3B1; &#150;", "α α –"),
        ("R&D, AT&T; &nothing; &copy", "R&D, AT&T; &nothing; &copy"),
        ("a&nbsp;b", "a b"),
        ("H&lt;sub&gt;2&lt;/sub&gt;O", "H~2~O"),
    ],
)
def test_entities_become_signs_as_often_as_they_were_escaped(written, meant):
    assert cleaned(written) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [("donâ€™t", "don’t"), ("MÃƒÂ¼llensiefen", "Müllensiefen"), ("SÃ£o", "São"), ("Ã\xa0 Gent", "à Gent")],
)
def test_text_decoded_wrongly_once_or_twice_is_decoded_right(read, meant):
    assert cleaned(read) == meant
    assert kinds(read) == ["mojibake"]


@pytest.mark.parametrize("text", ["SÃO PAULO", "é donâ€™t", "α donâ€™t", "naïve café – “so”", "亞盛醫藥"])
def test_text_that_does_not_wholly_decode_stays(text):
    assert cleaned(text) == text


@settings(deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_what_was_read_as_windows_1252_comes_back(text):
    wrong = "".join(
        bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte)
        for byte in text.encode()
    )
    assert cleaned(wrong) == cleaned(text)


def test_control_characters_are_the_signs_of_windows_1252_that_were_meant():
    assert clean("\x93so\x94 \x96 5\x80")[0] == "“so” – 5€"
    assert clean("a\x02b") == ("ab", (Change("control-character", "\x02", ""),))


@pytest.mark.parametrize(
    ("loose", "text"),
    [
        ("a\u00a0b  c\td ", "a b c d"),
        ("  a \n  b\r\nc\x0bd", "a\nb\nc\nd"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("- a\n  - b\n  c", "- a\n  - b\nc"),
        ("\ufeffx", "x"),
        ("   ", ""),
    ],
)
def test_spaces_are_folded_and_lists_keep_their_indents(loose, text):
    assert cleaned(loose) == text
    assert set(kinds(loose)) == {"space"}


@pytest.mark.parametrize("text", ["None", "N/A", "NotFound", "#REF!", " #N/A ", "null"])
def test_what_programs_write_for_nothing_is_empty(text):
    assert cleaned(text) == ""
    assert kinds(text)[-1] == "empty"


@pytest.mark.parametrize("text", ["None of them", "Nulls", "NA", "#1"])
def test_what_only_begins_so_is_not_empty(text):
    assert clean(text) == (text, ())


def test_a_hyphen_at_a_line_end_is_offered_and_not_taken_off():
    assert clean("a combi-\nnation") == (
        "a combi-\nnation",
        (Change("hyphen", "combi-\nnation", "combination"),),
    )
    assert clean("grade 2-\n3 and Anti-\nPD-1")[1] == ()


def test_a_title_in_capitals_is_told_and_stays():
    title = "THE EFFECT OF CAPITALS"
    assert clean(title) == (title, (Change("capitals", title, title),))
    assert clean("EGFR B12")[1] == clean("亞盛醫藥 集團 公司")[1] == ()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("html-markup", "<b>x</b>"),
        ("entity", "&alpha;"),
        ("mojibake", "donâ€™t"),
        ("control-character", "\x93"),
        ("space", "a  b"),
        ("empty", "None"),
        ("hyphen", "combi-\nnation"),
        ("capitals", "THE EFFECT OF CAPITALS"),
    ],
)
def test_every_kind_can_be_switched_off(kind, text):
    assert kind in KINDS
    assert kind in kinds(text)
    assert clean(text, off=frozenset({kind})) == (text, ())


def test_a_change_is_said_once_and_in_order():
    assert clean("a  b  c <b>d</b>")[1] == (
        Change("html-markup", "<b>d</b>", "**d**"),
        Change("space", "  ", " "),
    )


PIECES = st.lists(
    st.one_of(
        st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<sub>", "</sub>", "<sup>", "</sup>", "<p>", "<br>"]),
        st.sampled_from(["<ul>", "<ol>", "<li>", "</li>", "</ul>", "<a href='https://x.y'>", "</a>", "<td>"]),
        st.sampled_from(["<span>", "<x>", "None", "&lt;", "&gt;", "&amp;", "&nbsp;", "&#60;", "â€™", "Ã¼"]),
        st.sampled_from(["Ãƒ", "Â", "*", "**", "~", "^", "<", ">", "&", ";", "-", "1."]),
        st.sampled_from(["\n", "\n\n", " ", "  ", "\t", "\u00a0", "\r\n", "\x93", "\x85", "\ufeff", "\x1c"]),
        st.text(max_size=4),
        st.sampled_from(["word", "Word", "2", "α", "SHOUT"]),
    ),
    max_size=16,
)
OFF = st.frozensets(st.sampled_from(KINDS), max_size=3)


@settings(deadline=None)
@given(PIECES, OFF)
@example(["<<b>b>"], frozenset())
@example(["\n", " ", "- "], frozenset({"space"}))
def test_cleaning_twice_is_cleaning_once(pieces, off):
    once = cleaned("".join(pieces), off=off)
    again, changes = clean(once, off=off)
    assert again == once
    assert {change.kind for change in changes} <= ONLY_SAID


@settings(deadline=None)
@given(PIECES)
def test_with_everything_off_nothing_happens(pieces):
    text = "".join(pieces)
    assert clean(text, off=frozenset(KINDS)) == (text, ())


@settings(deadline=None)
@given(st.text(st.sampled_from("abc déα.,;:()-2\n"), max_size=60))
def test_no_letter_is_lost_from_plain_text(text):
    bare = "".join(text.split())
    assert "".join(cleaned(text).split()) == bare


@pytest.mark.parametrize(
    "text", ["<b>" * 3000, "<b>x</b>" * 1000, "&amp;" * 5000, " \u00a0" * 5000, "<ul><li>" * 500]
)
def test_long_rows_of_marks_end(text):
    assert len(cleaned(text)) <= len(text) * 200
