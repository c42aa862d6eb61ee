"""What differs between two printed booklets: posters, words, and the pages that must be printed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posterbook.comparing.changes import changes
from posterbook.content.book_difference import BookDifference, PosterChange, TextChange, What
from posterbook.content.printed import MARGINS, PrintedBook, PrintedPage, PrintedPoster


def difference_of(before: PrintedBook, now: PrintedBook) -> BookDifference:
    """What two booklets print otherwise."""
    design = ""
    if (before.page, before.theme) != (now.page, now.theme):
        design = f"{before.page} and {before.theme}, now {now.page} and {now.theme}"
    old, new = (
        {page.page: page.sha256 for page in book.pages if page.page != MARGINS} for book in (before, now)
    )
    return BookDifference(
        design,
        tuple(_posters(before, now)),
        tuple(_texts(before, now)),
        tuple(name for name, digest in new.items() if old.get(name) != digest),
        tuple(name for name in old if name not in new),
    )


def _posters(before: PrintedBook, now: PrintedBook) -> Iterator[PosterChange]:
    """In the order of today's book; what was removed stands where it was."""
    old = {poster.number: poster for poster in before.posters}
    new = {poster.number: poster for poster in now.posters}
    gone = [poster for poster in before.posters if poster.number not in new]
    for poster in now.posters:
        while gone and poster.number in old and _place(before, gone[0]) < _place(before, old[poster.number]):
            yield _removed(gone.pop(0))
        if poster.number not in old:
            yield PosterChange(What.ADDED, poster.number, poster.page, now=poster.title)
        else:
            yield from _changes_of(old[poster.number], poster, before, now)
    yield from map(_removed, gone)


def _place(book: PrintedBook, poster: PrintedPoster) -> int:
    return book.numbers.index(poster.number)


def _removed(poster: PrintedPoster) -> PosterChange:
    return PosterChange(What.REMOVED, poster.number, poster.page, before=poster.title)


def _changes_of(
    was: PrintedPoster, one: PrintedPoster, before: PrintedBook, now: PrintedBook
) -> Iterator[PosterChange]:
    number, page = one.number, one.page
    if one.withdrawn != was.withdrawn:
        what = What.WITHDRAWN if one.withdrawn else What.RESTORED
        yield PosterChange(what, number, page, before=was.title, now="" if one.withdrawn else one.title)
    if one.title != was.title:
        yield PosterChange(What.RETITLED, number, page, was.title, one.title)
    if one.board != was.board and not one.withdrawn:
        yield PosterChange(What.MOVED, number, page, was.board, one.board)
    if one.place != was.place and not one.withdrawn:
        yield PosterChange(What.RELOCATED, number, page, was.place, one.place)
    if one.page != was.page:
        yield PosterChange(What.MOVED, number, page, f"page {was.page}", f"page {one.page}")
    if one.time != was.time and not one.withdrawn:
        yield PosterChange(What.RETIMED, number, page, was.time, one.time)
    if one.wording_sha256 != was.wording_sha256 and one.withdrawn == was.withdrawn:
        yield PosterChange(What.REWORDED, number, page, _text(before, number), _text(now, number))


def _text(book: PrintedBook, number: str) -> str:
    return " ".join(text for page in book.pages if page.number == number for text in page.text)


def _texts(before: PrintedBook, now: PrintedBook) -> Iterator[TextChange]:
    old, new = list(_outside(before.pages)), list(_outside(now.pages))
    for change in changes([text for _, text in old], [text for _, text in new]):
        was, one = old[change.start : change.end], new[change.new_start : change.new_end]
        for place in range(max(len(was), len(one))):
            page = one[place][0] if place < len(one) else was[place][0]
            yield TextChange(
                page, was[place][1] if place < len(was) else "", one[place][1] if place < len(one) else ""
            )


def _outside(pages: Sequence[PrintedPage]) -> Iterator[tuple[str, str]]:
    """The paragraphs of pages that are no poster's, each with its page."""
    return ((page.page, text) for page in pages if not page.number for text in page.text)
