"""What all tests share: which of them run, and references that change by nothing but `--update`."""

import os
from pathlib import Path

import hypothesis
import pytest

from posterbook import load, typeset
from posterbook.assets import example_folder

# A machine that is busy is no fault of ours: no test is judged by the time it takes. Where CI is set,
# properties are tried on the same examples each time, so that a commit is judged by what it changes;
# elsewhere on new ones.
hypothesis.settings.register_profile(
    "untimed",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
hypothesis.settings.load_profile("untimed")

HERE = Path(__file__).parent


def pytest_addoption(parser):
    parser.addoption(
        "--update", action="store_true", help="write the reference files anew; then look at what changed"
    )
    parser.addoption("--all", action="store_true", help="run the slow tests too")


def pytest_collection_modifyitems(config, items):
    """Leave out what is marked slow, unless it is asked for: by --all, --update, a path or -m."""
    asked = ("all", "update", "file_or_dir", "markexpr")
    if not any(config.getoption(option) for option in asked):
        slow = [item for item in items if item.get_closest_marker("slow")]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]


def pytest_make_parametrize_id(val, argname):
    """Name a test after the content of a file by the argument alone.

    Bytes may be others in each process that collects, and processes that share the tests must agree on their
    names; and nobody reads a name of a thousand signs.
    """
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 200) else None


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path_factory):
    """What builds remember stays among the files of the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def golden(request):
    """Compare a text with tests/golden/NAME, or write it with --update."""

    def compare(name: str, text: str) -> None:
        reference = HERE / "golden" / name
        if request.config.getoption("--update"):
            reference.parent.mkdir(exist_ok=True)
            reference.write_text(text, encoding="utf-8")
        assert reference.is_file(), f"no {reference.name}: make it with --update"
        assert text == reference.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def example():
    """The announcement as it comes: A5, colour."""
    return typeset(load(example_folder()))
