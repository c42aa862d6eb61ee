"""Makes small spreadsheets and documents, as other programs write them."""

from __future__ import annotations

import io
import zipfile
from html import escape

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

ODS = "urn:oasis:names:tc:opendocument:xmlns"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)


def workbook(sheets, hidden_rows=(), hidden_sheets=(), merged=()):
    """An XLSX file of sheets: name to rows."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                cell.value = value
                if isinstance(value, str) and value.startswith("#"):
                    cell.data_type = "e"
        for number in hidden_rows:
            sheet.row_dimensions[number].hidden = True
        for area in merged:
            sheet.merge_cells(area)
        if name in hidden_sheets:
            sheet.sheet_state = "hidden"
    return saved(book)


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def rich(*parts):
    """A cell of rich text: plain texts, and pairs of a text and what is special about its font."""
    return CellRichText(
        *(part if isinstance(part, str) else TextBlock(InlineFont(**part[1]), part[0]) for part in parts)
    )


def archive(**parts):
    """A zip file of parts, dated 1980; `__` in a name stands for a slash, `_0` for a dot."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name.replace("__", "/").replace("_0", "."))
            packed.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def open_document(rows, body=""):
    """An ODS file of one sheet; a cell that begins with < is XML already."""
    cells = (
        "<table:table-row>" + "".join(ods_cell(value) for value in row) + "</table:table-row>" for row in rows
    )
    names = " ".join(f'xmlns:{name}="{ODS}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:automatic-styles>'
        '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
        '<style:style style:name="T2"><style:text-properties style:text-position="-33% 58%"/></style:style>'
        f'</office:automatic-styles><office:body><table:table table:name="Posters">{"".join(cells)}{body}'
        "</table:table></office:body></office:document-content>"
    )
    return archive(content_0xml=content)


def ods_cell(value):
    if value.startswith("<"):
        return value
    return f"<table:table-cell><text:p>{escape(value)}</text:p></table:table-cell>"


def paragraph(*runs, style=""):
    """A paragraph of a DOCX file: runs are texts, or pairs of a text and its run properties."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    made = (run if isinstance(run, tuple) else (run, "") for run in runs)
    inner = "".join(
        f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' for text, how in made
    )
    return f"<w:p>{named}{inner}</w:p>"


def document(*paragraphs, figure=False):
    """A DOCX file."""
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="1" name="x" descr="Two walls, one of them wet"/>'
        '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships" r:embed="rId1"/></wp:inline></w:drawing></w:r>'
        "</w:p>"
    )
    body = "".join(paragraphs) + (drawing if figure else "")
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="image" Target="media/image1.png"/></Relationships>'
    )
    return archive(
        word__document_0xml=f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        word___rels__document_0xml_0rels=relations,
        word__media__image1_0png=PIXEL,
    )


def table(*rows):
    """A table of a DOCX file."""
    made = ("<w:tr>" + "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{''.join(made)}</w:tbl>"
