"""The laid-out example as text, one item a line: what a change moves stands in the diff."""

import pytest

from posterbook import load, typeset
from posterbook.assets import example_folder
from posterbook.forms.element import Artifact
from posterbook.forms.page import Line, Page, Rectangle, Rule


def described(page: Page) -> str:
    """A page and its items, positions in points from the upper left corner of the trimmed page."""
    head = f"page {page.sequence} folio {page.folio or '-'} {page.side} {page.kind} {page.number}".rstrip()
    return "\n".join([head, *map(item_described, page.items)])


def item_described(item: object) -> str:
    match item:
        case Line():
            run = item.runs[0]
            role = run.meaning if isinstance(run.meaning, Artifact) else run.meaning.role
            turned = f" turned {item.turn}" if item.turn else ""
            return f"  {item.x:7.2f} {item.y:7.2f}  {run.face} {run.size:g} {role}{turned} | {item.text}"
        case Rule():
            return f"  {item.x0:7.2f} {item.y:7.2f}  rule to {item.x1:.2f} weight {item.weight:g}"
        case Rectangle():
            box, kind = item.box, "filled" if item.fill else f"framed {item.weight:g}"
            return f"  {box.x:7.2f} {box.y:7.2f}  {kind} to {box.right:.2f} {box.bottom:.2f}"
    return f"  {type(item).__name__}"


@pytest.mark.parametrize(
    ("page", "theme"),
    [
        ("a5", "colour"),
        ("a5", "plain"),
        ("half-letter", "colour"),
        ("a4", "colour"),
        ("letter", "large-print"),
    ],
)
def test_the_example_stands_where_it_stood(golden, page, theme):
    work = typeset(load(example_folder()), page=page, theme=theme)
    golden(f"example-{page}-{theme}.txt", "\n".join(map(described, work.pages)) + "\n")
