"""The ladder on the cover: a block for each group in its slot, with the numbers of its posters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posterbook.design.geometry import Box
from posterbook.forms.galley import Text
from posterbook.forms.page import Item, Line, Rectangle, Rule
from posterbook.forms.set_line import SetLine
from posterbook.layout.context import LayoutContext, last_baseline, stack_lines
from posterbook.layout.lines import set_numeral
from posterbook.layout.thumb import Slot, Thumb
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class LadderBlock:
    """A group's block on the cover: its label, or the ordinal where that is too long, and its numbers.

    `numbered` is the label with the ordinal before it, where that stands on the tabs.
    """

    group: int
    label: Text | None
    numbered: Text | None
    ordinal: Text | None
    numbers: tuple[Text, ...]
    count: Text
    counted: Text


@dataclass(frozen=True, slots=True)
class NumberSetting:
    """A size, lead and number of columns for the numbers of the whole ladder."""

    size: float
    lead: float
    columns: int


def ladder_items(
    context: LayoutContext, blocks: Sequence[LadderBlock], thumb: Thumb, x: float, top: float
) -> tuple[Item, ...]:
    """The ladder from `x` to beyond the fore-edge, clipped at `top`."""
    if thumb.ordinals:
        blocks = [replace(block, label=block.numbered) for block in blocks]
    clipped = [
        (block, Slot(max(slot.top, top), slot.bottom)) for block, slot in _blocks_in_slots(blocks, thumb)
    ]
    shown = [(block, slot) for block, slot in clipped if _height(slot) >= context.theme.ladder.least_height]
    setting = _number_setting(context, shown)
    items: list[Item] = []
    for block, slot in shown:
        items += _block(context, block, _to_the_foot(context, slot) if thumb.is_wordless else slot, x)
        label, last = _label(context, block, slot, x)
        numbers = (
            _numbers(context, block, x, last, setting) if setting else _count(context, block, slot, x, last)
        )
        items += (*label, *numbers)
    if context.theme.look.ladder_rule and shown:
        items.append(_rung(context, shown[-1][1].bottom, x))
    return tuple(items)


def _blocks_in_slots(blocks: Sequence[LadderBlock], thumb: Thumb) -> list[tuple[LadderBlock, Slot]]:
    return [(block, thumb.slot(block.group)) for block in blocks]


def _height(slot: Slot) -> float:
    return slot.bottom - slot.top


def _block(context: LayoutContext, block: LadderBlock, slot: Slot, x: float) -> tuple[Item, ...]:
    """The coloured block, into the bleed; a rule at its top in a theme without fills."""
    if context.theme.look.ladder_rule:
        return (_rung(context, slot.top, x),)
    inset, ladder = context.theme.tabs.inset, context.theme.ladder
    box = Box(x, slot.top + inset, ladder.width + context.theme.bleed, _height(slot) - 2 * inset)
    return (Rectangle(box, fill=context.theme.topic(block.group).colour),)


def _to_the_foot(context: LayoutContext, slot: Slot) -> Slot:
    """The slot of the only block, which no tab repeats: it runs down and off the page."""
    page = context.theme.page
    return Slot(slot.top, page.height - page.live_top + context.theme.bleed + context.theme.tabs.inset)


def _rung(context: LayoutContext, k: float, x: float) -> Rule:
    width = context.theme.ladder.width + context.theme.bleed
    return Rule(x, x + width, k, context.theme.look.ladder_rule, context.theme.ink)


def _label(
    context: LayoutContext, block: LadderBlock, slot: Slot, x: float
) -> tuple[tuple[Line, ...], float]:
    """The group's label, or its ordinal if that is too long, and its last baseline; else the slot's top."""
    lines, text = _label_lines(context, block, slot)
    if text is None:
        return (), slot.top + context.theme.ladder.without_label
    k = slot.top + context.theme.ladder.label
    return stack_lines(lines, text.style, x + context.theme.ladder.text_inset, k), last_baseline(
        lines, text.style, k
    )


def _label_lines(
    context: LayoutContext, block: LadderBlock, slot: Slot
) -> tuple[tuple[SetLine, ...], Text | None]:
    ladder = context.theme.ladder
    if block.label is None:
        return (), None
    lines = context.lines(block.label, ladder.text_width)
    depth = last_baseline(lines, block.label.style, ladder.label)
    room = len(lines) == 1 or depth <= _height(slot) - ladder.clear  # a clipped block has less
    if room and len(lines) <= ladder.label_lines and not any(line.forced for line in lines):
        return lines, block.label
    return ((context.line(block.ordinal),), block.ordinal) if block.ordinal else ((), None)


def _first_number(context: LayoutContext, last: float, size: float) -> float:
    ladder = context.theme.ladder
    return last + ladder.number_gap + ladder.number_em * size


def _number_setting(
    context: LayoutContext, shown: Sequence[tuple[LadderBlock, Slot]]
) -> NumberSetting | None:
    """The first setting that leaves every block clear at its foot; None if the blocks show counts."""
    for size, lead, columns in context.theme.ladder.steps:
        setting = NumberSetting(size, lead, int(columns))
        if all(_fits(context, block, slot, setting) for block, slot in shown):
            return setting
    return None


def _fits(context: LayoutContext, block: LadderBlock, slot: Slot, setting: NumberSetting) -> bool:
    ladder = context.theme.ladder
    _, last = _label(context, block, slot, 0)
    rows = -(-len(block.numbers) // setting.columns)
    foot = _first_number(context, last, setting.size) + (rows - 1) * setting.lead
    width = ladder.column if setting.columns > 1 else ladder.text_width
    wide = all(_number(context, text, setting).width <= width for text in block.numbers)
    return wide and foot <= slot.bottom - ladder.clear + 1e-6


def _number(context: LayoutContext, text: Text, setting: NumberSetting) -> SetLine:
    return set_numeral(
        replace(text, style=text.style.sized(setting.size, setting.lead)), context.fonts, context.theme
    )


def _numbers(
    context: LayoutContext, block: LadderBlock, x: float, last: float, setting: NumberSetting
) -> tuple[Line, ...]:
    """The numbers below each other, column after column."""
    ladder = context.theme.ladder
    first = _first_number(context, last, setting.size)
    rows = -(-len(block.numbers) // setting.columns)
    return tuple(
        Line(
            x + ladder.text_inset + n // rows * ladder.column,
            first + n % rows * setting.lead,
            _number(context, text, setting).runs,
        )
        for n, text in enumerate(block.numbers)
    )


def _count(context: LayoutContext, block: LadderBlock, slot: Slot, x: float, last: float) -> tuple[Line, ...]:
    """How many posters a group has, at the foot of its block; nothing where that would touch the label."""
    ladder, style = context.theme.ladder, context.theme.styles.ladder_label
    k, left = slot.bottom - ladder.count_above_foot, x + ladder.text_inset
    if k - ladder.number_em * block.count.style.size < last + style.lead - style.size:
        return ()
    count = set_numeral(block.count, context.fonts, context.theme)
    word = context.line(block.counted)
    return (Line(left, k, count.runs), Line(left + count.width + ladder.count_gap, k, word.runs))
