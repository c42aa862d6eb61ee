"""Page numbers in texts: single ones, ranges, and several of them."""

import pytest

from posterbook.design.theme import Colour, Style
from posterbook.errors import Where
from posterbook.forms.element import Artifact
from posterbook.forms.galley import Piece, Reference, Text
from posterbook.forms.page import Anchor
from posterbook.layout.context import UnplacedPage
from posterbook.layout.pagination import folios
from posterbook.layout.references import Folios, resolve

INK = Colour((0, 0, 0), (0, 0, 0, 1))


def said(wording, ranges, first, last=None):
    text = Text(Style("body", 9, 12), (Piece(wording, "body", INK, Artifact.PAGINATION),), Where(""))
    return resolve(Reference(text, tuple(ranges)), Folios(first, last or first)).plain


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("4", "4"),
        ("4 5 6", "4–6"),
        ("4 6", "4, 6"),
        ("4 5 7 8 10", "4–5, 7–8, 10"),
        ("9 10 11", "9–11"),
        ("5 5 6", "5–6"),
    ],
)
def test_adjacent_pages_become_ranges(pages, expected):
    at = {str(n): folio for n, folio in enumerate(pages.split())}
    assert said("{page}", [(name, name) for name in at], at) == expected


def test_a_range_runs_from_where_the_first_begins_to_where_the_last_ends():
    assert said("{page} ", [("a", "b")], {"a": "4", "b": "9"}, {"a": "5", "b": "11"}) == "4–11 "


def test_without_an_end_only_the_beginning_is_named():
    assert said("p. {page}", [("a", "")], {"a": "4"}, {"a": "6"}) == "p. 4"


def test_what_is_not_placed_yet_is_as_wide_as_any_number():
    assert said("{page}", [("a", "a")], {}) == "0000"


def test_a_text_without_its_mark_stays_as_it_is():
    assert said("1096 ", [], {}) == "1096 "


def leaf(*names, **facts):
    return UnplacedPage("posters", (), anchors=tuple(Anchor(name) for name in names), **facts)


def test_what_goes_on_ends_on_its_last_page():
    found = folios(
        (leaf(has_folio=False), leaf("a"), leaf("a:2", continues=True), leaf("b"), leaf(continues=True))
    )
    assert found.first == {"a": "2", "a:2": "3", "b": "4"}
    assert found.last == {"a": "3", "a:2": "3", "b": "5"}


def test_what_stands_on_the_cover_has_no_folio():
    assert folios((leaf("cover", has_folio=False), leaf("a"))).first == {"cover": "", "a": "2"}
