"""Measures how pages look: `python tests/bench/pages.py [FOLDER ...] [--page FORMAT] [--theme THEME]`.

Without folders: the example, the starter, the booklet of all troubles (150 posters) and 120 generated
posters. For each it prints as Markdown how lines end and how full the pages of posters are. What counts as
what:

- *Lines* are those of the posters' running text. One ends *weak* on a word of the theme's list ("the", "of"),
  the last
  line of a paragraph not counted. A *runt* is a last line of one word of at most five letters.
- *Parted* are a number and its unit, "Dr." and a name, and a dash at the start of a line. *Divided* words
  show a
  hyphen, *chopped* ones had no place for one.
- A page is *full* from its live top to the last line of its text, lines for notes and the foot not counted. A
  *tail* is
  a poster's last page with fewer than six lines.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from posterbook import Typeset, load, typeset
from posterbook.assets import example_folder, starter_folder
from posterbook.forms.element import Element, Role
from posterbook.forms.page import Image, Line, Page, Turn

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))
from tests.bench.generator import make_folder  # noqa: E402
from tests.stress import EXTRAS, stress_records, write_booklet  # noqa: E402

RUNT, TAIL, FULL = 5, 6, 0.6
HEADINGS = frozenset((Role.H1, Role.H2, Role.H3, Role.H4))
NUMBER, TITLE = re.compile(r"\d$"), re.compile(r"\b(?:Dr|Mr|Mrs|Prof|Fig)\.$")
UNIT = re.compile(r"(?:%|°C|mg|kg|ml|mL|mm|cm|km|m²?|nM|µM|h|min|s)(?:[ ,.;)]|$)")


class Looks(NamedTuple):
    """What is counted in one booklet."""

    pages: int
    body: float
    tighter: int
    lines: int
    weak: int
    paragraphs: int
    runts: int
    parted: int
    divided: int
    chopped: int
    posters: int
    poster_pages: int
    under: int
    tails: int
    median: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python tests/bench/pages.py", description="Measures how pages look."
    )
    parser.add_argument("folders", nargs="*", type=Path, help="content folders; without them four of our own")
    parser.add_argument("--page", default="", help="a page format in place of the folder's own")
    parser.add_argument("--theme", default="", help="a theme in place of the folder's own")
    asked = parser.parse_args()
    with TemporaryDirectory() as made:
        folders = [(folder.name, folder) for folder in asked.folders] or own_folders(Path(made))
        rows = [
            (name, looks_of(typeset(load(folder), page=asked.page, theme=asked.theme)))
            for name, folder in folders
        ]
    print_looks(rows)


def own_folders(made: Path) -> Iterator[tuple[str, Path]]:
    """The example, the starter, the booklet of all troubles and a generated one, by their names."""
    yield "example", example_folder()
    yield "starter", starter_folder()
    yield "troubles", write_booklet(made / "troubles", stress_records(150), **EXTRAS)
    make_folder(made / "generated", 120)
    yield "generated", made / "generated"


def looks_of(work: Typeset) -> Looks:
    """What is counted in a booklet that is laid out."""
    pages = [page for page in work.pages if page.kind == "posters"]
    text = [
        list(lines)
        for _, lines in groupby(chain.from_iterable(text_lines(work, page) for page in pages), paragraph_of)
    ]
    inner = [words[-1] for lines in text for line in lines[:-1] if (words := line.text.split())]
    breaks = [(one.text.strip(), other.text.strip()) for lines in text for one, other in pairwise(lines)]
    ends = [lines[-1].text.split() for lines in text if len(lines) > 1]
    weak = frozenset(work.theme.ragged.weak_words)
    fullness = sorted(fullness_of(work, page) for page in pages)
    by_poster = [list(parts) for _, parts in groupby(pages, lambda page: page.number)]
    last_parts = [parts[-1] for parts in by_poster if len(parts) > 1]
    return Looks(
        pages=len(work.pages),
        body=max((fit.body for fit in work.fits), default=0.0),
        tighter=len({p.where for p in work.problems if p.code == "set-tighter"}),
        lines=len(inner),
        weak=sum(word.lower() in weak for word in inner),
        paragraphs=len(ends),
        runts=sum(len(words) == 1 and len(words[0].strip(".,;:)")) <= RUNT for words in ends),
        parted=sum(
            bool(NUMBER.search(one) and UNIT.match(other))
            or bool(TITLE.search(one))
            or other[:1] in ("–", "—")
            for one, other in breaks
        ),
        divided=sum(one.endswith("\u00ad") for one, _ in breaks),
        chopped=sum(line.forced and not line.text.endswith("\u00ad") for lines in text for line in lines),
        posters=len(work.fits),
        poster_pages=len(pages),
        under=sum(one < FULL for one in fullness),
        tails=sum(len(text_lines(work, page)) < TAIL for page in last_parts),
        median=fullness[len(fullness) // 2] if fullness else 0.0,
    )


def paragraph_of(line: Line) -> object:
    """What stands for the paragraph of a line: the structure element that is not within a line."""
    element = next(run.meaning for run in line.runs if isinstance(run.meaning, Element))
    while element.parent is not None and element.role in {Role.LINK, Role.SPAN}:
        element = element.parent
    return element


def text_lines(work: Typeset, page: Page) -> list[Line]:
    """The lines that are set as the body of posters is, at any of its sizes."""
    font, fit = work.theme.styles.body.font, work.theme.fit
    face, sizes = work.theme.faces[font], {size for size, _ in (*fit.body, *fit.own)}
    fonts = {font, face.b, face.i, face.bi}
    return [
        item
        for item in page.items
        if isinstance(item, Line)
        and item.turn is Turn.NONE
        and any(isinstance(run.meaning, Element) for run in item.runs)
        and any(run.size in sizes and run.face in fonts for run in item.runs)
    ]


def fullness_of(work: Typeset, page: Page) -> float:
    """How far down the live height the page's text and pictures reach, as a share of it."""
    top, last = work.theme.page.live_top, work.theme.page.last
    lines = [line.y for line in text_lines(work, page)]
    heads = [line.y for line in page.items if isinstance(line, Line) and is_head(work, line)]
    pictures = [item.box.y + item.box.height for item in page.items if isinstance(item, Image)]
    return (max((*lines, *heads, *pictures), default=top) - top) / last


def is_head(work: Typeset, line: Line) -> bool:
    """Whether a line is of a section's label or of the poster's title."""
    faces = {work.theme.styles.title.font, work.theme.styles.section.font}
    return line.runs[0].face in faces and any(
        isinstance(run.meaning, Element) and run.meaning.within(Role.SECT) and run.meaning.role in HEADINGS
        for run in line.runs
    )


def print_looks(rows: Sequence[tuple[str, Looks]]) -> None:
    """Two tables of Markdown: how lines end, and how full pages are."""
    ends = "booklet|lines|weak ends|paragraphs|runts|parted|divided|chopped"
    pages = "booklet|pages|body|set tighter|posters|their pages|under 60 %|tails|median"
    print_table(ends, [(name, *line_cells(one)) for name, one in rows])
    print()
    print_table(pages, [(name, *page_cells(one)) for name, one in rows])


def print_table(heads: str, rows: Sequence[tuple[object, ...]]) -> None:
    """A table of Markdown."""
    names = heads.split("|")
    for cells in (names, ["---"] * len(names), *rows):
        print("|", " | ".join(map(str, cells)), "|")


def line_cells(one: Looks) -> tuple[object, ...]:
    """How lines end."""
    weak, runts = share(one.weak, one.lines), share(one.runts, one.paragraphs)
    return (one.lines, weak, one.paragraphs, runts, one.parted, one.divided, one.chopped)


def page_cells(one: Looks) -> tuple[object, ...]:
    """How full pages are."""
    counts = (one.posters, one.poster_pages, one.under, one.tails)
    return (one.pages, f"{one.body:g}", one.tighter, *counts, f"{one.median:.0%}")


def share(part: int, whole: int) -> str:
    """How many, and which share that is."""
    return f"{part} ({part / whole:.1%})" if whole else "0"


if __name__ == "__main__":
    main()
