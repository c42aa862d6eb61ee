"""load, typeset, publish: one by one, without a file written."""

import re
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from tests.laid import laid, studies

import posterbook
from posterbook.assets import example_folder
from posterbook.forms.edition import PROOFSHEET, TESTSHEET, Edition
from posterbook.forms.standard import PDF_X_4

pytestmark = pytest.mark.slow


@pytest.mark.slow
def test_pages_that_fill_sheets_come_back_where_the_booklet_asks_and_every_file_is_proved(tmp_path):
    notice = {"id": "n", "file": "legal/n.txt", "place": "back-cover"}
    order, files = ["cover", "posters"], {"legal/n.txt": "Nobody answers for anything."}
    for pad in (False, True):
        work = laid(
            tmp_path / str(pad), studies(A=1), files=files, legal=[notice], running_order=order, pad=pad
        )
        assert [page.kind for page in work.pages] == ["cover", "posters", "legal"]
        for edition, pages in (("screen", 4 if pad else 3), ("print", 4)):
            made = posterbook.publish(work, edition)
            assert (made.pages, made.legal[0].page) == (pages, pages)
            (tmp_path / "one.pdf").write_bytes(made.pdf)
            assert posterbook.prove(tmp_path / "one.pdf", tmp_path / str(pad)).holds


def test_a_script_of_ten_lines_publishes_three_editions_and_writes_no_file(demo, tmp_path, change):
    change("posters/01-P1.yaml", "title: ", "summary_title: Soil\ntitle: ")
    before = sorted(tmp_path.rglob("*"))
    # the script
    booklet = posterbook.load("demo")
    work = posterbook.typeset(booklet, page="a5", theme="plain")
    made = [posterbook.publish(work, name) for name in ("screen", "print", "booklet")]
    for one in made:
        assert one.pdf.startswith(b"%PDF-")
        assert one.sha256 == sha256(one.pdf).hexdigest()
        assert (one.pages, one.sheets) == (7 if one.edition == "screen" else 8, 2)
    problems = [problem for stage in (booklet, work, *made) for problem in stage.problems]
    # and what it did
    assert [str(problem.severity) for problem in problems] == ["note"]
    assert problems[0].code == "sheet-plan"
    assert sorted(tmp_path.rglob("*")) == before


def test_the_api_makes_the_bytes_of_the_command(work, tmp_path):
    result = posterbook.build(example_folder(), output=tmp_path, editions=("all",))
    assert [one.edition for one in result.outputs] == ["screen", "print", "booklet"]
    for one in result.outputs:
        assert one.path.read_bytes() == posterbook.publish(work, one.edition).pdf


def test_what_is_wrong_with_a_folder_comes_as_values_with_their_places(demo, change):
    change("posters/01-P1.yaml", "title:", "titel:")
    with pytest.raises(posterbook.ContentError) as caught:
        posterbook.load(demo)
    unknown = next(one for one in caught.value.problems if one.code == "unknown-field")
    assert unknown.severity is posterbook.Severity.ERROR
    assert (unknown.where.file, unknown.where.column) == ("posters/01-P1.yaml", 1)
    assert unknown.where.line > 1
    assert unknown.hint == "did you mean 'title'?"
    (placed,) = posterbook.locate(demo, [unknown])
    assert placed.where.file == "demo/posters/01-P1.yaml"


def test_a_missing_folder_is_a_content_error():
    with pytest.raises(posterbook.ContentError, match="there is no folder 'nowhere'"):
        posterbook.load("nowhere")


def test_a_profile_that_is_missing_is_an_asset_error(demo):
    with (demo / "booklet.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\noutput_intent: icc/none.icc\n")
    with pytest.raises(posterbook.AssetError, match="profile-unusable"):
        posterbook.load(demo)


def test_warnings_that_the_folder_accepts_are_kept_apart(doubtful):
    (found,) = posterbook.load(doubtful).problems
    with (doubtful / "booklet.yaml").open("a", encoding="utf-8") as settings:
        settings.write(
            f"accept: [{{code: not-read, file: {found.where.file}, wording: yaml, reason: old}}]\n"
        )
    booklet = posterbook.load(doubtful)
    assert (booklet.problems, booklet.accepted) == ((), (found,))
    work = posterbook.typeset(booklet)
    assert (work.problems, work.accepted) == ((), (found,))
    assert posterbook.check(doubtful).problems == ()


@pytest.mark.parametrize(
    ("design", "said"),
    [({"page": "a55"}, "did you mean 'a5'?"), ({"theme": "color"}, "did you mean 'colour'?")],
)
def test_an_unknown_design_is_wrong_usage(booklet, design, said):
    with pytest.raises(posterbook.UsageError, match=re.escape(said)):
        posterbook.typeset(booklet, **design)


@pytest.mark.parametrize(
    ("edition", "options", "said"),
    [
        ("sreen", {}, "did you mean 'screen'?"),
        ("all", {}, "unknown edition 'all'"),
        (TESTSHEET, {}, "the test sheet is no edition of a booklet"),
        ("screen", {"marks": False}, "'marks' belongs to the print edition"),
        ("print", {"flip": "long", "signature": 2}, "'flip', 'signature' belong to the booklet edition"),
        ("booklet", {"separate_cover": True}, "'separate_cover' belongs to the print edition"),
        ("proofsheet", {"flip": "long"}, "'flip' belongs to the booklet edition"),
        ("booklet", {"flip": "lang"}, "did you mean 'long'?"),
        ("booklet", {"creep": 2}, "wants 0 to 1 mm of paper thickness, found 2"),
        ("booklet", {"signature": -1}, "wants one sheet or more"),
        ("booklet", {"sheet": "a44"}, "unknown sheet 'a44'"),
        ("booklet", {"sheet": "200x100"}, "two pages of a5 need 296 × 210 mm"),
        ("screen", {"dated": datetime(2021, 4, 13)}, "without a time zone"),  # noqa: DTZ001 - that is the fault
    ],
)
def test_what_cannot_be_published_so_is_wrong_usage(work, edition, options, said):
    with pytest.raises(posterbook.UsageError, match=re.escape(said)):
        posterbook.publish(work, edition, **options)


def test_print_claims_pdf_x_4_and_has_what_that_demands(work):
    made = posterbook.publish(work, "print")
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert "PDF/X-4" in str(pdf.open_metadata().get("pdfxid:GTS_PDFXVersion"))
        for page in pdf.pages:
            assert "/TrimBox" in page.obj
            assert "/BleedBox" in page.obj


def test_an_edition_that_would_claim_what_it_lacks_is_refused(work):
    false = Edition("proof", links=False, bookmarks=False, tagged=False, standards=(PDF_X_4,))
    with pytest.raises(posterbook.UsageError, match="claims PDF/X-4, but"):
        posterbook.publish(work, false)


def test_a_cover_apart_makes_two_files_and_the_publication_says_so(work):
    made = posterbook.publish(work, "print", separate_cover=True)
    assert [(file.part, file.pages) for file in made.files] == [("cover", 4), ("body", 8)]
    assert [len(file.legal) for file in made.files] == [5, 0]
    for name in ("pdf", "pages", "sheets", "sha256", "legal"):
        with pytest.raises(LookupError, match=r"cover and body: take each from \.files"):
            getattr(made, name)


def test_the_legal_blocks_are_found_in_the_file(work, booklet):
    legal = posterbook.publish(work, "screen").legal
    assert [one.id for one in legal] == [block.id for block in booklet.legal]
    assert legal[0].page == 1


@pytest.mark.parametrize("edition", ["proofsheet", PROOFSHEET])
def test_a_proofsheet_is_published_as_any_edition(work, edition):
    made = posterbook.publish(work, edition)
    assert (made.edition, made.pages, made.sheets) == ("proofsheet", 12, 1)


def test_a_moment_dates_a_booklet_without_a_date(demo, change):
    change("booklet.yaml", "\ndate:", "\n# date:")
    work = posterbook.typeset(posterbook.load(demo))
    assert [one.code for one in posterbook.publish(work, "print").problems] == ["undated"]
    dated = posterbook.publish(work, "print", dated=datetime(2021, 4, 13, tzinfo=UTC))
    assert dated.problems == ()
    assert b"2021-04-13" in dated.pdf


def test_an_embargo_stands_until_the_moment_that_is_given(demo):
    record = Path("demo/posters/01-P1.yaml")
    record.write_text(
        record.read_text(encoding="utf-8") + "embargo: 2021-04-13T09:00+00:00\n", encoding="utf-8"
    )
    before, after = datetime(2021, 4, 13, 8, tzinfo=UTC), datetime(2021, 4, 13, 10, tzinfo=UTC)
    assert posterbook.load(demo).records[0].withheld
    assert posterbook.load(demo, as_of=before).records[0].withheld
    assert not posterbook.load(demo, as_of=after).records[0].withheld
    assert not posterbook.load(demo, as_of=lambda: after).records[0].withheld
    zoneless = after.replace(tzinfo=None)
    for wrong in (zoneless, lambda: zoneless):
        with pytest.raises(posterbook.UsageError, match="without a time zone"):
            posterbook.load(demo, as_of=wrong)


def test_a_stopwatch_measures_stages_only_with_a_clock(booklet):
    ticks = iter(range(100))
    watch = posterbook.Stopwatch(lambda: float(next(ticks)))
    posterbook.publish(posterbook.typeset(booklet, watch=watch), watch=watch)
    assert watch.seconds == {"compose": 2, "layout": 1, "draw": 1, "finish": 1}
    idle = posterbook.Stopwatch()
    posterbook.typeset(booklet, watch=idle)
    assert idle.seconds == {}


def test_what_a_screen_reader_says_begins_with_the_legal_text_and_names_each_poster(work, booklet):
    said = posterbook.read(work)
    assert all(f"{record.number}" in said for record in booklet.records)
