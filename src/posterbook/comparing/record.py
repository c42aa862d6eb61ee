"""Laid-out pages to the record of what they print: words, digests, and where each poster stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from posterbook.comparing.paragraphs import Paragraph, paragraphs_of
from posterbook.content.markup import inline, plain
from posterbook.content.model import Booklet, Record, Status, poster_anchor
from posterbook.content.printed import MARGINS, PrintedBook, PrintedPage, PrintedPoster, digest_of
from posterbook.content.scalars import fold
from posterbook.design.theme import Theme
from posterbook.forms.page import Image, Item, Line, Page, QrCode, Rectangle, page_names


def printed_book(
    booklet: Booklet, theme: Theme, pages: Sequence[Page], day: date | None = None
) -> PrintedBook:
    """What a booklet prints on these pages, which may hold some that only fill sheets."""
    found = paragraphs_of(pages)
    printed = tuple(_pages(pages, found))
    posters = tuple(_posters(booklet, pages, printed))
    sizes = [fit.body for page in pages for fit in page.fits]
    return PrintedBook(
        title=plain(inline(booklet.title)),
        page=theme.page.name,
        theme=theme.name,
        body=max(sizes, default=0),
        date=day,
        fingerprint=digest_of([theme.page.name, theme.name, *(page.sha256 for page in printed)]),
        posters=posters,
        pages=printed,
    )


def _pages(pages: Sequence[Page], found: Sequence[Paragraph]) -> Iterator[PrintedPage]:
    texts: dict[str, list[str]] = {}
    for paragraph in found:
        texts.setdefault(MARGINS if paragraph.repeated else paragraph.page, []).append(paragraph.text)
    for page, name in zip(pages, page_names(pages), strict=True):
        if not page.fills:
            text = tuple(texts.get(name, ()))
            yield PrintedPage(name, page.kind, page.number, digest_of(map(_painted, page.items)), text)
    if MARGINS in texts:
        yield PrintedPage(MARGINS, text=tuple(texts[MARGINS]))


def _painted(item: Item) -> str:
    """All of an item that ink shows."""
    if isinstance(item, Line):
        runs: list[tuple[object, ...]] = []
        for run in item.runs:
            x, said, *look = runs.pop() if run.continues and runs else (round(run.x, 2) + 0.0, "")
            look = look or [run.face, run.size, run.colour, run.track, run.rise]
            runs.append((x, f"{said}{run.text}", *look))
        return repr((round(item.x, 2), round(item.y, 2), item.turn, runs))
    if isinstance(item, Image):
        return repr((item.box, item.picture.content or item.picture.shapes, item.black))
    if isinstance(item, QrCode):
        return repr((item.box, item.modules, item.colour))
    if isinstance(item, Rectangle):
        return repr((item.box, item.fill, item.stroke, item.weight))
    return repr((item.x0, item.x1, item.y, item.weight, item.colour))


def _posters(
    booklet: Booklet, pages: Sequence[Page], printed: Sequence[PrintedPage]
) -> Iterator[PrintedPoster]:
    """The posters in the order of the book; where several stand on a page, its words are no one's alone."""
    records = {poster_anchor(record): record for record in booklet.records}
    texts: dict[str, list[str]] = {}
    for one in printed:
        if one.number:
            texts.setdefault(one.number, []).extend(one.text)
    for page, name in zip(pages, page_names(pages), strict=True):
        for record in (records[anchor.name] for anchor in page.anchors if anchor.name in records):
            said = texts.get(record.number) or [record.title, record.board, _wording(record)]
            yield PrintedPoster(
                number=record.number,
                page=name,
                sha256=digest_of(said),
                wording_sha256=_wording(record),
                title=plain(inline(record.title)),
                board=plain(inline(record.board)),
                place=_place(booklet, record),
                time=_time(record),
                added=not name.isdecimal(),
                withdrawn=record.status is Status.WITHDRAWN,
            )


def _wording(record: Record) -> str:
    """The digest of what a poster says beside its title, its place and its time."""
    authors = [[one.name, *one.affiliations, one.email if one.presenter else ""] for one in record.authors]
    sections = [[one.heading, fold(one.text)] for one in record.sections]
    picture = [record.image.alt, record.image.caption] if record.image else []
    return digest_of([authors, sections, picture, *record.keywords, record.link, record.withheld])


def _place(booklet: Booklet, record: Record) -> str:
    rooms = (plain(inline(room)) for room in (record.hall, record.session))
    return booklet.words.place.join(filter(None, rooms))


def _time(record: Record) -> str:
    """Start and end, as a record writes them."""
    moments = [
        " ".join(filter(None, (one.day.isoformat() if one.day else "", f"{one.time:%H:%M}")))
        for one in (record.start, record.end)
        if one
    ]
    return "–".join(moments)
