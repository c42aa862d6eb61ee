"""A difference of two booklets for people, line by line, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any, Final

from posterbook.content.book_difference import BookDifference, PosterChange, What
from posterbook.content.difference import word_difference
from posterbook.content.printed import MARGINS

SIDES: Final = ("before", "now")
VERSION: Final = 1
ALIKE: Final = "nothing differs"


def difference_text(found: BookDifference) -> str:
    """What differs, a line for each change; the last line names the pages to print again."""
    return "".join(f"{line}\n" for line in _lines(found)) or f"{ALIKE}\n"


def difference_json(found: BookDifference) -> str:
    """The same as one JSON object."""
    content: dict[str, Any] = {
        "version": VERSION,
        "alike": not found,
        "design": found.design or None,
        "posters": [asdict(one) | {"difference": _words(one)} for one in found.posters],
        "texts": [asdict(one) | {"difference": one.difference} for one in found.texts],
        "pages": list(found.pages),
        "gone": list(found.gone),
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def ranges_of(pages: Sequence[str]) -> str:
    """Pages as people write them: 4–6, 9, A1."""
    runs: list[list[str]] = []
    for page in pages:
        last = runs[-1][-1] if runs else ""
        if last.isdecimal() and page.isdecimal() and int(page) == int(last) + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _lines(found: BookDifference) -> Iterator[str]:
    if found.design:
        yield f"design: {found.design}"
    for one in found.posters:
        words = _words(one)
        yield f"page {one.page}, poster {one.number}: {one.what}{f': {words}' if words else ''}"
    for page, texts in groupby(found.texts, key=lambda text: text.page):
        several = list(texts)
        before, now = (" ".join(filter(None, (getattr(one, side) for one in several))) for side in SIDES)
        place = "in the margins" if page == MARGINS else f"page {page}"
        yield f"{place}: {word_difference(before, now)}"
    if found.gone:
        yield f"pages that are gone: {ranges_of(found.gone)}"
    if found.pages:
        yield f"pages to print again: {ranges_of(found.pages)}"


def _words(one: PosterChange) -> str:
    if one.what in {What.WITHDRAWN, What.REMOVED}:
        return one.before
    if one.what in {What.ADDED, What.RESTORED}:
        return one.now
    if one.what in {What.MOVED, What.RELOCATED, What.RETIMED}:
        return f"{one.before or 'nowhere'} → {one.now or 'nowhere'}"
    return word_difference(one.before, one.now)
