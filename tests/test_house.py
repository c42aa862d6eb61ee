"""The floors of the house (src/posterbook/README.md): the roof sees all, rooms see only the ground."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "src" / "posterbook"
ROOF = {
    "__main__",
    "cli",
    "arguments",
    "approving",
    "build",
    "proving",
    "report",
    "output",
    "paper",
    "progress",
}
ROOMS = {"load", "pages", "layout", "press", "draw", "finish"}
HOMES = {
    "yaml": {"load"},
    "jinja2": {"load"},
    "markdown_it": {"markup"},
    "reportlab": {"draw", "fonts"},
    "pikepdf": {"finish"},
    "segno": {"qr"},
    "PIL": {"raster", "separation"},
    "svgelements": {"load"},
    "uharfbuzz": {"fonts", "draw", "outlines"},
}
LONGEST = 400


@dataclass(frozen=True)
class Import:
    """One import: where it stands, its unit (a ground module, a room, ...) and the module it names."""

    file: Path
    line: int
    unit: str
    module: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(HOUSE.parent)}:{self.line}: {self.unit} imports {self.module}"

    @property
    def package(self) -> str:
        return self.module.split(".")[0]

    @property
    def target(self) -> str:
        """The unit of the house that is imported, '' for the package itself or for others' modules."""
        parts = self.module.split(".")
        return parts[1] if self.package == "posterbook" and len(parts) > 1 else ""


def unit_of(file: Path) -> str:
    return file.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports_of(file: Path, source: str) -> Iterator[Import]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}:{node.lineno}: a relative import"
            name = node.module or ""
            modules = [f"{name}.{a.name}" for a in node.names] if name == "posterbook" else [name]
        else:
            continue
        yield from (Import(file, node.lineno, unit_of(file), module) for module in modules)


def floor_is_broken(found: Import) -> bool:
    """A room may see itself and the ground; the ground sees only the ground."""
    if found.unit in ROOF or not found.target:
        return False
    own = {found.unit} if found.unit in ROOMS else set()
    return found.target in (ROOF | ROOMS) - own


FILES = sorted(file for file in HOUSE.rglob("*.py") if "starter" not in file.parts)
SOURCES = {file: file.read_text(encoding="utf-8") for file in FILES}
IMPORTS = [found for file, source in SOURCES.items() for found in imports_of(file, source)]


def test_rooms_see_only_the_ground_and_the_ground_no_room():
    assert not [str(found) for found in IMPORTS if floor_is_broken(found)]


@pytest.mark.parametrize(
    ("unit", "line"),
    [
        ("draw", "from posterbook.layout import lay_out"),
        ("draw", "from posterbook import cli"),
        ("layout", "def late():\n    import posterbook.finish"),
        ("geometry", "from posterbook.load.rules import check"),
        ("model", "from posterbook.build import typeset"),
    ],
)
def test_a_line_that_breaks_a_floor_is_named(unit, line):
    file = HOUSE / (f"{unit}/part.py" if unit in ROOMS else f"{unit}.py")
    (found,) = imports_of(file, line)
    assert floor_is_broken(found)
    assert re.search(rf"{unit}(/part)?\.py:\d: {unit} imports posterbook", str(found))


def test_the_ground_has_no_cycles():
    sees: dict[str, set[str]] = {}
    for found in IMPORTS:
        if found.unit not in ROOF | ROOMS and found.target not in {"", found.unit}:
            sees.setdefault(found.unit, set()).add(found.target)
    standing = set(sees)
    while free := {unit for unit in standing if not sees[unit] & standing}:
        standing -= free
    assert not {unit: sees[unit] & standing for unit in standing}


def test_every_library_has_one_home():
    strays = [
        str(found) for found in IMPORTS if found.package in HOMES and found.unit not in HOMES[found.package]
    ]
    assert not strays


def test_only_the_command_line_prints_asks_or_exits():
    banned = {"print", "input", "exit", "quit", "breakpoint"}
    calls = [
        f"{file.relative_to(HOUSE.parent)}:{node.lineno}: {ast.unparse(node.func)}()"
        for file, source in SOURCES.items()
        if unit_of(file) not in {"cli", "__main__"}
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id in banned)
            or ast.unparse(node.func) in {"sys.exit", "os._exit", "sys.stdout.write", "sys.stderr.write"}
        )
    ]
    assert not calls


def test_every_file_says_what_it_is():
    dumb = [str(file) for file, source in SOURCES.items() if not ast.get_docstring(ast.parse(source))]
    assert not dumb


def test_a_file_over_the_longest_length_says_why_in_its_docstring():
    long = [
        str(file)
        for file, source in SOURCES.items()
        if source.count("\n") > LONGEST and " long" not in (ast.get_docstring(ast.parse(source)) or "")
    ]
    assert not long


def test_the_map_names_every_part_of_the_house():
    plan = (HOUSE / "README.md").read_text(encoding="utf-8")
    units = {unit_of(file) for file in FILES} - {"__init__", "__main__"}
    assert sorted(unit for unit in units if not re.search(rf"\b{unit}\b", plan)) == []
