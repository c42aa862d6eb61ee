"""The day before the meeting: sixty posters are printed, three are withdrawn, two come, two change."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date

import pytest
import yaml
from tests.laid import study, words
from tests.stress import write_booklet

import posterbook
from posterbook import LayoutError, diff, freeze, load, thaw, typeset
from posterbook.cli import main
from posterbook.content.book_difference import What
from posterbook.loading import read_printed
from posterbook.proof import page_texts

pytestmark = pytest.mark.slow

LONG = {"Background": words(700), "Conclusion": words(20)}
SHORT = {"Background": words(30), "Conclusion": words(12)}
ORDER = ["cover", "contents", "summary", "posters", {"text": {"file": "text/about.md"}}]


def records():
    found = [study(n, group=f"Topic {n // 15}", board=f"B{n}") for n in range(1, 61)]
    found[29] = study(30, group="Topic 2", board="B30", sections=LONG)
    found[39] = study(40, group="Topic 2", board="B40", sections=LONG)
    return found


def write(folder, found):
    (folder / "posters.yaml").write_text(yaml.safe_dump(found, sort_keys=False), encoding="utf-8")


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A booklet of sixty posters as it was printed, and as it was frozen then."""
    folder = tmp_path_factory.mktemp("printed") / "book"
    write_booklet(folder, records(), running_order=ORDER, title="Sixty posters", slug="sixty")
    write(folder, records())
    (folder / "text").mkdir()
    (folder / "text/about.md").write_text("# About\n\nThe meeting is held each year.\n", encoding="utf-8")
    freeze(folder, date=date(2026, 10, 15))
    return folder


@pytest.fixture
def book(printed, tmp_path):
    return shutil.copytree(printed, tmp_path / "book")


@pytest.fixture
def late(book):
    """The same on the day before the meeting."""
    found = records()
    for number in (10, 30, 50):
        found[number - 1]["status"] = "withdrawn"
    found[19]["title"] = "Another title of this study"
    found[39]["sections"] = SHORT
    found.insert(5, study(61, group="Topic 0", board="B61", title="A late one"))
    found.append(study(62, group="Topic 9", board="B62", title="Another late one"))
    write(book, found)
    return book


def places(work):
    """The folios of each poster."""
    found = {}
    for page in work.pages:
        if page.number:
            found.setdefault(page.number, []).append(page.folio)
    return found


def test_what_is_frozen_says_page_board_and_digest_of_each_poster_and_when(printed):
    book, problems = read_printed(printed)
    assert (problems, book.date, book.page, book.theme) == ([], date(2026, 10, 15), "a5", "colour")
    assert len(book.fingerprint) == 64
    assert [(one.number, one.page, one.board) for one in book.posters[:2]] == [
        ("1", "6", "B1"),
        ("2", "7", "B2"),
    ]
    assert all(len(one.sha256) == 64 for one in book.posters)
    assert not diff(printed / "printed.yaml", printed)


def test_no_printed_page_moves_and_new_posters_stand_in_an_addendum(printed, late):
    before, now = places(typeset(load(printed))), typeset(load(late))
    found = places(now)
    assert {number: found[number] for number in before} == before
    assert (len(before["30"]), len(before["40"])) == (2, 2)
    assert (found["61"], found["62"]) == (["A2"], ["A3"])
    assert [page.folio for page in now.pages if page.folio.startswith("A")] == ["A1", "A2", "A3"]
    assert [page.folio for page in now.pages][-1] == [page.folio for page in typeset(load(printed)).pages][-1]
    made = posterbook.publish(now, "screen")  # links and structure are proved
    assert made.pages == len(now.pages)
    assert len(posterbook.publish(now, "booklet").files[0].pdf) > 0
    assert len(now.paper_pages) % 4 == 0


def test_diff_names_what_changed_and_the_pages_to_print_again(late):
    found = diff(late / "printed.yaml", late)
    assert [(one.what, one.number, one.page) for one in found.posters] == [
        (What.WITHDRAWN, "10", "15"),
        (What.RETITLED, "20", "25"),
        (What.WITHDRAWN, "30", "35"),
        (What.REWORDED, "40", "46"),
        (What.WITHDRAWN, "50", "57"),
        (What.ADDED, "61", "A2"),
        (What.ADDED, "62", "A3"),
    ]
    assert set(found.pages) >= {"3", "4", "15", "25", "35", "36", "46", "47", "57", "A1", "A2", "A3"}
    assert not {"1", "2", "6", "20", "60", "66", "68"} & set(found.pages)
    assert found.gone == ()


def test_the_corrections_list_exactly_these_seven_in_the_order_of_the_book(late, tmp_path):
    made = posterbook.corrections(late, output=tmp_path / "out")
    (output,) = made.outputs
    assert output.path.name == "sixty-corrections.pdf"
    first, slips = page_texts(output.path.read_bytes())
    heads = [
        f"{page} · {number}"
        for page, number in (
            ("15", 10),
            ("25", 20),
            ("35", 30),
            ("46", 40),
            ("57", 50),
            ("A2", 61),
            ("A3", 62),
        )
    ]
    text = " ".join(first.split())
    at = [text.index(head) for head in heads]
    assert at == sorted(at)
    assert text.count(" · ") == 7
    assert "Title now Another title of this study Title of study 20" in text
    assert "Another title of this study" in slips
    assert "p. 46" in slips


def test_corrections_without_new_posters_are_made_too_and_none_where_nothing_differs(book, tmp_path):
    assert posterbook.corrections(book, output=tmp_path / "out").outputs == ()
    found = records()
    found[3] |= {"board": "C4", "start": "2026-10-16 10:00"}
    write(book, found)
    (output,) = posterbook.corrections(book, output=tmp_path / "out", edition="booklet").outputs
    assert (output.path.name, output.sheets) == ("sixty-corrections-booklet.pdf", 1)
    kinds = [(one.what, one.before, one.now) for one in diff(book / "printed.yaml", book).posters]
    assert kinds == [(What.MOVED, "B4", "C4"), (What.RETIMED, "", "2026-10-16 10:00")]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda found: found.pop(9), "frozen-missing"),
        (lambda found: found[4].update(number="5a"), "frozen-missing"),
        (lambda found: found[4].update(sections=LONG), "frozen-longer"),
    ],
)
def test_what_cannot_be_kept_is_an_error_that_says_so(book, change, code):
    found = records()
    change(found)
    write(book, found)
    with pytest.raises(LayoutError) as failure:
        typeset(load(book))
    assert [problem.code for problem in failure.value.problems] == [code]


def test_the_order_of_the_records_and_more_parts_move_nothing(book):
    before = places(typeset(load(book)))
    write(book, [*reversed(records())])
    assert places(typeset(load(book))) == before
    page = book / "booklet.yaml"
    page.write_text(
        page.read_text(encoding="utf-8").replace("- contents\n", "- contents\n- notes\n"), encoding="utf-8"
    )
    with pytest.raises(LayoutError, match="frozen-added"):
        typeset(load(book))


def test_another_format_is_not_held_and_says_so_and_thaw_forgets_all_of_it(late):
    work = typeset(load(late), page="a4")
    assert "not-frozen" in [problem.code for problem in work.problems]
    assert not [page for page in work.pages if page.folio.startswith("A")]
    assert thaw(late) == late / "printed.yaml"
    assert not [page for page in typeset(load(late)).pages if page.folio.startswith("A")]
    with pytest.raises(posterbook.ContentError, match="nothing-frozen"):
        thaw(late)


def test_a_second_printing_keeps_its_addendum(late):
    before = places(typeset(load(late)))
    freeze(late)
    assert not diff(late / "printed.yaml", late)
    assert places(typeset(load(late))) == before
    found = yaml.safe_load((late / "posters.yaml").read_text(encoding="utf-8"))
    write(late, [study(63, group="Topic 1"), *found])
    now = places(typeset(load(late)))
    assert {number: now[number] for number in before} == before
    assert now["63"] == ["A4"]


def test_diff_ends_with_8_compares_revisions_and_speaks_json(late, printed, capsys, monkeypatch, tmp_path):
    assert main(["diff", str(printed / "printed.yaml"), str(printed)]) == 0
    assert capsys.readouterr().out == "nothing differs\n"
    assert main(["diff", str(late / "printed.yaml"), str(late)]) == 8
    text = capsys.readouterr().out
    assert "page 25, poster 20: retitled: [Title → Another title] of" in text
    assert text.splitlines()[-1].startswith("pages to print again: 3–")
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=b@c", "commit", "-qm", "x"],
    ):
        subprocess.run([shutil.which("git"), "-C", str(late), *command], check=True)
    assert main(["diff", "git:HEAD", str(late), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["alike"] is True
    (late / "text/about.md").write_text("# About\n\nThe meeting is held every year.\n", encoding="utf-8")
    assert main(["diff", "git:HEAD", str(late), "--json"]) == 8
    found = json.loads(capsys.readouterr().out)
    assert [one["difference"] for one in found["texts"]] == ["… meeting is held [each → every] year."]
    assert found["pages"] == ["68"]
    assert main(["diff", "git:nonsense", str(late)]) == 2
    assert "error[wrong-revision]: git has no 'nonsense'" in capsys.readouterr().err


def test_posters_that_share_pages_are_held_too_and_what_would_move_is_told(tmp_path):
    folder = tmp_path / "book"
    found = [study(n, sections=SHORT) for n in range(1, 8)]
    write_booklet(folder, found, running_order=["cover", "summary", {"posters": {"layout": "compact"}}])
    freeze(folder)
    assert not diff(folder / "printed.yaml", folder)
    book, _ = read_printed(folder)
    assert len(book.posters) == 7
    found[6]["title"] = "Another title"
    write(folder, [*found, study(9)])
    changed = diff(folder / "printed.yaml", folder)
    assert [(one.what, one.number) for one in changed.posters] == [(What.RETITLED, "7"), (What.ADDED, "9")]
    write(folder, [study(1, sections={"Background": words(150)}), *found[1:]])
    with pytest.raises(LayoutError, match=r"frozen-(moved|longer)"):
        typeset(load(folder))
    write(folder, found[:-1])
    with pytest.raises(LayoutError, match="frozen-missing"):
        typeset(load(folder))
