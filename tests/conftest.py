"""What all tests share: the one `--update` flag, and references that change by nothing else."""

from pathlib import Path

import pytest

from posterbook import load, typeset
from posterbook.assets import example_folder

HERE = Path(__file__).parent


def pytest_addoption(parser):
    parser.addoption(
        "--update", action="store_true", help="write the reference files anew; then look at what changed"
    )


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
