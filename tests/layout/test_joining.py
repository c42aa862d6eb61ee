"""In what order the pages of several languages come into one file."""

import pytest

from posterbook.errors import LayoutError, Where
from posterbook.forms.page import PosterFit
from posterbook.layout.context import PageTabs, UnplacedPage
from posterbook.layout.joining import in_pairs, one_by_one

FILLERS = (UnplacedPage("notes", ()), UnplacedPage("筆記", ()))
ASKED = Where("booklet.yaml", ("languages", "layout"))


def pages(said: str) -> list[UnplacedPage]:
    """A page for each word: a kind, or the number of a poster; one with + goes on from the one before."""
    found = []
    for word in said.split():
        name = word.rstrip("+")
        number = name if name.isdigit() else ""
        fits = (PosterFit(number, 9, 0, 1, 0),) if number and name == word else ()
        kind = "posters" if number else name
        found.append(UnplacedPage(kind, (), number=number, continues=name != word, fits=fits))
    return found


def named(leaves) -> str:
    """What stands on each leaf; ( ) are pages that are not counted, a dash is blank."""
    said = []
    for _, page in leaves:
        name = "-" if page.kind == "blank" else page.number or page.kind
        said.append(f"({name})" if page.fills else name)
    return " ".join(said)


def following(*books, multiple=1):
    return named(one_by_one([pages(one) for one in books], (*FILLERS, FILLERS[1]), multiple))


def facing(main, other, *, multiple=1, covered=True):
    found = in_pairs([pages(main), pages(other)], FILLERS, multiple, covered=covered, where=ASKED)
    return [leaf.book for leaf in found], named(found)


def test_one_language_follows_the_other_on_leaves_of_its_own():
    assert following("cover 1 legal", "titel 1 recht") == "cover 1 legal titel 1 recht"
    assert following("cover 1 legal", "titel 1 recht 2", multiple=2) == "cover 1 legal notes titel 1 recht 2"
    assert following("cover 1 legal", "titel 1 recht", "titre", multiple=4) == (
        "cover 1 legal notes titel 1 recht 筆記 titre (筆記) (筆記) (筆記)"
    )
    assert following("cover 1", "titel 1 recht", multiple=4) == "cover 1 titel 1 (筆記) (筆記) (筆記) recht"


def test_parts_face_each_other_behind_both_covers():
    books, said = facing("cover text 1 2 legal", "cover text 1 2 legal", multiple=4)
    assert said == "cover - cover text text 1 1 2 2 legal legal (-)"
    assert books == [0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]


def test_where_one_language_takes_more_pages_notes_stand_beside_the_rest():
    _, said = facing("cover text text+ 1 2 2+ legal", "cover text 1 1+ 2 legal")
    assert said == "cover - cover text text text 筆記 1 1 notes 1 2 2 2 筆記 legal legal"


def test_pages_that_fill_sheets_come_in_pairs_before_the_last_pair_and_a_blank_one_ends_the_file():
    _, said = facing("cover text 1 legal", "cover text 1 legal", multiple=4)
    assert said == "cover - cover text text 1 1 (notes) (筆記) legal legal (-)"
    _, said = facing("cover text 1 legal legal+", "cover text 1 legal", multiple=4)
    assert said == "cover - cover text text 1 1 legal legal legal 筆記 (-)"


def test_without_a_cover_the_first_page_is_blank():
    _, said = facing("text 1", "text 1", multiple=2, covered=False)
    assert said == "- text text 1 1 (-)"


def test_a_part_of_one_language_stands_where_it_stands_there():
    _, said = facing("cover text 1 thanks legal", "cover preface text 1 legal colophon")
    assert said == "cover - cover notes preface text text 1 1 thanks 筆記 legal legal notes colophon"


def test_a_page_for_notes_has_the_tab_of_the_poster_beside_it():
    main, other = pages("cover 1 1+"), pages("cover 1")
    main = [page if n == 0 else tabbed(page) for n, page in enumerate(main)]
    leaves = in_pairs([main, other], FILLERS, 1, covered=True, where=ASKED)
    assert (leaves[-1].page.kind, leaves[-1].page.group, leaves[-1].page.tabs) == ("筆記", 3, PageTabs.OWN)


def tabbed(page):
    return UnplacedPage(
        page.kind,
        (),
        number=page.number,
        group=3,
        tabs=PageTabs.OWN,
        continues=page.continues,
        fits=page.fits,
    )


def test_posters_that_would_not_face_themselves_are_refused():
    with pytest.raises(LayoutError, match="another order"):
        facing("cover 1 2", "cover 2 1")
    shared = UnplacedPage("posters", (), fits=(PosterFit("1", 9, 0, 1, 0), PosterFit("2", 9, 0, 1, 0)))
    alone = UnplacedPage("posters", (), fits=(PosterFit("1", 9, 0, 1, 0),))
    with pytest.raises(LayoutError, match="beside their translations: 2"):
        in_pairs([[*pages("cover"), shared], [*pages("cover"), alone]], FILLERS, 1, covered=True, where=ASKED)
