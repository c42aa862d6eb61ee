"""DOCX: one abstract a file, its headings or bold lines as sections, or a table; figures are taken along.

A document (ISO/IEC 29500) is read in its order: the first paragraph, or the one in the style Title, is the
title, what stands between it and the first heading is who wrote it, the rest is the abstract.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final
from xml.etree.ElementTree import Element

from posterbook.importing.files.archives import Archive
from posterbook.importing.files.workbooks import italic
from posterbook.importing.tables import BODY, DOCUMENT, HEADING, Figure, Row, Sheet, refuse, words_as
from posterbook.values import dataclass

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
COLUMNS: Final = ("Title", "Authors", "Affiliations", DOCUMENT, "Image")
_LONGEST_HEADING: Final = 80
_PICTURES: Final = frozenset((".png", ".jpg", ".jpeg", ".svg"))
"""What the booklet can show."""
_AFFILIATION: Final = re.compile(
    r"^(?:\^?\(?[0-9]{1,2}\)?\^?[ .:]|[a-z]\) )|(?:Universi|Institut|Department)"
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph: its text as our markup, its style, how much at its start is bold, if all or a label."""

    text: str
    style: str
    bold: str


def read_documents(documents: Sequence[tuple[str, bytes]]) -> tuple[Sheet, ...]:
    """The sheets of text documents: a sheet for each table, and one for all documents of one abstract."""
    sheets: list[Sheet] = []
    rows: list[Row] = []
    figures: list[Figure] = []
    for file, source in documents:
        archive = Archive(file, source)
        body = archive.xml("word/document.xml").find(f"{_W}body")
        if body is None:
            raise refuse(file, "it has no text")
        tables = [_table(table) for table in body.findall(f"{_W}tbl")]
        wide = [table for table in tables if len(table) > 1 and len(table[0].cells) > 1]
        if wide:
            sheets += [Sheet(file, f"table {n}", table) for n, table in enumerate(wide, 1)]
            continue
        found = _figures(archive, body)
        figures += found
        head, text = _parts([*_paragraphs(body)])
        if not head and not text:
            raise refuse(file, "it has no text")
        image = found[0].name if found else ""
        rows.append(Row(1, (*_head(head), text, image), file))
    if rows:
        name = rows[0].file if len(rows) == 1 else f"{len(rows)} documents"
        sheet = Sheet(name, "", (Row(0, COLUMNS), *rows), figures=tuple(figures), header=True)
        sheets.append(sheet)
    return tuple(sheets)


def _table(table: Element) -> tuple[Row, ...]:
    """A table's rows; one with its fields down the first of two columns is turned."""
    rows = [
        tuple("\n".join(part.text for part in _paragraphs(cell)).strip() for cell in row.findall(f"{_W}tc"))
        for row in table.findall(f"{_W}tr")
    ]
    if _is_turned(rows):
        rows = [*zip(*rows, strict=True)]
    return tuple(Row(number, row) for number, row in enumerate(rows, 1))


def _is_turned(rows: list[tuple[str, ...]]) -> bool:
    """Whether a table has its fields down the first of two columns."""
    if any(len(row) != 2 for row in rows):
        return False
    named = {row[0].casefold().strip(" :") for row in rows}
    return "title" in named and bool(named & {"abstract", "author", "authors"})


def _paragraphs(body: Element) -> Iterator[_Paragraph]:
    for part in body.iter(f"{_W}p"):
        style = part.find(f"{_W}pPr/{_W}pStyle")
        named = style.get(f"{_W}val", "") if style is not None else ""
        bold, text, open_ = "", "", True
        for run in part.iter(f"{_W}r"):
            said, is_bold = _run(run)
            text += said
            open_ = open_ and (is_bold or not said.strip())
            bold += said if open_ else ""
        if text.strip():
            listed = part.find(f"{_W}pPr/{_W}numPr") is not None
            yield _Paragraph(f"- {text.strip()}" if listed else text.strip(), named, bold.strip())


def _run(run: Element) -> tuple[str, bool]:
    """A run's text with our markup, and whether it is bold."""
    text = ""
    for part in run:
        if part.tag == f"{_W}t":
            text += part.text or ""
        elif part.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
            text += " "
        elif part.tag == f"{_W}noBreakHyphen":
            text += "\u2011"
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return text, False
    raised = properties.find(f"{_W}vertAlign")
    mark = {"superscript": "^", "subscript": "~"}.get(
        raised.get(f"{_W}val", "") if raised is not None else ""
    )
    if mark:
        text = words_as(text, mark)
    elif _is_on(properties.find(f"{_W}i")):
        text = italic(text)
    return text, _is_on(properties.find(f"{_W}b"))


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _parts(paragraphs: list[_Paragraph]) -> tuple[list[str], str]:
    """The paragraphs above the first heading, and the text below as headings and bodies."""
    titled = next((n for n, part in enumerate(paragraphs) if part.style.casefold() == "title"), 0)
    rest = [part for n, part in enumerate(paragraphs) if n != titled]
    head = [paragraphs[titled].text] if paragraphs else []
    first = next((n for n, part in enumerate(rest) if _heading(part)[0]), None)
    if first is None:
        # no heading at all: two short lines may be authors and affiliations, a long one is the abstract
        first = next((n for n, part in enumerate(rest) if len(part.text.split()) > 40), len(rest))
    head += [part.text for part in rest[:first]]
    return head, "".join(_with_marks(rest[first:]))


def _with_marks(paragraphs: Iterable[_Paragraph]) -> Iterator[str]:
    for part in paragraphs:
        heading, text = _heading(part)
        if heading:
            yield f"{HEADING}{heading}{BODY}{text}"
        else:
            yield f"\n\n{part.text}"


def _heading(part: _Paragraph) -> tuple[str, str]:
    """A heading and what stands behind it on its line; ('', '') for plain text."""
    label = part.bold.rstrip(":. ")
    plain = re.sub(r"[*]", "", label)
    if not label or len(label) > _LONGEST_HEADING:
        bare = part.text.rstrip(":. ")
        return (bare, "") if part.style.casefold().startswith("heading") else ("", "")
    if part.bold == part.text:
        return plain, ""
    if part.bold[-1] in ":." or part.text[len(part.bold) :].lstrip()[:1] == ":":
        return plain, part.text[len(part.bold) :].lstrip(" :.")
    return "", ""


def _head(lines: list[str]) -> tuple[str, str, str]:
    """Title, authors and affiliations."""
    title, *rest = lines or [""]
    split = next((n for n, text in enumerate(rest) if n and _AFFILIATION.search(text)), len(rest))
    return title, "\n".join(rest[:split]), "\n".join(rest[split:])


def _figures(archive: Archive, body: Element) -> list[Figure]:
    """The pictures in their order, each with the text alternative that its author gave it."""
    relations = "word/_rels/document.xml.rels"
    if relations not in archive.names:
        return []
    targets = {one.get("Id"): one.get("Target", "") for one in archive.xml(relations)}
    stem = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(archive.file).stem.casefold()).strip("-") or "figure"
    found: list[Figure] = []
    for drawing in body.iter(f"{_W}drawing"):
        described = next(drawing.iter(f"{_WP}docPr"), None)
        alt = described.get("descr", "") if described is not None else ""
        for blip in drawing.iter(f"{_A}blip"):
            part = posixpath.normpath(posixpath.join("word", targets.get(blip.get(f"{_R}embed")) or ""))
            suffix = PurePosixPath(part).suffix.casefold()
            if part in archive.names and suffix in _PICTURES:
                name = f"{stem}-{len(found) + 1}{suffix}"
                found.append(Figure(name, archive.read(part), alt, archive.file))
    return found
