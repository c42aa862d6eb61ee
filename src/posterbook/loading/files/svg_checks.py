"""Looks an SVG through before it is read: what is no path and no plain colour is refused by name.

The file comes from strangers: nothing may be lost without a word, fetched from elsewhere or grow without end.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Final
from xml.parsers import expat

from posterbook.content.raster import UnusableError
from posterbook.content.scalars import excerpt
from posterbook.values import dataclass

NAMESPACE: Final = "http://www.w3.org/2000/svg"
MOST_BYTES: Final = 1_000_000
MOST_STYLE: Final = 50_000
LONGEST_RULE: Final = 1_000
LONGEST_NUMBER: Final = re.compile(r"[0-9]{40}")
"""Longer ones keep svgelements busy for minutes, as does a rule of a style sheet without an end."""
MOST_SHAPES: Final = 20_000
MOST_DEPTH: Final = 60
FARTHEST: Final = 1e6
"""No coordinate of a picture is larger, and none on a page."""
PATHS: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
GROUPS: Final = frozenset({"svg", "g", "defs", "use", "symbol", "style", "clipPath"})
SILENT: Final = frozenset({"title", "desc", "metadata"})
"""Elements that paint nothing, whatever they hold."""
SHARED: Final = frozenset({"linearGradient", "radialGradient", "pattern", "marker", "filter", "mask"})
"""Elements that paint only where something refers to them, which is refused there."""
PLAIN: Final = "save it as plain paths"
ANEW: Final = "open it in a drawing program, and save it anew"
HINTS: Final = {
    "text": "turn text into paths when saving it",
    "image": "name the picture itself in its place",
}


def check_svg(content: bytes) -> tuple[float, float]:
    """Width and height of the drawing in its own units; raises UnusableError for what is not printed."""
    if len(content) > MOST_BYTES:
        raise UnusableError(f"is larger than {MOST_BYTES // 1_000_000} MB", "place it as a PNG")
    checker, parser = _SvgChecker(), expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = checker.start, checker.end
    parser.CharacterDataHandler, parser.EntityDeclHandler = checker.text, _refuse_entities
    try:
        parser.Parse(content, True)
    except expat.ExpatError as problem:
        finding = f"is no sound SVG: {expat.ErrorString(problem.code)} in line {problem.lineno}"
        raise UnusableError(finding, ANEW) from None
    except (LookupError, ValueError):
        raise UnusableError("is in an encoding that no SVG has", "save it in UTF-8") from None
    _count(checker.open[0].kids[0], checker.named, {}, frozenset())
    return checker.size


def _refuse_entities(*_: object) -> None:
    raise UnusableError("declares entities", "save it as plain SVG")


@dataclass(slots=True)
class Node:
    """An element while the file is looked through: the element that it uses again, and its children."""

    name: str
    uses: str = ""
    kids: list[Node] = field(default_factory=list)


class _SvgChecker:
    """The elements of a file as they come; each is known, and none of them leads anywhere else."""

    __slots__ = ("named", "open", "silent", "size", "style")

    def __init__(self) -> None:
        self.named: dict[str, Node] = {}
        self.open: list[Node] = [Node("")]
        self.silent = 0
        self.size = (0.0, 0.0)
        self.style = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element opens; raises UnusableError if it may not."""
        space, _, tag = name.rpartition(" ")
        node = Node(tag)
        self.open[-1].kids.append(node)
        self.open.append(node)
        if len(self.open) == 2 and tag != "svg":
            raise UnusableError("is no SVG file")
        if len(self.open) > MOST_DEPTH:
            raise UnusableError(f"is nested deeper than {MOST_DEPTH} levels")
        if self.silent or tag in SILENT | SHARED or space not in {"", NAMESPACE}:
            self.silent += 1
            return
        if tag not in PATHS | GROUPS:
            raise UnusableError(f"holds '{excerpt(tag)}', which is not printed", HINTS.get(tag, PLAIN))
        local = {key.rpartition(" ")[2]: value for key, value in given.items()}
        if len(self.open) == 2:
            self.size = _size(local)
        self.check(node, local)

    def check(self, node: Node, given: dict[str, str]) -> None:
        """Refuse attributes that run, fetch or refer to what is not printed."""
        for key, value in given.items():
            if key.lower().startswith("on"):
                raise UnusableError("holds a script", PLAIN)
            _check_style(value, clips=key in {"clip-path", "style"})
            if LONGEST_NUMBER.search(value):
                raise UnusableError("holds a number without an end", ANEW)
        link = given.get("href", "")
        if link and not link.startswith("#"):
            raise UnusableError(f"refers to '{excerpt(link)}', outside itself", PLAIN)
        node.uses = link[1:] if node.name == "use" else ""
        if "id" in given:
            self.named.setdefault(given["id"], node)

    def end(self, _name: str) -> None:
        """An element closes, and with it what a style says."""
        if self.open.pop().name == "style":
            _check_style(self.style, clips=True)
            if any(len(part) > LONGEST_RULE for part in re.split("[{}]", self.style)):
                raise UnusableError("has a style sheet without an end", ANEW)
            self.style = ""
        self.silent = max(0, self.silent - 1)

    def text(self, text: str) -> None:
        """Text within an element, of which only that of a style is read; it comes in pieces."""
        if self.open[-1].name == "style":
            self.style += text
        if len(self.style) > MOST_STYLE:
            raise UnusableError("has a style sheet too long to read", PLAIN)


def _check_style(value: str, *, clips: bool) -> None:
    """Refuse what a style or attribute cannot come to; `clips` lets it refer to a path that clips."""
    if "@import" in value or "\\" in value:
        raise UnusableError("has a style that refers to another file", PLAIN)
    rest = value
    if clips:
        rest = re.sub(r"(clip-path\s*:\s*)url\([^)]*\)|^\s*url\([^)]*\)\s*$", "", value)
    if "url(" in rest.lower():
        raise UnusableError(
            "has a gradient, pattern, mask or filter, which is not printed", "use plain colours"
        )


def _count(node: Node, named: dict[str, Node], known: dict[int, int], within: frozenset[int]) -> int:
    """How many elements a node comes to when everything it repeats is drawn."""
    if id(node) in within:
        raise UnusableError("repeats itself without end")
    if id(node) not in known:
        inner = within | {id(node)}
        total = 1 + sum(_count(kid, named, known, inner) for kid in node.kids)
        if node.uses in named:
            total += _count(named[node.uses], named, known, inner)
        known[id(node)] = total
        if total > MOST_SHAPES:
            raise UnusableError(f"holds more than {MOST_SHAPES} paths", "place it as a PNG")
    return known[id(node)]


def _size(given: dict[str, str]) -> tuple[float, float]:
    """Width and height by the root's viewBox, else by its own."""
    sides = (
        given["viewBox"].replace(",", " ").split()[2:]
        if "viewBox" in given
        else [given.get("width"), given.get("height")]
    )
    try:
        width, height = (float(str(side).removesuffix("px")) for side in sides)
    except ValueError:
        raise UnusableError("has no size", "give it a viewBox") from None
    if not (0 < width < FARTHEST and 0 < height < FARTHEST):
        raise UnusableError("has no size", "give it a viewBox")
    return width, height
