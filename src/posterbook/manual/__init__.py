"""The manual, one Markdown page a topic, and what its page of problems says of each code.

The pages are for reading as they are. `problems.md` has a section for every code, headed `## code`, in
alphabetical order; this file finds them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.errors import Problem, error

PROBLEMS: Final = "problems.md"
_HEADING: Final = "\n## "


def explanation(code: str) -> str:
    """What the manual says of a code, as Markdown without its heading; raises KeyError for one it has not."""
    return _sections()[code]


def codes() -> tuple[str, ...]:
    """Every code that the manual explains, in its order."""
    return tuple(_sections())


def unknown_code(code: str) -> Problem:
    """What is wrong with a code that the manual has not, and the one that may be meant."""
    hint = did_you_mean(code, codes(), "a code stands in brackets, as in error[unknown-field]")
    return error("unknown-code", f"no problem has the code '{excerpt(code)}'", hint=hint)


@cache
def _sections() -> dict[str, str]:
    """The sections of the page of problems by their headings."""
    page = files(__name__).joinpath(PROBLEMS).read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in page.split(_HEADING)[1:])
    return {code.strip(): text.strip() for code, _, text in parts}
