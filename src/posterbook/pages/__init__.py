"""The page kinds: one file each, whose name is the kind's name in `running_order`.

A file holds `Options`, the dataclass of what the kind takes there, `compose()`, which turns content into
galleys, and `listed()`, its entries in the contents list; with `places()` it says which posters or rows stand
on its pages. Adding a kind is adding a file; `kinds()` finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from posterbook.content.model import Booklet, Group, LegalPlace, PageEntry, Sponsor
from posterbook.errors import Where
from posterbook.forms.element import Artifact, Element, Role
from posterbook.forms.galley import Composition, FigureBlock, Galley, Sponsors
from posterbook.pages.composer import Composer, Listed
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A page kind: its options, how it is composed, what the contents list says of it, where links lead."""

    options: type
    compose: Callable[[Composer, Any], tuple[Galley, ...]]
    listed: Callable[[Composer, Any], tuple[Listed, ...]]
    places: Callable[[Composer, Any], frozenset[str]]


def kinds() -> Mapping[str, Kind]:
    """All page kinds by name."""
    names = sorted(module.name for module in iter_modules(__path__) if module.name != "composer")
    modules = {name: import_module(f"{__name__}.{name}") for name in names}
    return {
        name: Kind(m.Options, m.compose, m.listed, getattr(m, "places", _nowhere))
        for name, m in modules.items()
    }


def _nowhere(_composer: Composer, _options: object) -> frozenset[str]:
    return frozenset()


def compose(composer: Composer) -> Composition:
    """The whole booklet in its running order."""
    book, order = composer.booklet, composer.booklet.running_order
    known = kinds()
    listed = tuple(_listed(composer, known))
    places = frozenset(place for e in order for place in known[e.kind].places(composer, e.options))
    composer = replace(composer, listed=listed, places=places)
    style = composer.theme.styles.tab
    return Composition(
        galleys=tuple(_galleys(composer, known)),
        filler=composer.filler(),
        groups=tuple(
            composer.inline(style, group.name, Artifact.PAGINATION, _named_at(book, group))
            if group.name
            else None
            for group in composer.groups
        ),
        verso=book.issuer_name,
        recto=book.event.short or book.event.name,
        sponsors=_sponsors(composer),
    )


def _sponsors(composer: Composer) -> Sponsors | None:
    """The marks of those who support the meeting, each a link where the sponsor has one."""
    book = composer.booklet
    if not book.sponsors:
        return None
    section = composer.section()
    heading = composer.text(
        composer.theme.styles.small_heading, book.words.sponsors, section.child(composer.heading), book.where
    )
    return Sponsors(heading, tuple(_mark(sponsor, section.child(Role.P)) for sponsor in book.sponsors))


def _mark(sponsor: Sponsor, parent: Element) -> FigureBlock:
    link = parent.child(Role.LINK, target=sponsor.link, alt=sponsor.name) if sponsor.link else parent
    return FigureBlock(sponsor.file, link.child(Role.FIGURE, alt=sponsor.name), None, sponsor.where)


def _named_at(book: Booklet, group: Group) -> Where:
    """Where a group's name was written first."""
    return book.records[group.records[0]].where.at("group")


def _galleys(composer: Composer, known: Mapping[str, Kind]) -> Iterator[Galley]:
    """Every entry's galleys, with the legal blocks that belong after the posters and on the last page."""
    order = composer.booklet.running_order
    for position, entry in enumerate(order):
        yield from known[entry.kind].compose(_at(composer, position), entry.options)
        if position == _last_posters(order):
            yield from legal_at(composer, LegalPlace.AFTER_POSTERS)
    yield from legal_at(composer, LegalPlace.BACK_COVER)


def _listed(composer: Composer, known: Mapping[str, Kind]) -> Iterator[Listed]:
    """Every entry's lines in the contents list, and those of the legal blocks that stand between."""
    from posterbook.pages import legal  # noqa: PLC0415 - a kind among the others

    order = composer.booklet.running_order
    for position, entry in enumerate(order):
        yield from known[entry.kind].listed(_at(composer, position), entry.options)
        if position == _last_posters(order):
            yield from legal.entries(composer, LegalPlace.AFTER_POSTERS)
    yield from legal.entries(composer, LegalPlace.BACK_COVER)


def _at(composer: Composer, position: int) -> Composer:
    """The composer for an entry of the running order, which knows how often its kind has been there."""
    order = composer.booklet.running_order
    kind = order[position].kind
    return replace(composer, earlier=sum(entry.kind == kind for entry in order[:position]))


def _last_posters(order: tuple[PageEntry, ...]) -> int:
    """Where the last posters stand in the running order, its end if there are none."""
    return max((n for n, entry in enumerate(order) if entry.kind == "posters"), default=len(order) - 1)


def legal_at(composer: Composer, place: LegalPlace) -> tuple[Galley, ...]:
    """A legal page of the blocks of one place."""
    from posterbook.pages import legal  # noqa: PLC0415 - a kind among the others

    return legal.galley(composer, legal.blocks_at(composer, place))
