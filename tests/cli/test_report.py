"""What a run has come to, as lines and as JSON."""

import json
from hashlib import sha256
from pathlib import Path

from posterbook.cli.problem_lines import MANY, github_command, sum_up
from posterbook.content.model import LegalBlock, LegalPlace, Prose
from posterbook.design.geometry import Side
from posterbook.design.theme import Colour
from posterbook.errors import Where, error, line, note, warning
from posterbook.forms.element import Artifact, Element, Role
from posterbook.forms.page import Line, Page
from posterbook.forms.page import Run as Words
from posterbook.report import Output, Part, Result

INK = Colour((0, 0, 0), (0, 0, 0, 1))


def page(sequence, *lines, number="", legal=()):
    folio = "" if sequence == 1 else str(sequence)
    return Page(sequence, folio, Side.RECTO, "posters", 420, 595, lines, number=number, legal=legal)


def set_in(size, wording, meaning=None):
    run = Words(0, wording, "body", size, INK, 10, meaning or Element(Role.P))
    return Line(0, 0, (run,))


def block(text, name="exchange"):
    where = Where(f"legal/{name}.txt")
    return LegalBlock(name, Prose(text, where), LegalPlace.COVER_TOP)


def doubts(count, severity=warning, code="html-markup"):
    return [severity(code, f"doubt {n}", Where(f"posters/{n % 3}.yaml", (), n + 1, 1)) for n in range(count)]


def test_so_many_warnings_of_one_code_are_said_each_and_of_more_the_first_and_their_number():
    few, many = doubts(MANY), doubts(MANY + 1, code="mojibake")
    assert sum_up([*few, *many], "see all") == (
        *few,
        many[0],
        warning(
            "mojibake",
            f"there are {MANY} more of this kind, all in 3 files",
            hint="see all",
        ),
    )


def test_errors_are_said_each_however_many_there_are():
    assert sum_up(doubts(99, error), "") == tuple(doubts(99, error))


def test_a_report_holds_every_problem():
    assert len(read(Result(problems=tuple(doubts(99))))["problems"]) == 99


def test_a_problem_is_a_workflow_command_with_its_place_code_and_hint():
    found = error("unknown-field", "unknown field 'x'", Where("a/b.yaml", (), 3, 1), "did you mean 'y'?")
    assert github_command(found) == (
        "::error file=a/b.yaml,line=3,col=1,title=unknown-field::unknown field 'x'%0Ahint: did you mean 'y'?"
    )
    assert github_command(note("left-out", "it is", Where("a.txt"))) == (
        "::notice file=a.txt,title=left-out::it is"
    )
    assert github_command(warning("too-thick", "thick")) == "::warning title=too-thick::thick"


def test_a_workflow_command_escapes_what_would_end_its_parts():
    found = warning("doubt", "50 % of\n::error::a, b: c", Where("a,b:c%.yaml", (), 1, 2))
    assert github_command(found) == (
        "::warning file=a%2Cb%3Ac%25.yaml,line=1,col=2,title=doubt::50 %25 of\\n::error::a, b: c"
    )


def read(run):
    return json.loads(run.report)


def test_a_run_that_came_to_nothing_reports_empty_lists_and_no_time():
    assert read(Result(problems=(error("yaml-syntax", "a tab"),))) == {
        "version": 1,
        "ok": False,
        "problems": [
            {
                "severity": "error",
                "code": "yaml-syntax",
                "file": None,
                "line": None,
                "column": None,
                "message": "a tab",
                "hint": None,
            }
        ],
        "shard": None,
        "outputs": [],
        "pages": [],
        "posters": [],
        "legal": [],
        "seconds": {"load": 0.0, "compose": 0.0, "layout": 0.0, "draw": 0.0, "finish": 0.0},
    }


def test_a_warning_leaves_a_run_well_and_keeps_its_place_and_hint():
    where = Where("booklet/booklet.yaml", line=3, column=7)
    found = read(Result(problems=(warning("stale-acceptance", "matches nothing", where, "remove it"),)))
    assert found["ok"] is True
    assert found["problems"][0] | {"message": ""} == {
        "severity": "warning",
        "code": "stale-acceptance",
        "file": "booklet/booklet.yaml",
        "line": 3,
        "column": 7,
        "message": "",
        "hint": "remove it",
    }


def test_an_output_is_reported_with_its_digest_and_the_sheets_it_takes():
    digest = sha256(b"%PDF").hexdigest()
    made = Output(Path("output/a.pdf"), "screen", 5, 2, 4, digest)
    (output,) = read(Result(outputs=(made,)))["outputs"]
    assert output == {
        "path": "output/a.pdf",
        "edition": "screen",
        "pages": 5,
        "sheets": 2,
        "bytes": 4,
        "sha256": digest,
        "selection": None,
    }


def test_the_cover_has_no_folio_and_a_page_without_a_poster_no_number():
    cover, poster = read(Result(pages=(page(1), page(2, number="1096"))))["pages"]
    none = {"kind": "posters", "language": None, "selection": None}
    assert cover == {"sequence": 1, "folio": None, "number": None, **none}
    assert poster == {"sequence": 2, "folio": "2", "number": "1096", **none}


def test_a_legal_block_is_reported_with_its_page_smallest_size_and_folded_digest():
    lines = (
        set_in(30, "Before. "),
        set_in(9, "We take  no "),
        set_in(8.5, "responsibility."),
        set_in(7, "After"),
    )
    run = Result(
        pages=(page(1), page(2, *lines, legal=("exchange",))), legal=(block("We take\nno responsibility.\n"),)
    )
    assert read(run)["legal"] == [
        {
            "id": "exchange",
            "page": 2,
            "box": None,
            "size": 8.5,
            "sha256": sha256(b"We take no responsibility.").hexdigest(),
            "selection": None,
        }
    ]


def test_a_legal_block_may_run_over_pages_past_folios_and_rules():
    first = page(2, set_in(9, "We take "), set_in(6, "2", Artifact.PAGINATION), legal=("exchange",))
    second = page(3, set_in(9, "no responsibility."), legal=("exchange",))
    (found,) = read(Result(pages=(first, second), legal=(block("We take no responsibility."),)))["legal"]
    assert (found["page"], found["size"]) == (2, 9)


def test_what_is_not_known_of_a_legal_block_is_null():
    elsewhere = page(2, set_in(9, "Something else"), legal=("exchange",))
    lost, absent = read(Result(pages=(elsewhere,), legal=(block("Words"), block("Words", "order"))))["legal"]
    assert (lost["page"], lost["size"]) == (2, None)
    assert (absent["page"], absent["size"]) == (None, None)


def test_a_report_is_ascii_whatever_the_names():
    assert Result(problems=(error("x", "亞 \udcff"),)).report.isascii()


def test_a_run_is_summed_up_in_one_line():
    pages = tuple(page(n) for n in range(1, 13))
    assert Result(pages=pages, posters=7).summary == "7 posters, 12 pages, no problems"
    assert Result(pages=pages[:1], posters=1).summary == "1 poster, 1 page, no problems"
    assert (
        Result(problems=(error("x", "y"), warning("x", "y"), note("x", "y"))).summary == "1 error, 1 warning"
    )
    assert Result(parts=(Part("Air"), Part("Light"))).summary == "2 booklets, no problems"
    assert Result(pages=pages, posters=7, problems=(warning("x", "y"),) * 2).summary == (
        "7 posters, 12 pages, 2 warnings"
    )


def test_a_line_shows_place_severity_code_and_below_it_the_hint():
    problem = error(
        "unknown-field", "unknown field 'sumary_title'", Where("b/posters/1.yaml", line=3, column=1)
    )
    assert line(problem) == "b/posters/1.yaml:3:1: error[unknown-field]: unknown field 'sumary_title'"
    assert line(error("x", "y", hint="did you mean 'z'?")) == "error[x]: y\n  hint: did you mean 'z'?"


def test_what_strangers_wrote_cannot_move_the_cursor_or_break_the_line():
    assert line(error("unknown-field", "unknown field '\x1b[2J\n亞\u2028'")) == (
        r"error[unknown-field]: unknown field '\x1b[2J\n亞\u2028'"
    )


def test_of_many_booklets_each_row_names_its_selection():
    parts = (Part("Air", (page(1),)), Part("Light", (page(1), page(2, number="P2"))))
    found = read(Result(parts=parts, shard="1/2"))
    assert [row["selection"] for row in found["pages"]] == ["Air", "Light", "Light"]
    assert found["shard"] == "1/2"


def test_the_report_of_the_last_build_stands_for_a_result_that_is_unchanged():
    assert Result(earlier=b"{}").report == b"{}"
    assert Result(earlier=b"{}").unchanged
    assert not Result().unchanged
