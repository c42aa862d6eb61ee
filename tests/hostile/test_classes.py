"""A few inputs of each hostile class; `python -m tests.hostile` tries thousands."""

import sys

import pytest

from tests.hostile.__main__ import CLASSES, FINE, collect, tried

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="each runs in a forked process"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def collected():
    collect()


@pytest.mark.parametrize("make", CLASSES, ids=lambda make: make.__name__)
@pytest.mark.usefixtures("collected")
def test_inputs_of_a_hostile_class_are_built_or_refused(make, tmp_path):
    found = {name: tried(make, name, tmp_path) for name in (f"{make.__name__}-1-{n}" for n in range(3))}
    assert set(found.values()) <= set(FINE), found
