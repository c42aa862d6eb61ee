"""Joins booklets that say the same in several languages to one file, whose folios run through.

Each language is composed and laid out as if it were alone, and has its own table, tabs and references. What
they share is the paper: where a page comes, and with that its folio and its side. So their pages are put in
one order in every round, the folios that come of it go back to each, and when these stand still the pages
get their sides and hang in one structure tree (`common_tree.py`).

**Following.** One language behind the other, each from its cover to its last page. Each begins on a recto:
where the one before ends on a recto too, a page for notes makes its last leaf whole, which is counted as all
others are, so that odd folios stay on rectos.

**Facing.** The main language on versos, the other on the rectos beside them. Both are cut into parts, as a
text, a poster, a page of legal blocks; parts of the same kind and number face each other, and where one of
them takes more pages, pages for notes stand beside the rest. The main language's cover is the first page; a
blank verso stands behind it, and the other cover on the recto that faces this. Behind the last pair the
outside of the last leaf is blank. Pages that fill up sheets come in pairs before the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import zip_longest
from typing import TypeAlias

from posterbook.design.fonts import Fonts
from posterbook.design.theme import Theme
from posterbook.errors import ContentError, LayoutError, Problem, Where, error
from posterbook.forms.galley import Composition
from posterbook.forms.page import Page
from posterbook.layout import MOST_ROUNDS, LaidOut, Rounds, restless_error
from posterbook.layout.common_tree import CommonTree
from posterbook.layout.context import LayoutContext, PageTabs, UnplacedPage
from posterbook.layout.coverage import unprintable
from posterbook.layout.overfull import text_beyond_page
from posterbook.layout.pagination import RunningFeet, before_last, folios, page_numbers, paginate
from posterbook.layout.plan import plan_book
from posterbook.layout.references import Folios
from posterbook.layout.warnings import thickness_warning, warnings_of_kinds, warnings_of_pages
from posterbook.values import NamedTuple, dataclass

FindPlaces: TypeAlias = Callable[[Iterable[Problem]], tuple[Problem, ...]]
"""Problems with line and column, where they can be found."""
BLANK = UnplacedPage("blank", (), has_foot=False, has_folio=False, has_running=False)
"""A page that stays white: the back of a cover, the outside of the last leaf."""


@dataclass(frozen=True, slots=True)
class JoinedBook:
    """A booklet in one language, composed; `name` is what its language calls itself.

    `prefix` stands before the names of its places and legal blocks, '' for the main language. `find_places`
    finds where problems stand in its files.
    """

    composed: Composition
    theme: Theme
    fonts: Fonts
    language: str
    name: str
    prefix: str = ""
    find_places: FindPlaces = tuple

    @contextmanager
    def blaming_own_files(self) -> Iterator[None]:
        """What fails in it is said of this language's files."""
        try:
            yield
        except (ContentError, LayoutError) as failure:
            raise type(failure)(self.find_places(failure.problems)) from failure


@dataclass(frozen=True, slots=True)
class JoinedPages:
    """The pages of the file on paper and for the screen, and of each language its own, in order."""

    paper: tuple[Page, ...]
    screen: tuple[Page, ...]
    books: tuple[LaidOut, ...]


class Leaf(NamedTuple):
    """A page of the file, and which of the languages it is in."""

    book: int
    page: UnplacedPage


Order: TypeAlias = Callable[[Sequence[Sequence[UnplacedPage]]], list[Leaf]]
"""What puts the pages of all languages in one order."""


def join(books: Sequence[JoinedBook], *, facing: bool, where: Where) -> JoinedPages:
    """The pages of a file in several languages; `where` is what asks for it.

    Raises ContentError for characters that cannot be printed, LayoutError for what cannot be set as it must.
    """
    unset = [
        one for book in books for one in book.find_places(unprintable(book.composed, book.theme, book.fonts))
    ]
    if unset:
        raise ContentError(unset)
    every = [_Setting(book) for book in books]
    fillers, multiple = [one.rounds.filler for one in every], books[0].theme.page.multiple

    def ordered(pages: Sequence[Sequence[UnplacedPage]]) -> list[Leaf]:
        if facing:
            covered = all(_has_cover(book.composed) for book in books)
            return in_pairs(pages, fillers, multiple, covered=covered, where=where)
        return one_by_one(pages, fillers, multiple)

    leaves, known = _until_still(every, ordered, 2 if facing else 1)
    beyond = [problem for n, one in enumerate(every) for problem in one.beyond(leaves, n)]
    if beyond:
        raise LayoutError(beyond)
    return _joined(every, leaves, known, facing=facing)


class _Setting:
    """One language on its way to pages."""

    __slots__ = ("book", "context", "plan", "rounds")

    def __init__(self, book: JoinedBook) -> None:
        self.book = book
        self.context = LayoutContext(book.theme, book.fonts)
        with book.blaming_own_files():
            self.plan = plan_book(self.context, book.composed)
            self.rounds = Rounds(self.plan, book.composed)

    def pages(self, known: Folios) -> list[UnplacedPage]:
        """Its pages by the folios of the round before."""
        with self.book.blaming_own_files():
            return self.rounds.pages(known)

    def beyond(self, leaves: Sequence[Leaf], number: int) -> Iterator[Problem]:
        """What would leave its page."""
        own = [leaf.page for leaf in leaves if leaf.book == number]
        yield from self.book.find_places(
            text_beyond_page(self.context, own, dict(self.book.composed.posters))
        )

    def paged(self, leaves: Sequence[Leaf], number: int, known: Folios, *, screen: bool) -> tuple[Page, ...]:
        """Its pages, at their places among all."""
        composed = self.book.composed
        return paginate(
            self.context,
            [leaf.page for leaf in leaves],
            self.plan.thumb,
            known,
            RunningFeet(composed.verso, composed.recto),
            screen=screen,
            own=frozenset(at for at, leaf in enumerate(leaves) if leaf.book == number),
        )

    def problems(self, paper: Sequence[Page]) -> tuple[Problem, ...]:
        """What an editor should know of its pages."""
        found = warnings_of_kinds(self.plan, self.book.composed)
        return (*found, *warnings_of_pages(self.context, self.book.composed, paper))


def _until_still(every: Sequence[_Setting], order: Order, step: int) -> tuple[list[Leaf], list[Folios]]:
    """The leaves in their order, and of each language the folios of its places, when these stand still."""
    known = [Folios() for _ in every]
    for _ in range(MOST_ROUNDS):
        leaves = order([one.pages(own) for one, own in zip(every, known, strict=True)])
        numbered = list(zip(leaves, page_numbers([leaf.page for leaf in leaves]), strict=True))
        found = []
        for book in range(len(every)):
            own = [(leaf.page, number) for leaf, number in numbered if leaf.book == book]
            found.append(folios([page for page, _ in own], [number for _, number in own], step))
        if found == known:
            return leaves, known
        known = found
    raise restless_error()


def _joined(
    every: Sequence[_Setting], leaves: Sequence[Leaf], known: Sequence[Folios], *, facing: bool
) -> JoinedPages:
    """The pages with their sides, in one tree. On the screen pages that face each other have them too."""
    tree = CommonTree(every[0].book.language)
    papers, screens, books = [], [], []
    for number, one in enumerate(every):
        book, own = one.book, known[number]
        paper = one.paged(leaves, number, own, screen=False)
        problems = one.problems(paper)
        screen = paper if facing else one.paged(leaves, number, own, screen=True)
        branch = tree.branch(book.language, book.prefix, book.name)
        grafted = branch.pages(paper)
        papers.append(grafted)
        screens.append(grafted if facing else branch.pages(screen))
        fits = tuple(fit for page in grafted for fit in page.fits)
        books.append(LaidOut(grafted, screens[-1], fits, problems))
    thick = tuple(thickness_warning(every[0].context, len(leaves)))
    books[0] = replace(books[0], problems=(*books[0].problems, *thick))
    return JoinedPages(_by_place(papers), _by_place(screens), tuple(books))


def _by_place(parts: Sequence[Sequence[Page]]) -> tuple[Page, ...]:
    return tuple(sorted((page for part in parts for page in part), key=lambda page: page.sequence))


def _has_cover(composed: Composition) -> bool:
    return any(galley.kind.title_page for galley in composed.galleys[:1])


def one_by_one(
    books: Sequence[Sequence[UnplacedPage]], fillers: Sequence[UnplacedPage], multiple: int
) -> list[Leaf]:
    """One language behind the other, each on leaves of its own; the last is filled up to whole sheets.

    What is for the screen alone has no leaves.
    """
    leaves: list[Leaf] = []
    for number, pages in enumerate(books):
        if multiple > 1 and len(leaves) % 2:
            leaves.append(Leaf(number - 1, fillers[number - 1]))
        leaves += (Leaf(number, page) for page in pages)
    last = len(books) - 1
    opening = len(leaves) - len(books[last])  # which stays on its recto
    at = max(before_last([leaf.page for leaf in leaves]), opening + 1)
    uncounted = Leaf(last, replace(fillers[last], fills=True, has_folio=False))
    return [*leaves[:at], *[uncounted] * (-len(leaves) % multiple), *leaves[at:]]


class _Part(NamedTuple):
    """Pages that face those of the same name: their kind, a poster's number or a legal block, a count."""

    name: tuple[str, str, int]
    pages: list[UnplacedPage]


def in_pairs(
    books: Sequence[Sequence[UnplacedPage]],
    fillers: Sequence[UnplacedPage],
    multiple: int,
    *,
    covered: bool,
    where: Where,
) -> list[Leaf]:
    """The first of two languages on versos, the other on rectos, part beside part.

    Raises LayoutError where posters would not stand beside themselves.
    """
    main, other = books
    front, pairs = BLANK, list[tuple[UnplacedPage, UnplacedPage]]()
    if covered:
        front, (main, other) = main[0], (main[1:], other[1:])
        pairs.append((BLANK, books[1][0]))
    for left, right in _beside(_parts(main), _parts(other), where):
        for verso, recto in zip_longest(left, right):
            pairs.append((verso or _beside_page(fillers[0], recto), recto or _beside_page(fillers[1], verso)))
    _check_posters(pairs, where)
    pairs = [
        (replace(left, continued_across=None), replace(right, continued_across=None)) for left, right in pairs
    ]
    missing = -(1 + 2 * len(pairs)) % multiple
    at = _before_last_pair(pairs)
    uncounted = [replace(filler, fills=True, has_folio=False) for filler in fillers]
    pairs[at:at] = [(uncounted[0], uncounted[1])] * (missing // 2)
    leaves = [Leaf(0, front), *(Leaf(n, page) for pair in pairs for n, page in enumerate(pair))]
    return [*leaves, Leaf(0, replace(BLANK, fills=True))] if missing % 2 else leaves


def _beside_page(filler: UnplacedPage, page: UnplacedPage) -> UnplacedPage:
    """A page for notes beside a page that has no translation, in the place of its tab."""
    tabs = page.tabs if page.tabs is PageTabs.OWN else PageTabs.NONE
    return replace(filler, group=page.group, more_groups=page.more_groups, tabs=tabs)


def _before_last_pair(pairs: Sequence[tuple[UnplacedPage, UnplacedPage]]) -> int:
    """Where pairs of no part of their own stand: before the last and those that it goes on from."""
    at = len(pairs) - 1
    while at > 0 and any(page.continues for page in pairs[at]):
        at -= 1
    return max(at, 0)


def _parts(pages: Sequence[UnplacedPage]) -> list[_Part]:
    """The pages in the parts that face each other."""
    found: list[_Part] = []
    count: dict[tuple[str, str], int] = {}
    for page in pages:
        if page.continues and found:
            found[-1].pages.append(page)
            continue
        key = (page.kind, page.number or next(iter(page.legal), ""))
        count[key] = count.get(key, 0) + 1
        found.append(_Part((*key, count[key]), [page]))
    return found


def _beside(
    main: Sequence[_Part], other: Sequence[_Part], where: Where
) -> Iterator[tuple[list[UnplacedPage], list[UnplacedPage]]]:
    """Each part with the one of its name; one that only one language has stands where it stands there."""
    names, waiting = {part.name for part in main}, list(other)
    shared = [part.name for part in other if part.name in names]
    if shared != [part.name for part in main if part.name in set(shared)]:
        raise _apart("stand in another order in the other language", where)
    for part in main:
        if part.name not in shared:
            yield part.pages, []
            continue
        while waiting[0].name != part.name:
            yield [], waiting.pop(0).pages
        yield part.pages, waiting.pop(0).pages
    for part in waiting:
        yield [], part.pages


def _check_posters(pairs: Sequence[tuple[UnplacedPage, UnplacedPage]], where: Where) -> None:
    """Where several posters share pages, as many must begin on both pages of a pair."""
    for left, right in pairs:
        begun, its = ({fit.number for fit in page.fits} for page in (left, right))
        if begun != its:
            named = ", ".join(sorted(begun ^ its))
            raise _apart(f"would not all stand beside their translations: {named}", where)


def _apart(how: str, where: Where) -> LayoutError:
    hint = "say 'layout: following', or 'posters: {layout: page, sort: number}' in running_order"
    return LayoutError(error("facing-apart", f"posters {how}", where, hint))
