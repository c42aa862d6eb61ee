"""Many booklets of one folder: split by each kind, legal texts that follow, all files or none."""

import json
import os
import pickle
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import posterbook
from posterbook.api import many
from posterbook.api.many import build_many, make_booklet
from posterbook.design.theme import build
from posterbook.errors import Where, error, note, warning
from posterbook.loading import Selection, design_tokens, select

pytestmark = pytest.mark.slow


def texts(folder, name):
    """The booklet of a selection, and what each of its legal blocks says."""
    whole = posterbook.load(folder)
    part, _ = select(folder, whole, name)
    return part, [" ".join(block.file.text.split()) for block in part.legal]


def digests(result):
    return {output.path.name: output.sha256 for output in result.outputs}


@pytest.mark.parametrize(
    ("by", "parts"),
    [
        ("group", {"Air": ["P1", "P3"], "Light": ["P2"], "Water": ["P4"]}),
        ("session", {"Morning": ["P1", "P2"], "Noon": ["P3", "P4"]}),
        ("presenter", {"Ada Berg": ["P1", "P3"], "Bea Oh": ["P2"], "Carl Dorn": ["P2"]}),
    ],
)
def test_a_booklet_is_made_for_each_value_with_its_posters_in_their_order(studies, by, parts):
    result = build_many(studies, by)
    assert [output.selection for output in result.outputs] == list(parts)
    assert [output.path.name for output in result.outputs] == [
        f"poster-day-{name.lower().replace(' ', '-')}-screen.pdf" for name in parts
    ]
    shown = {part.selection: [page.number for page in part.pages if page.number] for part in result.parts}
    assert shown == parts
    assert all(output.path.read_bytes().startswith(b"%PDF") for output in result.outputs)


def test_a_poster_without_presenter_is_in_no_booklet_and_named(studies):
    problems = {problem.code: problem for problem in build_many(studies, "presenter").problems}
    assert problems["not-selected"].message == (
        "1 poster has no presenter and so no place in any of the booklets: P4"
    )
    assert str(problems["not-selected"].where) == "studies/posters/4.yaml:1:1"


def test_the_rows_of_a_list_are_the_booklets(studies):
    Path("list.csv").write_text("name,number\nOh,P3\nLee,P2\nOh,P1\n")
    result = build_many(studies, "list.csv")
    assert [(part.selection, [fit.number for fit in part.fits]) for part in result.parts] == [
        ("Oh", ["P1", "P3"]),
        ("Lee", ["P2"]),
    ]


def test_texts_follow_the_selection_and_its_name(studies):
    part, (notice,) = texts(studies, Selection("Ms Oh", ("P3", "P1")))
    assert notice == "Nobody answers for Air."
    (introduction,) = (
        entry.options.file.text for entry in part.running_order if entry.kind.name == "introduction"
    )
    assert introduction == "For Ms Oh: 2 hang.\n"
    assert [record.number for record in part.records] == ["P1", "P3"]


def test_a_group_of_which_no_poster_hangs_is_in_no_text_and_its_booklet_is_made(studies):
    assert texts(studies, Selection("Water", ("P4",)))[1] == ["Nobody answers for ."]


def test_what_the_selection_fills_is_a_note_and_the_approved_wording_holds(studies):
    posterbook.approve(studies, by="A. Lee", date=date(2021, 4, 13))
    result = build_many(studies, "group")
    (found,) = (problem for problem in result.problems if problem.severity is posterbook.Severity.NOTE)
    assert found.code == "filled-for-selection"
    assert found.message == (
        "what fills the legal block 'notice' follows the selection: "
        "Nobody answers for [Air and Light. → Air.] (in the booklet of Air and 2 more)"
    )
    (studies / "legal/notice.txt").write_text("Somebody answers for {{ groups | listing }}.\n")
    with pytest.raises(posterbook.ContentError, match="approved-wording"):
        build_many(studies, "group")


def test_legal_texts_that_follow_the_selection_are_no_words_that_nobody_approved(studies):
    (studies / "text/introduction.md").write_text("All of them hang.\n")
    posterbook.approve(studies, by="A. Lee", date=date(2021, 4, 13))
    told = {problem.code for problem in build_many(studies, "group").problems}
    assert "filled-for-selection" in told
    assert "approved-document" not in told


def test_every_booklet_is_proved_to_carry_the_legal_texts(studies):
    result = build_many(studies, "group")
    for part in result.parts:
        (found,) = part.legal
        assert found.page is not None
        assert found.box is not None
    assert len({part.legal[0].sha256 for part in result.parts}) == len(result.parts)


def test_a_profile_must_be_met_by_every_booklet(studies):
    (studies / "rules.yaml").write_text(
        "blocks: [{id: notice, place: legal-page, weight: framed, says: [Light]}]\n"
    )
    page = studies / "booklet.yaml"
    page.write_text(f"{page.read_text()}legal_profile: rules.yaml\n")
    assert posterbook.check(studies).ok
    with pytest.raises(posterbook.ContentError) as failed:
        build_many(studies, "group")
    (problem,) = (one for one in failed.value.problems if one.severity is posterbook.Severity.ERROR)
    assert problem.code == "profile-wording"
    assert problem.message.endswith("(in the booklet of Air and 1 more)")
    assert not Path("output").exists()


def test_a_block_that_is_empty_in_the_whole_may_stand_in_a_part_and_the_other_way_round(studies):
    (studies / "legal/one.txt").write_text("{% if counts.groups == 1 %}One group only.{% endif %}\n")
    (studies / "legal/gone.txt").write_text("{% if counts.withdrawn %}One is withdrawn.{% endif %}\n")
    page = studies / "booklet.yaml"
    more = ", ".join(
        f"{{id: {name}, file: legal/{name}.txt, place: legal-page, required: false}}"
        for name in ("one", "gone")
    )
    page.write_text(page.read_text().replace("framed}]", f"framed}}, {more}]"))
    assert [block.id for block in posterbook.load(studies).legal] == ["notice", "gone"]
    result = build_many(studies, "session")
    assert [[block.id for block in part.legal] for part in result.parts] == [
        ["notice"],
        ["notice", "one", "gone"],
    ]


def test_a_count_that_is_written_out_is_told_once_for_all_booklets(studies):
    (studies / "text/introduction.md").write_text("Three studies hang here.\n")
    codes = [problem for problem in build_many(studies, "group").problems if problem.code == "count-differs"]
    (found,) = codes
    assert (
        found.message
        == "'Three studies' disagrees with the records: there are 2 (in the booklet of Air and 2 more)"
    )
    assert not [one for one in posterbook.check(studies).problems if one.code == "count-differs"]


def test_gaps_of_numbers_are_said_of_the_whole_and_never_of_a_part(studies):
    for n in range(5, 9):
        (studies / f"posters/{n}.yaml").write_text(
            f"number: P{n}\ntitle: Study {n}\ngroup: Earth\nsections: {{Background: Text.}}\n"
        )
    assert "number-gap" not in {problem.code for problem in build_many(studies, "session").problems}
    (studies / "posters/6.yaml").unlink()
    found = [one.code for one in build_many(studies, "group").problems if one.code.startswith("number-")]
    assert found == ["number-gap"]


def test_an_acceptance_of_a_poster_that_no_booklet_shows_is_not_stale(studies):
    page = studies / "booklet.yaml"
    accepted = "{code: title-stepped, file: posters/4.yaml, wording: x, reason: y}"
    page.write_text(f"{page.read_text()}accept: [{accepted}]\n")
    assert "stale-acceptance" in {problem.code for problem in posterbook.check(studies).problems}
    assert "stale-acceptance" not in {problem.code for problem in build_many(studies, "group").problems}


def test_a_group_keeps_the_colour_that_it_has_in_the_whole_booklet(studies):
    whole = posterbook.load(studies)
    usual = build(design_tokens(), "a5", "colour")
    part, _ = select(studies, whole, Selection("x", ("P2", "P4")))
    assert posterbook.typeset(whole).theme.topics == usual.topics
    assert posterbook.typeset(part).theme.topics == (usual.topic(1), usual.topic(2))


def test_a_running_order_keeps_the_groups_that_are_there(studies):
    page = studies / "booklet.yaml"
    entries = "{posters: {groups: [Air, Water]}}, {posters: {groups: [Light]}}"
    page.write_text(f"{page.read_text()}running_order: [cover, summary, {entries}, legal]\n")
    part, _ = select(studies, posterbook.load(studies), Selection("x", ("P1", "P3")))
    assert [entry.options.groups for entry in part.running_order if entry.kind.name == "posters"] == [
        ("Air",)
    ]
    assert len(build_many(studies, "group").outputs) == 3


def test_an_embargo_stands_in_every_booklet(studies):
    record = studies / "posters/1.yaml"
    record.write_text(f"{record.read_text()}embargo: 2030-01-01T00:00+00:00\n")
    part, _ = select(studies, posterbook.load(studies), Selection("x", ("P1",)))
    assert part.records[0].withheld
    assert not part.records[0].sections


def test_names_with_one_slug_get_numbers_and_a_note(studies):
    chosen = [Selection(name, ("P1",)) for name in ("A. Lee", "Á Lee", "a-lee-2", "亞", "盛")]
    result = build_many(studies, chosen)
    assert [output.path.name for output in result.outputs] == [
        f"poster-day-{name}-screen.pdf"
        for name in ("a-lee", "a-lee-2", "a-lee-2-2", "untitled", "untitled-2")
    ]
    (found,) = (problem for problem in result.problems if problem.code == "same-slug")
    assert "'a-lee-2' for Á Lee, 'a-lee-2-2' for a-lee-2, 'untitled-2' for 盛" in found.message


def test_page_and_theme_stand_behind_the_selection_in_the_name(studies):
    result = build_many(studies, "session", page="a4", theme="plain", editions=("screen", "print"))
    assert result.outputs[1].path.name == "poster-day-morning-a4-plain-print.pdf"
    assert len({output.path for output in result.outputs}) == 4


@pytest.mark.parametrize(
    ("selections", "code"),
    [
        ("sesion", "unknown-split"),
        ("none.csv", "unreadable-file"),
        ([], "nothing-to-split"),
        ([Selection("A", ("P9",))], "unknown-number"),
        ([Selection("A", ())], "unknown-number"),
    ],
)
def test_selections_that_cannot_be_are_wrong_usage(studies, selections, code):
    with pytest.raises(posterbook.UsageError, match=code):
        build_many(studies, selections)


@pytest.mark.parametrize("by", ["group", "session", "presenter"])
def test_a_folder_cannot_be_split_by_what_no_record_has(studies, by):
    for record in (studies / "posters").iterdir():
        record.write_text(f"number: {record.stem}\ntitle: T\nsections: {{Background: Text.}}\n")
    with pytest.raises(posterbook.ContentError, match="nothing-to-split"):
        build_many(studies, by)


def test_one_booklet_that_cannot_be_set_keeps_all_from_being_written(studies):
    build_many(studies, "group")
    before = {path: path.read_bytes() for path in Path("output").iterdir()}
    record = studies / "posters/2.yaml"
    record.write_text(record.read_text().replace("Text of study 2.", "\u0e01"))
    with pytest.raises(posterbook.PosterbookError) as failed:
        build_many(studies, "group", report="report.json")
    assert {path: path.read_bytes() for path in Path("output").iterdir()} == before
    report = json.loads(Path("report.json").read_text())
    assert (report["ok"], report["outputs"]) == (False, [])
    assert "posters/2.yaml" in str(failed.value)


def test_failures_of_several_booklets_are_all_told_and_the_lowest_exit_code_is_that_of_the_run(
    studies, monkeypatch
):
    def broken(task):
        where = Where("booklet.yaml")
        if task.booklet.selection == "Air":
            raise posterbook.LayoutError(error("overfull", "too full", where))
        raise posterbook.ContentError(error("no-glyph", "no glyph", where))

    monkeypatch.setattr(many, "make_booklet", broken)
    with pytest.raises(posterbook.ContentError) as failed:
        build_many(studies, "group")
    said = [one.message for one in failed.value.problems if one.severity is posterbook.Severity.ERROR]
    assert said == ["too full (in the booklet of Air)", "no glyph (in the booklet of Light and 1 more)"]


def test_a_warning_of_one_booklet_stops_a_strict_run(studies):
    (studies / "text/introduction.md").write_text("Three studies hang here.\n")
    with pytest.raises(posterbook.ContentError, match="count-differs"):
        build_many(studies, "group", strict=True)
    assert not Path("output").exists()


def test_a_file_that_is_too_large_keeps_all_from_being_written(studies):
    with pytest.raises(posterbook.LayoutError, match="too-big"):
        build_many(studies, "group", max_size=1000)
    assert not Path("output").exists()


def test_one_report_names_the_selection_of_files_pages_posters_and_legal_blocks(studies):
    build_many(studies, "session", report="report.json", shard=(2, 2))
    report = json.loads(Path("report.json").read_text())
    assert report["shard"] == "2/2"
    for part in ("outputs", "pages", "posters", "legal"):
        assert {row["selection"] for row in report[part]} == {"Noon"}


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_shards_have_every_file_once_and_the_same_bytes(studies, count):
    whole = digests(build_many(studies, "group"))
    shards = [build_many(studies, "group", shard=(n + 1, count)) for n in range(count)]
    names = [name for shard in shards for name in digests(shard)]
    assert sorted(names) == sorted(whole)
    assert {name: digest for shard in shards for name, digest in digests(shard).items()} == whole
    empty = [one for shard in shards for one in shard.problems if one.code == "empty-shard"]
    assert len(empty) == max(count - len(whole), 0)


@pytest.mark.parametrize("shard", [(0, 2), (3, 2), (1, 0)])
def test_a_shard_that_cannot_be_is_wrong_usage(studies, shard):
    with pytest.raises(posterbook.UsageError, match="wrong-shard"):
        build_many(studies, "group", shard=shard)


def test_processes_and_executors_make_the_same_bytes(studies, monkeypatch):
    monkeypatch.setattr(many, "PAYS_FROM", 1)
    alone = digests(build_many(studies, "group"))
    assert digests(build_many(studies, "group", jobs=2, force=True)) == alone
    with ThreadPoolExecutor(2) as threads:
        assert digests(build_many(studies, "group", executor=threads)) == alone
    assert len(alone) == 3


def test_few_booklets_start_no_process(studies, monkeypatch):
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", None)
    assert len(build_many(studies, "group", jobs=8).outputs) == 3


class PicklingExecutor(Executor):
    """Does a task at once, and only if it and its result can be pickled; nothing but `submit` is there."""

    def submit(self, work, /, *given):
        future = Future()
        work, given = pickle.loads(pickle.dumps((work, given)))  # noqa: S301 - our own
        future.set_result(pickle.loads(pickle.dumps(work(*given))))  # noqa: S301 - the same
        return future


def test_a_task_and_what_it_comes_to_are_values_that_travel(studies):
    travelled = build_many(studies, "group", executor=PicklingExecutor())
    assert digests(travelled) == digests(build_many(studies, "group"))
    assert travelled.parts == build_many(studies, "group").parts


def end_this_process(_task):
    os._exit(1)


def test_a_process_that_is_lost_for_good_is_an_output_error(studies, monkeypatch):
    monkeypatch.setattr(many, "make_booklet", end_this_process)
    with ProcessPoolExecutor(1) as pool, pytest.raises(posterbook.OutputError, match="worker-lost"):
        build_many(studies, "group", executor=pool)
    assert not Path("output").exists()


def test_progress_is_told_of_every_booklet(studies):
    told = []
    build_many(studies, "group", progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_problems_of_several_booklets_are_each_said_once():
    here = Where("posters/1.yaml")
    same, other = warning("a", "always", here), note("b", "no place")
    counts = [warning("c", f"there are {n}", here) for n in (1, 2)]
    found = many.merge([("A", [same, other, counts[0]]), ("B", [same, counts[1]])])
    assert [str(one) for one in found] == [
        "posters/1.yaml: warning[a]: always",
        "note[b]: no place (in the booklet of A)",
        "posters/1.yaml: warning[c]: there are 1 (in the booklet of A and 1 more)",
    ]


def test_a_booklet_alone_is_made_as_among_others(studies):
    tasks = []

    class Listening(PicklingExecutor):
        def submit(self, work, /, *given):
            tasks.extend(given)
            return super().submit(work, *given)

    result = build_many(studies, "session", executor=Listening())
    made = [make_booklet(replace(task, clock=None)) for task in reversed(tasks)]
    assert [file.sha256 for one in reversed(made) for *_, file in one.files] == [
        output.sha256 for output in result.outputs
    ]
