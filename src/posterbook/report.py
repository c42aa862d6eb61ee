"""What a run over a folder comes to: all that is known of it, also as the JSON of `--report`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from posterbook.content.model import LegalBlock
from posterbook.content.scalars import fold
from posterbook.design.geometry import Box
from posterbook.errors import Problem, Severity
from posterbook.forms.legal import FoundBlock, set_characters
from posterbook.forms.page import Page, PosterFit
from posterbook.values import dataclass

VERSION = 1
STAGES = ("load", "compose", "layout", "draw", "finish")


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was made: its edition, pages of the booklet, sheets of paper, bytes and their SHA-256.

    `selection` names the part of the posters that it shows, '' for all.
    """

    path: Path
    edition: str
    pages: int
    sheets: int
    bytes: int
    sha256: str
    selection: str = ""


def outputs_in(report: bytes) -> tuple[Output, ...]:
    """The files that a report names."""
    rows = json.loads(report)["outputs"]
    return tuple(
        Output(**row | {"path": Path(row["path"]), "selection": row["selection"] or ""}) for row in rows
    )


@dataclass(frozen=True, slots=True)
class FoundLegal:
    """What the report says of a legal block; nothing of where it stands if its pages are not laid out.

    `page` is counted from 1; `box` is left, top, width and height of where the written file was found to have
    it, and `size` its smallest type, all in points; `sha256` that of its text, white space folded.
    """

    id: str
    page: int | None
    box: tuple[float, ...] | None
    size: float | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """What the report says of one booklet among many; `pages` are without what stands on them."""

    selection: str
    pages: tuple[Page, ...] = ()
    fits: tuple[PosterFit, ...] = ()
    legal: tuple[FoundLegal, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What a run over a content folder came to; what it did not come to is empty.

    `problems` have line and column, their files named as seen from where the run was started. `pages` are the
    content pages, as on paper if an edition on paper was asked for, `fits` says how each poster was made to
    fit, `legal` are the legal blocks that the folder asks for and `found` those that the first file was found
    to carry; `seconds` are by stage.

    Of many booklets `parts` says the same of each, and `shard` is what share of them was made, as '1/4'. If
    nothing has changed since the last build, `earlier` is its report, and all but problems and outputs is
    empty.
    """

    problems: tuple[Problem, ...] = ()
    outputs: tuple[Output, ...] = ()
    pages: tuple[Page, ...] = ()
    fits: tuple[PosterFit, ...] = ()
    legal: tuple[LegalBlock, ...] = ()
    found: tuple[FoundBlock, ...] = ()
    posters: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    shard: str = ""
    earlier: bytes = field(default=b"", repr=False)

    @property
    def unchanged(self) -> bool:
        """Whether nothing has changed since the last build, so that nothing was built again."""
        return bool(self.earlier)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; warnings and notes may be."""
        return not self.count(Severity.ERROR)

    @property
    def report(self) -> bytes:
        """All of it as JSON, ASCII only, so that any reader of any locale can take it."""
        if self.earlier:
            return self.earlier
        parts = self.parts or (Part("", self.pages, self.fits, found_legal(self)),)
        content = {
            "version": VERSION,
            "ok": self.ok,
            "problems": [_problem(problem) for problem in self.problems],
            "shard": self.shard or None,
            "outputs": [_output(output) for output in self.outputs],
            "pages": [_page(page) | _of(part) for part in parts for page in part.pages],
            "posters": [_fit(fit) | _of(part) for part in parts for fit in part.fits],
            "legal": [asdict(block) | _of(part) for part in parts for block in part.legal],
            "seconds": {stage: round(self.seconds.get(stage, 0.0), 6) for stage in STAGES},
        }
        return (json.dumps(content, indent=2) + "\n").encode("ascii")

    @property
    def summary(self) -> str:
        """One line, as `7 posters, 12 pages, no problems`; a failed run has no pages to count."""
        errors, warnings = self.count(Severity.ERROR), self.count(Severity.WARNING)
        parts = []
        if self.pages:
            parts = [_number_of(self.posters, "poster"), _number_of(len(self.pages), "page")]
        elif self.parts:
            parts = [_number_of(len(self.parts), "booklet")]
        parts += [
            _number_of(count, name) for count, name in ((errors, "error"), (warnings, "warning")) if count
        ]
        return ", ".join(parts if errors or warnings else (*parts, "no problems"))

    def count(self, severity: Severity) -> int:
        """How many problems weigh that much."""
        return sum(problem.severity is severity for problem in self.problems)


def _number_of(count: int, name: str) -> str:
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


def _of(part: Part) -> dict[str, Any]:
    return {"selection": part.selection or None}


def _output(output: Output) -> dict[str, Any]:
    return asdict(output) | {"path": output.path.as_posix(), "selection": output.selection or None}


def _page(page: Page) -> dict[str, Any]:
    return {
        "sequence": page.sequence,
        "folio": page.folio or None,
        "kind": page.kind,
        "number": page.number or None,
        "language": page.language or None,
    }


def _fit(fit: PosterFit) -> dict[str, Any]:
    return asdict(fit) | {"language": fit.language or None}


def found_legal(result: Result) -> tuple[FoundLegal, ...]:
    """Where each block begins and is found, of a result whose pages hold what stands on them."""
    return tuple(_found_legal(block, result.pages, result.found) for block in result.legal)


def _found_legal(block: LegalBlock, pages: Sequence[Page], found: Sequence[FoundBlock]) -> FoundLegal:
    carriers = [page for page in pages if block.id in page.legal]
    folded = fold(block.file.text)
    return FoundLegal(
        block.id,
        carriers[0].sequence if carriers else None,
        next((_corners(one.box) for one in found if one.id == block.id), None),
        min((one.size for one in set_characters(block, pages)), default=None),
        sha256(folded.encode()).hexdigest(),
    )


def _corners(box: Box) -> tuple[float, ...]:
    return tuple(round(length, 2) for length in (box.x, box.y, box.width, box.height))
