"""The manual, a Markdown page a topic; `problems.md` has a section for each code, headed `## code`."""

from __future__ import annotations

from pathlib import Path


def explanation(code: str) -> str:
    """What the manual says of a code, as Markdown without its heading; raises KeyError for one it has not."""
    return _sections()[code]


def codes() -> tuple[str, ...]:
    """Every code that the manual explains, in its order."""
    return tuple(_sections())


def _sections() -> dict[str, str]:
    page = Path(__file__).with_name("problems.md").read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in page.split("\n## ")[1:])
    return {code.strip(): text.strip() for code, _, text in parts}
