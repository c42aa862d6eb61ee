"""`posterbook build` from end to end: streams, files, exit codes, --strict, the same bytes."""

import errno
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from posterbook.api import building
from posterbook.errors import Where, warning
from posterbook.forms.edition import EDITIONS

pytestmark = pytest.mark.slow

DEMO_PDF = "output/how-small-things-add-up-screen.pdf"


def test_standard_output_of_build_holds_only_the_path_and_quiet_changes_nothing_of_it(run, demo):
    assert run("build", demo.name, "-o", "out").out == "out/how-small-things-add-up-screen.pdf\n"
    assert run("build", demo.name, "-o", "out", "--quiet").out == "out/how-small-things-add-up-screen.pdf\n"


def test_all_editions_are_made_when_asked(run, demo):
    assert run("build", "demo", "--edition", "all").out.count("\n") == len(EDITIONS)


def test_another_page_format_enters_the_name(run, demo):
    assert run("build", "demo", "--page", "half-letter").out == (
        "output/how-small-things-add-up-half-letter-screen.pdf\n"
    )
    assert run("build", "demo", "--page", "a5", "--theme", "colour").out == f"{DEMO_PDF}\n"


def test_no_such_folder_is_a_content_error_that_points_at_new(run):
    failed = run("build")
    assert (failed.code, failed.out) == (3, "")
    assert "posterbook new" in failed.err


def test_a_fault_is_shown_with_its_place_from_here_and_the_earlier_pdf_stays(run, spoil, tmp_path):
    run("build", "demo")
    before = (tmp_path / DEMO_PDF).read_bytes()
    record = spoil()
    failed = run("build", "demo")
    assert (failed.code, failed.out) == (3, "")
    assert re.search(
        rf"^demo/posters/{record.name}:\d+:1: error\[unknown-field\]: ", failed.err, re.MULTILINE
    )
    assert "  hint: did you mean 'title'?" in failed.err
    assert (tmp_path / DEMO_PDF).read_bytes() == before


def test_a_failed_build_makes_no_output_folder(run, spoil, tmp_path):
    spoil()
    run("build", "demo")
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        (
            "--page",
            "a55",
            "error[unknown-page-format]: unknown page format 'a55'\n  hint: did you mean 'a5'?\n",
        ),
        ("--theme", "color", "error[unknown-theme]: unknown theme 'color'\n  hint: did you mean 'colour'?\n"),
        (
            "--edition",
            "sreen",
            "error[unknown-edition]: unknown edition 'sreen'\n  hint: did you mean 'screen'?\n",
        ),
        (
            "--edition",
            "x",
            "error[unknown-edition]: unknown edition 'x'\n  hint: choose from all, screen, print, booklet\n",
        ),
    ],
)
def test_an_unknown_name_is_wrong_usage_with_the_nearest_one(run, demo, option, value, said):
    refused = run("build", "demo", option, value)
    assert (refused.code, refused.out, refused.err) == (2, "", said)


@pytest.mark.parametrize("argv", [[], ["biuld"], ["build", "--pag", "a5"], ["new"], ["schema", "poster"]])
def test_wrong_usage_exits_2_and_says_so_on_standard_error(run, argv):
    refused = run(*argv)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("usage: posterbook")


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "1.5", "٣", "9" * 30])
def test_a_source_date_epoch_that_is_no_count_is_wrong_usage(run, demo, monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    refused = run("build", "demo")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("error[wrong-epoch]: SOURCE_DATE_EPOCH is ")


def test_a_source_date_epoch_dates_a_booklet_that_has_no_date(run, demo, tmp_path, monkeypatch):
    page = demo / "booklet.yaml"
    page.write_text(
        re.sub(r"^date:.*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
    )
    digests = set()
    for epoch in ("", "1618272000", "1618272001"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert run("build", "demo").code == 0
        digests.add(hashlib.sha256((tmp_path / DEMO_PDF).read_bytes()).hexdigest())
    assert len(digests) == 3


def test_a_file_in_place_of_the_output_folder_is_an_output_error(run, demo, tmp_path):
    (tmp_path / "output").write_text("not a folder")
    failed = run("build", "demo")
    assert (failed.code, failed.out) == (6, "")
    assert (
        failed.err
        == f"error[unwritable]: cannot write '{DEMO_PDF}': a file stands where its folder should be\n"
    )


def test_a_full_disk_keeps_the_earlier_pdf(run, spoil, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    run("build", "demo")
    before = (tmp_path / DEMO_PDF).read_bytes()
    spoil("A soil", "Another soil")
    monkeypatch.setattr(Path, "replace", full)
    failed = run("build", "demo")
    assert (failed.code, failed.out) == (6, "")
    assert failed.err == f"error[unwritable]: cannot write '{DEMO_PDF}': no space left on device\n"
    assert (tmp_path / DEMO_PDF).read_bytes() == before
    assert [path.name for path in (tmp_path / "output").iterdir()] == [Path(DEMO_PDF).name]


@pytest.fixture
def doubtful(monkeypatch):
    """Every load finds something to warn of."""
    typeset = building.typeset_with

    def warned(*given):
        work = typeset(*given)
        doubt = warning("doubt", "the word 'sensor' is doubtful", Where("posters/01-P1.yaml", ("title",)))
        return replace(work, problems=(*work.problems, doubt))

    monkeypatch.setattr(building, "typeset_with", warned)


@pytest.mark.usefixtures("doubtful")
def test_a_warning_is_shown_even_quietly_and_the_pdf_is_written(run, demo):
    built = run("build", "demo", "--quiet")
    assert (built.code, built.out) == (0, f"{DEMO_PDF}\n")
    assert re.fullmatch(
        r"demo/posters/01-P1\.yaml:4:8: warning\[doubt\]: the word 'sensor' is doubtful\n", built.err
    )


@pytest.mark.usefixtures("doubtful")
def test_strict_makes_an_error_of_a_warning_and_writes_nothing(run, demo, tmp_path):
    refused = run("build", "demo", "--strict", "--report", "report.json")
    assert (refused.code, refused.out) == (3, "")
    assert "error[doubt]" in refused.err
    assert not (tmp_path / "output").exists()
    assert [p["severity"] for p in json.loads(Path("report.json").read_text())["problems"]] == ["error"]


@pytest.mark.usefixtures("doubtful")
def test_an_accepted_warning_is_silent_even_strictly(run, demo):
    with (demo / "booklet.yaml").open("a", encoding="utf-8") as page:
        page.write("accept: [{code: doubt, file: posters/01-P1.yaml, wording: sensor, reason: it is one}]\n")
    built = run("build", "demo", "--strict")
    assert (built.code, built.err) == (0, "")


@pytest.fixture
def shouting(demo):
    """A record with two warnings, of two codes."""
    record = demo / "posters/99.yaml"
    record.write_text('number: P99\ntitle: EFFECTS OF AN OPEN WINDOW\nsections: {A: "R&amp;D"}\n')
    return demo


@pytest.mark.usefixtures("shouting")
def test_fail_on_makes_errors_of_some_codes_only(run):
    passed = run("build", "demo", "--fail-on", "mojibake")
    assert (passed.code, passed.out) == (0, f"{DEMO_PDF}\n")
    refused = run("check", "demo", "--fail-on", "mojibake, html-markup", "--report", "report.json")
    assert refused.code == 3
    assert "error[html-markup]" in refused.err
    assert "warning[title-shouting]" in refused.err
    found = json.loads(Path("report.json").read_text())["problems"]
    assert {one["code"]: one["severity"] for one in found if one["file"].endswith("99.yaml")} == {
        "html-markup": "error",
        "title-shouting": "warning",
    }


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_code_to_fail_on_that_no_problem_has_is_refused_and_reported(run, demo, command):
    refused = run(command, demo, "--fail-on", "mojibake,html-marcup", "--report", "report.json")
    assert (refused.code, refused.out) == (2, "")
    assert "error[unknown-code]: no problem has the code 'html-marcup'" in refused.err
    assert "hint: did you mean 'html-markup'?" in refused.err
    assert not Path("output").exists()
    assert [p["code"] for p in json.loads(Path("report.json").read_text())["problems"]] == ["unknown-code"]


@pytest.mark.usefixtures("shouting")
def test_problems_can_be_said_as_workflow_commands(run):
    said = run("check", "demo", "--format", "github").err.splitlines()
    assert (
        "::warning file=demo/posters/99.yaml,line=3,col=15,title=html-markup::'&amp;' is HTML, which is"
        " printed as it stands%0Ahint: write & in its place"
    ) in said
    assert said[-1].endswith("2 warnings")


def test_of_many_warnings_of_one_kind_the_first_is_said_unless_all_are_asked_for(run, demo):
    sections = "".join(f"  H{n}: R&amp;D\n" for n in range(12))
    (demo / "posters/99.yaml").write_text(f"number: P4\ntitle: Many\nsections:\n{sections}")
    said = run("check", "demo").err
    assert said.count("'&amp;' is HTML") == 1
    assert "warning[html-markup]: there are 11 more of this kind, all in 1 file\n" in said
    assert said.endswith("12 warnings\n")
    assert run("check", "demo", "--all-problems").err.count("'&amp;' is HTML") == 12
    assert run("check", "demo", "--strict").err.count("'&amp;' is HTML") == 12


def test_two_folders_zones_locales_and_hash_seeds_give_the_same_bytes(spawn, tmp_path):
    digests = set()
    for place, zone, locale, seed in (("a", "UTC", "C", "1"), ("b/c", "Asia/Hong_Kong", "de_DE.UTF-8", "2")):
        folder = tmp_path / place
        folder.mkdir(parents=True)
        spawn("-m", "posterbook", "new", "booklet", "--example", cwd=folder)
        built = spawn("-m", "posterbook", "build", cwd=folder, TZ=zone, LC_ALL=locale, PYTHONHASHSEED=seed)
        assert (built.returncode, re.findall(r"\[(.*?)\]", built.stderr)) == (0, ["not-approved"])
        digests.add(hashlib.sha256((folder / built.stdout.strip()).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_a_page_format_for_the_screen_alone_has_no_edition_on_paper(run, demo):
    refused = run("build", "demo", "--page", "phone", "--edition", "print")
    assert refused.code == 2
    assert "error[screen-only]: no print edition is made of the page format phone" in refused.err
    both = run("build", "demo", "--page", "phone", "--edition", "all")
    assert both.err.count("note[screen-only]") == 2
    assert "continued" not in both.err
    assert both.out.split() == [next(one for one in both.out.split() if one.endswith("-phone-screen.pdf"))]
