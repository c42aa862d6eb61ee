"""The editions: one row each for what a PDF is made for, and the marks of what is painted for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from posterbook.errors import Problem, UsageError, error
from posterbook.forms.element import Element
from posterbook.forms.standard import PDF_A_2A, PDF_A_4, PDF_UA_1, PDF_UA_2, PDF_X_4, WELL_TAGGED, Standard
from posterbook.values import dataclass

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "posterbook.editions"
"""The entry points by which a package offers editions of its own: a name, and a module's `Edition`."""
USUAL_VERSION = "1.7"
"""The version of PDF that is written where no standard asks for another (ISO 32000-1)."""
NEWER_VERSION = "2.0"
"""The version that the `newer` standards of an edition are built on (ISO 32000-2)."""
RESERVED = ("all",)
"""Names that no edition may have: this one asks for every edition of ours."""
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What an edition may be called: it ends the names of its files."""


class Space(StrEnum):
    """The colour space that an edition is painted in."""

    RGB = "rgb"
    CMYK = "cmyk"


class Flip(StrEnum):
    """The edge about which a duplex printer turns the sheet."""

    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Printing:
    """What the command line says of paper; lengths in points.

    `marks` are crops and slug line; `separate` sets the cover apart. A booklet is folded from `sheet` (width
    and height, None is what the page format is usually printed on) in signatures of so many sheets, 0 for
    one of all; pages move by `creep` a sheet towards the spine.
    """

    creep: float
    marks: bool = True
    separate: bool = False
    flip: Flip = Flip.SHORT
    signature: int = 0
    sheet: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One output variant: everything that is special about it is in its row.

    `links` and `bookmarks` lead through the file; `tagged` writes the structure tree and has it proved. The
    file conforms to its `standards`, whose demands the other fields must meet, or to the `newer` ones of PDF
    2.0 where they are asked for. `profile` names the ICC
    profile of its colours: a file of the assets, or an absolute path.

    `framed` pages show their bleed, with printer's marks around it; `imposed` ones stand on sheets. Pages on
    paper carry neither links, bookmarks nor structure, which have their places on the trimmed page. What is
    only looked at, and smaller than it should be, is not `proved` to carry the legal blocks.

    A picture of more than `most_ppi` pixels to the inch goes in with `kept_ppi`; 0 leaves all as it is. One
    that is printed `to_scale` asks print dialogues not to shrink it. A file that holds what nobody here has
    made is written as its standards demand, but `claims` none of them.
    """

    name: str
    links: bool
    bookmarks: bool
    tagged: bool
    standards: tuple[Standard, ...] = ()
    newer: tuple[Standard, ...] = ()
    profile: str = ""
    space: Space = Space.RGB
    framed: bool = False
    imposed: bool = False
    proved: bool = True
    most_ppi: float = 0
    kept_ppi: float = 0
    to_scale: bool = False
    claims: bool = True

    @property
    def version(self) -> str:
        """The newest version of PDF that its standards allow, '' for none; 1.7 where it has no standards."""
        allowed = [standard.versions for standard in self.standards] or [(USUAL_VERSION,)]
        return max((version for version in allowed[0] if all(version in one for one in allowed)), default="")

    @property
    def namespace(self) -> str:
        """The namespace of its structure where a standard wants one named, '' elsewhere."""
        return next((standard.namespace for standard in self.standards if standard.namespace), "")

    @property
    def structured(self) -> bool:
        """Whether what leads into the file names the structure element that it leads to."""
        return any(standard.structured for standard in self.standards)

    @property
    def on_paper(self) -> bool:
        """Whether it is printed, so that its pages come on whole leaves or sheets."""
        return self.framed or self.imposed

    @property
    def dated(self) -> tuple[Standard, ...]:
        """Those of its standards that demand a date."""
        return tuple(standard for standard in self.standards if standard.date)


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """Painted content and the element it belongs to; `page` counts from 0, `mcid` on its page."""

    element: Element
    page: int
    mcid: int


EDITIONS = (
    Edition(
        "screen",
        links=True,
        bookmarks=True,
        tagged=True,
        standards=(PDF_UA_1, PDF_A_2A),
        newer=(PDF_UA_2, PDF_A_4, WELL_TAGGED),
        profile="sRGB.icc",
        most_ppi=450,
        kept_ppi=300,
    ),
    Edition(
        "print",
        links=False,
        bookmarks=False,
        tagged=False,
        standards=(PDF_X_4,),
        profile="FOGRA39.icc",
        space=Space.CMYK,
        framed=True,
    ),
    Edition("booklet", links=False, bookmarks=False, tagged=False, imposed=True),
)

PROOFSHEET = Edition("proofsheet", links=False, bookmarks=False, tagged=False, imposed=True, proved=False)
PLACARDS = Edition("placards", links=False, bookmarks=False, tagged=False, proved=False, to_scale=True)
DOORSHEETS = Edition("doorsheets", links=False, bookmarks=False, tagged=False, proved=False, to_scale=True)
TESTSHEET = Edition("testsheet", links=False, bookmarks=False, tagged=False, proved=False)
"""What commands of their own make."""


def edition(name: str) -> Edition:
    """The edition of that name: ours, else the one that an installed package offers.

    Raises KeyError for an unknown one, UsageError for one of a package that cannot be used: a name that is
    ours or another package's, no `Edition` behind it, or one that contradicts itself or its standards.
    """
    for row in EDITIONS:
        if row.name == name:
            return row
    return _offered_edition(name)


def editions() -> tuple[str, ...]:
    """The names of all editions: ours, then those of installed packages in the order of the alphabet."""
    own = tuple(row.name for row in EDITIONS)
    return (*own, *sorted({point.name for point in _offers()} - _own_names()))


def edition_problems(edition: Edition) -> list[Problem]:
    """Why no file can be made of an edition: it contradicts itself, or what its standards demand."""
    reasons = [
        error("edition-contradiction", f"the edition '{edition.name}' {reason}")
        for reason in _contradictions(edition)
    ]
    return reasons + [
        unmet(edition, standard, reason)
        for standard in edition.standards
        for reason in _unmet_demands(edition, standard)
    ]


def unmet(edition: Edition, standard: Standard, reason: str) -> Problem:
    """The problem of an edition that claims a standard and does not meet one of its demands."""
    message = f"the edition '{edition.name}' claims {standard.name}, but {reason}"
    return error("standard-unmet", message, hint="meet the demand, or drop the standard from the edition")


def _contradictions(edition: Edition) -> Iterator[str]:
    if edition.on_paper and (edition.links or edition.bookmarks or edition.tagged):
        yield "is for paper, which carries no links, bookmarks or structure"
    if edition.space is Space.CMYK and not edition.profile:
        yield "is painted in CMYK and names no ICC profile, by which pictures get their inks"
    if not edition.version:
        names = " and ".join(standard.name for standard in edition.standards)
        yield f"claims {names}, which have no version of PDF in common"


def _unmet_demands(edition: Edition, standard: Standard) -> Iterator[str]:
    if standard.structure and not edition.tagged:
        yield "is not tagged: the standard demands a structure tree"
    if standard.boxes and not edition.framed:
        yield "its pages are not framed: the standard demands a trim and a bleed box"
    if standard.intent and not edition.profile:
        yield "names no ICC profile: the standard demands an output intent"
    if edition.links and not standard.annotations:
        yield "has links: the standard allows no annotation on a page"


def _offered_edition(name: str) -> Edition:
    """The edition of that name from a package; no clash of names goes unsaid, whatever was asked for."""
    offers = _offers()
    clashes = list(_clashes(offers))
    if clashes:
        raise UsageError(clashes)
    for offer in offers:
        if offer.name == name:
            return _load(offer)
    raise KeyError(name)


def _offers() -> tuple[EntryPoint, ...]:
    """What installed packages offer, which is looked up only when it is wanted: that costs 50 ms and more."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow, and hardly ever wanted

    return tuple(entry_points(group=GROUP))


def _own_names() -> set[str]:
    return {row.name for row in (*EDITIONS, PROOFSHEET, PLACARDS, DOORSHEETS, TESTSHEET)} | set(RESERVED)


def _clashes(offers: Iterable[EntryPoint]) -> Iterator[Problem]:
    """Packages that offer what posterbook or another package has: ours is taken, and of two neither."""
    first: dict[str, EntryPoint] = {}
    for offer in offers:
        if offer.name in _own_names():
            yield _unusable(offer, "but posterbook has one of that name, which is used")
        elif offer.name in first:
            yield _unusable(offer, f"and so does {_package(first[offer.name])}")
        first.setdefault(offer.name, offer)


def _load(offer: EntryPoint) -> Edition:
    try:
        found = offer.load()
    except Exception as failure:  # a package may raise whatever it likes when it is imported
        reason = f"but it cannot be loaded: {type(failure).__name__}: {failure}"
        raise UsageError(_unusable(offer, reason)) from failure
    if not isinstance(found, Edition):
        raise UsageError(_unusable(offer, f"but '{offer.value}' is no Edition: {type(found).__name__}"))
    if found.name != offer.name:
        raise UsageError(_unusable(offer, f"but calls it '{found.name}' itself"))
    if not NAME.fullmatch(found.name):
        raise UsageError(_unusable(offer, "whose name is not a-z, 0-9 and single hyphens"))
    problems = edition_problems(found)
    if problems:
        raise UsageError(problems)
    return found


def _unusable(offer: EntryPoint, reason: str) -> Problem:
    message = f"the package {_package(offer)} offers an edition '{offer.name}', {reason}"
    return error("edition-unusable", message, hint="ask those who made the package, or uninstall it")


def _package(offer: EntryPoint) -> str:
    return offer.dist.name if offer.dist else offer.module
