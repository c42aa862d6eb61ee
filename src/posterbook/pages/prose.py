"""Composes the Markdown of a text file: headings, paragraphs, lists, quotes, tables, pictures and rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from posterbook.content.blocks import LEVELS, Block, Illustration, Paragraph, Separator, Table, blocks
from posterbook.content.markup import Span
from posterbook.content.model import Prose
from posterbook.design.theme import Style, Wrap
from posterbook.errors import Where
from posterbook.forms.element import Artifact, Element, Meaning, Role
from posterbook.forms.galley import FigureBlock, RunningText, Text, TextRule, TextTable
from posterbook.pages.composer import Composer, captioned


def running_text(composer: Composer, style: Style, prose: Prose, parent: Element) -> tuple[RunningText, ...]:
    """All that a text file holds, its paragraphs in a style, in its order below `parent`."""
    return tuple(_ProseComposer(composer, style, prose, parent).compose())


def section_text(
    composer: Composer, style: Style, wording: str, parent: Element, where: Where, group: int
) -> tuple[Text | TextTable, ...]:
    """What a record's section holds: paragraphs, lists and tables."""
    if "|" not in wording:
        return composer.paragraphs(style, wording, parent, where, group)
    found = _ProseComposer(composer, style, Prose(wording, where), parent).compose(whole=False)
    return tuple(part for part in found if isinstance(part, Text | TextTable))


class _ProseComposer:
    """Composes one text file; every part belongs to the section, list or quote that it stands in."""

    __slots__ = ("_composer", "_depth", "_parent", "_prose", "_style")

    def __init__(self, composer: Composer, style: Style, prose: Prose, parent: Element) -> None:
        self._composer, self._style, self._prose, self._parent = composer, style, prose, parent
        self._depth = 0

    def compose(self, *, whole: bool = True) -> Iterator[RunningText]:
        """Paragraphs that follow each other go together: items of one list, the text of one quote.

        What is not `whole` is a record's text, which holds paragraphs, lists and tables.
        """
        for (kind, quoted), several in groupby(blocks(self._prose.text, prose=whole), key=_kind):
            if kind is Paragraph:
                yield from self._paragraphs(several, quoted=quoted)
                continue
            for block in several:
                if isinstance(block, Paragraph):
                    yield self._heading(block)
                elif isinstance(block, Table):
                    yield self._table(block)
                elif isinstance(block, Illustration):
                    yield from self._figure(block)
                else:
                    yield TextRule()

    def _paragraphs(self, several: Iterator[Block], *, quoted: bool) -> Iterator[Text]:
        parent = self._parent.child(Role.QUOTE) if quoted else self._parent
        found = (block for block in several if isinstance(block, Paragraph))
        for text in self._composer.texts_of(self._style, found, parent, self._prose.where, 0):
            yield replace(text, inset=quoted)

    def _heading(self, block: Paragraph) -> Text:
        """A heading; its role skips no level, as ISO 14289-1, 7.4.2, demands, however it looks."""
        styles, level = self._composer.theme.styles, min(block.heading, LEVELS)
        style = (styles.page_heading, styles.subheading, styles.small_heading)[level - 1]
        self._depth = min(level, self._depth + 1)
        element = self._parent.child(self._composer.headings[self._depth - 1])
        text = self._composer.text_of(style, block.spans, element, self._prose.where, 0)
        return replace(text, heading=level)

    def _table(self, table: Table) -> TextTable:
        styles = self._composer.theme.styles
        element = self._parent.child(Role.TABLE)
        head_row = element.child(Role.TABLE_HEAD).child(Role.TABLE_ROW)
        body, cell_style = element.child(Role.TABLE_BODY), replace(styles.table_title, wrap=Wrap.RAGGED)
        rows = (body.child(Role.TABLE_ROW) for _ in table.rows)
        heads = [head_row.child(Role.HEAD_CELL, scope="Column") for _ in table.head]
        return TextTable(
            self._cells(styles.table_head, table.head, heads),
            self._cells(styles.table_head, table.head, [Artifact.PAGINATION] * len(heads)),
            tuple(
                self._cells(cell_style, cells, [row.child(Role.CELL) for _ in cells])
                for row, cells in zip(rows, table.rows, strict=True)
            ),
            table.aligned,
        )

    def _cells(
        self, style: Style, cells: tuple[tuple[Span, ...], ...], elements: Sequence[Meaning]
    ) -> tuple[Text, ...]:
        where = self._prose.where
        return tuple(
            self._composer.text_of(style, spans, element, where, 0)
            for spans, element in zip(cells, elements, strict=True)
        )

    def _figure(self, block: Illustration) -> Iterator[FigureBlock]:
        """A picture with its caption; without words for what it shows it is an ornament."""
        picture = dict(self._prose.pictures).get(block.file)
        if picture is None:
            return  # what it lacks has been said
        figure, element = captioned(self._parent, block.alt, block.caption)
        caption, where = None, replace(self._prose.where, line=block.line, column=1)
        if block.caption:
            style = self._composer.theme.styles.caption
            caption = self._composer.inline(style, block.caption, element, where)
        yield FigureBlock(picture, figure if block.alt else Artifact.LAYOUT, caption, where)


def _kind(block: Block) -> tuple[type, bool]:
    """What blocks are composed together: paragraphs, and those of a quote."""
    if isinstance(block, Paragraph):
        return (Separator, False) if block.heading else (Paragraph, block.quoted)
    return type(block), False
