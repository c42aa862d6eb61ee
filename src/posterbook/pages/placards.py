"""Placards for the boards: a sheet for each poster, with number, title and presenter to be read from afar.

No page kind of a booklet, but made like one (`posterbook placards`). It stands on the whole sheet, whatever
the margins of a booklet are.
"""

from __future__ import annotations

from collections.abc import Iterator

from posterbook.content.boards import boards_of
from posterbook.content.model import Author, Booklet, Record, hanging_records
from posterbook.content.page_kind import PageKind
from posterbook.content.poster_order import natural
from posterbook.content.qr import modules
from posterbook.design.geometry import Box
from posterbook.errors import LayoutError, Where, error
from posterbook.forms.element import Element, Role
from posterbook.forms.galley import QrCodeBlock, Text
from posterbook.forms.page import Item, QrCode, Rectangle, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext, UnplacedPage, last_baseline, stack_lines
from posterbook.layout.lines import set_numeral
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.pages.composer import Composer, times
from posterbook.values import dataclass

MASK = 3
"""Which of the QR codes' masks is taken: so large a code is read with any of them."""


@dataclass(frozen=True, slots=True)
class Options:
    """Placards take no options."""


@dataclass(frozen=True, slots=True)
class PlacardGalley:
    """One placard; `place` says where and when its poster hangs."""

    group: int
    tag: Text
    number: Text
    title: Text
    presenters: Text | None
    institute: Text | None
    place: tuple[Text, ...]
    code: QrCodeBlock | None
    where: Where


def in_hall_order(booklet: Booklet) -> tuple[Record, ...]:
    """The posters that hang, as one walks past them: by hall, then along the plan, else as boards count."""
    places = {
        (str(hall.name), board.name): (number, at)
        for number, hall in enumerate(booklet.halls)
        for at, board in enumerate(boards_of(hall))
    }
    halls = list(dict.fromkeys(record.hall for record in booklet.records))

    def key(record: Record) -> tuple[object, ...]:
        known = [
            places[name, record.board]
            for name in _halls_of(booklet, record)
            if (name, record.board) in places
        ]
        hall, at = known[0] if known else (halls.index(record.hall), 0)
        return not record.board, hall, at, natural(record.board), natural(record.number)

    return tuple(sorted(hanging_records(booklet.records), key=key))


def _halls_of(booklet: Booklet, record: Record) -> tuple[str, ...]:
    return (record.hall,) if record.hall else tuple(hall.name for hall in booklet.halls)


def compose(composer: Composer, _options: Options) -> tuple[PlacardGalley, ...]:
    """A placard for each poster that hangs."""
    return tuple(_placard(composer, record) for record in in_hall_order(composer.booklet))


def _placard(composer: Composer, record: Record) -> PlacardGalley:
    styles, section, where = composer.theme.styles, composer.section(), record.where
    group, words = composer.group_of(record).index, composer.booklet.words
    presenters = [author for author in record.authors if author.presenter] or list(record.authors[:1])
    institutes = tuple(dict.fromkeys(one for author in presenters for one in author.affiliations[:1]))
    board = words.board.format(board=record.board) if record.board else ""
    rooms = words.place.join(filter(None, (record.hall, composer.booklet.session_title(record))))
    lines = (
        (styles.placard_board, board),
        (styles.placard_small, rooms),
        (styles.placard_small, times(words, record.start, record.end)),
    )
    return PlacardGalley(
        group=group,
        tag=composer.inline(
            styles.placard_tag, record.group, section.child(Role.P), where.at("group"), group
        ),
        number=composer.text(styles.placard_number, record.number, section.child(Role.P), where, group),
        title=composer.inline(
            styles.placard_title, record.title, section.child(Role.H1, lang=record.lang), where.at("title")
        ),
        presenters=_names(composer, presenters, section, where.at("authors")),
        institute=composer.inline(
            styles.placard_small, "; ".join(institutes), section.child(Role.P), where.at("authors")
        )
        if institutes
        else None,
        place=tuple(
            composer.inline(style, wording, section.child(Role.P), where)
            for style, wording in lines
            if wording
        ),
        code=_code(composer, record, section),
        where=where,
    )


def _names(composer: Composer, authors: list[Author], section: Element, where: Where) -> Text | None:
    if not authors:
        return None
    wording = composer.booklet.words.comma.join(author.name for author in authors)
    return composer.inline(composer.theme.styles.placard_presenter, wording, section.child(Role.P), where)


def _code(composer: Composer, record: Record, section: Element) -> QrCodeBlock | None:
    """The QR code of the poster's link."""
    if not record.link:
        return None
    words, measures, where = composer.booklet.words, composer.theme.code, record.where.at("link")
    figure = section.child(Role.FIGURE, alt=words.code.format(link=record.link))
    printed = composer.text(composer.theme.styles.placard_small, record.link, section.child(Role.P), where)
    return QrCodeBlock(modules(record.link, measures.level, 1, MASK), figure, printed, where)


def lay_out(plan: BookPlan, galley: PlacardGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """One sheet: the group's band, the number, the title and the presenter; at the foot where, and the code.

    Raises LayoutError for a title that no step makes fit.
    """
    context = plan.context
    theme, page, placard = context.theme, context.theme.page, context.theme.placard
    measure, left = page.width - 2 * placard.margin, placard.margin
    band = _band(context, galley)
    number = _number(context, galley.number, measure)
    k = placard.band + page.height * placard.number + placard.gap
    items: list[Item] = [*band, number.at(left, k)]
    foot, top = _foot(context, galley)
    k += placard.title_below
    for size, lead in placard.title_steps:
        text = context.at_size(galley.title, size, lead)
        lines = context.lines(text, measure)
        last = k + last_baseline(lines, text.style, 0)
        below, end = _below_title(context, galley, last)
        if end <= top - placard.gap:
            break
    else:
        message = f"the placard of poster {galley.number.plain} does not hold its title"
        hint = "shorten the title, or take a larger sheet"
        raise LayoutError(error("placard-overfull", message, galley.where.at("title"), hint))
    items += [*stack_lines(lines, text.style, left, k), *below, *foot]
    if not theme.look.fills:
        items.append(Rule(left, page.width - left, placard.band, theme.rules.legal_top, theme.ink))
    return (UnplacedPage(PLACARDS.name, (), has_foot=False, has_folio=True, full_bleed=tuple(items)),)


def _band(context: LayoutContext, galley: PlacardGalley) -> tuple[Item, ...]:
    """The group's colour over the head of the sheet, and its name."""
    theme, page, placard = context.theme, context.theme.page, context.theme.placard
    bleed, colour = theme.bleed, theme.topic(galley.group).colour
    box = Box(-bleed, -bleed, page.width + 2 * bleed, placard.band + bleed)
    fill = (Rectangle(box, fill=colour),) if theme.look.fills else ()
    return (*fill, context.line(galley.tag).at(placard.margin, placard.tag))


def _number(context: LayoutContext, number: Text, measure: float) -> SetLine:
    """The number as high as it may be, or as wide as the sheet."""
    theme, page, placard = context.theme, context.theme.page, context.theme.placard
    largest = page.height * placard.number / theme.poster.figure_em
    line = set_numeral(context.at_size(number, largest, largest), context.fonts, theme)
    if line.width <= measure:
        return line
    size = largest * measure / line.width
    return set_numeral(context.at_size(number, size, size), context.fonts, theme)


def _below_title(
    context: LayoutContext, galley: PlacardGalley, last: float
) -> tuple[tuple[Item, ...], float]:
    """Presenters and their institute below the title's last baseline, and where they end."""
    page, placard = context.theme.page, context.theme.placard
    items, k = list[Item](), last
    for text, gap in ((galley.presenters, placard.presenter_below), (galley.institute, 0.0)):
        if text:
            lines = context.lines(text, page.width - 2 * placard.margin)
            first = k + (gap or text.style.lead)
            items += stack_lines(lines, text.style, placard.margin, first)
            k = last_baseline(lines, text.style, first)
    return tuple(items), k


def _foot(context: LayoutContext, galley: PlacardGalley) -> tuple[tuple[Item, ...], float]:
    """Where the poster hangs at the left, its code at the right; and where the upper of the two begins."""
    page, placard = context.theme.page, context.theme.placard
    bottom, top = page.height - placard.margin, page.height - placard.margin
    items: list[Item] = []
    room = page.width - 2 * placard.margin
    if galley.code:
        box = Box(
            page.width - placard.margin - placard.code, bottom - placard.code, placard.code, placard.code
        )
        items.append(QrCode(box, galley.code.modules, context.theme.ink, galley.code.meaning))
        top, room = box.y, room - placard.code - placard.gap
    set_texts = [(text, context.lines(text, room)) for text in galley.place]
    height = sum(len(lines) * text.style.lead for text, lines in set_texts)
    k = bottom - height
    top = min(top, k) if set_texts else top
    for text, lines in set_texts:
        items += stack_lines(lines, text.style, placard.margin, k + text.style.lead)
        k += len(lines) * text.style.lead
    return tuple(items), top


def left_out(booklet: Booklet) -> Iterator[Record]:
    """The posters that get no placard: withdrawn ones."""
    hanging = {record.number for record in hanging_records(booklet.records)}
    return (record for record in booklet.records if record.number not in hanging)


PLACARDS = PageKind(name="placards", options=Options, compose=compose, lay_out=lay_out)
