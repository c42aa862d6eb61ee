"""The page kinds that posterbook brings, found by the names of their modules."""

import subprocess
import sys

from posterbook.pages import kinds


def test_each_kind_has_the_name_of_its_module():
    ours = kinds().ours
    assert len(ours) > 10
    assert all(kind.name == name for name, kind in ours.items())


def test_a_module_that_is_no_kind_and_a_name_that_is_no_module_are_none():
    ours = kinds().ours
    assert not {"composer", "posters.compose", "listing", "__init__", ""} & set(ours)
    assert ours.get("composer") is ours.get("posters.compose") is ours.get("") is None


def test_a_kind_that_nobody_asks_for_is_not_imported():
    code = (
        "import sys; from posterbook.pages import kinds; kinds().get('cover'); "
        "print(*[name for name in ('plan', 'people', 'index') if f'posterbook.pages.{name}' in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b""
