"""What looks like markup and is none: found with its place, and never where signs mean themselves."""

import time

import pytest

from posterbook.content.unsupported import in_body, in_line


def constructs(text, **options):
    return [one.construct for one in in_body(text, **options)]


@pytest.mark.parametrize(
    ("text", "construct"),
    [
        ("# Methods", "a heading"),
        ("Methods\n=======", "an underlined heading"),
        ("| a | b | |---|---| | 1 | 2 |", "a table"),
        ("a |" * 14 + "\n" + "--|" * 14 + "\n" + "1 |" * 14, "a table"),
        ("> a quote", "a block quote"),
        ("a\n\n---\n\nb", "a rule"),
        ("run `x` now", "code"),
        ("```\nx\n```", "a block of code"),
        ("![a map](images/map.svg)", "a picture"),
        ("[see](other.html)", "a link to another file"),
        ('[see](https://x.org "title")', "a link with a title"),
        ("[1]: https://x.org", "a link's definition"),
        ("text[^1]", "a footnote"),
        ("_in vitro_ and __bold__", "emphasis by underscores"),
        ("**bold**text", "emphasis that ends within a word"),
        ("~~gone~~", "struck-out text"),
        (r"2\*3", "a backslash before a sign"),
        ("$x_1^2$", "a formula"),
        ("Doses were\n- 5 mg or less\n- more", "a list without a blank line before it"),
        ("+ one\n+ two", "a list marked with '+'"),
        ("- [x] done", "a box to tick"),
    ],
)
def test_markup_that_is_not_read_is_found(text, construct):
    assert construct in constructs(text)


@pytest.mark.parametrize(
    "text",
    [
        "p < 0.05 and n > 12; a<b>c is no comparison of 3 <5> 4",
        "> 65 years\n\n>= 5 mg\n\n> ~3",
        "#1 and C# and sensor #3",
        "snake_case_name, _ and a_b_c, HLA-A*02:01",
        "5`-UTR and 3`-UTR",
        "$5 and $6; US$ 3",
        "|r| > 0.5 and P(a|b)",
        "[1][2] and [3](4), [^18^F]FDG",
        "**bold** and *italic* and ***both***, p < 0.01**",
        "~5 to ~10 mg ~~ 3",
        "-5 °C\n\n- a\n- b",
        "<https://x.org> and <ada@x.org>",
        "https://x.org/_a_/b#c",
        r"C:\new and \alpha",
        "- one\n- two\n\n1. a\n2. b",
    ],
)
def test_signs_that_mean_themselves_are_left_alone(text):
    assert in_body(text) == ()


def test_the_first_of_each_is_named_with_its_place_and_the_number_of_others():
    (code,) = in_body("one\n\ntwo `x` and `y`\n\n`z`")
    assert (code.wording, code.line, code.offset, code.more) == ("`x`", 3, 4, 2)
    assert [one.construct for one in in_line("a `b` _c_")] == [
        "code",
        "emphasis by underscores",
    ]


def test_a_text_file_is_told_only_what_is_not_read_there():
    read = "# a\n\n## b\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> c\n\n---\n\n![d](e.svg)\n\n- f"
    assert in_body(read, prose=True) == ()
    nested = "- a\n\n  # b\n\n  > c\n\n  ![d](e.svg)\n\ntext ![f](g.svg)\n\n##### h"
    assert constructs(nested, prose=True) == [
        "a heading",
        "a block quote",
        "a picture",
        "a heading of level 5",
    ]
    assert constructs("|" + " a |" * 14 + "\n|" + "---|" * 14, prose=True) == ["a table"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        *("`a " * 30_000, "[a](" * 30_000, "_a" * 50_000, "**a" * 30_000, "$_" * 50_000),
        *(
            "# a\n" * 30_000,
            "> a\n" * 30_000,
            "|-" * 50_000,
            "| a |\n" * 20_000,
            "+ a\n" * 30_000,
            "![" * 50_000,
        ),
        *('](http://a "' * 10_000, "-" * 100_000),
    ],
    ids=lambda text: text[:12].strip(),
)
def test_hostile_text_takes_no_time(text):
    start = time.process_time()
    in_line(text)
    in_body(text)
    in_body(text, prose=True)
    assert time.process_time() - start < 3  # seconds; quadratic work would take minutes
