"""The public names: imported late, documented, typed, and gone through in the manual."""

import re
import subprocess
import sys
from importlib.resources import files
from inspect import getdoc

import pytest

import posterbook

HEAVY = ("reportlab", "pikepdf", "yaml", "jinja2", "uharfbuzz", "markdown_it", "PIL")


def test_importing_the_package_imports_nothing_heavy():
    code = f"import sys, posterbook; sys.exit(' '.join(set({HEAVY}) & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", sorted(set(posterbook.__all__) - {"__version__"}))
def test_a_public_name_is_there_and_says_what_it_is(name):
    doc = getdoc(getattr(posterbook, name))
    assert doc
    assert not doc.startswith(f"{name}(")  # what dataclasses write where nobody has


def test_the_public_names_are_listed_and_no_others_are_found():
    assert set(posterbook.__all__) <= set(dir(posterbook))
    assert {name for names in posterbook._HOMES.values() for name in names} | {"__version__"} == set(
        posterbook.__all__
    )
    with pytest.raises(AttributeError, match="no attribute 'lood'"):
        _ = posterbook.lood


def test_the_package_tells_checkers_that_it_is_typed():
    assert files("posterbook").joinpath("py.typed").is_file()


def test_the_manual_names_every_public_name():
    page = files("posterbook").joinpath("manual", "api.md").read_text(encoding="utf-8")
    missing = [name for name in posterbook.__all__ if not re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`", page)]
    assert missing == []
