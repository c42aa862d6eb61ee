"""The order of the rooms (src/posterbook/README.md): the roof sees all, rooms see only the ground."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "src" / "posterbook"
GROUND = ("version", "values", "errors", "assets", "content", "design", "forms", "report")
"""What all rooms see; each of these sees only those before it."""
ROOMS = {
    "comparing",
    "documents",
    "mailing",
    "loading",
    "importing",
    "pages",
    "layout",
    "press",
    "draw",
    "pdf",
    "proof",
    "exporting",
    "manual",
    "preview",
}
ROOF = {"__init__", "__main__", "api", "cli"}
MAY_SEE_TOO = {"pages": {"layout"}, "importing": {"loading"}, "documents": {"layout", "pages"}}
"""A page kind sets its own pages, and so do papers; what is imported is merged with the folder."""
HOMES = {
    "yaml": ("loading/yaml/",),
    "openpyxl": ("importing/files/workbooks.py",),
    "jinja2": ("loading/templates.py",),
    "markdown_it": ("content/markup.py", "content/blocks.py"),
    "reportlab": ("draw/embedding.py", "design/shaping.py"),
    "pikepdf": (
        "pdf/weight.py",
        "proof/objects/foreign_file.py",
        "proof/screen_reader.py",
        "loading/files/inserts.py",
    ),
    "pypdfium2": ("api/rendering.py", "api/page_pictures.py"),
    "bidi": ("forms/directions.py",),
    "icu4py": ("layout/word_ends.py",),
    "segno": ("content/qr.py",),
    "pyphen": (),  # only its files are read, in layout/hyphen_patterns.py
    "PIL": ("content/raster.py", "pdf/separation.py", "api/rendering.py"),
    "svgelements": ("loading/files/svg.py",),
    "uharfbuzz": ("design/shaping.py", "design/complex_words.py", "design/outlines.py", "draw/embedding.py"),
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


@cache
def named(module: str, name: str) -> str:
    """What `from module import name` imports: the module of that name, else the one it is taken from."""
    inner = HOUSE.parent / module.replace(".", "/") / name
    return f"{module}.{name}" if inner.is_dir() or inner.with_suffix(".py").is_file() else module


def imports_of(file: Path, source: str) -> Iterator[Import]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}:{node.lineno}: a relative import"
            modules = sorted({named(node.module or "", alias.name) for alias in node.names})
        else:
            continue
        yield from (Import(file, node.lineno, unit_of(file), module) for module in modules)


def breaks_the_order(found: Import) -> bool:
    """A room sees itself and the ground; a part of the ground sees what is below it."""
    if found.unit in ROOF or not found.target or found.target == found.unit:
        return False
    if found.target in GROUND:
        return found.unit in GROUND and GROUND.index(found.target) > GROUND.index(found.unit)
    return found.target not in MAY_SEE_TOO.get(found.unit, set())


FILES = sorted(file for file in HOUSE.rglob("*.py") if "starter" not in file.parts)
SOURCES = {file: file.read_text(encoding="utf-8") for file in FILES}


@cache
def imports() -> list[Import]:
    """Every import of the house; read when first asked for, so that collecting the tests takes no time."""
    return [found for file, source in SOURCES.items() for found in imports_of(file, source)]


def test_rooms_see_only_the_ground_and_the_ground_only_what_is_below():
    assert not [str(found) for found in imports() if breaks_the_order(found)]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("draw/part.py", "from posterbook.layout import lay_out"),
        ("draw/part.py", "from posterbook import cli"),
        ("draw/part.py", "import posterbook.api"),
        ("layout/part.py", "def late():\n    import posterbook.pdf"),
        ("layout/part.py", "from posterbook.pages import kinds"),
        ("content/part.py", "from posterbook.loading.rules import booklet"),
        ("content/part.py", "from posterbook.forms.page import Page"),
        ("errors.py", "from posterbook.content.model import Booklet"),
    ],
)
def test_a_line_that_breaks_the_order_is_named(file, line):
    (found,) = imports_of(HOUSE / file, line)
    assert breaks_the_order(found)
    assert re.search(rf"{file}:\d: {found.unit} imports posterbook", str(found))


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(HOUSE.parent).with_suffix("").parts).removesuffix(".__init__")


def test_no_file_is_imported_by_what_it_imports():
    """No circle anywhere, imports inside functions included."""
    modules = {module_of(file) for file in FILES}
    sees: dict[str, set[str]] = {module: set() for module in modules}
    for found in imports():
        if found.module in modules - {module_of(found.file)}:
            sees[module_of(found.file)].add(found.module)
    standing = set(sees)
    while free := {module for module in standing if not sees[module] & standing}:
        standing -= free
    assert not {module: sees[module] & standing for module in standing}


def test_every_library_has_one_home():
    strays = [
        str(found)
        for found in imports()
        if found.package in HOMES
        and not found.file.relative_to(HOUSE).as_posix().startswith(HOMES[found.package])
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
