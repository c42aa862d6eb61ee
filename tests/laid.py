"""Small booklets laid out, and their pages asked where things stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from posterbook import Typeset, load, typeset
from posterbook.forms.element import Artifact, Element
from posterbook.forms.page import Line, Page, Rectangle, Rule, Turn
from tests.stress import write_booklet

WORDS = "cells of the line were grown with and without it and counted after three days in culture"


def words(count: int) -> str:
    """So many words, a full stop after the last."""
    said = WORDS.split()
    return " ".join(said[n % len(said)] for n in range(count)) + "."


def study(number: object = "1", **fields: object) -> dict[str, object]:
    """A short record; fields given replace its own."""
    sections = {"Background": words(30), "Conclusion": words(12)}
    return {"number": str(number), "title": f"Title of study {number}", "sections": sections, **fields}


def studies(**groups: int) -> list[dict[str, object]]:
    """So many studies of each group, in that order, numbered from 101."""
    named = [name for name, count in groups.items() for _ in range(count)]
    return [study(101 + n, group=name) for n, name in enumerate(named)]


def laid(
    folder: Path,
    records: list[dict[str, object]],
    *,
    files: Mapping[str, str] | None = None,
    page: str = "a5",
    theme: str = "colour",
    **keys: object,
) -> Typeset:
    """A booklet of these records, texts and keys of booklet.yaml, laid out."""
    write_booklet(folder, records, **keys)
    for name, text in (files or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return typeset(load(folder), page=page, theme=theme)


def pages_of(work: Typeset, kind: str) -> list[Page]:
    """The pages of one kind, in order."""
    return [page for page in work.pages if page.kind == kind]


def lines(page: Page, *, turned: bool = False) -> list[Line]:
    """The page's lines in paint order, upright or turned."""
    return [i for i in page.items if isinstance(i, Line) and (i.turn is not Turn.NONE) == turned]


def line(page: Page, start: str) -> Line:
    """The first line that begins so."""
    found = [one for one in lines(page) if one.text.startswith(start)]
    assert found, (start, [one.text for one in lines(page)])
    return found[0]


def texts(page: Page) -> list[str]:
    """What the page's upright lines say, in paint order."""
    return [one.text.strip() for one in lines(page)]


def rules(page: Page) -> list[Rule]:
    """The page's rules."""
    return [item for item in page.items if isinstance(item, Rule)]


def boxes(page: Page) -> list[Rectangle]:
    """The page's fills and frames."""
    return [item for item in page.items if isinstance(item, Rectangle)]


def height(work: Typeset, item: Line | Rule) -> float:
    """The k of a line or rule."""
    return round(item.y - work.theme.page.live_top, 3)


def heights(work: Typeset, page: Page, start: str = "") -> list[float]:
    """The k of every line that begins so."""
    return [height(work, one) for one in lines(page) if one.text.startswith(start)]


def k(work: Typeset, page: Page, start: str) -> float:
    """The k of the first line that begins so."""
    return height(work, line(page, start))


def body(work: Typeset, page: Page) -> list[Line]:
    """Lines of content in the size of running text on this page, in order."""
    style = work.theme.styles.body
    return [
        one
        for one in lines(page)
        if one.runs and one.runs[0].face == style.font and isinstance(one.runs[0].meaning, Element)
    ]


def is_artifact(one: Line) -> bool:
    """Whether a line is no part of what is read aloud."""
    return all(isinstance(run.meaning, Artifact) for run in one.runs)


def codes(work: Typeset) -> list[str]:
    """The codes of the warnings and notes."""
    return [problem.code for problem in work.problems]
