"""Lists of people, as committees: the name, and below it in grey what they do and where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from posterbook.content.model import INTERNAL, NOWHERE, Booklet, Inline, Person, doc
from posterbook.content.page_kind import PageKind
from posterbook.errors import Problem, Where, error
from posterbook.forms.element import Bookmark, Element, Role
from posterbook.forms.galley import Piece, Text
from posterbook.forms.page import Anchor, Item
from posterbook.layout.context import LayoutContext, UnplacedPage, last_baseline, stack_lines
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.pages.composer import Composer, ContentsEntry
from posterbook.values import dataclass

MOST_COLUMNS = 3
_HALVINGS = 40
"""How often the interval is halved in which the height of balanced columns is looked for."""


@dataclass(frozen=True, slots=True)
class PeopleList:
    """A list of people with a name of its own."""

    people: tuple[Person, ...] = field(metadata=doc("who they are, in order; a plain text is a name"))
    name: Inline = field(default=Inline(""), metadata=doc("what the list is called, as Scientific committee"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Options:
    """What `people:` takes in running_order."""

    lists: tuple[PeopleList, ...] = field(metadata=doc("the lists, in order"))
    heading: Inline = field(default=Inline(""), metadata=doc("the page's heading"))
    columns: int = field(default=2, metadata=doc("how many columns: 1, 2 or 3; large print has one"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person: the name, and what is said of them."""

    name: Text
    more: Text | None


@dataclass(frozen=True, slots=True)
class ListGalley:
    """A list with its name."""

    name: Text | None
    entries: tuple[PersonEntry, ...]


@dataclass(frozen=True, slots=True)
class PeopleGalley:
    """The heading and the lists."""

    heading: Text | None
    lists: tuple[ListGalley, ...]
    columns: int
    anchor: str
    bookmark: Bookmark | None


def check(_booklet: Booklet, options: Options) -> Iterator[Problem]:
    """More columns than a name has room in, or none."""
    if not 1 <= options.columns <= MOST_COLUMNS:
        message = f"'columns' wants 1 to {MOST_COLUMNS}, found {options.columns}"
        yield error("wrong-value", message, options.where.at("columns"), "two suit most pages")


def contents(composer: Composer, options: Options) -> tuple[ContentsEntry, ...]:
    """Its heading."""
    anchor, where = _anchor(composer), options.where.at("heading")
    return (ContentsEntry(options.heading, ((anchor, anchor),), where),) if options.heading else ()


def _anchor(composer: Composer) -> str:
    return composer.place("people")


def compose(composer: Composer, options: Options) -> tuple[PeopleGalley, ...]:
    """Every list with its people, as a list."""
    section, where, styles = composer.section(), options.where, composer.theme.styles
    heading = None
    if options.heading:
        element = section.child(composer.heading)
        heading = composer.inline(styles.page_heading, options.heading, element, where.at("heading"))
    level = composer.subheading if heading else composer.heading
    anchor = _anchor(composer)
    return (
        PeopleGalley(
            heading=heading,
            lists=tuple(_list(composer, one, section, level) for one in options.lists),
            columns=options.columns,
            anchor=anchor,
            bookmark=Bookmark(heading.plain, 1, anchor) if heading else None,
        ),
    )


def _list(composer: Composer, people: PeopleList, section: Element, level: Role) -> ListGalley:
    name = None
    if people.name:
        style = composer.theme.styles.small_heading
        name = composer.inline(style, people.name, section.child(level), people.where.at("name"))
    items = section.child(Role.LIST)
    return ListGalley(
        name,
        tuple(
            _entry(composer, person, items, people.where.at("people", n))
            for n, person in enumerate(people.people)
        ),
    )


def _entry(composer: Composer, person: Person, items: Element, where: Where) -> PersonEntry:
    styles = composer.theme.styles
    body = items.child(Role.LIST_ITEM).child(Role.LIST_BODY)
    name = composer.inline(styles.person, person.name, body.child(Role.P), where.at("name"))
    if not (person.role or person.place):
        return PersonEntry(name, None)
    element, pieces = body.child(Role.P), list[Piece]()
    for key, wording in (("role", person.role), ("place", person.place)):
        if wording and pieces:
            comma = composer.text(styles.person_role, composer.booklet.words.place, element, where)
            pieces += comma.pieces
        pieces += composer.inline(styles.person_role, wording, element, where.at(key)).pieces
    return PersonEntry(name, Text(styles.person_role, tuple(pieces), where))


@dataclass(frozen=True, slots=True)
class _SetEntry:
    """A person in lines of a column, the first baseline at 0, the last at `depth`."""

    items: tuple[Item, ...]
    depth: float


def lay_out(plan: BookPlan, galley: PeopleGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """List below list, each in columns of equal height, on as many pages as they take."""
    context = plan.context
    pages = [_Sheet(context, galley.heading)]
    for one in galley.lists:
        columns = min(galley.columns, context.theme.people.most)
        _place_list(context, pages, one, columns)
    return tuple(
        UnplacedPage(
            KIND.name,
            tuple(sheet.items),
            anchors=() if n else (Anchor(galley.anchor, 0),),
            bookmarks=() if n or galley.bookmark is None else (galley.bookmark,),
            continues=n > 0,
        )
        for n, sheet in enumerate(pages)
    )


class _Sheet:
    """A page that fills from its head: its items, and the first baseline that is free."""

    __slots__ = ("empty", "items", "k")

    def __init__(self, context: LayoutContext, heading: Text | None) -> None:
        page, measures = context.theme.page, context.theme.text
        self.items: list[Item] = [context.page_rule()]
        self.k, self.empty = measures.heading, True
        if heading:
            lines = context.lines(heading, page.main)
            self.items += stack_lines(lines, heading.style, page.main_x, measures.heading)
            self.k = measures.body + last_baseline(lines, heading.style, 0)


def _place_list(context: LayoutContext, pages: list[_Sheet], people: ListGalley, columns: int) -> None:
    """The name of a list, in the rail where there is one, and its people, over as many pages as needed."""
    page, measures = context.theme.page, context.theme.people
    width = (page.main - (columns - 1) * measures.column_gap) / columns
    step = context.theme.styles.person.lead + measures.between
    entries = [_set(context, one, width) for one in people.entries]
    opens = True
    while entries or opens:
        sheet = pages[-1]
        above = 0 if sheet.empty else measures.above_list
        named = _name_depth(context, people.name) if opens else 0
        room = page.last - sheet.k - above - named
        taken = _that_fit(entries, columns, step, room)
        if not taken and not sheet.empty:
            pages.append(_Sheet(context, None))
            continue
        k = sheet.k + above
        if opens and people.name:
            sheet.items += _name(context, people.name, k)
        parts = _in_columns(entries[: taken or 1], columns, step)
        ends = k + named
        for column, part in enumerate(parts):
            x, at = page.main_x + column * (width + measures.column_gap), k + named
            for entry in part:
                sheet.items += [item.moved(x, at) for item in entry.items]
                ends = max(ends, at + entry.depth)
                at += entry.depth + step
        sheet.k, sheet.empty, opens = ends, False, False
        entries = entries[taken or 1 :]
        if entries:
            pages.append(_Sheet(context, None))


def _name_depth(context: LayoutContext, name: Text | None) -> float:
    """How far the people stand below the name of their list: in a rail it stands beside them."""
    if name is None or context.theme.page.rail:
        return 0
    return len(context.lines(name, context.theme.page.main)) * name.style.lead + context.theme.people.between


def _name(context: LayoutContext, name: Text, k: float) -> Sequence[Item]:
    page = context.theme.page
    lines = context.lines(name, page.rail or page.main)
    return stack_lines(lines, name.style, 0 if page.rail else page.main_x, k)


def _set(context: LayoutContext, entry: PersonEntry, width: float) -> _SetEntry:
    lines = context.lines(entry.name, width)
    style, depth = entry.name.style, (len(lines) - 1) * entry.name.style.lead
    items: tuple[Item, ...] = stack_lines(lines, style, 0, 0)
    if entry.more:
        more = context.lines(entry.more, width)
        items += stack_lines(more, entry.more.style, 0, depth + entry.more.style.lead)
        depth += len(more) * entry.more.style.lead
    return _SetEntry(items, depth)


def _that_fit(entries: Sequence[_SetEntry], columns: int, step: float, room: float) -> int:
    """How many of the entries stand in so many columns of that height, from first baseline to last."""
    too_high = (n for n, entry in enumerate(entries) if entry.depth > room + 1e-6)
    low, high = 0, next(too_high, len(entries))
    while low < high:
        middle = (low + high + 1) // 2
        if len(_filled(entries[:middle], step, room)) <= columns:
            low = middle
        else:
            high = middle - 1
    return low


def _in_columns(entries: Sequence[_SetEntry], columns: int, step: float) -> tuple[tuple[_SetEntry, ...], ...]:
    """The entries in columns, read one after the other, the highest of which is as low as can be."""
    low, high = max((entry.depth for entry in entries), default=0.0), _depth(entries, step)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(entries, step, middle)) <= columns else (middle, high)
    return _filled(entries, step, high)


def _depth(part: Sequence[_SetEntry], step: float) -> float:
    return sum(entry.depth + step for entry in part) - step if part else 0.0


def _filled(entries: Sequence[_SetEntry], step: float, height: float) -> tuple[tuple[_SetEntry, ...], ...]:
    """The entries in columns that are no higher, each as full as it can be."""
    parts: list[list[_SetEntry]] = []
    k = 0.0
    for entry in entries:
        if parts and k + entry.depth <= height + 1e-6:
            parts[-1].append(entry)
        else:
            parts.append([entry])
            k = 0.0
        k += entry.depth + step
    return tuple(map(tuple, parts))


KIND = PageKind(
    name="people", options=Options, compose=compose, lay_out=lay_out, contents=contents, check=check
)
