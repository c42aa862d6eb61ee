"""Cells of CSV that no spreadsheet takes for a formula: export sets an apostrophe, import takes it off.

A cell that begins, maybe behind spaces, with `=`, `+`, `-` or `@` (also in full width), a tab or a line break
may be carried out as a formula by the program that opens the file (OWASP, CSV injection). It gets an
apostrophe before it; so does one that has apostrophes before such a sign already: what is taken off is what
was set.

A cell with several parts has semicolons between them, and quotation marks around a part that holds one,
as CSV has its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_RISKY = re.compile(r"'*[ ]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_PART = re.compile(r'(?:^|;)\s*(?:("((?:[^"]|"")*)")\s*(?=;|$)|([^;]*))')


def guard_cell(text: str) -> str:
    """The text as a cell that is never a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def unguard_cell(cell: str) -> str:
    """The text of a cell, without the apostrophe that `guard_cell` or a person has set against formulas."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def join_parts(parts: Iterable[str]) -> str:
    """One cell for several parts."""
    return "; ".join(_quote(part) for part in parts)


def split_parts(cell: str) -> list[str]:
    """The parts of a cell as `join_parts` writes it, or as people do, with empty ones; none of ''."""
    return (
        [part[1].replace('""', '"') if part[0] else part[2].strip() for part in _PART.findall(cell)]
        if cell
        else []
    )


def _quote(part: str) -> str:
    if ";" in part or part.startswith('"'):
        doubled = part.replace('"', '""')
        return f'"{doubled}"'
    return part
