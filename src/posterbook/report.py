"""What a run has come to: its problems as lines, and everything known as the JSON of `--report` (SPEC 2)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from posterbook.content.model import LegalBlock
from posterbook.design.geometry import MM, Box
from posterbook.errors import Problem, Severity, Where
from posterbook.forms.legal import FoundBlock, set_characters
from posterbook.forms.page import Page, PosterFit
from posterbook.values import dataclass

VERSION = 1
STAGES = ("load", "compose", "layout", "draw", "finish")
PAGES_A_SHEET = 4


@dataclass(frozen=True, slots=True)
class Output:
    """One edition's file as it is to be written; `sheets` of paper are 0 where its pages stand alone."""

    path: Path
    edition: str
    pdf: bytes
    pages: int
    sheets: int = 0


@dataclass(slots=True)
class Run:
    """What is known so far: all that a failed run leaves empty is not reported."""

    problems: list[Problem] = field(default_factory=list)
    pages: tuple[Page, ...] = ()
    legal: tuple[LegalBlock, ...] = ()
    fits: tuple[PosterFit, ...] = ()
    found: tuple[FoundBlock, ...] = ()
    posters: int = 0
    outputs: tuple[Output, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)

    def counted(self, severity: Severity) -> int:
        """How many problems weigh that much."""
        return sum(problem.severity is severity for problem in self.problems)


def placed(folder: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems with line and column, their files named as seen from where the command runs."""
    problems = tuple(problems)
    if not any(problem.where for problem in problems):
        return problems
    from posterbook.loading import locate  # noqa: PLC0415 - nothing to look up, nothing to import

    return tuple(replace(problem, where=_seen(folder, problem.where)) for problem in locate(folder, problems))


def line(problem: Problem) -> str:
    """One line for a problem, one for its hint; strangers' text cannot break the line or move the cursor."""
    message, hint = (_printable(text) for text in (problem.message, problem.hint))
    return str(replace(problem, message=message, hint=hint))


def report(run: Run) -> bytes:
    """The JSON text of a run, ASCII only, so that any reader of any locale can take it."""
    content = {
        "version": VERSION,
        "ok": not run.counted(Severity.ERROR),
        "problems": [_problem(problem) for problem in run.problems],
        "outputs": [_output(output) for output in run.outputs],
        "pages": [_page(page) for page in run.pages],
        "posters": [asdict(fit) for fit in run.fits],
        "legal": [_legal(block, run.pages, run.found) for block in run.legal],
        "seconds": {stage: round(run.seconds.get(stage, 0.0), 6) for stage in STAGES},
    }
    return (json.dumps(content, indent=2) + "\n").encode("ascii")


def summary(run: Run) -> str:
    """A run in one line, as `7 posters, 12 pages, no problems`; a failed one has no pages to count."""
    errors, warnings = run.counted(Severity.ERROR), run.counted(Severity.WARNING)
    parts = [_many(run.posters, "poster"), _many(len(run.pages), "page")] if run.pages else []
    parts += [_many(count, name) for count, name in ((errors, "error"), (warnings, "warning")) if count]
    return ", ".join(parts if errors or warnings else (*parts, "no problems"))


def told(found: FoundBlock) -> str:
    """A block that was found, in one line: where it stands, how large, and the digest of what it says."""
    box = found.box
    place = f"{box.x / MM:.1f}, {box.y / MM:.1f} mm from the upper left corner"
    extent = f"{box.width / MM:.1f} × {box.height / MM:.1f} mm"
    return f"{found.id}: page {found.page}, {found.size:g} pt, {extent} at {place}, sha256 {found.sha256}"


def _seen(folder: Path, where: Where | None) -> Where | None:
    return replace(where, file=(folder / where.file).as_posix()) if where else None


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _many(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _problem(problem: Problem) -> dict[str, Any]:
    where = problem.where
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "file": where.file if where else None,
        "line": (where.line or None) if where else None,
        "column": (where.column or None) if where else None,
        "message": problem.message,
        "hint": problem.hint or None,
    }


def _output(output: Output) -> dict[str, Any]:
    return {
        "path": output.path.as_posix(),
        "edition": output.edition,
        "pages": output.pages,
        "sheets": output.sheets or -(-output.pages // PAGES_A_SHEET),
        "bytes": len(output.pdf),
        "sha256": sha256(output.pdf).hexdigest(),
    }


def _page(page: Page) -> dict[str, Any]:
    return {
        "sequence": page.sequence,
        "folio": page.folio or None,
        "kind": page.kind,
        "number": page.number or None,
    }


def _legal(block: LegalBlock, pages: Sequence[Page], found: Sequence[FoundBlock]) -> dict[str, Any]:
    """Where a block begins, its smallest size in points, and the digest of its text, white space folded.

    Its box is where the written file was found to have it: left, top, width and height in points.
    """
    carriers = [page for page in pages if block.id in page.legal]
    folded = " ".join(block.file.text.split())
    return {
        "id": block.id,
        "page": carriers[0].sequence if carriers else None,
        "box": next((_corners(one.box) for one in found if one.id == block.id), None),
        "size": min((one.size for one in set_characters(block, pages)), default=None),
        "sha256": sha256(folded.encode()).hexdigest(),
    }


def _corners(box: Box) -> list[float]:
    return [round(length, 2) for length in (box.x, box.y, box.width, box.height)]
