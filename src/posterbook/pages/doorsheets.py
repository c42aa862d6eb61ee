"""Sheets for the doors: for each hall and session its boards in order, with number, title and presenter.

No page kind of a booklet, but made like one (`posterbook doorsheets`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from posterbook.content.model import Inline, Record, Session, Status
from posterbook.content.page_kind import PageKind
from posterbook.content.poster_order import natural
from posterbook.design.theme import Style, Wrap
from posterbook.forms.element import Artifact, Element, Meaning, Role
from posterbook.forms.galley import Text, TextTable
from posterbook.forms.page import Item
from posterbook.layout.context import LayoutContext, UnplacedPage, last_baseline, stack_lines
from posterbook.layout.flow import Measures, fill, items_of
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.layout.text_tables import text_table_lines
from posterbook.pages.composer import Composer, times
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Door sheets take no options."""


@dataclass(frozen=True, slots=True)
class DoorGalley:
    """One hall and session: what stands above its table, the table, and the head of further pages."""

    heads: tuple[Text, ...]
    table: TextTable
    continued: Text


def compose(composer: Composer, _options: Options) -> tuple[DoorGalley, ...]:
    """A galley for each hall and session, in the order of the sessions; withdrawn posters are marked."""
    booklet = composer.booklet
    found: dict[tuple[str, str], list[Record]] = {}
    for record in sorted(booklet.records, key=_as_boards_count):
        found.setdefault((record.hall, record.session), []).append(record)
    sessions = [session.id for session in booklet.sessions]
    halls = list(dict.fromkeys([*(hall.name for hall in booklet.halls), *(r.hall for r in booklet.records)]))

    def when(place: tuple[str, str]) -> tuple[int, int]:
        hall, session = place
        return sessions.index(session) if session in sessions else len(sessions), halls.index(Inline(hall))

    return tuple(_sheet(composer, hall, found[hall, session]) for hall, session in sorted(found, key=when))


def _as_boards_count(record: Record) -> tuple[object, ...]:
    """What sorts posters by their boards, A2 before A10, those without one last."""
    return not record.board, natural(record.board), natural(record.number)


def _sheet(composer: Composer, hall: str, records: Sequence[Record]) -> DoorGalley:
    styles, words, where = composer.theme.styles, composer.booklet.words, records[0].where
    section, first = composer.section(), records[0]
    session = composer.booklet.session_of(first)
    named = composer.booklet.session_title(first)
    large = replace(styles.divider, colour="ink")
    lines: list[tuple[Style, str, Role]] = []
    if hall:
        lines.append((large, hall, Role.H1))
    if named:
        lines.append((styles.page_heading if hall else large, named, Role.H2 if hall else Role.H1))
    if not lines:
        lines.append((large, composer.booklet.event.name or composer.booklet.title, Role.H1))
    lines += [(styles.person, wording, Role.P) for wording in _about(composer, session)]
    heads = tuple(composer.inline(style, said, section.child(role), where) for style, said, role in lines)
    continued = words.place.join([*filter(None, (hall, composer.plain(named))), words.continued])
    return DoorGalley(
        heads,
        _table(composer, records, section),
        composer.inline(styles.label, continued, Artifact.PAGINATION, where),
    )


def _about(composer: Composer, session: Session | None) -> Iterator[str]:
    """When a session is, and who chairs it."""
    if session is None:
        return
    words = composer.booklet.words
    day = words.full_day(session.day) if session.day else ""
    start, end = (replace(one, day=None) if one else None for one in (session.start, session.end))
    if said := words.place.join(filter(None, (day, times(words, start, end)))):
        yield said
    if session.chairs:
        wording = words.chair if len(session.chairs) == 1 else words.chairs
        yield wording.format(names=words.comma.join(session.chairs))


def _table(composer: Composer, records: Sequence[Record], section: Element) -> TextTable:
    """Board, number, title and presenter; columns that nobody fills are left out."""
    styles, words = composer.theme.styles, composer.booklet.words
    label = composer.booklet.labels.number or words.number
    board, presenter = any(r.board for r in records), any(r.authors for r in records)
    heads = [
        *([words.board_head] if board else []),
        label,
        words.title,
        *([words.presenter_head] if presenter else []),
    ]
    element = section.child(Role.TABLE)
    head_row, body = element.child(Role.TABLE_HEAD).child(Role.TABLE_ROW), element.child(Role.TABLE_BODY)
    plain, strong = (
        replace(styles.table_title, wrap=Wrap.RAGGED),
        replace(styles.person, lead=styles.table_title.lead),
    )

    def row(record: Record) -> tuple[Text, ...]:
        own, where = body.child(Role.TABLE_ROW), record.where
        struck = record.status is Status.WITHDRAWN
        cells: list[tuple[Style, str]] = [(strong, record.board)] if board else []
        cells += [(strong, record.number), (plain, record.title)]
        cells += [(plain, words.withdrawn_row if struck else _presenter(record))] if presenter else []
        if struck and not presenter:
            cells[-1] = (plain, f"{record.title} ({words.withdrawn_row})")
        grey = [(replace(style, colour="grey") if struck else style, said) for style, said in cells]
        return tuple(
            composer.inline(
                style, said, own.child(Role.CELL, lang=record.lang if said == record.title else ""), where
            )
            for style, said in grey
        )

    def head(meanings: Sequence[Meaning]) -> tuple[Text, ...]:
        where = composer.booklet.where
        return tuple(
            composer.text(styles.table_head, said, meaning, where)
            for said, meaning in zip(heads, meanings, strict=True)
        )

    cells = [head_row.child(Role.HEAD_CELL, scope="Column") for _ in heads]
    repeated = [Artifact.PAGINATION] * len(heads)
    return TextTable(head(cells), head(repeated), tuple(map(row, records)), ("",) * len(heads))


def _presenter(record: Record) -> str:
    named = next((author for author in record.authors if author.presenter), None)
    return (named or record.authors[0]).name if record.authors else ""


def lay_out(plan: BookPlan, galley: DoorGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """The hall and the session in large type, the table below, over as many sheets as it takes."""
    context = _without_rail(plan.context)
    theme, page = context.theme, context.theme.page
    items: list[Item] = [context.page_rule()]
    k = 0.0
    for number, text in enumerate(galley.heads):
        lines = context.lines(text, page.main)
        k += theme.text.heading if not number else text.style.lead + page.baseline / 2
        k = max(k, text.style.size) if not number else k
        items += stack_lines(lines, text.style, 0, k)
        k = last_baseline(lines, text.style, k)
    rows = tuple(text_table_lines(context, galley.table, 0, 0))
    flow = Measures(2 * page.baseline, page.last, page.baseline, 1)
    pages = fill(rows, flow, k + 2 * page.baseline)
    again = stack_lines((context.line(galley.continued),), galley.continued.style, 0, page.baseline)
    return tuple(
        UnplacedPage(
            DOORSHEETS.name,
            (*(items if n == 0 else (context.page_rule(), *again)), *items_of(placed)),
            has_foot=False,
            continues=n > 0,
        )
        for n, placed in enumerate(pages)
    )


def _without_rail(context: LayoutContext) -> LayoutContext:
    """The same page, all of its measure one column."""
    page = replace(context.theme.page, rail=0, gap=0)
    return LayoutContext(replace(context.theme, page=page), context.fonts)


DOORSHEETS = PageKind(name="doorsheets", options=Options, compose=compose, lay_out=lay_out)
