"""The booklet as a screen reader tells it."""

import pytest

from posterbook import load, publish, typeset
from posterbook.content.blocks import blocks
from posterbook.content.markup import inline, plain
from posterbook.forms.edition import edition
from posterbook.proof.screen_reader import screen_reader_text

pytestmark = pytest.mark.slow

SCREEN = edition("screen")
BOOKLET = """
title: "A day of posters: *in vitro*"
event: {name: Poster day}
running_order: [cover, {summary: {}}, posters, {contents: {}}]
"""
LISTED = """
number: 7
title: Two kinds of H~2~O
group: Soil
authors: [{name: Ada, email: ada@example.org, presenter: true}]
sections:
  Methods: |
    Before it.

    - one
    - two, see [the **full** text](https://doi.org/10.1/ä)

      and more
      1. first
      2. second

    After it.
"""
MARK = """<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40">
<rect x="0" y="0" width="100" height="40" fill="#204060"/></svg>"""
SHOWN = """
number: 9
title: What is seen
group: "A *topic*"
status: late-breaking
board: "12"
hall: Hall 3
link: https://doi.org/10.1000/xyz
image: {file: mark.svg, alt: A dark box, caption: A box}
sections: {Results: A box.}
"""
PLAIN = """
number: 8
title: Water
sections: {Conclusion: Done.}
"""


def told(folder, **design):
    made = publish(typeset(load(folder), **design), SCREEN)
    return screen_reader_text(made.pdf)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "posters").mkdir()
    (tmp_path / "booklet.yaml").write_text(BOOKLET, encoding="utf-8")
    (tmp_path / "posters" / "1.yaml").write_text(LISTED, encoding="utf-8")
    (tmp_path / "posters" / "2.yaml").write_text(PLAIN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def lines(folder):
    return told(folder).splitlines()


def test_the_example_is_told_as_it_was_when_somebody_last_read_it_through(example, golden):
    made = publish(example, SCREEN)
    golden("example-read.txt", screen_reader_text(made.pdf))


def test_every_record_is_told_whole_and_in_its_order(example):
    made = publish(example, SCREEN)
    said = screen_reader_text(made.pdf).splitlines()
    for record in example.booklet.records:
        at = said.index(f"## {plain(inline(record.title))}")
        wanted = [
            line
            for section in record.sections
            for line in (f"### {section.heading}", *(plain(block.spans) for block in blocks(section.text)))
        ]
        assert said[at + 1 : at + 1 + len(wanted)] == wanted


def test_title_and_language_come_first(lines):
    assert lines[0].startswith("A day of posters: in vitro [en, ")


def test_headings_say_their_level(lines):
    assert "# A day of posters: in vitro" in lines
    assert "## Two kinds of H2O" in lines
    assert "### Methods" in lines


def test_lists_keep_their_marks_and_levels(lines):
    at = lines.index("  • one")
    assert lines[at - 1 : at + 6] == [
        "Before it.",
        "  • one",
        "  • two, see the full text [link to https://doi.org/10.1/%C3%A4]",
        "    and more",
        "    1. first",
        "    2. second",
        "After it.",
    ]


def test_a_table_row_is_told_with_its_heads_and_where_it_leads(lines):
    assert (
        "  Topic: Soil; Title: Two kinds of H2O; Poster number: 7 [link to page 3], p. 3 [link to page 3]"
        in lines
    )


def test_a_row_without_a_group_stands_under_the_other_heads(lines):
    assert "  Topic: Water; Poster number: 8 [link to page 4], p. 4 [link to page 4]" in lines


def test_a_poster_leads_back_to_its_row(lines):
    assert "Poster number: 7 [link to page 2]" in lines


def test_an_address_is_a_link(lines):
    assert "Ada (ada@example.org [link to mailto:ada@example.org])" in lines


@pytest.fixture
def seen(folder):
    """The lines of a booklet with a logo, a sponsor, a figure, a code and studies with a status."""
    (folder / "mark.svg").write_text(MARK, encoding="utf-8")
    (folder / "posters" / "3.yaml").write_text(SHOWN, encoding="utf-8")
    withdrawn = "number: 10\ntitle: Nothing\nstatus: withdrawn\n"
    (folder / "posters" / "4.yaml").write_text(withdrawn, encoding="utf-8")
    pictures = "logo: {file: mark.svg, alt: Our mark}\nsponsors: [{file: mark.svg, name: Alpha}]\n"
    (folder / "booklet.yaml").write_text(BOOKLET + pictures, encoding="utf-8")
    return told(folder).splitlines()


def test_pictures_are_told_by_what_describes_them_and_captions_too(seen):
    assert {"[figure: Our mark]", "[figure: Alpha]"} <= set(seen)
    at = seen.index("[figure: A dark box]")
    assert seen[at + 1] == "A box"


def test_a_code_is_told_by_where_it_leads(seen):
    (code,) = (line for line in seen if line.startswith("[figure: ") and "doi.org" in line)
    assert code.endswith(" [link to https://doi.org/10.1000/xyz]")


def test_where_a_poster_hangs_is_told_line_by_line(seen):
    at = seen.index("Board 12")
    assert seen[at + 1] == "Hall 3"


def test_what_marks_a_row_does_not_run_into_its_page(seen):
    rows = "\n".join(line for line in seen if line.startswith("  "))
    assert "p. 5 [link to page 5], Late-breaking" in rows
    assert "p. 6 [link to page 6], Withdrawn" in rows


def test_a_group_is_told_without_its_markup(seen):
    assert not [line for line in seen if "*topic*" in line]
    assert [line for line in seen if line.startswith("  A topic [link to page 5]")]


def test_contents_lead_where_they_say(lines):
    assert "3\u20134 Posters [link to page 3]" in lines


def test_pages_are_announced_by_their_folios(lines):
    announced = [line for line in lines if line.startswith("[page ")]
    assert announced[:3] == ["[page Cover]", "[page 2]", "[page 3]"]


@pytest.mark.parametrize(
    "design", [{"theme": "plain"}, {"page": "a4"}, {"page": "a4", "theme": "large-print"}]
)
def test_every_design_says_the_same_words(folder, design):
    def words(text):
        return [
            line
            for line in text.splitlines()
            if line.startswith(("#", "  •", "    1", "Before", "After", "Ada"))
        ]

    assert words(told(folder, **design))[:9] == words(told(folder))[:9] != []


def test_without_a_cover_the_posters_are_the_outermost_headings(folder):
    file = folder / "booklet.yaml"
    file.write_text(BOOKLET.replace("cover, ", ""), encoding="utf-8")
    found = told(folder).splitlines()
    assert "# Two kinds of H2O" in found
    assert "## Methods" in found


def test_a_poster_that_is_nowhere_is_named_but_not_linked(folder):
    file = folder / "booklet.yaml"
    file.write_text(BOOKLET.replace("posters,", "{posters: {groups: [Soil]}},"), encoding="utf-8")
    found = told(folder).splitlines()
    assert "  Topic: Water; Poster number: 8" in found


def test_a_title_that_reads_like_a_pdf_object_is_a_title(folder):
    wording = "<< /S /P /P 5 0 R /Type /Catalog /Subtype /Link /Parent 3 0 R /Nums [ ( \\) \\\\ ] /K 4 >>"
    record = f"number: 5\ntitle: '{wording}'\ngroup: '{wording}'\nsections: {{X: y}}\n"
    (folder / "posters" / "3.yaml").write_text(record, encoding="utf-8")
    assert f"## {wording}" in told(folder)


def test_a_text_that_reads_like_operators_is_a_text(folder):
    wording = "EMC /P<</MCID 5>>BDC /Artifact<</Type/Layout>>BDC /F1 9 Tf (a) Tj ET EMC"
    record = f"number: 5\ntitle: Operators\nsections: {{X: '{wording}'}}\n"
    (folder / "posters" / "3.yaml").write_text(record, encoding="utf-8")
    assert wording in told(folder).splitlines()


def test_a_file_without_structure_says_nothing(example):
    made = publish(example, edition("print"))
    assert screen_reader_text(made.pdf) == ""
