"""Pictures on a page: a poster's QR code and how text makes way for it, and its figure with the caption."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from posterbook.content.model import Picture, PictureKind
from posterbook.design.geometry import Box
from posterbook.design.theme import Style
from posterbook.forms.galley import FigureBlock, QrCodeBlock
from posterbook.forms.page import Image, Item, QrCode
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext, stack_lines
from posterbook.layout.flow import FlowLine
from posterbook.values import dataclass

INCH = 72.0


@dataclass(frozen=True, slots=True)
class Notch:
    """The upper right corner of the text block, taken by a QR code: so wide, and down to `foot`."""

    width: float = 0
    foot: float = -math.inf
    ascent: float = 0

    def narrow(self, measure: float, style: Style, first: float) -> tuple[float, int] | None:
        """The measure of the lines beside it, and how many those are, where the first baseline is `first`."""
        beside = (
            math.ceil((self.foot + self.ascent * style.size - first) / style.lead - 1e-6) if self.width else 0
        )
        return (measure - self.width, beside) if beside > 0 else None

    def clear(self, style: Style) -> float:
        """The first baseline below it."""
        return self.foot + self.ascent * style.size if self.width else 0.0


NONE = Notch()


def notch(context: LayoutContext, code: QrCodeBlock | None, above: int) -> Notch:
    """What a poster's QR code takes; `above` counts the lines of the group's tag beyond its first."""
    if code is None:
        return NONE
    measures = context.theme.code
    return Notch(measures.narrows, _top(context, above) + measures.size + measures.clear, measures.ascent)


def qr_code(context: LayoutContext, code: QrCodeBlock, above: int) -> QrCode:
    """The QR code below the group's tag, flush right."""
    size = context.theme.code.size
    box = Box(context.theme.page.measure - size, _top(context, above), size, size)
    return QrCode(box, code.modules, context.theme.ink, code.meaning)


def _top(context: LayoutContext, above: int) -> float:
    return context.theme.code.top + above * context.theme.styles.topic_tag.lead


def fit_into(picture: Picture, width: float, height: float) -> tuple[float, float]:
    """Width and height of a picture, as large as both allow."""
    scale = min(width / picture.width, height / picture.height)
    return picture.width * scale, picture.height * scale


def figure_size(context: LayoutContext, figure: FigureBlock, share: float = 1) -> tuple[float, float]:
    """A figure's printed size: the full measure, but no higher than it may be, and a share of that."""
    page = context.theme.page
    highest = min(context.theme.poster.figure_height, page.last / 2)
    width, height = fit_into(figure.picture, page.main, highest)
    return width * share, height * share


def figure_lines(
    context: LayoutContext, figure: FigureBlock, number: int, below: float, share: float = 1
) -> Iterator[FlowLine]:
    """The figure with its caption, which stay together; a caption that takes a page goes on line by line.

    A caption that has room beside a narrow figure stands there, its last line level with the figure's foot.
    """
    poster, page = context.theme.poster, context.theme.page
    width, height = figure_size(context, figure, share)
    style = figure.caption.style if figure.caption else context.theme.styles.caption
    lines = _lines_beside(context, figure, width, height)
    depth, kept, x = 0.0, lines, page.main_x + width + poster.figure_gap
    first = -(len(lines) - 1) * style.lead
    if figure.caption and not lines:
        lines, x = context.lines(figure.caption, page.main), page.main_x
        kept = lines[: max(1, int((page.last / 2 - poster.figure_caption) // style.lead))]
        depth = poster.figure_caption + (len(kept) - 1) * style.lead
        first = poster.figure_caption - depth
    image = Image(Box(page.main_x, -depth - height, width, height), figure.picture, figure.meaning)
    hung: tuple[Item, ...] = (image, *stack_lines(kept, style, x, first))
    above = height + depth - context.theme.code.ascent * context.theme.styles.body.size
    yield FlowLine(SetLine((), 0), below + height + depth, number, 0, 1, hung=hung, above=above, loose=True)
    for index, line in enumerate(lines[len(kept) :]):
        yield FlowLine(line, style.lead, number, index + 1, len(lines), x=page.main_x, loose=True)


def _lines_beside(
    context: LayoutContext, figure: FigureBlock, width: float, height: float
) -> tuple[SetLine, ...]:
    """The lines of a caption beside its figure; none where there is too little room."""
    poster, page = context.theme.poster, context.theme.page
    room = page.main - width - poster.figure_gap
    if not figure.caption or room < poster.figure_row_least:
        return ()
    lines = context.lines(figure.caption, room)
    return lines if len(lines) * figure.caption.style.lead <= height else ()


def figure_rows(
    context: LayoutContext, figures: Sequence[FigureBlock]
) -> tuple[tuple[FigureBlock, ...], ...]:
    """Figures in rows: those that follow each other stand side by side as long as they stay large enough.

    In a row all are of one height, and together as wide as the measure. A caption that is then higher than
    its picture sends it to a row of its own.
    """
    rows: list[tuple[FigureBlock, ...]] = []
    for figure in figures:
        wider = (*rows[-1], figure) if rows else ()
        if wider and _may_share(context, wider):
            rows[-1] = wider
        else:
            rows.append((figure,))
    return tuple(rows)


def _may_share(context: LayoutContext, row: Sequence[FigureBlock]) -> bool:
    height = _row_height(context, row)
    if height < context.theme.poster.figure_row_least:
        return False
    for figure in row:
        if figure.caption:
            lines = context.lines(figure.caption, _width_at(figure, height))
            if len(lines) * figure.caption.style.lead > height:
                return False
    return True


def _row_height(context: LayoutContext, row: Sequence[FigureBlock]) -> float:
    """The height at which pictures side by side are as wide as the measure, or as high as a figure may be."""
    poster, page = context.theme.poster, context.theme.page
    room = page.main - (len(row) - 1) * poster.figure_gap
    shapes = sum(figure.picture.width / figure.picture.height for figure in row)
    return min(room / shapes, poster.figure_height, page.last / 2)


def _width_at(figure: FigureBlock, height: float) -> float:
    return height * figure.picture.width / figure.picture.height


def figure_row_lines(
    context: LayoutContext, row: Sequence[FigureBlock], number: int, below: float, share: float = 1
) -> Iterator[FlowLine]:
    """One figure with its caption, or several side by side with theirs below; a `share` of their size."""
    if len(row) == 1:
        yield from figure_lines(context, row[0], number, below, share)
        return
    poster, page, height = context.theme.poster, context.theme.page, _row_height(context, row) * share
    depths, hung, x = [0.0], list[Item](), page.main_x
    for figure in row:
        width = _width_at(figure, height)
        hung.append(Image(Box(x, 0, width, height), figure.picture, figure.meaning))
        if figure.caption:
            lines, style = context.lines(figure.caption, width), figure.caption.style
            hung += stack_lines(lines, style, x, height + poster.figure_caption)
            depths.append(poster.figure_caption + (len(lines) - 1) * style.lead)
        x += width + poster.figure_gap
    whole = height + max(depths)
    above = whole - context.theme.code.ascent * context.theme.styles.body.size
    items = tuple(item.moved(0, -whole) for item in hung)
    yield FlowLine(SetLine((), 0), below + whole, number, 0, 1, hung=items, above=above, loose=True)


def resolution(picture: Picture, width: float) -> float:
    """Pixels to the inch of a picture so wide; a drawing has any number."""
    drawn = picture.kind in {PictureKind.SVG, PictureKind.PDF}
    return math.inf if drawn else picture.width / width * INCH
