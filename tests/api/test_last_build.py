"""Only what changed is built again: what counts as a change, and what a record is believed of."""

import json
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import posterbook
from posterbook.api import building, last_build
from posterbook.api.many import build_many
from posterbook.forms.edition import edition

pytestmark = pytest.mark.slow

CACHE = Path("cache")
LATER = datetime(2031, 1, 1, tzinfo=UTC)
EARLIER = datetime(2029, 1, 1, tzinfo=UTC)


@pytest.fixture
def built(studies):
    """Build the folder with a cache and say whether anything was built; `asked` is what else is asked for."""

    def built(folder=studies, **asked):
        return not posterbook.build(folder, **{"cache": CACHE, **asked}).unchanged

    return built


def records():
    return sorted((CACHE / "builds").iterdir())


def test_an_unchanged_folder_is_not_built_again_and_comes_to_the_same(studies, built, monkeypatch):
    first = posterbook.build(studies, cache=CACHE, report="report.json")
    report = json.loads(Path("report.json").read_text())
    monkeypatch.setattr(building, "load_with", None)  # whatever reads the folder would fail
    again = posterbook.build(studies, cache=CACHE, report="report.json")
    assert again.unchanged
    assert again.outputs == first.outputs
    *before, note = again.problems
    assert [str(one) for one in before] == [str(one) for one in first.problems]
    assert (note.severity, note.code) == (posterbook.Severity.NOTE, "unchanged")
    repeated = json.loads(Path("report.json").read_text())
    assert repeated["problems"].pop()["code"] == "unchanged"
    assert set(repeated["seconds"].values()) == {0.0}
    assert repeated | {"seconds": 0} == report | {"seconds": 0}
    assert json.loads(again.report)["outputs"] == report["outputs"]


def test_without_a_cache_nothing_is_remembered(studies, built):
    assert built(cache=None)
    assert built(cache=None)
    assert not CACHE.exists()


def test_force_builds_all_the_same_the_same_bytes(studies, built):
    first = posterbook.build(studies, cache=CACHE)
    forced = posterbook.build(studies, cache=CACHE, force=True)
    assert not forced.unchanged
    assert forced.outputs == first.outputs
    assert not built()


def edit(name):
    return lambda folder: (folder / name).write_text((folder / name).read_text() + "# more\n")


@pytest.mark.parametrize(
    "change",
    [
        edit("booklet.yaml"),
        edit("posters/1.yaml"),
        edit("text/introduction.md"),
        lambda folder: (folder / "posters/3.yaml").rename(folder / "posters/5.yaml"),
        lambda folder: (folder / "words.yaml").write_text("posters: Studies\n"),
        lambda folder: (folder / "fonts").mkdir() or (folder / "fonts/own.ttf").write_bytes(b"x"),
        lambda folder: (folder / "legal/.hidden.txt").write_text("x"),
        lambda _folder: Path("output/poster-day-screen.pdf").unlink(),
        lambda _folder: Path("output/poster-day-screen.pdf").write_bytes(b"%PDF"),
        lambda _folder: shutil.rmtree(CACHE),
    ],
)
def test_any_change_of_the_folder_or_of_what_was_made_is_built(studies, built, change):
    assert built()
    assert not built()
    change(studies)
    assert built()
    assert Path("output/poster-day-screen.pdf").stat().st_size > 4
    assert not built()


def test_a_file_that_is_changed_back_is_no_change_if_the_pdf_is_as_it_was(studies, built):
    assert built()
    record = studies / "posters/1.yaml"
    before = record.read_bytes()
    record.write_bytes(before + b"# more\n")
    record.write_bytes(before)
    os.utime(record, (1, 1))
    assert not built()


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "a4"},
        {"theme": "plain"},
        {"editions": "all"},
        {"strict": True},
        {"max_size": 10**7},
        {"output": "elsewhere"},
        {"editions": "print", "marks": False},
        {"dated": datetime(2021, 4, 13, tzinfo=UTC)},
    ],
)
def test_another_option_is_another_build(built, studies, asked):
    posterbook.approve(studies, by="A. Lee", date=datetime(2021, 4, 13, tzinfo=UTC).date())
    assert built()
    assert built(**asked)
    assert not built(**asked)
    assert built() == ("dated" in asked)  # which writes another file in its place


def test_another_program_builds_anew(built, monkeypatch):
    assert built()
    with monkeypatch.context() as patch:
        patch.setattr(last_build, "__version__", "0.0.1")
        assert built()
    with monkeypatch.context() as patch:
        Path("more/reportlab-99.dist-info").mkdir(parents=True)
        patch.setattr(sys, "path", [*sys.path, "more"])
        assert built()
    assert not built()


def test_a_failed_build_is_not_remembered_and_the_earlier_one_is_not_believed_in_its_place(studies, built):
    assert built()
    (studies / "posters/1.yaml").write_text("number: P1\n")
    for _ in range(2):
        with pytest.raises(posterbook.ContentError):
            built()


def test_an_embargo_that_passes_is_a_change_however_the_moment_is_told(studies, built):
    record = studies / "posters/1.yaml"
    record.write_text(f"{record.read_text()}embargo: 2030-01-01T00:00+00:00\n")
    assert built(as_of=EARLIER)
    withheld = Path("output/poster-day-screen.pdf").read_bytes()
    assert not built(as_of=lambda: datetime(2029, 12, 31, 23, 59, 59, tzinfo=UTC))
    assert not built()  # without a moment every embargo stands
    assert built(as_of=lambda: datetime(2030, 1, 1, tzinfo=UTC))
    assert Path("output/poster-day-screen.pdf").read_bytes() != withheld
    assert not built(as_of=LATER)
    assert built(as_of=EARLIER)
    assert Path("output/poster-day-screen.pdf").read_bytes() == withheld


def test_of_two_embargoes_the_one_that_has_passed_is_seen(studies, built):
    for n, year in ((1, 2030), (2, 2032)):
        record = studies / f"posters/{n}.yaml"
        record.write_text(f"{record.read_text()}embargo: {year}-01-01T00:00+00:00\n")
    assert built(as_of=EARLIER)
    assert built(as_of=LATER)
    assert not built(as_of=LATER)


def test_the_clock_is_asked_only_where_there_is_an_embargo(built):
    def clock():
        raise AssertionError

    assert built(as_of=clock)
    assert not built(as_of=clock)


def test_what_is_put_into_the_folder_itself_is_no_change_of_it(studies, monkeypatch, built):
    monkeypatch.chdir(studies)
    asked = {"output": "output", "report": "output/report.json", "cache": Path("../cache")}
    assert built(Path(), **asked)
    assert not built(Path(), **asked)
    assert not built(Path(), **asked)
    Path("output/more.txt").write_text("x")
    assert built(Path(), **asked)


def damage(change):
    """Change the only record, as JSON."""

    def damaged():
        (file,) = records()
        record = json.loads(file.read_text())
        change(record)
        file.write_text(json.dumps(record))

    return damaged


def evil(record):
    Path("output/evil.pdf").write_bytes(b"%PDF")
    Path("evil.pdf").write_bytes(b"%PDF")
    record["report"]["outputs"][0] |= {"path": "evil.pdf", "bytes": 4}


@pytest.mark.parametrize(
    "poison",
    [
        lambda: records()[0].write_bytes(b""),
        lambda: records()[0].write_bytes(b"\xff" * 100),
        lambda: records()[0].write_text("[" * 100_000),
        lambda: records()[0].write_text('{"report": 1}'),
        lambda: records()[0].unlink() or records()[:1] or (CACHE / "builds").rmdir(),
        lambda: records()[0].chmod(0o666),
        damage(evil),
        damage(lambda record: record["report"].update(ok=False)),
        damage(lambda record: record["report"]["outputs"][0].update(sha256="0" * 64)),
        damage(lambda record: record["report"]["outputs"][0].update(path=3)),
        damage(lambda record: record["report"]["outputs"].append(None)),
        damage(lambda record: record["report"].update(problems=[{}])),
        damage(lambda record: record["report"].update(seconds=None)),
        damage(lambda record: record.update(standing=["yesterday"])),
        damage(lambda record: record.update(state="0" * 64)),
    ],
)
def test_a_poisoned_record_is_not_believed(studies, built, poison):
    assert built()
    made = Path("output/poster-day-screen.pdf").read_bytes()
    poison()
    assert built()
    assert Path("output/poster-day-screen.pdf").read_bytes() == made
    records()[0].chmod(0o600)


@pytest.mark.parametrize("place", ["/dev/null", "studies/booklet.yaml"])
def test_a_cache_that_cannot_be_written_is_a_note_and_the_files_are_made(studies, place):
    for _ in range(2):
        result = posterbook.build(studies, cache=Path(place), report="report.json")
        (found,) = (one for one in result.problems if one.code == "not-remembered")
        assert (found.severity, result.unchanged) == (posterbook.Severity.NOTE, False)
        assert found.code in Path("report.json").read_text()
    assert result.outputs[0].path.is_file()


def test_records_are_few_and_small_and_the_newest_stay(studies, built, monkeypatch):
    monkeypatch.setattr(last_build, "MOST_RECORDS", 3)
    for n in range(5):
        assert built(output=f"output{n}")
        os.utime(max(records(), key=lambda file: file.stat().st_mtime), (n + 1, n + 1))
    assert len(records()) == 3
    assert not built(output="output4")
    assert built(output="output0")
    monkeypatch.setattr(last_build, "MOST_BYTES", 10)
    assert built(output="output6")
    assert records() == []


def test_records_are_the_users_own(built):
    assert built()
    assert (CACHE / "builds").stat().st_mode & 0o777 == 0o700
    assert records()[0].stat().st_mode & 0o777 == 0o600


def test_builds_at_one_time_do_not_disturb_each_other(studies, built):
    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(lambda n: built(output=f"output{n % 2}"), range(8)))
    assert any(results)
    assert len({path.read_bytes() for path in Path().glob("output*/*.pdf")}) == 1
    assert [file.suffix for file in records()] == [".json", ".json"]
    assert not built(output="output0")


def test_a_folder_that_is_too_large_or_linked_is_built_every_time(studies, built, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(last_build, "LARGEST", 10)
        assert built()
        assert built()
    (studies / "more").symlink_to(studies / "text", target_is_directory=True)
    assert built()
    assert built()


def test_a_link_out_of_the_folder_is_not_read_to_see_whether_anything_has_changed(
    studies, tmp_path, monkeypatch
):
    outside = tmp_path / "outside.yaml"
    outside.write_text("title: {size: 12}\n", encoding="utf-8")
    (studies / "theme.yaml").symlink_to(outside)
    monkeypatch.setattr(last_build, "_bytes_of", lambda path: (opened.append(path), b"")[1])
    opened = []
    with pytest.raises(posterbook.errors.PosterbookError, match="leads outside"):
        posterbook.build(studies, cache=CACHE)
    assert not [path for path in opened if path.endswith("theme.yaml")]


def test_the_history_of_a_folder_is_no_part_of_it(studies, built):
    assert built()
    (studies / ".git").mkdir()
    (studies / ".git/index").write_bytes(b"x")
    assert not built()


def test_an_edition_of_a_programs_own_is_made_every_time(studies, built):
    own = replace(edition("screen"), name="own")
    assert built(editions=(own,))
    assert built(editions=(own,))


def test_many_booklets_are_remembered_with_their_list_and_shard(studies):
    def built(**asked):
        return not build_many(studies, "list.csv", cache=CACHE, **asked).unchanged

    listed = Path("list.csv")
    listed.write_text("name,number\nA,P1\nB,P2\n")
    assert built()
    assert not built()
    assert not built(jobs=2)
    assert built(shard=(1, 2))
    again = build_many(studies, "list.csv", cache=CACHE, shard=(1, 2))
    assert (again.unchanged, [one.selection for one in again.outputs]) == (True, ["A"])
    listed.write_text("name,number\nA,P1\nB,P3\n")
    assert built()
    Path("output/poster-day-b-screen.pdf").unlink()
    assert built()
    assert not built()
    assert Path("output/poster-day-b-screen.pdf").is_file()
