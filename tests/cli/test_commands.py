"""The other commands, usage and help."""

import json
import re
from pathlib import Path

import pytest

from posterbook.assets import example_folder, meeting_folder
from posterbook.design.theme import formats, themes
from posterbook.forms.edition import EDITIONS
from posterbook.loading import design_tokens

pytestmark = pytest.mark.slow

DEMO_PDF = "output/how-small-things-add-up-screen.pdf"
COMMANDS = {
    *(
        "build",
        "check",
        "new",
        "preview",
        "schema",
        "read",
        "approve",
        "prove",
        "placards",
        "doorsheets",
        "proofsheet",
        "testsheet",
        "freeze",
        "thaw",
        "diff",
        "corrections",
        "signoff",
        "mail",
        "export",
        "import",
        "explain",
    )
}


def test_new_makes_a_folder_that_builds_at_once_without_a_problem(run, tmp_path):
    made = run("new", "demo")
    assert (made.code, made.out, made.err) == (0, "demo\n", "")
    built = run("build", "demo", "--strict")
    assert (built.code, built.out, built.err) == (0, f"{DEMO_PDF}\n", "")
    assert (tmp_path / DEMO_PDF).read_bytes().startswith(b"%PDF-")


def test_new_example_copies_the_packaged_example(run, tmp_path):
    assert run("new", "copy", "--example").out == "copy\n"
    copied = {path.relative_to(tmp_path / "copy") for path in (tmp_path / "copy").rglob("*.yaml")}
    whole = {path.relative_to(example_folder()) for path in example_folder().rglob("*.yaml")}
    assert copied == whole - {Path("legal/approved.yaml")}  # which nobody has given for the copy


def test_new_example_meeting_copies_the_meeting_and_takes_its_value_behind_the_sign_only(run, tmp_path):
    assert run("new", "--example=meeting", "copy").out == "copy\n"
    copied = {
        path.relative_to(tmp_path / "copy") for path in (tmp_path / "copy").rglob("*") if path.is_file()
    }
    assert copied == {
        path.relative_to(meeting_folder()) for path in meeting_folder().rglob("*") if path.is_file()
    }
    assert run("new", "--example", "meeting").out == "meeting\n"
    assert (tmp_path / "meeting" / "posters" / "01-1096.yaml").is_file()
    assert run("new", "other", "--example=metting").code == 2


def test_new_refuses_a_folder_that_is_not_empty_and_leaves_it_as_it_was(run, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    refused = run("new", "mine")
    assert (refused.code, refused.out) == (6, "")
    assert refused.err.startswith("error[not-empty]: the folder 'mine' is not empty\n  hint: ")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_new_refuses_a_file(run, tmp_path):
    (tmp_path / "mine").write_text("mine")
    assert run("new", "mine").code == 6
    assert (tmp_path / "mine").read_text() == "mine"


def test_check_on_a_good_folder_says_so_on_standard_error_and_writes_nothing(run, tmp_path):
    checked = run("check", example_folder())
    assert (checked.code, checked.out) == (0, "")
    assert checked.err == "7 posters, 12 pages, no problems\n"
    assert list(tmp_path.iterdir()) == []


def test_a_quiet_check_of_a_good_folder_says_nothing(run, demo):
    checked = run("check", "demo", "--quiet")
    assert (checked.code, checked.out, checked.err) == (0, "", "")


def test_check_shows_the_problems_and_counts_them(run, spoil):
    spoil()
    checked = run("check", "demo")
    assert (checked.code, checked.out) == (3, "")
    assert re.search(r"^\d errors?$", checked.err.splitlines()[-1])


@pytest.mark.parametrize(
    ("argv", "key"), [(["schema"], "sections"), (["schema", "booklet"], "running_order")]
)
def test_schema_prints_a_json_schema(run, argv, key):
    printed = run(*argv)
    assert (printed.code, printed.err) == (0, "")
    schema = json.loads(printed.out)
    assert key in schema["properties"]
    assert schema["additionalProperties"] is False


def test_the_schema_of_a_booklet_knows_the_page_formats_and_kinds(run):
    properties = json.loads(run("schema", "booklet").out)["properties"]
    assert set(properties["page"]["enum"]) == set(formats(design_tokens()))
    assert "summary" in json.dumps(properties["running_order"])


def test_version_and_help_go_to_standard_output(run):
    assert re.fullmatch(r"posterbook \d+\.\d+\.\d+\n", run("--version").out)
    assert run("--help").out.startswith("usage: posterbook")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help_with_an_example(run, command):
    shown = run(command, "--help")
    assert shown.code == 0
    assert f"example:\n  posterbook {command}" in shown.out


def test_help_names_every_page_format_theme_and_edition(run):
    shown = re.sub(r"\s+", " ", run("build", "--help").out)
    tokens = design_tokens()
    for name in (*formats(tokens), *themes(tokens), *(edition.name for edition in EDITIONS)):
        assert re.search(rf"\b{name}\b", shown)


def test_help_lists_every_command(run):
    assert set(re.findall(r"^    ([a-z]+)(?: |$)", run("--help").out, re.MULTILINE)) == COMMANDS


def test_help_imports_nothing_heavy(spawn):
    code = (
        "import sys; from posterbook.cli import main; main(['build', '--help']);"
        "heavy = {'reportlab', 'pikepdf', 'yaml', 'jinja2', 'uharfbuzz', 'markdown_it'} & set(sys.modules);"
        "sys.exit(' '.join(sorted(heavy)) or 0)"
    )
    shown = spawn("-c", code)
    assert (shown.returncode, shown.stderr) == (0, "")


def test_python_m_posterbook_is_the_command(spawn):
    shown = spawn("-m", "posterbook", "--help")
    assert (shown.returncode, shown.stdout[:17]) == (0, "usage: posterbook")
