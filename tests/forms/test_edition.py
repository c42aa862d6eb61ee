"""The table of editions, and those that installed packages offer."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import posterbook
from posterbook.errors import UsageError
from posterbook.forms.edition import EDITIONS, PROOFSHEET, TESTSHEET, edition, edition_problems, editions
from posterbook.forms.standard import PDF_X_4

SCREEN, PRINT = edition("screen"), edition("print")


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Make a package importable as pip would, with entry points for editions."""

    def install(package, entries, module=""):
        folder = tmp_path / package
        info = folder / f"{package}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        lines = "".join(f"{name} = {value}\n" for name, value in entries.items())
        (info / "entry_points.txt").write_text(f"[posterbook.editions]\n{lines}")
        (folder / f"{package}.py").write_text(module)
        monkeypatch.syspath_prepend(folder)
        monkeypatch.delitem(sys.modules, package, raising=False)

    return install


def edition_row(name, **facts):
    """Python that makes an edition."""
    said = {"links": False, "bookmarks": False, "tagged": False} | facts
    return f"Edition({name!r}, {', '.join(f'{key}={value!r}' for key, value in said.items())})"


def module(**rows):
    """A module with editions."""
    lines = [f"{name} = {row}" for name, row in rows.items()]
    return "\n".join(["from posterbook.forms.edition import Edition", *lines]) + "\n"


def refusal(name):
    with pytest.raises(UsageError) as caught:
        edition(name)
    return [problem.message for problem in caught.value.problems]


@pytest.mark.parametrize("row", [*EDITIONS, PROOFSHEET, TESTSHEET], ids=lambda row: row.name)
def test_our_own_editions_meet_what_their_standards_demand(row):
    assert edition_problems(row) == []


def test_only_the_table_of_editions_names_a_standard():
    house = Path(posterbook.__file__).parent
    naming = {
        file.relative_to(house).as_posix()
        for file in house.rglob("*.py")
        if re.search(r"\bPDF_(UA|A|X)_\w+", file.read_text(encoding="utf-8"))
    }
    assert naming == {"forms/standard.py", "forms/edition.py"}


def test_an_unknown_name_is_no_edition():
    with pytest.raises(KeyError):
        edition("sceen")


def test_an_edition_comes_from_a_package(install):
    install("wide_pages", {"wide": "wide_pages:WIDE"}, module(WIDE=edition_row("wide")))
    assert edition("wide") == replace(edition("booklet"), name="wide", imposed=False)
    assert editions() == ("screen", "print", "booklet", "wide")


def test_a_name_of_ours_is_ours_and_the_package_that_takes_it_is_named(install):
    rows = module(PRINT=edition_row("print"), WIDE=edition_row("wide"))
    install("own_print", {"print": "own_print:PRINT", "wide": "own_print:WIDE"}, rows)
    assert edition("print") is PRINT
    assert editions() == ("screen", "print", "booklet", "wide")
    clash = (
        "the package own_print offers an edition 'print', but posterbook has one of that name, which is used"
    )
    assert refusal("wide") == [clash]
    assert refusal("sceen") == [clash]


@pytest.mark.parametrize("name", ["all", "proofsheet", "testsheet"])
def test_names_that_commands_need_are_ours_too(install, name):
    install("takes", {name: "takes:ROW"}, module(ROW=edition_row(name)))
    assert "posterbook has one of that name" in refusal(name)[0]


def test_of_two_packages_with_one_name_neither_is_taken(install):
    for package in ("first_wide", "other_wide"):
        install(package, {"wide": f"{package}:WIDE"}, module(WIDE=edition_row("wide")))
    (message,) = refusal("wide")
    assert "first_wide" in message
    assert "other_wide" in message


@pytest.mark.parametrize(
    ("value", "source", "reason"),
    [
        ("broken:WIDE", "import nothing_of_that_name", "ModuleNotFoundError: No module named"),
        ("broken:WIDE", "1 / 0", "ZeroDivisionError: division by zero"),
        ("broken:WIDE", "", "AttributeError: module 'broken' has no attribute 'WIDE'"),
        ("broken:WIDE", "WIDE = 3", "but 'broken:WIDE' is no Edition: int"),
        ("broken:WIDE", module(WIDE=edition_row("broad")), "but calls it 'broad' itself"),
    ],
)
def test_a_broken_offer_is_one_error_that_names_the_package(install, value, source, reason):
    install("broken", {"wide": value}, source)
    (message,) = refusal("wide")
    assert message.startswith("the package broken offers an edition 'wide', but ")
    assert reason in message


def test_an_edition_s_name_must_do_for_a_file(install):
    install("upper", {"../wide": "upper:WIDE"}, module(WIDE=edition_row("../wide")))
    assert "a-z, 0-9 and single hyphens" in refusal("../wide")[0]


def test_an_edition_of_a_package_that_contradicts_itself_is_refused(install):
    install("odd", {"odd": "odd:ODD"}, module(ODD=edition_row("odd", framed=True, links=True)))
    assert refusal("odd") == [
        "the edition 'odd' is for paper, which carries no links, bookmarks or structure"
    ]


def test_packages_are_not_looked_up_for_an_edition_of_ours():
    code = (
        "import sys; from posterbook.forms.edition import edition; edition('print');"
        "print('importlib.metadata' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("row", "code", "reason"),
    [
        (replace(SCREEN, tagged=False), "standard-unmet", "PDF/UA-1, but is not tagged"),
        (replace(SCREEN, profile=""), "standard-unmet", "PDF/A-2a, but names no ICC profile"),
        (replace(PRINT, framed=False), "standard-unmet", "PDF/X-4, but its pages are not framed"),
        (replace(PRINT, framed=False, links=True), "standard-unmet", "PDF/X-4, but has links"),
        (
            replace(PRINT, standards=(), profile=""),
            "edition-contradiction",
            "is painted in CMYK and names no",
        ),
        (replace(PRINT, tagged=True), "edition-contradiction", "is for paper"),
        (replace(edition("booklet"), links=True), "edition-contradiction", "is for paper"),
    ],
)
def test_an_edition_that_misses_a_demand_has_a_problem(row, code, reason):
    problems = edition_problems(row)
    assert any(problem.code == code and reason in problem.message for problem in problems)


def test_standards_without_a_common_version_are_no_edition():
    later = replace(PDF_X_4, name="PDF/X-6", versions=("2.0",))
    (problem,) = edition_problems(replace(PRINT, standards=(PDF_X_4, later)))
    assert problem.message.endswith("claims PDF/X-4 and PDF/X-6, which have no version of PDF in common")


def test_a_file_is_of_the_newest_version_that_all_its_standards_allow():
    other = replace(PDF_X_4, name="other", versions=("1.7", "1.6"))
    assert replace(PRINT, standards=(other,)).version == "1.7"
    assert replace(PRINT, standards=(other, PDF_X_4)).version == "1.6"
    assert replace(PRINT, standards=()).version == "1.7"
