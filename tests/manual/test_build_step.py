"""The recipes for a build step: sound YAML, pinned, and their command lines are the program's."""

import re
import shlex
from glob import glob
from pathlib import Path

import pytest
import yaml

from posterbook.cli import main

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "src" / "posterbook" / "manual" / "build-step.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^```yml (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
SHELL = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def steps_of(name):
    return yaml.safe_load(RECIPES[name])["jobs"]["booklet"]["steps"]


def job_of(name):
    return yaml.safe_load(RECIPES[name])["booklet"]


def lines():
    """Every line that a recipe runs."""
    yield from (step["run"] for step in steps_of(".github/workflows/booklet.yml") if "run" in step)
    yield from job_of(".gitlab-ci.yml")["script"]
    yield from SHELL[1].splitlines()


def calls():
    """What follows the program's name on the lines that call it, once each."""
    found = [line.partition("posterbook ")[2] for line in lines() if re.match(r"(\S+/)?posterbook ", line)]
    return list(dict.fromkeys(found))


def test_there_are_two_recipes_in_yaml_and_two_blocks_of_shell():
    assert set(RECIPES) == {".github/workflows/booklet.yml", ".gitlab-ci.yml"}
    assert len(SHELL) == 2


def test_every_recipe_builds_strictly_from_pinned_versions():
    text = list(lines())
    assert sum("install -c constraints.txt" in line for line in text) == 3
    assert [line for line in text if "pip install" in line and "-c constraints.txt" not in line] == []
    builds = [line for line in text if "posterbook build" in line]
    assert len(builds) == 3
    assert all("--strict" in line and "--report" in line for line in builds)


def test_every_command_line_of_a_recipe_does_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "booklet", "--example"]) == 0
    assert [call.split()[0] for call in calls()] == ["build", "prove"]
    for call in calls():
        words = [glob(word) if "*" in word else [word] for word in shlex.split(call)]  # noqa: PTH207
        assert main([word for group in words for word in group]) == 0
    assert len(list(Path("output").glob("*.pdf"))) == 3
    assert Path("output/report.json").is_file()


def test_github_keeps_the_booklet_and_fails_without_it():
    *_, upload = steps_of(".github/workflows/booklet.yml")
    assert upload["uses"].startswith("actions/upload-artifact@")
    assert upload["if"] == "always()"
    assert upload["with"] == {"name": "booklet", "path": "output/", "if-no-files-found": "error"}


def test_what_is_taken_from_others_has_a_version():
    used = [step["uses"] for step in steps_of(".github/workflows/booklet.yml") if "uses" in step]
    assert used
    assert all(re.search(r"@v\d+$|@[0-9a-f]{40}$", one) for one in used)
    assert re.search(r":\d+\.\d+", job_of(".gitlab-ci.yml")["image"])


def test_gitlab_keeps_the_booklet_and_caches_by_the_pins():
    job = job_of(".gitlab-ci.yml")
    assert job["artifacts"] == {"when": "always", "paths": ["output/"]}
    assert job["cache"]["key"] == {"files": ["constraints.txt"]}
    assert job["variables"]["PIP_CACHE_DIR"].endswith(job["cache"]["paths"][0])


@pytest.mark.parametrize("option", ["--strict", "--edition", "--output", "--report"])
def test_an_option_that_the_program_lacks_would_be_found(tmp_path, monkeypatch, option):
    monkeypatch.chdir(tmp_path)
    (build, *_) = (call for call in calls() if call.startswith("build"))
    assert main(shlex.split(build.replace(option, f"{option}-no"))) == 2
