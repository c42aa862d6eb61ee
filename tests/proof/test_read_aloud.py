"""What a listener hears of a booklet: its parts by their names, one after the other, and nothing in vain."""

from itertools import pairwise

import pypdfium2
import pytest
from tests.laid import laid, lines, pages_of, study, words

from posterbook import load, publish, typeset
from posterbook.assets import example_folder
from posterbook.comparing.record import printed_book
from posterbook.errors import ContentError
from posterbook.forms.edition import edition
from posterbook.forms.page import Page, Rule
from posterbook.proof.screen_reader import screen_reader_text


def heard(work):
    """What a screen reader says of a booklet that is laid out, line by line."""
    return screen_reader_text(publish(work, edition("screen")).pdf).splitlines()


def texts(page: Page) -> list[str]:
    return [line.text.strip() for line in lines(page)]


def test_the_label_of_lines_to_write_on_is_printed_and_not_heard(tmp_path):
    work = laid(tmp_path, [study(1)])
    assert "Notes" in texts(*pages_of(work, "posters"))
    assert "Notes" not in heard(work)


def test_the_group_of_a_poster_is_heard_before_its_number(tmp_path):
    said = heard(laid(tmp_path, [study(1, group="Soil"), study(2, group="Water")]))
    at = said.index("## Title of study 2")
    assert said[at - 2 : at] == ["Water", "Poster number: 2 [link to page 3]"]


def test_the_group_of_a_poster_that_runs_on_is_heard_once(tmp_path):
    sections = {"Background": words(900), "Conclusion": words(12)}
    work = laid(tmp_path, [study(1, group="Soil", sections=sections), study(2, group="Water")])
    first, second, *_ = pages_of(work, "posters")
    assert "Soil" in texts(first)
    assert "Soil" in texts(second)
    assert heard(work).count("Soil") == 1


AUTHORS = [
    {"name": "Ada Berg", "affiliations": ["Lab One", "Lab Two"]},
    {"name": "Bo Chen", "affiliations": ["Lab Two"]},
]


@pytest.mark.parametrize("page", ["a5", "a4", "phone"])
def test_the_numbers_of_affiliations_do_not_stick_to_names(tmp_path, page):
    said = heard(laid(tmp_path, [study(1, authors=AUTHORS)], page=page))
    assert "Ada Berg 1, 2, Bo Chen 2" in said


def test_spaces_that_part_the_numbers_of_affiliations_take_no_room(tmp_path):
    work = laid(tmp_path, [study(1, authors=AUTHORS)])
    (line,) = (one for one in lines(*pages_of(work, "posters")) if one.text.startswith("Ada Berg"))
    name, numbers, comma, *_ = line.runs
    assert (name.text, numbers.text) == ("Ada Berg ", "1, 2")
    assert numbers.x == pytest.approx(name.x + name.width)
    assert comma.x == pytest.approx(numbers.x + numbers.width)


def test_the_cover_says_each_group_and_then_the_list_of_its_numbers(tmp_path):
    records = [study(1, group="Soil"), study(2, group="Soil"), study(3, group="Water")]
    said = heard(laid(tmp_path, records))
    at = said.index("# Stress")
    assert said[at + 1 : at + 6] == [
        "  Soil [link to page 4]",
        "    - 1 [link to page 4]",
        "    - 2 [link to page 5]",
        "  Water [link to page 6]",
        "    - 3 [link to page 6]",
    ]


def test_the_groups_below_an_entry_of_the_contents_are_heard_one_by_one(tmp_path):
    records = [study(1 + n, group=name) for n, name in enumerate(["Soil", "Soil", "Water"])]
    order = ["cover", {"contents": {}}, "posters"]
    said = heard(laid(tmp_path, records, running_order=order))
    at = said.index("3–5 Posters [link to page 3]")
    assert said[at + 1 : at + 3] == ["  3–4 Soil [link to page 3]", "  5 Water [link to page 5]"]


@pytest.mark.parametrize("page", ["a5", "half-letter", "a4", "letter", "phone"])
@pytest.mark.parametrize("theme", ["colour", "plain", "large-print"])
def test_every_column_of_the_table_is_heard_by_its_head(tmp_path, page, theme):
    records = [study(1, group="Soil"), study(2, group="Water"), study(3, group="Water")]
    said = heard(laid(tmp_path, records, page=page, theme=theme))
    (head,) = (line for line in said if line.startswith("[table: "))
    (row,) = (line for line in said if "Title of study 3;" in line)
    if "columns Topic" in head:
        assert head == "[table: 3 rows; columns Topic, Title, Poster number]"
        assert row.startswith("  Topic: Water; Title: Title of study 3; Poster number: 3 [link")
    else:
        assert head == "[table: 3 rows; columns Title, Poster number]"
        assert row.startswith("  Title: Title of study 3; Poster number: 3 [link")
        assert said.index("  Soil") < said.index("  Water") < said.index(row)


def test_the_number_of_a_page_is_told_apart_from_the_posters(tmp_path):
    row = next(line for line in heard(laid(tmp_path, [study(1096)])) if "Title of study" in line)
    assert row.endswith("Poster number: 1096 [link to page 4], p. 4 [link to page 4]")


def heads_of_tables(said):
    return [said[at - 1] for at, line in enumerate(said) if line.startswith("[table: ")]


@pytest.mark.parametrize("count", [3, 80], ids=["a table", "a list"])
def test_the_summary_table_stands_under_the_name_that_the_contents_list_gives_it(tmp_path, count):
    said = heard(laid(tmp_path, [study(n) for n in range(1, count)]))
    assert heads_of_tables(said) == ["## Summary table"]
    assert "3 Summary table [link to page 3]" in said


@pytest.mark.parametrize(
    ("intro", "heard_above"),
    [
        ("What was seen.", ["## What was seen."]),
        ("What was seen.\n\nAnd when.", ["## What was seen.", "And when."]),
        ("- one\n- two", ["## Summary table", "  - one", "  - two"]),
    ],
)
def test_a_sentence_above_the_summary_table_is_its_heading(tmp_path, intro, heard_above):
    order = ["cover", {"summary": {"intro": "text/intro.md"}}, "posters"]
    said = heard(laid(tmp_path, [study(1)], files={"text/intro.md": intro}, running_order=order))
    (at,) = (at for at, line in enumerate(said) if line.startswith("[table: "))
    assert said[at - len(heard_above) : at] == heard_above


def test_a_rule_that_is_read_as_a_heading_shows_no_text(tmp_path):
    work = laid(tmp_path, [study(1)])
    rule = next(item for page in pages_of(work, "summary") for item in page.items if isinstance(item, Rule))
    assert (rule.meaning.role, rule.meaning.said) == ("H2", "Summary table")


ADDRESSES = "See https://example.org/T_a~b (www.example.org/AV), doi:10.1234/AV.T-5; 10.5555/123."


def test_bare_addresses_and_dois_in_running_text_are_links(tmp_path):
    said = heard(laid(tmp_path, [study(1, sections={"Background": ADDRESSES, "Conclusion": "Done."})]))
    assert (
        "See https://example.org/T_a~b [link to https://example.org/T_a~b] "
        "(www.example.org/AV [link to https://www.example.org/AV]), "
        "doi:10.1234/AV.T-5 [link to https://doi.org/10.1234/AV.T-5]; "
        "10.5555/123 [link to https://doi.org/10.5555/123]." in said
    )


def test_an_address_in_a_legal_text_stays_text(tmp_path):
    block = {"id": "a", "file": "legal/a.txt", "place": "legal-page"}
    order = ["cover", "posters", "legal"]
    files = {"legal/a.txt": "See https://example.org for more."}
    said = heard(laid(tmp_path, [study(1)], files=files, legal=[block], running_order=order))
    assert "See https://example.org for more." in said


def seams(work):
    """The runs that go on from the run before them, each with that run."""
    found = (pairwise(line.runs) for page in work.pages for line in lines(page))
    return [both for runs in found for both in runs if both[1].continues]


def test_no_eye_sees_where_an_address_that_is_a_link_begins(tmp_path):
    work = laid(tmp_path, [study(1, sections={"Background": ADDRESSES, "Conclusion": "Done."})])
    assert {link.text for _, link in seams(work)} >= {"https://example.org/T_a~b", "10.5555/123"}
    for before, after in seams(work):
        whole, alone = (
            work.fonts.width(after.face, text, after.size, after.track)
            for text in (before.text + after.text, after.text)
        )
        assert after.x == pytest.approx(before.x + whole - alone)


AML = [{"short": "AML", "long": "acute myeloid leukemia"}, {"short": "ALL-B", "long": "B-cell ALL"}]
ABOUT = "In AML (AML-like, not AMLs) and ALL-B, AML is rare."
ABOUT_EXPANDED = (
    "In AML [stands for acute myeloid leukemia] (AML-like, not AMLs) "
    "and ALL-B [stands for B-cell ALL], AML is rare."
)


def test_an_abbreviation_is_heard_expanded_where_it_first_stands_in_a_paragraph(tmp_path):
    sections = {"Background": ABOUT + "\n\nAML again.", "Conclusion": "Acute myeloid leukemia (AML) is rare."}
    said = heard(laid(tmp_path, [study(1, title="AML", sections=sections)], abbreviations=AML))
    assert "## AML [stands for acute myeloid leukemia]" in said
    at = said.index("### Background")
    assert said[at + 1 : at + 5] == [
        ABOUT_EXPANDED,
        "AML [stands for acute myeloid leukemia] again.",
        "### Conclusion",
        "Acute myeloid leukemia (AML) is rare.",
    ]


def shown(work):
    """Where each line begins and what stands on it, whatever it is read as."""
    return [(line.x, line.y, line.text) for page in work.pages for line in lines(page)]


def pictures(work):
    """The pages as pictures, without what a viewer shows of links."""
    file = pypdfium2.PdfDocument(publish(work, edition("screen")).pdf)
    return [bytes(page.render(scale=1, draw_annots=False).buffer) for page in file]


@pytest.mark.parametrize("layout", ["page", "compact"])
def test_abbreviations_change_nothing_that_is_seen(tmp_path, layout):
    order = ["cover", "summary", {"posters": {"layout": layout}}]
    fields = {"title": "AML", "sections": {"Background": ABOUT * 9, "Conclusion": ABOUT}}
    bare, expanded = (
        laid(tmp_path / name, [study(1, **fields)], running_order=order, **keys)
        for name, keys in (("bare", {}), ("expanded", {"abbreviations": AML}))
    )
    assert shown(bare) == shown(expanded)
    assert pictures(bare) == pictures(expanded)
    before, after = (printed_book(one.booklet, one.theme, one.pages) for one in (bare, expanded))
    assert [page.text for page in before.pages] == [page.text for page in after.pages]
    assert [page.sha256 for page in before.pages] == [page.sha256 for page in after.pages]
    assert not seams(bare)
    assert seams(expanded)


def test_the_numbers_of_affiliations_stand_apart_from_an_abbreviation_too(tmp_path):
    authors = [{**AUTHORS[0], "name": "Study Group AML"}, AUTHORS[1]]
    said = heard(laid(tmp_path, [study(1, authors=authors)], abbreviations=AML))
    assert "Study Group AML [stands for acute myeloid leukemia] 1, 2, Bo Chen 2" in said


def test_a_link_may_hold_an_abbreviation(tmp_path):
    sections = {"Background": "See [about AML](https://a.org).", "Conclusion": "Done."}
    said = heard(laid(tmp_path, [study(1, sections=sections)], abbreviations=AML))
    assert "See about AML [stands for acute myeloid leukemia] [link to https://a.org]." in said


def test_the_ordinal_that_stands_for_a_group_on_the_cover_is_heard_by_its_name(tmp_path):
    group = "Health services research and survivorship of all who were there"
    said = heard(laid(tmp_path, [study(1, group=group), study(2, group="Water")]))
    assert f"  1 [stands for {group}] [link to page 4]" in said


def test_an_abbreviation_that_stands_in_the_list_twice_is_an_error(tmp_path):
    with pytest.raises(ContentError, match="the abbreviation 'AML' stands in the list already"):
        laid(tmp_path, [study(1)], abbreviations=[*AML, {"short": "AML", "long": "another"}])


@pytest.mark.parametrize("one", [{"short": "", "long": "x"}, {"short": "x", "long": ""}, {"short": "x"}])
def test_an_abbreviation_has_a_short_and_a_long_form(tmp_path, one):
    with pytest.raises(ContentError):
        laid(tmp_path, [study(1)], abbreviations=[one])


def test_each_line_of_a_signature_is_heard_by_itself():
    said = heard(typeset(load(example_folder())))
    at = said.index("By order of the Board")
    assert said[at + 1 : at + 4] == [
        "Ascentage Pharma Group International",
        "Dr. Yang Dajun",
        "Chairman and Executive Director",
    ]
