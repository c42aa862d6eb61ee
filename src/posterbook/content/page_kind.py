"""What a running order can name: the page kinds, ours and those that packages bring."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from posterbook.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """One page kind: what it takes in running_order, how it is composed and laid out, and what it carries.

    `options` is the dataclass of what it takes there. The functions, each with what it is given:

    - `compose(composer, options)`: its galleys, values of its own making (or `Galley`s of
      another kind that no running order names);
    - `lay_out(plan, galley, folios)`: the pages of one galley, as `UnplacedPage`s;
    - `contents(composer, options)`: its rows in the contents list;
    - `anchors(composer, options)`: the posters and table rows that stand on its pages, which links lead to;
    - `measure(context, galleys)`: what holds for all its galleys of the booklet together; `lay_out` finds it
      in `plan.measured`;
    - `slots(context, galley, groups, heads)`: where its table has the groups, for the thumb index;
    - `warnings(plan, galleys)`: problems that an editor should know of, once all is laid out;
    - `posters(booklet, options)`: the records whose posters stand on its pages, in their order there;
    - `choice(options)`: of which groups and of which sessions those are, none for all of them;
    - `check(booklet, options)`: what is wrong with its options beside what their types say.

    `title_page` stands first and bears the booklet's title; `carries` are the `LegalPlace`s whose blocks it
    has room for; `prints_folios` marks pages that name other pages, and so are laid out until those stand
    still; the prose of one that `counts_posters` speaks of this booklet's posters.
    """

    name: str
    options: type
    compose: Callable[[Any, Any], tuple[Any, ...]]
    lay_out: Callable[[Any, Any, Any], tuple[Any, ...]]
    contents: Callable[[Any, Any], tuple[Any, ...]] | None = None
    anchors: Callable[[Any, Any], frozenset[str]] | None = None
    measure: Callable[[Any, tuple[Any, ...]], Any] | None = None
    slots: Callable[[Any, Any, int, bool], Any] | None = None
    warnings: Callable[[Any, tuple[Any, ...]], Iterator[Any]] | None = None
    posters: Callable[[Any, Any], tuple[Any, ...]] | None = None
    choice: Callable[[Any], tuple[tuple[str, ...], tuple[str, ...]]] | None = None
    check: Callable[[Any, Any], Iterator[Any]] | None = None
    title_page: bool = False
    carries: frozenset[str] = frozenset()
    prints_folios: bool = False
    counts_posters: bool = False


@dataclass(frozen=True, slots=True)
class PageKinds:
    """All page kinds: `ours` by name, `others` those of packages, looked up only for a name that is not ours.

    `usual` gives the running order of a booklet that has none, as it would be written, from its folder, its
    legal blocks, and whether it has a colophon.
    """

    ours: Mapping[str, PageKind]
    others: Callable[[], Mapping[str, PageKind]]
    usual: Callable[[Path, tuple[Any, ...], bool], list[object]]

    def get(self, name: str) -> PageKind | None:
        """The kind of that name; raises AssetError for a package whose page kind cannot be loaded."""
        return self.ours.get(name) or self.others().get(name)

    def all(self) -> Mapping[str, PageKind]:
        """Ours, then those of packages; a name that we have stays ours."""
        return {**self.ours, **{name: kind for name, kind in self.others().items() if name not in self.ours}}

    def carrying(self, place: str) -> str:
        """The name of our kind that has room for legal blocks of that place; '' if any has."""
        return next((name for name, kind in self.ours.items() if place in kind.carries), "")
