"""The content of a booklet as values, each knowing where it was written.

These dataclasses are the one definition of what the YAML files may hold: `schema.py` derives validation,
error texts and JSON Schema from their fields, types and one-line docs. The file is long because all that an
editor may write is to be found in one place. Annotations are types here, not their text, since they are read.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NewType

from posterbook.content.han import join_lines
from posterbook.content.inserts import InsertedPage
from posterbook.errors import Problem, Where

if TYPE_CHECKING:
    from posterbook.content.page_kind import PageKind
from posterbook.content.printed import ApprovedDocument, PrintedBook
from posterbook.content.vector_paths import VectorPath
from posterbook.values import dataclass

NOWHERE = Where("")

Number = NewType("Number", str)
"""A poster number as written; number-like text other than a plain decimal must be quoted."""
Inline = NewType("Inline", str)
"""One line of text with inline Markdown: a title, a heading, a name."""
Body = NewType("Body", str)
"""Text with block Markdown: paragraphs and lists."""
Slug = NewType("Slug", str)
"""A file name's stem: a-z, 0-9 and hyphens."""
Language = NewType("Language", str)
"""A BCP 47 language tag."""


Moment = NewType("Moment", datetime.datetime)
"""A date and time with its zone."""
Link = NewType("Link", str)
"""A web or mail address."""


@dataclass(frozen=True, slots=True)
class When:
    """A time of day, on a day if one is named; local to the meeting."""

    time: datetime.time
    day: datetime.date | None = None


def doc(text: str, **more: object) -> dict[str, object]:
    """Field metadata: the line that JSON Schema and error hints show."""
    return {"doc": text, **more}


INTERNAL = {"internal": True}
"""Field metadata: filled by the loader, not a key of the YAML."""


class PictureKind(StrEnum):
    """The form in which a picture is kept."""

    PNG = "PNG"
    JPEG = "JPEG"
    SVG = "SVG"
    PDF = "PDF"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the folder, found sound; written in YAML as the path of its file.

    `width` and `height` are pixels, or units of the SVG, as it is seen; `orientation` is how its pixels are
    to be turned for that (EXIF, tag 274), `content` the file's bytes, or of an SVG its `shapes`. A page of
    another PDF is `inserted`, and its `content` only names it.
    """

    file: str
    kind: PictureKind
    width: float
    height: float
    content: bytes = field(default=b"", repr=False)
    orientation: int = 1
    shapes: tuple[VectorPath, ...] = field(default=(), repr=False)
    inserted: InsertedPage | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of the folder, its placeholders filled; written in YAML as the path of its file.

    `template` is the text before filling, '' where it had no placeholder; `pictures` are those it
    names, by their paths as written.
    """

    text: str
    where: Where
    template: str = ""
    pictures: tuple[tuple[str, Picture], ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A figure of a record."""

    file: Picture = field(metadata=doc("PNG, JPEG or SVG, a path below the content folder"))
    alt: str = field(metadata=doc("what it shows, for those who cannot see it"))
    caption: Inline = field(default=Inline(""), metadata=doc("the line below it"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Logo:
    """The issuer's mark on the cover."""

    file: Picture = field(metadata=doc("SVG, PNG or JPEG, a path below the content folder"))
    alt: str = field(metadata=doc("what it says, for those who cannot see it"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Sponsor:
    """Who supports the meeting, shown by its mark."""

    file: Picture = field(metadata=doc("SVG, PNG or JPEG, a path below the content folder"))
    name: str = field(metadata=doc("its name, for those who cannot see the mark"))
    link: Link = field(default=Link(""), metadata=doc("its web address"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a list of people, as a committee's; a plain text is a name."""

    name: Inline = field(metadata=doc("the name as it is printed"))
    role: Inline = field(default=Inline(""), metadata=doc("what they do there, as chair"))
    place: Inline = field(default=Inline(""), metadata=doc("where they come from, as 'Institute, City'"))


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font of the folder, found usable; written in YAML as the path of its file."""

    path: Path


@dataclass(frozen=True, slots=True)
class OwnFont:
    """A font of the booklet's own, for characters that the others lack."""

    file: FontFile = field(metadata=doc("static TrueType font (.ttf), a path below the content folder"))
    bold: FontFile | None = field(default=None, metadata=doc("its bold, for titles and headings"))


class Binding(StrEnum):
    """How the leaves are held together: stapled in the fold, in a ring binder, or glued at the spine."""

    SADDLE = "saddle"
    PUNCHED = "punched"
    PERFECT = "perfect"


class Quotes(StrEnum):
    """Whether straight quotation marks are printed as they are written, or as the language has them."""

    AS_WRITTEN = "as-written"
    TYPOGRAPHIC = "typographic"


class Weight(StrEnum):
    """How heavy a legal block stands on its page: as text, in a frame, or as signed at the end."""

    PLAIN = "plain"
    FRAMED = "framed"
    SIGNATURE = "signature"


class LegalPlace(StrEnum):
    """Where a legal block stands in the booklet (manual, page `legal`)."""

    COVER_TOP = "cover-top"
    LEGAL_PAGE = "legal-page"
    AFTER_POSTERS = "after-posters"
    BACK_COVER = "back-cover"


class Keep(StrEnum):
    """Whether a legal block may run over a page's end; none may do so that fits a page."""

    TOGETHER = "together"
    UNLESS_LONGER = "unless-longer"


@dataclass(frozen=True, slots=True)
class LegalBlock:
    """A text that must come out verbatim, in its place."""

    id: str = field(metadata=doc("name of the block, unique"))
    file: Prose = field(metadata=doc("its text, a path below the content folder"))
    place: LegalPlace = field(metadata=doc("where it stands"))
    weight: Weight = field(default=Weight.PLAIN, metadata=doc("how heavy it stands"))
    contents: Inline = field(default=Inline(""), metadata=doc("its entry in the contents list"))
    floor: float | None = field(
        default=None, metadata=doc("smallest size of its type in points; the theme's own unless larger")
    )
    lang: Language = field(default=Language(""), metadata=doc("its language, where it is not the booklet's"))
    required: bool = field(default=True, metadata=doc("false: it is left out where its filled text is empty"))
    keep: Keep = field(
        default=Keep.UNLESS_LONGER,
        metadata=doc("together: a block longer than a page stops the build rather than split"),
    )
    where: Where = field(default=NOWHERE, metadata=INTERNAL)

    @property
    def wording(self) -> str:
        """Its text with the spaces that are printed: each line of a signature stands alone."""
        return self.file.text if self.weight is Weight.SIGNATURE else join_lines(self.file.text)


@dataclass(frozen=True, slots=True)
class TextInLanguage:
    """The text of a section that has a language of its own."""

    text: Body = field(metadata=doc("the text below the heading"))
    lang: Language = field(metadata=doc("its language"))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a record and the text below it."""

    heading: Inline
    text: Body
    lang: Language = Language("")


class Status(StrEnum):
    """What has become of a study since it was sent in."""

    ACCEPTED = "accepted"
    LATE_BREAKING = "late-breaking"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a study; posterbook numbers the affiliations."""

    name: Inline = field(metadata=doc("the name as it is printed"))
    affiliations: tuple[Inline, ...] = field(
        default=(), metadata=doc("institutes, each as 'Institute, City'")
    )
    presenter: bool = field(default=False, metadata=doc("whether this author presents the poster"))
    email: str = field(default="", metadata=doc("address, printed for the presenter"))
    family: Inline = field(
        default=Inline(""),
        metadata=doc("family name as it stands in the name, where it is not the last word"),
    )


@dataclass(frozen=True, slots=True)
class Record:
    """One study of the poster session.

    Where an embargo stands, `withheld` is true and everything but number, group, title and authors is gone.
    """

    number: Number = field(metadata=doc("abstract or poster number, unique"))
    title: Inline = field(metadata=doc("title as on the poster page"))
    summary_title: Inline = field(
        default=Inline(""), metadata=doc("wording for the summary table, where it differs")
    )
    group: Inline = field(
        default=Inline(""), metadata=doc("candidate, topic or track: what the table groups by")
    )
    sections: tuple[Section, ...] = field(default=(), metadata=doc("ordered mapping of heading to text"))
    authors: tuple[Author, ...] = field(default=(), metadata=doc("who made it; a plain text is a name"))
    board: Inline = field(default=Inline(""), metadata=doc("board that it hangs on"))
    hall: Inline = field(default=Inline(""), metadata=doc("hall that it hangs in"))
    session: Inline = field(default=Inline(""), metadata=doc("session that it belongs to, its id or name"))
    start: When | None = field(default=None, metadata=doc("when it is presented, YYYY-MM-DD HH:MM or HH:MM"))
    end: When | None = field(default=None, metadata=doc("until when, YYYY-MM-DD HH:MM or HH:MM"))
    keywords: tuple[Inline, ...] = field(default=(), metadata=doc("words it can be found by"))
    link: Link = field(default=Link(""), metadata=doc("where more stands; becomes a QR code and a link"))
    image: Image | None = field(default=None, metadata=doc("a figure"))
    images: tuple[Image, ...] = field(default=(), metadata=doc("several figures, in order"))
    status: Status = field(default=Status.ACCEPTED, metadata=doc("what has become of it"))
    lang: Language = field(default=Language(""), metadata=doc("its language, where it is not the booklet's"))
    embargo: Moment | None = field(
        default=None, metadata=doc("until when its text is withheld, YYYY-MM-DDTHH:MM+ZZ:ZZ")
    )
    withheld: bool = field(default=False, metadata=INTERNAL)
    where: Where = field(default=NOWHERE, metadata=INTERNAL)

    @property
    def figures(self) -> tuple[Image, ...]:
        """All its figures: the one of `image`, then those of `images`."""
        return (self.image, *self.images) if self.image else self.images


@dataclass(frozen=True, slots=True)
class Session:
    """A part of the meeting in one place: posters that are presented together.

    Where booklet.yaml has none, they are gathered from what the records say.
    """

    id: str = field(metadata=doc("what records call it, unique"))
    name: Inline = field(default=Inline(""), metadata=doc("its name as printed; its id without one"))
    day: date | None = field(default=None, metadata=doc("its day, YYYY-MM-DD"))
    start: When | None = field(default=None, metadata=doc("when it begins, HH:MM or YYYY-MM-DD HH:MM"))
    end: When | None = field(default=None, metadata=doc("when it ends, HH:MM or YYYY-MM-DD HH:MM"))
    hall: Inline = field(default=Inline(""), metadata=doc("hall that it is held in"))
    chairs: tuple[Inline, ...] = field(default=(), metadata=doc("who chairs it"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)

    @property
    def title(self) -> Inline:
        """Its name, else its id."""
        return self.name or Inline(self.id)


class ItemKind(StrEnum):
    """What an item of the programme is: something that is given, or a break."""

    TALK = "talk"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """A talk, a ceremony, a break: what the programme has beside the sessions of posters."""

    title: Inline = field(metadata=doc("what it is"))
    start: When | None = field(default=None, metadata=doc("when it begins, HH:MM or YYYY-MM-DD HH:MM"))
    end: When | None = field(default=None, metadata=doc("when it ends, HH:MM or YYYY-MM-DD HH:MM"))
    day: date | None = field(default=None, metadata=doc("its day, YYYY-MM-DD"))
    speaker: Inline = field(default=Inline(""), metadata=doc("who gives it"))
    place: Inline = field(default=Inline(""), metadata=doc("where it is"))
    session: str = field(default="", metadata=doc("session that it belongs to, its id or name"))
    kind: ItemKind = field(default=ItemKind.TALK, metadata=doc("talk, or break, which is grey"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in one language."""

    text: str = field(metadata=doc("the name as it is printed"))
    lang: Language = field(default=Language(""), metadata=doc("its language, as en or zh-Hant"))


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who publishes the booklet."""

    names: tuple[Name, ...] = field(default=(), metadata=doc("full names, one for each language"))
    short: str = field(default="", metadata=doc("name for the running foot"))
    incorporation: str = field(default="", metadata=doc("line on incorporation, in its brackets"))
    stock_code: str = field(default="", metadata=doc("stock code, quoted"))


@dataclass(frozen=True, slots=True)
class Event:
    """The meeting at which the posters hang."""

    name: str = field(default="", metadata=doc("full name of the meeting"))
    short: str = field(default="", metadata=doc("name for the running foot"))


@dataclass(frozen=True, slots=True)
class Labels:
    """What this booklet calls its numbers and its groups."""

    number: str = field(default="", metadata=doc("label of the poster number"))
    group: str = field(default="", metadata=doc("label of the group column"))


class Wall(StrEnum):
    """A wall of a hall, as one looks at its plan."""

    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Door:
    """A door of a hall; a plain text is its wall."""

    wall: Wall = field(metadata=doc("the wall that it is in"))
    at: int = field(default=50, metadata=doc("how far along the wall, in percent from the left or the top"))


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A row of boards in a hall, from left to right: boards, ranges of them and gaps."""

    boards: tuple[Inline, ...] = field(metadata=doc("its boards, as A1-A12, A14, or gap for room left free"))
    back: tuple[Inline, ...] = field(default=(), metadata=doc("those on its other side, left to right too"))
    step: int = field(default=1, metadata=doc("by how much a range counts: 2 for odd or even numbers"))
    aisle: float = field(default=1, metadata=doc("how wide the aisle above it is, beside the others"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall with its rows of boards, from the top of its plan to the bottom."""

    name: Inline = field(metadata=doc("its name, as in the records' hall"))
    rows: tuple[BoardRow, ...] = field(metadata=doc("its rows of boards, in order"))
    doors: tuple[Door, ...] = field(default=(), metadata=doc("its doors; the first one is the entrance"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation and what it stands for, which is said to those who listen."""

    short: str = field(metadata=doc("the abbreviation as it is printed, as AML"))
    long: str = field(metadata=doc("what it stands for, as acute myeloid leukemia"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A known warning that this booklet accepts, and why."""

    code: str = field(metadata=doc("code of the warning"))
    reason: str = field(metadata=doc("why it is accepted"))
    file: str = field(default="", metadata=doc("file it is reported in, below the content folder; any"))
    wording: str = field(default="", metadata=doc("words the warning names; any"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One entry of the running order: a page kind and the options dataclass of that kind."""

    kind: "PageKind"
    options: object
    where: Where


@dataclass(frozen=True, slots=True)
class Words:
    """Every word that posterbook itself prints, in one language.

    A placeholder that a field's doc names must stand in its wording, and no other may.
    """

    number: str = field(metadata=doc("default label of the poster number"))
    group: str = field(metadata=doc("default label of the group column"))
    labelled: str = field(metadata=doc("a label before what it labels; {label}"))
    title: str = field(metadata=doc("head of the title column"))
    notes: str = field(metadata=doc("label of writing lines"))
    contents: str = field(metadata=doc("heading of the contents list"))
    summary: str = field(metadata=doc("contents entry of the summary table"))
    posters: str = field(metadata=doc("contents entry of the posters"))
    posters_counted: str = field(metadata=doc("word after a count of posters on the cover"))
    poster_counted: str = field(metadata=doc("the same word after a 1"))
    page: str = field(metadata=doc("a page number in the table; {page}"))
    continued: str = field(metadata=doc("after a group's name or number, on later pages"))
    continued_on: str = field(metadata=doc("foot of a page that runs on; {page}"))
    stock_code: str = field(metadata=doc("stock code line of the cover; {code}"))
    date: str = field(metadata=doc("a date; {day} {month} {year}"))
    first: str = field(metadata=doc("the first day of a month, where others are figures"))
    months: tuple[str, ...] = field(metadata=doc("names of the twelve months", items=12))
    conjunction: str = field(metadata=doc("between the last two of a listing"))
    more_authors: str = field(metadata=doc("in place of authors who do not fit; {count}"))
    board: str = field(metadata=doc("a board; {board}"))
    comma: str = field(metadata=doc("between the items of a listing, as authors and keywords"))
    place: str = field(metadata=doc("between places and times of one line, as hall and session"))
    board_head: str = field(metadata=doc("head of the column of boards"))
    presenter_head: str = field(metadata=doc("head of the column of presenters"))
    session_head: str = field(metadata=doc("head of the column of sessions"))
    hall_head: str = field(metadata=doc("head of the column of halls"))
    time_head: str = field(metadata=doc("head of the column of times"))
    page_head: str = field(metadata=doc("head of the column of pages"))
    chair: str = field(metadata=doc("who chairs a session, one; {names}"))
    chairs: str = field(metadata=doc("the same, several; {names}"))
    programme: str = field(metadata=doc("heading of the programme"))
    han_head: str = field(metadata=doc("in an index, the head of what begins with a Chinese character"))
    author_index: str = field(metadata=doc("heading of the index of authors"))
    board_index: str = field(metadata=doc("heading of the index of boards"))
    keyword_index: str = field(metadata=doc("heading of the index of keywords"))
    institution_index: str = field(metadata=doc("heading of the index of institutions"))
    weekdays: tuple[str, ...] = field(metadata=doc("short names of the days, Monday first", items=7))
    full_weekdays: tuple[str, ...] = field(metadata=doc("full names of the days, Monday first", items=7))
    day: str = field(metadata=doc("a day of the meeting; {weekday} {day} {month}"))
    keywords: str = field(metadata=doc("heading of the keywords"))
    late_breaking: str = field(metadata=doc("mark of a late-breaking study"))
    withdrawn: str = field(metadata=doc("mark of a withdrawn study, on its page"))
    withdrawn_row: str = field(metadata=doc("the same within a line of a list"))
    embargoed: str = field(metadata=doc("in place of withheld text; {date} {time}"))
    embargo_stamp: str = field(metadata=doc("mark of a cover whose booklet holds withheld text"))
    sponsors: str = field(metadata=doc("heading above the sponsors' marks"))
    entrance: str = field(metadata=doc("mark of a hall's entrance on its plan"))
    code: str = field(metadata=doc("what a QR code says to those who cannot see it; {link}"))
    addendum: str = field(metadata=doc("bookmark of posters that came after the booklet was printed"))
    corrections: str = field(metadata=doc("heading of the corrections to a printed booklet"))
    added: str = field(metadata=doc("in corrections: a poster that has come"))
    retitled: str = field(metadata=doc("in corrections: before a title that is another"))
    reworded: str = field(metadata=doc("in corrections: a poster whose text is another"))
    moved: str = field(metadata=doc("in corrections: before a board, hall or time that is another"))
    attached: str = field(metadata=doc("in an e-mail that carries the booklet"))
    sheet_outside: str = field(metadata=doc("label of a folded sheet's outer side; {sheet} {sheets}"))
    sheet_inside: str = field(metadata=doc("label of its inner side; {sheet} {sheets}"))
    signed_sheet: str = field(metadata=doc("such a label in a booklet of signatures; {signature} {sheet}"))
    numbers: tuple[str, ...] = field(metadata=doc("zero, one, two … twelve in words", items=13))
    language: str = field(
        default="", metadata=doc("what the language calls itself, in a file of several languages")
    )
    studies: tuple[str, ...] = field(
        default=(), metadata=doc("what posters are called where prose counts them, in the plural")
    )

    def date_in_words(self, day: datetime.date) -> str:
        """A date in words."""
        return self.date.format(day=self._day(day), month=self.months[day.month - 1], year=day.year)

    def short_day(self, day: datetime.date) -> str:
        """A day of the meeting: weekday, day and month."""
        return self._day_of(day, self.weekdays)

    def full_day(self, day: datetime.date) -> str:
        """The same with the weekday in full."""
        return self._day_of(day, self.full_weekdays)

    def _day_of(self, day: datetime.date, weekdays: tuple[str, ...]) -> str:
        month, weekday = self.months[day.month - 1], weekdays[day.weekday()]
        return self.day.format(weekday=weekday, day=self._day(day), month=month)

    def _day(self, day: datetime.date) -> str:
        return self.first if day.day == 1 else str(day.day)


@dataclass(frozen=True, slots=True)
class OwnTheme:
    """What a theme file says: values of a theme's public names, by their dotted names, found sound.

    One with a `name` is a theme of its own on top of the one that it `extends`; one without amends whichever
    theme is in use. `formats` and `themes` hold what is said for one page format or theme only.
    """

    name: str = ""
    extends: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    formats: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    themes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of records: its place in order of first appearance gives its colour and slot.

    `index` counts from 0. `records` are positions in `Booklet.records`, ascending.
    """

    name: str
    index: int
    records: tuple[int, ...]


class LanguageLayout(StrEnum):
    """What becomes of the languages of one document, where none is asked for."""

    MAIN = "main"
    SEPARATE = "separate"
    FOLLOWING = "following"
    FACING = "facing"

    @property
    def joins(self) -> bool:
        """Whether all languages come into one file."""
        return self in {LanguageLayout.FOLLOWING, LanguageLayout.FACING}


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of one document, beside its main one."""

    others: tuple[Language, ...] = field(metadata=doc("the languages that it is written in as well"))
    layout: LanguageLayout = field(
        default=LanguageLayout.MAIN,
        metadata=doc(
            "what is built: main, the main language; separate, a booklet for each; following, one file with"
            " one language behind the other; facing, one with both beside each other"
        ),
    )

    def beside(self, main: str) -> tuple[str, ...]:
        """The further languages but for the main one, each once."""
        return tuple(one for one in dict.fromkeys(self.others) if one != main)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """Everything that the content folder says."""

    title: Inline = field(metadata=doc("title of the booklet"))
    kind: str = field(default="", metadata=doc("what it is, above the title"))
    slug: Slug = field(default=Slug(""), metadata=doc("stem of the files' names"))
    language: Language = field(default=Language("en"), metadata=doc("main language, as en or zh-Hant"))
    languages: Languages | None = field(
        default=None, metadata=doc("further languages that the same document is written in")
    )
    date: datetime.date | None = field(default=None, metadata=doc("date of the booklet, YYYY-MM-DD"))
    place: str = field(default="", metadata=doc("where it is dated"))
    issuer: Issuer = field(default=Issuer(), metadata=doc("who publishes it"))
    event: Event = field(default=Event(), metadata=doc("the meeting"))
    labels: Labels = field(default=Labels(), metadata=doc("what numbers and groups are called"))
    page: str = field(default="a5", metadata=doc("page format"))
    theme: str = field(default="colour", metadata=doc("theme, ours or one of your own", open=True))
    binding: Binding | None = field(
        default=None, metadata=doc("how the leaves are held together, where not as usual for the page format")
    )
    quotes: Quotes = field(
        default=Quotes.AS_WRITTEN,
        metadata=doc("how straight quotation marks are printed outside legal texts"),
    )
    caliper: float = field(default=0.1, metadata=doc("thickness of a leaf in mm, for the spine"))
    pad: bool = field(
        default=False, metadata=doc("whether pages that only fill up sheets stand in the screen edition too")
    )
    output_intent: str = field(
        default="",
        metadata=doc("ICC profile of the print shop's condition, a path below the content folder (FOGRA39)"),
    )
    logo: Logo | None = field(default=None, metadata=doc("the issuer's mark on the cover"))
    sponsors: tuple[Sponsor, ...] = field(default=(), metadata=doc("marks of those who support the meeting"))
    halls: tuple[Hall, ...] = field(default=(), metadata=doc("the halls with their boards, for the plan"))
    sessions: tuple[Session, ...] = field(
        default=(), metadata=doc("the sessions of the meeting, in order; without them those of the records")
    )
    colophon: Inline = field(default=Inline(""), metadata=doc("who made and printed it, on the legal page"))
    call_out: Inline = field(
        default=Inline("Conclusion"), metadata=doc("heading of the section that stands in the panel")
    )
    keep: tuple[str, ...] = field(default=(), metadata=doc("phrases that a title does not break"))
    abbreviations: tuple[Abbreviation, ...] = field(
        default=(), metadata=doc("abbreviations, and what each of them stands for, for those who listen")
    )
    fonts: tuple[OwnFont, ...] = field(
        default=(), metadata=doc("fonts of your own for characters that the others lack, in their order")
    )
    legal: tuple[LegalBlock, ...] = field(default=(), metadata=doc("the legal blocks, in order"))
    legal_profile: str = field(
        default="none",
        metadata=doc("rules for the legal blocks: none, hkex-voluntary, forward-looking or a path"),
    )
    running_order: tuple[PageEntry, ...] = field(default=(), metadata=doc("the page kinds, in order"))
    accept: tuple[Acceptance, ...] = field(default=(), metadata=doc("known warnings, silenced"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)
    translation: str = field(default="", metadata=INTERNAL)
    """Its language, where that is not the main one of its folder; all of those of a file in several."""
    compared: bool = field(default=False, metadata=INTERNAL)
    """Whether the languages of its folder have been held against each other."""
    records: tuple[Record, ...] = field(default=(), metadata=INTERNAL)
    programme: tuple[ProgrammeItem, ...] = field(default=(), metadata=INTERNAL)
    """What programme.yaml lists, each with its day and the id of its session."""
    words: Words = field(metadata=INTERNAL)
    design: tuple[OwnTheme, ...] = field(default=(), metadata=INTERNAL)
    """The theme files that are known: the folder's, and that of a package whose theme is in use."""
    output_profile: bytes = field(default=b"", repr=False, metadata=INTERNAL)
    """The ICC profile that `output_intent` names, b"" for our own."""
    problems: tuple[Problem, ...] = field(default=(), metadata=INTERNAL)
    """Warnings and notes about the folder, but for those in `accepted`, which `accept` silences."""
    accepted: tuple[Problem, ...] = field(default=(), metadata=INTERNAL)
    approved: ApprovedDocument | None = field(default=None, repr=False, metadata=INTERNAL)
    """What was approved of all that is printed, None if only legal blocks were, or nothing."""
    printed: PrintedBook | None = field(default=None, repr=False, metadata=INTERNAL)
    """What lies on paper already, and has to stay where it is."""
    selection: str = field(default="", metadata=INTERNAL)
    """The name of the posters that are chosen from a larger booklet, '' for a whole one."""
    groups_of_whole: tuple[str, ...] = field(default=(), metadata=INTERNAL)
    """The groups of that larger booklet in their order, whose colours they keep; none for a whole one."""

    def session_of(self, record: Record) -> Session | None:
        """The session that a record belongs to."""
        return next((one for one in self.sessions if one.id == record.session), None)

    def session_title(self, record: Record) -> Inline:
        """What the session of a record is called, '' for none."""
        session = self.session_of(record)
        return session.title if session else record.session

    @property
    def issuer_name(self) -> str:
        """The issuer for running feet and metadata: its short name, else its first full one."""
        return self.issuer.short or next((name.text for name in self.issuer.names), "")


def poster_anchor(record: Record) -> str:
    """The name of the place where a poster begins, for links."""
    return f"poster:{record.number}"


def hanging_records(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records whose posters hang: all but the withdrawn ones. An embargo takes no poster down."""
    return tuple(record for record in records if record.status is not Status.WITHDRAWN)


def groups_of(records: Iterable[Record]) -> tuple[Group, ...]:
    """The groups of `records` by order of first appearance; records without one share the group ''."""
    members: dict[str, list[int]] = {}
    for position, record in enumerate(records):
        members.setdefault(record.group, []).append(position)
    return tuple(Group(name, index, tuple(m)) for index, (name, m) in enumerate(members.items()))
