"""Says how to print and bind what was imposed, and warns of text where an office printer leaves white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posterbook.design.geometry import MM, Box
from posterbook.errors import Problem, Where, note, warning
from posterbook.forms.edition import Flip, Printing
from posterbook.forms.element import Artifact
from posterbook.forms.page import Line, Page, Turn
from posterbook.forms.sheet import Forme, PlacedPage
from posterbook.press.imposition import PAGES_A_SHEET, signatures
from posterbook.press.job import Job

SEWN = 4
"""Sheets that a signature usually has where a booklet is too thick for one."""
MOST_QUOTED = 40
"""Characters of a line that a warning quotes."""


def sheet_plan(forme: Forme, job: Job, printing: Printing) -> Problem:
    """What to tell the printer's dialogue, and what to do with the paper that comes out."""
    pages, sheets = len(forme.pages), len(forme.sheets) // 2
    edge = "short" if printing.flip is Flip.SHORT else "long"
    parts = [_count_of(pages, "page"), f"{_count_of(sheets, 'sheet')} of {_paper_name(forme, job)}"]
    parts += ["print both sides at 100 %", f"flip on the {edge} edge", *_binding_steps(pages, printing)]
    if job.theme.from_right:
        parts.append("the fold is at the right")
    return note("sheet-plan", ", ".join(parts), hint=_other_binding(pages, sheets, job, printing))


def unprintable(forme: Forme, job: Job) -> Iterator[Problem]:
    """A warning for each page whose text stands where printers do not print."""
    edge = job.theme.folding.unprintable
    for sheet in forme.sheets:
        inner = Box(edge, edge, sheet.face.width - 2 * edge, sheet.face.height - 2 * edge)
        for one in sheet.placed:
            page = forme.pages[one.index]
            words = next((line.text for line in _spoken_lines(page) if not _is_inside(line, one, inner)), "")
            if words:
                yield _too_near(page, words, edge)


def _too_near(page: Page, words: str, edge: float) -> Problem:
    quoted = words if len(words) <= MOST_QUOTED else f"{words[: MOST_QUOTED - 1]}…"
    edge_of = f"{edge / MM:g} mm of the sheet's edge, where office printers leave white"
    message = f"page {page.sequence}: '{quoted}' comes within {edge_of}"
    where = Where("booklet.yaml", ("page",))
    return warning("unprintable", message, where, "print on larger paper, as --sheet a3, and trim it")


def _spoken_lines(page: Page) -> Iterator[Line]:
    """The lines of the content; tabs and folios only repeat it."""
    for item in page.items:
        if isinstance(item, Line) and not all(isinstance(run.meaning, Artifact) for run in item.runs):
            yield item


def _is_inside(line: Line, one: PlacedPage, inner: Box) -> bool:
    """Whether a line stands inside a box of its sheet, from its start to its end."""
    length = max((run.x + run.width for run in line.runs), default=0)
    right, down = {Turn.NONE: (1, 0), Turn.ANTICLOCKWISE: (0, -1), Turn.CLOCKWISE: (0, 1)}.get(
        line.turn, (-1, 0)
    )
    ends = [(one.x + line.x + right * far, one.y + line.y + down * far) for far in (0, length)]
    return all(inner.x <= x <= inner.right and inner.y <= y <= inner.bottom for x, y in ends)


def _paper_name(forme: Forme, job: Job) -> str:
    """The paper by its name, else by its size in mm."""
    face = forme.sheets[0].face
    for name, size in job.theme.sheets.items():
        if abs(size[0] - face.width) < 1 and abs(size[1] - face.height) < 1:
            return name.upper() if len(name) == 2 else name
    return f"{face.width / MM:g} × {face.height / MM:g} mm"


def _binding_steps(pages: int, printing: Printing) -> Sequence[str]:
    """What to do with the printed sheets, in turn."""
    parts = signatures(pages, printing.signature)
    if len(parts) == 1:
        return ("fold", "staple at the fold")
    first_page, last_page = parts[-1]
    last = (last_page - first_page + 1) // PAGES_A_SHEET
    rest = "" if last == printing.signature else f", the last of {last}"
    sheets = _count_of(printing.signature, "sheet")
    return (f"fold in {len(parts)} signatures of {sheets}{rest}", "sew them through their folds")


def _other_binding(pages: int, sheets: int, job: Job, printing: Printing) -> str:
    """Another binding where one stitch does not hold the sheets, and why."""
    if not 0 < job.theme.page.thick < pages or printing.signature:
        return ""
    lost = (sheets - 1) * printing.creep / MM
    return (
        f"{sheets} sheets in one stitch spring open, and the innermost stands out by {lost:.1f} mm:"
        f" sew it in signatures (--signature {SEWN}), or have it glued by a print shop"
        " ('binding: perfect' in booklet.yaml, --edition print)"
    )


def _count_of(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
