"""What the front cover says: disclaimer, issuer, title, and a block of poster numbers for each group."""

from __future__ import annotations

from dataclasses import field

from posterbook.content.model import INTERNAL, NOWHERE, Group, LegalPlace, Name, Picture, Record, doc
from posterbook.content.scalars import fold
from posterbook.design.theme import Style
from posterbook.errors import Where
from posterbook.forms.element import NAMES, Element, Role
from posterbook.forms.galley import FigureBlock, Text
from posterbook.pages.composer import Composer, at_floor
from posterbook.pages.cover.ladder import LadderBlock
from posterbook.values import dataclass

HAN = ("zh", "ja", "ko")
"""Languages whose names are set in the Chinese face."""


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """A picture on the cover."""

    file: Picture = field(metadata=doc("PNG, JPEG or SVG, a path below the content folder"))
    alt: str = field(metadata=doc("what it shows, for those who cannot see it"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Options:
    """What `cover:` takes in running_order."""

    picture: CoverPicture | None = field(default=None, metadata=doc("a picture above the title"))
    event: bool = field(
        default=True, metadata=doc("false: the name of the meeting is not printed beside the issuer's")
    )


@dataclass(frozen=True, slots=True)
class CoverGalley:
    """The front cover; `meeting` and `place` stand only where no disclaimer does.

    `event` is the name of the meeting, where neither the title nor `meeting` says it.
    """

    disclaimer: tuple[Text, ...]
    meeting: Text | None
    place: Text | None
    company: tuple[Text, ...]
    company_han: tuple[Text, ...]
    incorporation: Text | None
    stock_code: Text | None
    kind: Text | None
    title: Text
    ladder: tuple[LadderBlock, ...]
    legal: tuple[str, ...]
    stamp: Text | None = None
    event: Text | None = None
    picture: FigureBlock | None = None
    logo: FigureBlock | None = None


def compose(composer: Composer, options: Options) -> tuple[CoverGalley, ...]:
    """The cover galley; what the booklet does not say is left out."""
    book, styles = composer.booklet, composer.theme.styles
    section = composer.section()
    ladder = section.child(Role.LIST, numbering=NAMES)
    top = [block for block in book.legal if block.place is LegalPlace.COVER_TOP]
    disclaimer = tuple(
        text
        for block in top
        for text in composer.legal(
            at_floor(block, styles.disclaimer), block.file, section.child(Role.SECT, lang=block.lang)
        )
    )
    meeting, place = (None, None) if disclaimer else _meeting(composer, section)
    event = None
    if options.event and _is_unsaid(book.event.name, (book.title, meeting.plain if meeting else "")):
        style = styles.incorporation if disclaimer else styles.cover_place
        event = _line(composer, style, book.event.name, section)
    names = [name for name in book.issuer.names if not (meeting and name.text == meeting.plain)]
    latin = [name for name in names if not _is_han(name)]
    han = [name for name in names if _is_han(name)]
    return (
        CoverGalley(
            disclaimer=disclaimer,
            meeting=meeting,
            place=place,
            company=tuple(_name(composer, styles.company, name, section) for name in latin),
            company_han=tuple(_name(composer, styles.company_han, name, section) for name in han),
            incorporation=_line(composer, styles.incorporation, book.issuer.incorporation, section),
            stock_code=_stock_code(composer, section),
            kind=_line(composer, styles.kind, book.kind, section),
            title=composer.inline(
                styles.cover_title, book.title, section.child(Role.H1), book.where.at("title")
            ),
            ladder=tuple(_block(composer, group, ladder) for group in composer.groups),
            legal=tuple(block.id for block in top),
            stamp=_line(composer, styles.stamp, _stamp(composer), section),
            logo=_logo(composer, section),
            event=event,
            picture=_picture(options, section),
        ),
    )


def _is_unsaid(name: str, said: tuple[str, ...]) -> bool:
    """Whether a name is there and in none of the texts, whatever its capitals and line ends."""
    folded = fold(name).casefold()
    return bool(folded) and not any(folded in fold(text).casefold() for text in said)


def _picture(options: Options, section: Element) -> FigureBlock | None:
    picture = options.picture
    if picture is None:
        return None
    return FigureBlock(picture.file, section.child(Role.FIGURE, alt=picture.alt), None, picture.where)


def _logo(composer: Composer, section: Element) -> FigureBlock | None:
    logo = composer.booklet.logo
    if logo is None:
        return None
    return FigureBlock(logo.file, section.child(Role.FIGURE, alt=logo.alt), None, logo.where)


def _stamp(composer: Composer) -> str:
    """What a cover says whose booklet withholds something; an embargo that has passed leaves no trace."""
    book = composer.booklet
    return book.words.embargo_stamp if any(record.withheld for record in book.records) else ""


def _is_han(name: Name) -> bool:
    return name.lang.split("-")[0] in HAN


def _meeting(composer: Composer, section: Element) -> tuple[Text | None, Text | None]:
    """Issuer, else meeting, and place and date, which stand where a disclaimer would."""
    book, styles = composer.booklet, composer.theme.styles
    name = book.issuer_name or book.event.name or book.event.short
    dated = book.words.place.join(filter(None, (book.place, composer.date_in_words)))
    return (
        _line(composer, styles.cover_meeting, name, section),
        _line(composer, styles.cover_place, dated, section),
    )


def _line(composer: Composer, style: Style, wording: str, section: Element) -> Text | None:
    where = composer.booklet.where
    return composer.text(style, wording, section.child(Role.P), where) if wording else None


def _name(composer: Composer, style: Style, name: Name, section: Element) -> Text:
    paragraph = section.child(Role.P)
    foreign = name.lang and name.lang != composer.booklet.language
    element = paragraph.child(Role.SPAN, lang=name.lang) if foreign else paragraph
    return composer.text(style, name.text, element, composer.booklet.where)


def _stock_code(composer: Composer, section: Element) -> Text | None:
    code = composer.booklet.issuer.stock_code
    wording = composer.booklet.words.stock_code.format(code=code) if code else ""
    return _line(composer, composer.theme.styles.stock_code, wording, section)


def _block(composer: Composer, group: Group, ladder: Element) -> LadderBlock:
    """A group's block: its label, and below it the list of its numbers, each of which leads to the poster."""
    book, styles, where = composer.booklet, composer.theme.styles, composer.booklet.where
    item = ladder.child(Role.LIST_ITEM)
    name, block = item.child(Role.LABEL), item.child(Role.LIST_BODY)
    inner = block.child(Role.LIST)
    records = [book.records[position] for position in group.records]
    words = book.words.poster_counted if len(records) == 1 else book.words.posters_counted

    def link(said: str, target: str, parent: Element) -> Element:
        return composer.link(parent, target, f"{book.words.posters}: {said}")

    def number(record: Record) -> Text:
        parent = inner.child(Role.LIST_ITEM).child(Role.LIST_BODY).child(Role.P)
        element, said = link(record.number, composer.anchor(record), parent), record.where.at("number")
        return composer.text(styles.ladder_number, record.number, element, said)

    first, ordinal, count = composer.anchor(records[0]), str(group.index + 1), str(len(records))
    label = link(composer.plain(group.name), first, name)
    short = label.child(Role.SPAN, expansion=composer.plain(group.name))  # where the name has no room
    named = records[0].where.at("group")
    label_text, numbered = (
        composer.inline(styles.ladder_label, f"{before}{group.name}", label, named) if group.name else None
        for before in ("", f"{ordinal} ")
    )
    return LadderBlock(
        group=group.index,
        label=label_text,
        numbered=numbered,
        ordinal=composer.text(styles.ladder_label, ordinal, short, where) if group.name else None,
        numbers=tuple(map(number, records)),
        count=composer.text(styles.ladder_count, count, link(count, first, block.child(Role.P)), where),
        counted=composer.text(styles.ladder_posters, words, block.child(Role.P), where),
    )
