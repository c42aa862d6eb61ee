"""Says how to print and bind what was imposed, and warns of text where an office printer leaves white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posterbook.design.geometry import MM, Box
from posterbook.errors import Problem, Where, note, warning
from posterbook.forms.edition import Flip, Printing
from posterbook.forms.element import Artifact
from posterbook.forms.page import Line, Page, Turn
from posterbook.forms.sheet import Forme, PlacedPage
from posterbook.press.imposition import signatures
from posterbook.press.job import Job

SEWN = 4
"""Sheets that a signature usually has where a booklet is too thick for one."""
SHOWN = 40


def sheet_plan(forme: Forme, job: Job, printing: Printing) -> Problem:
    """What to tell the printer's dialogue, and what to do with the paper that comes out."""
    pages, sheets = len(forme.pages), len(forme.sheets) // 2
    edge = "short" if printing.flip is Flip.SHORT else "long"
    parts = [_many(pages, "page"), f"{_many(sheets, 'sheet')} of {_paper(forme, job)}"]
    parts += ["print both sides at 100 %", f"flip on the {edge} edge", *_binding(pages, printing)]
    return note("sheet-plan", ", ".join(parts), hint=_advice(pages, sheets, job, printing))


def unprintable(forme: Forme, job: Job) -> Iterator[Problem]:
    """A warning for each page whose text stands where printers do not print."""
    edge = job.theme.folding.unprintable
    for sheet in forme.sheets:
        inner = Box(edge, edge, sheet.face.width - 2 * edge, sheet.face.height - 2 * edge)
        for one in sheet.placed:
            page = forme.pages[one.index]
            words = next((line.text for line in _content(page) if not _within(line, one, inner)), "")
            if words:
                yield _too_near(page, words, edge)


def _too_near(page: Page, words: str, edge: float) -> Problem:
    shown = words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
    edge_of = f"{edge / MM:g} mm of the sheet's edge, where office printers leave white"
    message = f"page {page.sequence}: '{shown}' comes within {edge_of}"
    where = Where("booklet.yaml", ("page",))
    return warning("unprintable", message, where, "print on larger paper, as --sheet a3, and trim it")


def _content(page: Page) -> Iterator[Line]:
    """What is said; tabs and folios repeat it."""
    for item in page.items:
        if isinstance(item, Line) and not all(isinstance(run.meaning, Artifact) for run in item.runs):
            yield item


def _within(line: Line, one: PlacedPage, inner: Box) -> bool:
    """Whether a line stands inside a box of its sheet, from its start to its end."""
    along = max((run.x + run.width for run in line.runs), default=0)
    right, down = {Turn.NONE: (1, 0), Turn.ANTICLOCKWISE: (0, -1), Turn.CLOCKWISE: (0, 1)}.get(
        line.turn, (-1, 0)
    )
    ends = [(one.x + line.x + right * far, one.y + line.y + down * far) for far in (0, along)]
    return all(inner.x <= x <= inner.right and inner.y <= y <= inner.bottom for x, y in ends)


def _paper(forme: Forme, job: Job) -> str:
    """The paper by its name, else by its size in mm."""
    face = forme.sheets[0].face
    for name, size in job.theme.sheets.items():
        if abs(size[0] - face.width) < 1 and abs(size[1] - face.height) < 1:
            return name.upper() if len(name) == 2 else name
    return f"{face.width / MM:g} × {face.height / MM:g} mm"


def _binding(pages: int, printing: Printing) -> Sequence[str]:
    parts = signatures(pages, printing.signature)
    if len(parts) == 1:
        return ("fold", "staple at the fold")
    last = (parts[-1][1] - parts[-1][0] + 1) // 4
    rest = "" if last == printing.signature else f", the last of {last}"
    sheets = _many(printing.signature, "sheet")
    return (f"fold in {len(parts)} signatures of {sheets}{rest}", "sew them through their folds")


def _advice(pages: int, sheets: int, job: Job, printing: Printing) -> str:
    """Another binding where one stitch does not hold the sheets, and why."""
    if not 0 < job.theme.page.thick < pages or printing.signature:
        return ""
    lost = (sheets - 1) * printing.creep / MM
    return (
        f"{sheets} sheets in one stitch spring open, and the innermost stands out by {lost:.1f} mm:"
        f" sew it in signatures (--signature {SEWN}), or have it glued by a print shop"
        " ('binding: perfect' in booklet.yaml, --edition print)"
    )


def _many(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
