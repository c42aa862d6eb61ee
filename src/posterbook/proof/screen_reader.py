"""Says a file as a screen reader does: from its structure tree alone, in its order, a block a line.

Headings begin with as many # as their level and items of lists with their marks; a table is said row by
row, each cell by the head of its column; where a link leads stands behind its words, as does what an
abbreviation stands for. Artifacts are not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, TypeAlias

from pikepdf import Array, Dictionary, Object, Pdf

from posterbook.proof.content_text import PageReader
from posterbook.proof.objects.foreign_file import value_of
from posterbook.values import dataclass

HEADINGS = {f"/H{level}": "#" * level + " " for level in range(1, 7)}
LINES = {"/P", "/TOCI", "/Caption", "/Note", "/Lbl", "/TH", "/TD", *HEADINGS}
"""Elements that are said in one breath, with everything below them."""
INDENT = "  "
SOFT_HYPHEN = "\u00ad"
"""What divides a word at the end of a line and is no part of it (ISO 32000-1, 14.8.2.2.3)."""

CELL_ATTRIBUTES = (("/Scope", "/"), ("/RowSpan", 1), ("/ColSpan", 1))
"""A cell's attributes, and what they are where they are not written."""

Kid: TypeAlias = Any
"""What an element holds: an object, or the bare integer that an MCID is."""


def screen_reader_text(pdf: bytes) -> str:
    """What a screen reader says of a tagged file; '' for a file without a structure."""
    with Pdf.open(BytesIO(pdf)) as opened:
        root = opened.Root.get("/StructTreeRoot")
        if root is None:
            return ""
        pages = len(opened.pages)
        opening = f"{_title(opened)} [{opened.Root.get('/Lang', '')}, {pages} page{'s' * (pages != 1)}]"
        return "\n".join((opening, *_ScreenReader(opened).blocks(root))) + "\n"


def _title(pdf: Pdf) -> str:
    """The title; a file of PDF 2.0 may have it in its XMP only (ISO 32000-2, 14.3.3)."""
    information = pdf.trailer.get("/Info")
    if information is None:
        return str(pdf.open_metadata().get("dc:title", ""))
    return str(information.get("/Title", ""))


class _ScreenReader:
    """Says the elements of one file; a page is announced when its first block is."""

    def __init__(self, pdf: Pdf) -> None:
        self._labels = [page.label for page in pdf.pages]
        self._page_objects = [page.obj for page in pdf.pages]
        self._index = {page.objgen: index for index, page in enumerate(self._page_objects)}
        self._reader = PageReader()
        self._marks: dict[int, dict[int, str]] = {}
        self._at = -1
        self._language = str(pdf.Root.get("/Lang", ""))

    def blocks(self, element: Object, depth: int = 0, language: str = "") -> Iterator[str]:
        """Everything below an element, line by line; `language` is that of a part, where it has its own."""
        for kid in _kids(element):
            role = _role(kid)
            if role in LINES or role in {"/Figure", "/Link", "/Span", ""}:
                yield from self._announcement(kid, element)
                words = self._words(kid, element).strip()
                spoken = f"[{language}: {words}]" if language and not _language(kid) else words
                yield INDENT * depth + HEADINGS.get(role, "") + spoken
                for inner in filter(_is_contents_list, _kids(kid) if role else ()):  # a mark has no kids
                    yield from self.blocks(inner, depth + 1, language)
            elif role == "/Table":
                yield from self._table(kid)
            elif role == "/LI":
                yield from self._item(kid, depth, language)
            elif role == "/Part":
                yield from self._part(kid, depth)
            else:
                own = _language(kid) or language
                yield from self.blocks(kid, depth + (role == "/L"), own if own != self._language else "")

    def _part(self, part: Object, depth: int) -> Iterator[str]:
        """A part in a language of its own, which is said once."""
        self._language = _language(part) or self._language
        yield ""
        yield f"[language {self._language}]"
        yield from self.blocks(part, depth)

    def _item(self, item: Object, depth: int, language: str) -> Iterator[str]:
        """A mark and the first line of what it marks, in one line; what else the item holds below it.

        A name whose item is a list has a line of its own.
        """
        yield from self._announcement(item, item)
        label = "".join(self._words(kid, item) for kid in _kids(item) if _role(kid) == "/Lbl").strip()
        first = f"{INDENT * depth}{label or '-'} "
        if label and any(_begins_with_list(kid) for kid in _kids(item)):
            yield first.rstrip()
            first = ""
        for kid in _kids(item):
            for line in self.blocks(kid, depth, language) if _role(kid) == "/LBody" else ():
                deeper = line if line.startswith(INDENT * (depth + 1)) else INDENT + line
                yield first + line.strip() if first else deeper
                first = ""

    def _table(self, table: Object) -> Iterator[str]:
        yield from self._announcement(table, table)
        rows = [[self._cell(cell) for cell in _kids(row)] for row in _below(table, "/TR")]
        yield from table_lines(rows)

    def _cell(self, cell: Object) -> Cell:
        attributes = cell.get("/A", Dictionary())
        scope, down, across = (attributes.get(key, usual) for key, usual in CELL_ATTRIBUTES)
        return Cell(self._words(cell, cell).strip(), str(scope)[1:], int(down), int(across))

    def _words(self, kid: Kid, above: Object) -> str:
        """The words of a mark or of an element and all below it."""
        role = _role(kid)
        if role == "/Figure":
            return f"[figure: {kid.get('/Alt', '')}]"
        if role and "/ActualText" in kid:
            return str(kid.ActualText)
        if not role:
            return self._mark_words(kid, above)
        words = self._inner_words(kid)
        if role == "/Link":
            words = _with_notes(words, [f"link to {place}" for place in self._places(kid)])
        if "/E" in kid:
            words = _with_notes(words, [f"stands for {kid.E}"])
        return f"[{_language(kid)}: {words.strip()}]" if _language(kid) else words

    def _inner_words(self, element: Object) -> str:
        """The words within an element; a paragraph does not run into the next, as in a cell of a table."""
        words, before = "", ""
        for kid in filter(_is_within, _kids(element)):
            said = self._words(kid, element)
            words = f"{words.rstrip()}, {said}" if before == "/P" and words else words + said
            before = _role(kid)
        return words

    def _places(self, link: Object) -> list[str]:
        """Where the annotations of a link lead, each place once."""
        found = [self._place(kid.Obj) for kid in _kids(link) if _is_annotation(kid)]
        return list(dict.fromkeys(found))

    def _place(self, annotation: Object) -> str:
        if "/Dest" in annotation:
            return f"page {self._labels[self._index[annotation.Dest[0].objgen]]}"
        return str(annotation.A.URI)

    def _mark_words(self, kid: Kid, above: Object) -> str:
        page, mcid = self._page(kid, above), kid if isinstance(kid, int) else int(kid.MCID)
        if page not in self._marks:
            self._marks[page] = dict(self._reader.read(value_of(self._page_objects[page])).marks)
        return self._marks[page][mcid].replace(SOFT_HYPHEN, "")

    def _announcement(self, kid: Kid, above: Object) -> Iterator[str]:
        """The page, where what is read next begins another."""
        page = self._page(kid, above)
        if page >= 0 and page != self._at:
            self._at = page
            yield ""
            yield f"[page {self._labels[page]}]"

    def _page(self, kid: Kid, above: Object) -> int:
        """The page on which a mark is, or the first mark of an element; -1 for an element without any."""
        if isinstance(kid, int):
            return self._index[above.Pg.objgen]
        if "/Pg" in kid:
            return self._index[kid.Pg.objgen]
        return next((page for below in _kids(kid) if (page := self._page(below, kid)) >= 0), -1)


def _kids(element: Object) -> list[Kid]:
    found = element.get("/K")
    return [] if found is None else list(found) if isinstance(found, Array) else [found]


def _below(element: Object, role: str) -> Iterator[Object]:
    """The elements of a role below an element, not those below these."""
    for kid in _kids(element):
        if _role(kid) == role:
            yield kid
        elif _role(kid):
            yield from _below(kid, role)


def _role(kid: Kid) -> str:
    return str(kid.S) if isinstance(kid, Dictionary) and "/S" in kid else ""


def _language(kid: Kid) -> str:
    return str(kid.get("/Lang", "")) if isinstance(kid, Dictionary) else ""


def _with_notes(words: str, notes: Sequence[str]) -> str:
    """Words and what is said of them, before the white space that parts them from the next."""
    said = words.rstrip()
    return "".join((said, *(f" [{note}]" for note in notes), words[len(said) :]))


def _begins_with_list(kid: Kid) -> bool:
    return _role(kid) == "/LBody" and [_role(below) for below in _kids(kid)][:1] == ["/L"]


def _is_contents_list(kid: Kid) -> bool:
    return _role(kid) == "/TOC"


def _is_within(kid: Kid) -> bool:
    """Whether what an element holds is said in one breath with it: no annotation, no list of its parts."""
    return not _is_annotation(kid) and not _is_contents_list(kid)


def _is_annotation(kid: Kid) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words, what it heads ('Row', 'Column' or '') and how many rows and columns it spans."""

    words: str
    scope: str = ""
    down: int = 1
    across: int = 1


def table_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The table in lines, first what its columns are."""
    heads = [cell for row in rows for cell in row if cell.scope == "Column" for _ in range(cell.across)]
    body = [row for row in rows if not any(cell.scope == "Column" for cell in row)]
    columns = ", ".join(head.words for head in dict.fromkeys(heads))
    count = sum(len(row) > 1 or not row or row[0].scope != "Row" for row in body)  # no names of groups
    yield f"[table: {count} row{'s' * (count != 1)}; columns {columns}]"
    for row in cells_by_column(body):
        yield "  " + "; ".join(_cell_words(heads, at, cell) for at, cell in row)
    yield "[end of table]"


def cells_by_column(rows: Sequence[Sequence[Cell]]) -> Iterator[list[tuple[int, Cell]]]:
    """The cells of each row by their columns; one that spans rows is in each of them."""
    going: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        placed: list[tuple[int, Cell]] = []
        cells, column = list(row), 0
        while cells or column in going:
            cell, left = going.pop(column) if column in going else (cells[0], cells.pop(0).down)
            if left > 1:
                going[column] = (cell, left - 1)
            placed.append((column, cell))
            column += cell.across
        yield placed


def _cell_words(heads: Sequence[Cell], column: int, cell: Cell) -> str:
    """A cell below its head; one that heads rows and is of more columns than its head is only its words."""
    head = heads[column] if column < len(heads) else Cell("")
    shared = head.across != cell.across and cell.scope == "Row"
    return f"{head.words}: {cell.words}" if head.words and not shared else cell.words
