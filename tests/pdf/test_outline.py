"""Bookmarks and page labels."""

from io import BytesIO

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from posterbook.design.geometry import Side
from posterbook.forms.element import Bookmark
from posterbook.forms.page import Page, page_labels
from posterbook.pdf.outline import nest


def marks(*levels):
    return [Bookmark(str(n), level, "x") for n, level in enumerate(levels)]


def shape(entries):
    return [(entry.bookmark.title, shape(entry.below)) for entry in entries]


def pages(*folios, kind="posters"):
    return [Page(n, folio, Side.SINGLE, kind, 10, 10, ()) for n, folio in enumerate(folios, 1)]


def titles(entries):
    return [title for entry in entries for title in (entry.bookmark.title, *titles(entry.below))]


def test_bookmarks_nest_by_level():
    assert shape(nest(marks(1, 2, 2, 1))) == [("0", [("1", []), ("2", [])]), ("3", [])]


def test_a_skipped_level_hangs_below_the_last_bookmark():
    assert shape(nest(marks(2, 1, 3, 2))) == [("0", []), ("1", [("2", []), ("3", [])])]


@given(st.lists(st.integers(1, 5)))
def test_no_bookmark_is_lost_or_moved(levels):
    assert titles(nest(marks(*levels))) == [str(n) for n in range(len(levels))]


def test_the_outline_of_the_file_is_linked_both_ways(finished):
    with pikepdf.open(BytesIO(finished)) as pdf:
        root = pdf.Root.Outlines
        cover, posters = root.First, root.Last
        assert int(root.Count) == 3
        assert [str(cover.Title), str(posters.Title), str(posters.First.Title)] == [
            "Cover",
            "Posters",
            "1096 Ä",
        ]
        assert cover.Next.objgen == posters.objgen
        assert posters.Prev.objgen == cover.objgen
        assert posters.First.Parent.objgen == posters.objgen
        assert [float(n) for n in (cover.Dest[3], posters.Dest[3])] == [300, 288]


def test_labels_repeat_the_folios():
    assert page_labels([*pages("", kind="cover"), *pages("2", "3")]) == [(0, "Cover"), (1, 2)]


def test_a_gap_in_the_folios_starts_counting_anew():
    assert page_labels(pages("1", "2", "5", "6")) == [(0, 1), (2, 5)]


def test_a_page_without_folio_in_the_middle_is_called_by_its_kind():
    assert page_labels(pages("1", "", "3", "iv")) == [(0, 1), (1, "Posters"), (2, 3), (3, "iv")]


def test_the_file_s_labels_are_those_of_the_pages(finished):
    with pikepdf.open(BytesIO(finished)) as pdf:
        assert [page.label for page in pdf.pages] == ["Cover", "2", "3"]
