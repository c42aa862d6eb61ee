"""The small Markdown: what is markup, and that everything else stays as written."""

import re
import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from posterbook.content import blocks as block_markup
from posterbook.content import markup
from posterbook.content.blocks import Illustration, Paragraph, Separator, Table, blocks, pictures
from posterbook.content.markup import Rise, Span, inline, plain

steady = settings(deadline=None, database=None, derandomize=True)

# Dense in everything that has, or might have, a meaning.
SNIPPETS = [*"*~^[]()_\\`#>-+|!<&$ .,\"'1a2Z°é天 \u00a0\u2028\x00", "\n", "\n\n", "\t", "\r\n"]
SNIPPETS += [
    "**",
    "](http://x.org)",
    "- ",
    "* ",
    "1. ",
    "2021. ",
    "\n  ",
    "https://x.org/",
    "**bold**",
    "H~2~O",
]
nasty = st.lists(st.sampled_from(SNIPPETS), max_size=40).map("".join) | st.text(max_size=60)
words = st.text(alphabet="abcxyzÉßλ", min_size=1, max_size=8)


def folded(text):
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")


def styles(text):
    return [(span.text, _style(span)) for span in inline(text)]


def _style(span):
    return "b" * span.bold + "i" * span.italic + span.rise


def outline(text, **options):
    return [
        f"{'  ' * (p.level - 1)}{p.marker or '='} {plain(p.spans)}" if p.level else plain(p.spans)
        for p in blocks(text, **options)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* c", [("a ", ""), ("b", "i"), (" c", "")]),
        ("**b**", [("b", "b")]),
        ("***both***", [("both", "bi")]),
        ("**a *b* c**", [("a ", "b"), ("b", "bi"), (" c", "b")]),
        ('the "**Company**" is', [('the "', ""), ("Company", "b"), ('" is', "")]),
        ("(*in vitro*)", [("(", ""), ("in vitro", "i"), (")", "")]),
        ("*ER⁺* cells", [("ER⁺", "i"), (" cells", "")]),
        ("这是**重点**内容", [("这是", ""), ("重点", "b"), ("内容", "")]),
        ("*one\ntwo*", [("one two", "i")]),
    ],
)
def test_stars_make_italic_and_bold(text, expected):
    assert styles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H~2~O", [("H", ""), ("2", "sub"), ("O", "")]),
        ("m^2^", [("m", ""), ("2", "super")]),
        ("SO~4~^2-^", [("SO", ""), ("4", "sub"), ("2-", "super")]),
        ("*V*~max~", [("V", "i"), ("max", "sub")]),
        ("**H~2~O**", [("H", "b"), ("2", "bsub"), ("O", "b")]),
        ("(CH~3~)~2~", [("(CH", ""), ("3", "sub"), (")", ""), ("2", "sub")]),
        ("[^18^F]FDG", [("[", ""), ("18", "super"), ("F]FDG", "")]),
        ("0.05^*^ and 0.01^**^", [("0.05", ""), ("*", "super"), (" and 0.01", ""), ("**", "super")]),
    ],
)
def test_tight_pairs_lower_and_raise(text, expected):
    assert styles(text) == expected


@pytest.mark.parametrize(
    ("text", "label", "target"),
    [
        ("[site](https://a.org/x_(y)?a=1&copy=2)", "site", "https://a.org/x_(y)?a=1&copy=2"),
        ("[site](HTTP://a.org)", "site", "HTTP://a.org"),
        ("[write](mailto:a.b@c.org)", "write", "mailto:a.b@c.org"),
        ("[see [1]](https://a.org)", "see [1]", "https://a.org"),
    ],
)
def test_links_keep_their_target_as_written(text, label, target):
    assert inline(text) == (Span(label, link=target),)


def test_a_link_may_stand_in_bold_and_hold_italics():
    assert inline("**[a *b*](http://x)**") == (
        Span("a ", bold=True, link="http://x"),
        Span("b", bold=True, italic=True, link="http://x"),
    )


def test_links_hold_no_links():
    assert [(span.text, span.link) for span in inline("[a [b](http://x) c](http://y)")] == [
        ("[a ", ""),
        ("b", "http://x"),
        (" c](http://y)", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2*3 and 4*5",
        "p < 0.05* and *5 mg",
        "(*) and (*)",
        '"*" and "*"',
        "“*” and “*”",
        "(*, p < 0.05; **, p < 0.01) and (*)",
        "(a)*, b and (c)*",
        "([a]*) and b*",
        "*a (*, b",
        "/*/ and /*/",
        "e\u0301*e\u0301*e",
        "x~`a~`b",
        "HTTPS://x.org/a~b~c",
        "HLA-A*02:01 and HLA-B*07:02",
        "CYP2D6 *1/*2 and *1/*4",
        "p*q*r",
        "**bold**text",
        "5 * 3 * 2",
        "****x****",
        "***",
        "* * *",
        "*",
        "_a_ and __b__ and snake_case_name",
        r"\*a\* and \\ and \[t](http://x.org) and x\^2^y",
        "&amp; &lt;b&gt; &#42;a&#42;",
        "# no heading",
        "> no quotation",
        "`*code*` and ``[t](http://x.org)``",
        "<b>bold</b> <br/> <!-- no -->",
        "$5 and $x$ and {{ x }} and {% if %}",
        "| a | b |",
        "~~gone~~ and x~~y~~",
        "~5 to ~10 mg",
        "5 ~ 10 ~ 15",
        "5~10天或15~20天",
        "10^6 and 10^7",
        "x^a b^",
        "^x^ alone",
        "^",
        "https://x.org/~me/a~b~c/*d*/e and www.x.org/a^2^",
        "first.last@x.org and https://x.org and < https://x.org >",
        "[1] and [2](3) and [t][r] and [t]",
        "[t](javascript:alert) [t](file:///x) [t](//x.org) [t](x.md) [t](data:a)",
        '[t](http://x.org "title") [](http://x.org) [t](http://) [t]( http://x.org )',
        "![alt](http://x.org/a.png)",
        "p < 0.05, R&D, 'quoted' -- and ... (c)",
        "a\u00a0b\u2009c ﬁ ER⁺ H₂O",
        "\ud800 \x00",
    ],
)
def test_everything_else_is_literal(text):
    assert inline(text) == (Span(text),)
    assert blocks(text) == (Paragraph((Span(text),)),)


def test_white_space_folds_but_no_break_spaces_stay():
    assert inline(" a\t b  \r\nc\\\nd\u00a0 ") == (Span("a b c\\ d\u00a0"),)
    assert blocks("\u00a0a\u00a0\n\n- \u00a0b\u2009\n") == (
        Paragraph((Span("\u00a0a\u00a0"),)),
        Paragraph((Span("\u00a0b\u2009"),), "•", 1),
    )


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\r\n", "\f\v"])
def test_no_text_gives_nothing(text):
    assert inline(text) == ()
    assert blocks(text) == ()


def test_neighbours_of_equal_style_are_one_span():
    assert inline("*a* [*] *b* _") == (
        Span("a", italic=True),
        Span(" [*] "),
        Span("b", italic=True),
        Span(" _"),
    )


def test_a_bracket_around_a_link_does_not_hinder_the_next_link():
    assert [span.link for span in inline("[ [a](http://x) ] [b](http://y)")] == [
        "",
        "http://x",
        "",
        "http://y",
    ]


def test_blank_lines_part_paragraphs_and_single_ones_fold():
    assert outline("a  \nb\n \t\n\n    c\r\n\r\nd\n\f\ne") == ["a b", "c", "d", "e"]


def test_lists_nest_and_keep_their_numbers():
    text = "Aims:\n\n1. one\n2. two\n   - x\n     wrapped\n   - y\n\n     more\n3. three\n\nEnd"
    assert outline(text) == [
        "Aims:",
        "1. one",
        "2. two",
        "  • x wrapped",
        "  • y",
        "  = more",
        "3. three",
        "End",
    ]
    assert outline("1. a\n1. b") == ["1. a", "1. b"]
    assert outline("1) a\n2) b") == ["1) a", "2) b"]


def test_list_items_hold_markup():
    assert blocks("* *a*\n* b~2~") == (
        Paragraph((Span("a", italic=True),), "•", 1),
        Paragraph((Span("b"), Span("2", rise=Rise.SUB)), "•", 1),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doses were\n- 5 mg or\n- 10 mg", ["Doses were - 5 mg or - 10 mg"]),
        ("-5 °C\n\n*bold", ["-5 °C", "*bold"]),
        ("2021. In that year\n\n2. second", ["2021. In that year", "2. second"]),
        ("- since\n2021. In that year", ["• since 2021. In that year"]),
        ("- a\n\n2. b", ["• a", "2. b"]),
        ("+ a\n+ b", ["+ a + b"]),
        ("---\n\n- - -\n\n* * *\n\n___", ["---", "- - -", "* * *", "___"]),
        ("-\n\n- a\n\n-\n\n1.", ["-", "• a", "-", "1."]),
        ("- - a", ["• - a"]),
        ("a\n===\nb\n---", ["a === b ---"]),
        ("    code\n\n```\nx\n```", ["code", "``` x ```"]),
        ("> a\n\n# b\n\n<div>\n\n[r]: http://x.org", ["> a", "# b", "<div>", "[r]: http://x.org"]),
    ],
)
def test_what_only_looks_like_a_block_is_text(text, expected):
    assert outline(text) == expected


def test_too_deep_lists_lose_no_word():
    text = "\n".join(f"{'  ' * depth}- w{depth}" for depth in range(40))
    said = " ".join(plain(p.spans) for p in blocks(text))
    assert re.findall(r"w\d+", said) == [f"w{depth}" for depth in range(40)]
    assert max(p.level for p in blocks(text)) == block_markup.DEPTH


def test_headings_exist_in_prose_only():
    text = "# The *Company*\ntext\n#x\n## y ##\n### C#\n- a"
    assert blocks(text, prose=True) == (
        Paragraph((Span("The "), Span("Company", italic=True)), heading=1),
        Paragraph((Span("text #x"),)),
        Paragraph((Span("y"),), heading=2),
        Paragraph((Span("C#"),), heading=3),
        Paragraph((Span("a"),), "•", 1),
    )
    assert blocks("One\n===\n\nTwo\n---", prose=True) == (
        Paragraph((Span("One"),), heading=1),
        Paragraph((Span("Two"),), heading=2),
    )
    assert not any(p.heading for p in blocks(text))


def test_a_text_file_holds_tables_quotes_rules_and_pictures():
    text = "| A | B |\n|---|--:|\n| *a* | 1 |\n| b |\n\n> said\n>\n> - so\n\n---\n\n"
    text += '![what](images/a.svg "C")\n![](b.png)'
    a, b = (Span("A"),), (Span("B"),)
    assert blocks(text, prose=True) == (
        Table((a, b), (((Span("a", italic=True),), (Span("1"),)), ((Span("b"),), ())), ("", "right")),
        Paragraph((Span("said"),), quoted=True),
        Paragraph((Span("so"),), "•", 1, quoted=True),
        Separator(),
        Illustration("images/a.svg", "what", "C"),
        Illustration("b.png", ""),
    )
    assert [one.line for one in pictures(text)] == [12, 13]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wrapped\n> 65 years", ["wrapped > 65 years"]),
        ("> 65 years\n\n>= 5", ["> 65 years", ">= 5"]),
        ("- a\n\n  # b\n\n  > c", ["• a", "= # b", "= > c"]),
        ("a | b\n- | c", ["a | b - | c"]),
        ("text ![a](b.svg) text", ["text ![a](b.svg) text"]),
        ("`a`\n\n<b>c</b>", ["`a`", "<b>c</b>"]),
    ],
)
def test_what_only_looks_like_a_block_of_a_text_file_is_text(text, expected):
    assert outline(text, prose=True) == expected


@steady
@given(nasty)
@example("[a](http://x")
@example("~" * 5 + "*" * 5)
def test_no_text_raises_and_only_marks_disappear(text):
    spans = inline(text)
    rest = iter(folded(text))
    assert all(char in rest for char in plain(spans)), "letters changed or moved"
    if all(_style(span) == span.link == "" for span in spans):
        assert plain(spans) == folded(text)


@steady
@given(nasty)
def test_spans_are_never_empty_and_never_two_of_one_style(text):
    spans = inline(text)
    assert all(span.text for span in spans)
    assert all((_style(a), a.link) != (_style(b), b.link) for a, b in pairwise(spans))


@steady
@given(nasty)
def test_without_markup_blocks_lose_nothing_but_white_space_and_markers(text):
    paragraphs = blocks(text)
    assert all(p.spans for p in paragraphs)
    if all(_style(span) == span.link == "" for p in paragraphs for span in p.spans):
        said = " ".join(f"{p.marker} {plain(p.spans)}" for p in paragraphs)
        assert re.sub(r"[•*\- ]", "", said) == re.sub(r"[•*\-\s]", "", folded(text), flags=re.ASCII)


@steady
@given(nasty)
def test_the_short_way_past_the_parser_says_the_same(text):
    if folded(text) and not markup._MAY_BE_MARKED.search(folded(text)):
        assert inline(text) == markup._parse_inline(folded(text))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ").replace("\v", " ")
    if not block_markup._MAY_BE_LISTED.search(lines):
        assert blocks(text) == _through_the_parser(lines, prose=False)
    if not block_markup._MAY_BE_LISTED.search(lines) and not block_markup._MAY_BE_BLOCKS.search(lines):
        assert blocks(text, prose=True) == _through_the_parser(lines, prose=True)


emphasised = st.lists(
    st.sampled_from([*'ab1é天 .,(-/"“”)_*&', "**", " **", "* ", "**ab**", " *c d* ", "*a*", "(*b1*)"]),
    max_size=14,
)


@steady
@given(emphasised.map("".join) | nasty)
@example('Group (the "**Company**" or "**Ascentage Pharma**") is **pleased**.')
@example("**a** **b**")
@example("**a b **c**")
@example("(**a**b**)")
@example("*Tp53*-null, *BRCA1*/*2*")
def test_clear_emphasis_is_what_the_parser_would_make_of_it(text):
    found = markup._clearly_emphasised(folded(text))
    assert found in ((), markup._parse_inline(folded(text)))


def test_clear_emphasis_does_not_need_the_parser():
    assert markup._clearly_emphasised('the "**Company**" or (*in vitro*): 5 _cells_') == (
        Span('the "'),
        Span("Company", bold=True),
        Span('" or ('),
        Span("in vitro", italic=True),
        Span("): 5 _cells_"),
    )


def _through_the_parser(lines, *, prose):
    parsed = block_markup._parsed(lines, prose=prose)
    return tuple(block for source in parsed for block in block_markup._blocks_of(source))


@steady
@given(st.lists(st.tuples(words, st.sampled_from(["", "*", "**", "***"])), min_size=1))
def test_marked_words_come_out_with_their_style(parts):
    text = " ".join(f"{mark}{word}{mark}" for word, mark in parts)
    by_word = [(word, span.bold, span.italic) for span in inline(text) for word in span.text.split()]
    assert by_word == [(word, mark in {"**", "***"}, mark in {"*", "***"}) for word, mark in parts]


@steady
@given(words, words, st.sampled_from("~^"))
def test_a_tight_pair_behind_a_word_is_raised_or_lowered(word, index, mark):
    rise = Rise.SUB if mark == "~" else Rise.SUPER
    assert inline(f"{word}{mark}{index}{mark}") == (Span(word), Span(index, rise=rise))


@steady
@given(st.text(alphabet="*0123456789 ", max_size=30))
def test_a_star_between_digits_or_spaces_is_never_markup(text):
    for pattern in (r"(?<=\d)\*(?=\d)", r" \* "):
        assert len(re.findall(pattern, plain(inline(text)))) >= len(re.findall(pattern, folded(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*TP53*", [("TP53", "i")]),
        ("**A1**", [("A1", "b")]),
        ("**n = 12** of 2*3 and 5 * 4", [("n = 12", "b"), (" of 2*3 and 5 * 4", "")]),
        (
            "(*TP53*, *BRCA1*/*2*)",
            [("(", ""), ("TP53", "i"), (", ", ""), ("BRCA1", "i"), ("/", ""), ("2", "i"), (")", "")],
        ),
        (
            "*Tp53*-null, HLA-A*02:01 and HLA-B*07:02",
            [("Tp53", "i"), ("-null, HLA-A*02:01 and HLA-B*07:02", "")],
        ),
    ],
)
def test_emphasis_beside_digits_is_emphasis(text, expected):
    assert styles(text) == expected


def test_addresses_in_angle_brackets_are_links():
    assert inline("see <https://x.org/~a_b*c*> or <first@x.org>") == (
        Span("see "),
        Span("https://x.org/~a_b*c*", link="https://x.org/~a_b*c*"),
        Span(" or "),
        Span("first@x.org", link="mailto:first@x.org"),
    )
    assert inline("`<https://x.org>`") == (Span("`<https://x.org>`"),)
    assert [span.link for span in inline("[a <https://x.org> b](http://y.org)")] == ["", "https://x.org", ""]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "*" * 100_000,
        "[" * 100_000,
        "[" * 50_000 + "a](http://x.org)" + "]" * 50_000,
        "[a](http://x" * 8_000,
        "](http://(" * 10_000,
        "*a " * 33_000,
        "a~b^c" * 20_000,
        "**a *b " * 5_000 + "c* d**" * 5_000,
        "- " * 50_000 + "x",
        "\n".join(" " * depth + "- x" for depth in range(1_000)),
        "# " + " " * 100_000,
        "`" * 100_000,
        " " * 50_000 + "\n" * 50_000,
        "> " * 50_000,
        "|" * 50_000 + "\n" + "|-" * 50_000,
        "a | b\n" * 20_000,
        "<http://x" * 10_000,
        "<a@b" * 20_000,
        "![" * 50_000,
        "![a](" + " " * 50_000,
    ],
    ids=lambda text: text[:12].strip() or "space",
)
def test_hostile_text_takes_no_time_and_no_recursion(text):
    start = time.process_time()
    inline(text)
    blocks(text, prose=True)
    assert time.process_time() - start < 3  # seconds; quadratic work would take minutes


def test_plain_text_needs_no_parser():
    code = (
        "import sys; from posterbook.content.markup import inline;"
        "from posterbook.content.blocks import blocks;"
        "inline('HLA-A*02:01, ~5 mg [1] (2) R&D'); blocks('a\\n\\nb - c');"
        "sys.exit('markdown_it' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
