"""The page kinds: one module each, which ends with its `KIND`.

A module holds `Options`, the dataclass of what the kind takes in `running_order`; `compose()`, which turns
content into galleys; and `lay_out()`, which turns a galley into pages; what else it may say of itself
`content.page_kind` lists. Adding a kind is adding a module here, or to a package of your own that names its
`KIND` at the entry point `posterbook.page_kinds`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from posterbook.content.abbreviations import abbreviations_of
from posterbook.content.model import Booklet, Group, LegalBlock, LegalPlace, PageEntry, Sponsor, groups_of
from posterbook.content.page_kind import PageKind, PageKinds
from posterbook.content.scalars import Plain
from posterbook.design.theme import Theme
from posterbook.errors import AssetError, Where, error
from posterbook.forms.element import Artifact, Bookmark, Element, Role
from posterbook.forms.galley import (
    Closing,
    Composition,
    FigureBlock,
    Galley,
    HeldPoster,
    HeldRun,
    Sponsors,
)
from posterbook.layout.holding import held_runs
from posterbook.pages import legal, notes, posters, sponsors, summary
from posterbook.pages.composer import Composer, ContentsEntry
from posterbook.pages.summary.compose import Opening, SummaryGalley

ENTRY_POINT = "posterbook.page_kinds"
"""Where a package names its page kinds: the name in running_order, and where its `KIND` is."""


ADDENDUM = "addendum"
"""The name of the place where posters begin that came after the printing."""


def kinds() -> PageKinds:
    """All page kinds, those of packages looked up only when a name is not ours."""
    return PageKinds(_Ours(), cache(_of_packages), usual_order)


class _Ours(Mapping[str, PageKind]):
    """Our page kinds by name, which is that of their module; each is imported when it is first asked for."""

    def __getitem__(self, name: str) -> PageKind:
        if name.isidentifier() and not name.startswith("_") and find_spec(f"{__name__}.{name}"):
            kind = getattr(import_module(f"{__name__}.{name}"), "KIND", None)
            if isinstance(kind, PageKind):
                return kind
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        from pkgutil import iter_modules  # noqa: PLC0415 - for messages and the schema alone

        return (module.name for module in iter_modules(__path__) if module.name in self)

    def __len__(self) -> int:
        return len(list(iter(self)))


def _of_packages() -> Mapping[str, PageKind]:
    """The page kinds that installed packages bring; raises AssetError for one that cannot be loaded."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow, and asked for only by a name not ours

    found = {}
    for entry in entry_points(group=ENTRY_POINT):
        package = entry.dist.name if entry.dist else entry.value
        try:
            kind = entry.load()
        except Exception as failure:
            message = f"the page kind '{entry.name}' of the package {package} cannot be loaded: {failure}"
            raise AssetError(
                error("page-kind-unusable", message, hint="update or remove the package")
            ) from failure
        if not isinstance(kind, PageKind) or kind.name != entry.name:
            message = f"'{entry.value}' of the package {package} is no PageKind named '{entry.name}'"
            raise AssetError(error("page-kind-unusable", message, hint="update or remove the package"))
        found[entry.name] = kind
    return found


def usual_order(folder: Path, legal: Sequence[LegalBlock], colophon: bool) -> list[object]:  # noqa: FBT001 - as PageKinds says
    """The running order of a booklet that gives none, as it would be written."""

    def text(name: str) -> str:
        return f"text/{name}.md" if (folder / f"text/{name}.md").is_file() else ""

    introduction, summary, company = text("introduction"), text("summary"), text("company")
    return [
        "cover",
        {"introduction": {"file": introduction, "contents": Plain("true")}} if introduction else "contents",
        {"summary": {"intro": summary} if summary else {}},
        "posters",
        *([{"text": {"file": company}}] if company else []),
        *(["legal"] if colophon or any(block.place is LegalPlace.LEGAL_PAGE for block in legal) else []),
    ]


def compose(booklet: Booklet, theme: Theme) -> Composition:
    """The whole booklet in its running order."""
    whole, booklet = booklet, _as_printed(booklet)
    order, groups = booklet.running_order, groups_of(booklet.records)
    document = Element(Role.DOCUMENT, lang=booklet.language)
    composer = Composer(
        booklet,
        theme,
        groups,
        document,
        {group.name: group for group in groups},
        abbreviations=abbreviations_of(booklet.abbreviations),
    )
    anchors = (entry.kind.anchors(composer, entry.options) for entry in order if entry.kind.anchors)
    contents_entries = tuple(_contents_entries(composer))
    composer = replace(composer, contents_entries=contents_entries, anchors=frozenset().union(*anchors))
    style = theme.styles.tab
    return Composition(
        galleys=tuple(_galleys(composer)),
        filler=notes.filler(composer),
        groups=tuple(
            composer.inline(style, group.name, Artifact.PAGINATION, _named_at(booklet, group))
            if group.name
            else None
            for group in groups
        ),
        verso=booklet.issuer_name,
        recto=booklet.event.short or booklet.event.name,
        sponsors=_sponsors(composer),
        closing=_closing(composer),
        posters=tuple((record.number, record.where) for record in whole.records),
        addendum=tuple(_addendum(composer, whole)),
        held=_held_runs(booklet),
        held_posters=_held_posters(booklet),
        where=booklet.where,
        words=booklet.words,
    )


def _closing(composer: Composer) -> Closing | None:
    """What ends the booklet: the meeting, which no reader hears again, and the groups with links to them."""
    booklet, styles, silent = composer.booklet, composer.theme.styles, Artifact.PAGINATION
    where = booklet.where
    meeting = booklet.event.name or booklet.issuer_name
    place = booklet.words.place.join(filter(None, (booklet.place, composer.date_in_words)))
    named = ((styles.contents_head, meeting, "event"), (styles.contents, place, "place"))
    lines = tuple(composer.inline(style, said, silent, where.at(key)) for style, said, key in named if said)
    rows = composer.parts_of_contents() if lines else ()
    return Closing(lines, rows) if lines else None


def _as_printed(booklet: Booklet) -> Booklet:
    """The booklet with the posters that stand where they were printed, in that order; else as it is."""
    if booklet.printed is None:
        return booklet
    stay = [poster.number for poster in booklet.printed.posters if not poster.added]
    places = {number: place for place, number in enumerate(stay)}
    kept = [record for record in booklet.records if record.number in places]
    return replace(booklet, records=tuple(sorted(kept, key=lambda record: places[record.number])))


def _held_runs(booklet: Booklet) -> tuple[HeldRun, ...]:
    """The printed pages that stay where they are; those of an addendum follow each other as they come."""
    printed = booklet.printed
    if printed is None:
        return ()
    pages = [page for page in printed.pages if page.page.isdecimal()]
    alone = {page.page for page in pages if page.number}
    numbered = all(poster.page in alone for poster in printed.posters if not poster.added)
    return held_runs(((page.page, page.kind, page.number) for page in pages), numbered=numbered)


def _held_posters(booklet: Booklet) -> tuple[HeldPoster, ...]:
    """Where each printed poster stands."""
    printed = booklet.printed
    return tuple(
        HeldPoster(one.number, f"poster:{one.number}", one.page)
        for one in (printed.posters if printed else ())
        if not one.added
    )


def _addendum(composer: Composer, whole: Booklet) -> Iterator[Galley]:
    """The posters that came after the printing, in the order in which they came, with a table of their own.

    Their groups have the colours that follow those of the printed ones.
    """
    if whole.printed is None:
        return
    own = {record.number for record in composer.booklet.records}
    earlier = {number: place for place, number in enumerate(whole.printed.numbers)}
    came = [record for record in whole.records if record.number not in own]
    records = tuple(sorted(came, key=lambda record: earlier.get(record.number, len(earlier))))
    if not records:
        return
    groups = groups_of((*composer.booklet.records, *records))
    tables = [entry for entry in whole.running_order if entry.kind is summary.KIND]
    anchors = {name for record in records for name in (composer.anchor(record), composer.row_anchor(record))}
    adding = replace(
        composer,
        booklet=replace(whole, records=records, running_order=composer.booklet.running_order),
        groups=groups,
        by_name={group.name: group for group in groups},
        anchors=frozenset(anchors),
    )
    if tables:
        (table,) = summary.KIND.compose(adding, summary.KIND.options())
        yield Galley(summary.KIND, _as_addendum(adding, table))
    for content in posters.KIND.compose(adding, posters.KIND.options()):
        yield content if isinstance(content, Galley) else Galley(posters.KIND, content)


def _as_addendum(composer: Composer, table: SummaryGalley) -> SummaryGalley:
    """The table of the posters that came after the printing: a list by that name, which its rule has else."""
    said, section = composer.booklet.words.addendum, composer.section()
    style, heading = composer.theme.styles.small_heading, section.child(composer.heading)
    named = composer.text(style, said, heading, composer.booklet.where)
    ruled = Opening((), section.child(composer.heading, said=said))
    return replace(
        table,
        opening=Opening((named,), Artifact.LAYOUT),
        table=replace(table.table, opening=ruled) if table.table else None,
        bookmark=Bookmark(said, 1, ADDENDUM),
        anchor=ADDENDUM,
    )


def _galleys(composer: Composer) -> Iterator[Galley]:
    """Every entry's galleys, with the legal blocks that belong after the posters and on the last page."""
    order = composer.booklet.running_order
    for position, entry in enumerate(order):
        for content in entry.kind.compose(_at(composer, position), entry.options):
            yield content if isinstance(content, Galley) else Galley(entry.kind, content)
        if position == _last_posters(order):
            yield from _legal_at(composer, LegalPlace.AFTER_POSTERS)
    yield from _legal_at(composer, LegalPlace.BACK_COVER)


def _legal_at(composer: Composer, place: LegalPlace) -> Iterator[Galley]:
    """A legal page of the blocks of one place."""
    for content in legal.galley(composer, legal.blocks_at(composer, place)):
        yield Galley(legal.KIND, content)


def _contents_entries(composer: Composer) -> Iterator[ContentsEntry]:
    """Every entry's lines in the contents list, and those of the legal blocks that stand between."""
    order = composer.booklet.running_order
    for position, entry in enumerate(order):
        if entry.kind.contents:
            yield from entry.kind.contents(_at(composer, position), entry.options)
        if position == _last_posters(order):
            yield from legal.entries(composer, LegalPlace.AFTER_POSTERS)
    yield from legal.entries(composer, LegalPlace.BACK_COVER)


def _at(composer: Composer, position: int) -> Composer:
    """The composer for an entry of the running order, which knows how often its kind has been there."""
    order = composer.booklet.running_order
    kind = order[position].kind
    return replace(composer, earlier=sum(entry.kind is kind for entry in order[:position]))


def _last_posters(order: tuple[PageEntry, ...]) -> int:
    """Where the last posters stand in the running order, its end if there are none."""
    return max((n for n, entry in enumerate(order) if entry.kind.posters), default=len(order) - 1)


def _named_at(booklet: Booklet, group: Group) -> Where:
    """Where a group's name was written first."""
    return booklet.records[group.records[0]].where.at("group")


def _sponsors(composer: Composer) -> Sponsors | None:
    """The marks of those who support the meeting, each a link where the sponsor has one."""
    book = composer.booklet
    if not book.sponsors or any(sponsors.CARRIED in entry.kind.carries for entry in book.running_order):
        return None
    section = composer.section()
    heading = composer.text(
        composer.theme.styles.small_heading, book.words.sponsors, section.child(composer.heading), book.where
    )
    return Sponsors(
        heading, tuple(_sponsor_mark(sponsor, section.child(Role.P)) for sponsor in book.sponsors)
    )


def _sponsor_mark(sponsor: Sponsor, parent: Element) -> FigureBlock:
    link = parent.child(Role.LINK, target=sponsor.link, alt=sponsor.name) if sponsor.link else parent
    return FigureBlock(sponsor.file, link.child(Role.FIGURE, alt=sponsor.name), None, sponsor.where)
