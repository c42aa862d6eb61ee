"""Themes of one's own: in the folder, under a name, and in packages."""

import sys

import pytest
from tests.stress import write_booklet

from posterbook import load, publish, typeset
from posterbook.api.proving import prove
from posterbook.errors import AssetError, ContentError, Severity, UsageError

RECORD = {"number": "1", "title": "x", "group": "G", "sections": {"A": "x"}}
EVENING = 'name: evening\nextends: plain\ngroups: ["#003366"]\n'
NAVY = (0, 0.2, 0.4)


@pytest.fixture
def folder(tmp_path):
    return write_booklet(tmp_path / "booklet", [RECORD])


def says(folder, line):
    with (folder / "booklet.yaml").open("a", encoding="utf-8") as booklet:
        booklet.write(f"{line}\n")
    return folder


def theme_file(folder, text):
    (folder / "theme.yaml").write_text(text, encoding="utf-8")
    return folder


def made(folder, theme="", page=""):
    return typeset(load(folder), theme=theme, page=page)


class Packages:
    """Packages that are installed for one test: modules and the records of their installation."""

    def __init__(self, site):
        self.site = site

    def install(self, theme, text, package="acme-look", value="", init=""):
        module = package.replace("-", "_")
        home = self.site / module
        home.mkdir(parents=True)
        (home / "__init__.py").write_text(init, encoding="utf-8")
        if text:
            (home / f"{theme}.yaml").write_text(text, encoding="utf-8")
        info = self.site / f"{module}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8"
        )
        entry = f"[posterbook.themes]\n{theme} = {value or module}\n"
        (info / "entry_points.txt").write_text(entry, encoding="utf-8")


@pytest.fixture
def packages(tmp_path, monkeypatch):
    site = tmp_path / "site"
    monkeypatch.syspath_prepend(str(site))
    yield Packages(site)
    for name in [name for name in sys.modules if name.startswith(("acme_", "other_"))]:
        del sys.modules[name]


def test_a_theme_with_a_name_is_called_by_booklet_yaml(folder):
    work = made(says(theme_file(folder, EVENING), "theme: evening"))
    assert (work.theme.name, work.theme.look.fills, work.theme.topics[0].colour.rgb) == (
        "evening",
        False,
        NAVY,
    )
    assert work.problems == ()


def test_a_theme_with_a_name_is_called_by_the_command_line_and_a_note_says_that_the_booklet_does_not(folder):
    work = made(theme_file(folder, EVENING), "evening")
    assert work.theme.topics[0].colour.rgb == NAVY
    (problem,) = made(folder).problems
    assert (problem.severity, problem.code) == (Severity.NOTE, "idle-theme")
    assert problem.hint == "say 'theme: evening' in booklet.yaml"


def test_a_theme_with_a_name_leaves_ours_alone(folder):
    ours = made(folder, "plain").theme
    assert made(says(theme_file(folder, EVENING), "theme: evening"), "plain").theme == ours


def test_a_theme_takes_the_page_format_of_the_one_that_it_extends(folder):
    work = made(theme_file(folder, "name: large\nextends: large-print\n"), "large", "a5")
    assert work.theme.page.name == "a4"


def test_an_unknown_theme_is_an_error_that_lists_ours_the_folders_and_those_of_packages(folder, packages):
    packages.install("dusk", "ink: '#222222'\n")
    says(theme_file(folder, EVENING), "theme: zebra")
    with pytest.raises(ContentError) as failed:
        made(folder)
    (problem,) = failed.value.problems[:1]
    assert (problem.code, problem.message) == ("wrong-value", "unknown theme 'zebra'")
    assert problem.hint == "there are colour, plain, large-print, evening, dusk (of acme-look)"
    assert problem.where.file == "booklet.yaml"
    assert problem.where.line > 1


def test_an_unknown_theme_of_the_command_line_is_wrong_usage(folder):
    with pytest.raises(UsageError) as failed:
        made(folder, "plane")
    assert str(failed.value) == "error[unknown-theme]: unknown theme 'plane'\n  hint: did you mean 'plain'?"


def test_a_faulty_theme_of_the_folder_is_not_called_unknown_too(folder):
    says(theme_file(folder, "name: evening\nink: black\n"), "theme: evening")
    with pytest.raises(ContentError) as failed:
        made(folder)
    assert [str(problem.where) for problem in failed.value.problems] == ["theme.yaml:2:6"]


@pytest.mark.parametrize("name", ["[a, b]", "7", "{a: b}", "true"])
def test_a_name_that_is_no_text_is_told_at_its_place(folder, name):
    with pytest.raises(ContentError) as failed:
        made(theme_file(folder, f"name: {name}\n"))
    assert [str(problem.where) for problem in failed.value.problems] == ["theme.yaml:1:7"]


def test_a_package_brings_a_theme(folder, packages):
    packages.install("dusk", 'extends: plain\ngroups: ["#003366"]\nformats: {a4: {text: {size: 12}}}\n')
    theme = made(folder, "dusk", "a4").theme
    assert (theme.name, theme.look.fills, theme.styles.body.size) == ("dusk", False, 12)
    assert made(says(folder, "theme: dusk")).theme.topics[0].colour.rgb == NAVY


def test_a_theme_file_without_a_name_amends_the_theme_of_a_package(folder, packages):
    packages.install("dusk", "title: {size: 15}\n")
    says(theme_file(folder, "text: {size: 10}\nthemes: {dusk: {title: {size: 12}}}\n"), "theme: dusk")
    styles = made(folder).theme.styles
    assert (styles.body.size, styles.title.size) == (10, 12)


def test_the_folders_theme_goes_before_a_packages_of_the_same_name(folder, packages):
    packages.install("evening", "ink: nonsense\n")
    assert made(theme_file(folder, EVENING), "evening").theme.topics[0].colour.rgb == NAVY


@pytest.mark.parametrize(
    ("text", "more", "message"),
    [
        ("title: {sise: 9}\n", {}, "cannot be used: dusk.yaml:1:9: unknown field 'sise'"),
        ("- a\n", {}, "cannot be used: dusk.yaml:1:1: the file wants a mapping"),
        ("a: [\n", {}, "cannot be used: dusk.yaml:"),
        ("name: dawn\n", {}, "cannot be used: dusk.yaml:1:7: its name is 'dawn', not 'dusk'"),
        ("", {}, "cannot be used: dusk.yaml: cannot read dusk.yaml: no such file or directory"),
        ("ink: '#222222'\n", {"init": "1 / 0\n"}, "cannot be read: ZeroDivisionError: division by zero"),
        ("ink: '#222222'\n", {"value": "acme_look:theme"}, "cannot be read: "),
        ("ink: '#222222'\n", {"value": "acme_looks"}, "cannot be read: ModuleNotFoundError: "),
    ],
)
def test_a_broken_theme_of_a_package_is_one_error_that_names_the_package(
    folder, packages, text, more, message
):
    packages.install("dusk", text, **more)
    with pytest.raises(AssetError) as failed:
        made(folder, "dusk")
    (problem,) = failed.value.problems
    assert problem.code == "theme-unusable"
    assert problem.message.startswith(f"the theme 'dusk' of the package acme-look {message}")


def test_two_packages_with_themes_of_one_name_are_an_error(folder, packages):
    packages.install("dusk", "ink: '#222222'\n")
    packages.install("dusk", "ink: '#222222'\n", "other-look")
    with pytest.raises(AssetError, match="by more than one package: acme-look, other-look"):
        made(folder, "dusk")


def test_a_warning_about_a_packages_theme_names_the_package(folder, packages):
    packages.install("dusk", "grey: '#AAAAAA'\n")
    (problem,) = made(says(folder, "theme: dusk")).problems
    assert problem.code == "low-contrast"
    assert problem.message.startswith("the theme 'dusk' of the package acme-look: grey on paper has")
    assert problem.where.file == "booklet.yaml"


def test_a_file_made_in_a_theme_of_the_folder_is_proved_in_it(folder, tmp_path):
    (folder / "legal").mkdir()
    (folder / "legal" / "notice.txt").write_text("Nobody answers for it.", encoding="utf-8")
    says(
        theme_file(folder, f"{EVENING}legal: {{size: 11}}\n"),
        "legal: [{id: notice, file: legal/notice.txt, place: cover-top}]",
    )
    published = publish(made(folder, "evening"), "screen")
    file = tmp_path / "evening.pdf"
    file.write_bytes(published.pdf)
    verdict = prove(file, folder)
    assert verdict.theme == "evening"
    assert {problem.severity for problem in verdict.problems} == {Severity.NOTE}


def test_what_is_installed_is_not_read_for_a_theme_that_is_known(folder, monkeypatch):
    def refuse(**_):
        raise AssertionError("packages were asked")

    monkeypatch.setattr("importlib.metadata.entry_points", refuse)
    assert made(says(theme_file(folder, EVENING), "theme: evening"), "plain").theme.name == "plain"
