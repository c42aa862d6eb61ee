"""One file in several languages: the example in English and Chinese, one after the other and face to face."""

import json
import shutil
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from tests.proof.legal.conftest import Hands

from posterbook import approve, build, check, freeze, prove, thaw
from posterbook.api.building import read_folder
from posterbook.api.exporting import export_folder
from posterbook.assets import example_folder
from posterbook.content.addresses import is_url
from posterbook.errors import ContentError
from posterbook.forms.element import Element, Role
from posterbook.forms.page import Line

OTHER = "zh-Hant"
NAME = "ascentage-aacr-2021-en-zh-hant"


def folder_of(place, layout):
    """A copy of the example with that layout of its languages."""
    folder = shutil.copytree(example_folder(), place / layout)
    file = folder / "booklet.yaml"
    asked = f"languages: {{others: [{OTHER}], layout: {layout}}}"
    lines = [asked if line.startswith("languages:") else line for line in file.read_text().splitlines()]
    file.write_text("\n".join(lines) + "\n")
    return folder


@pytest.fixture(scope="module", params=["following", "facing"])
def made(request, tmp_path_factory):
    """The folder, what a build of the screen edition came to, and the file."""
    place = tmp_path_factory.mktemp("joined")
    folder = folder_of(place, request.param)
    result = build(folder, output=place / "out", report=place / "report.json")
    (output,) = result.outputs
    return folder, result, output.path


def facing(made):
    return made[0].name == "facing"


def test_folios_run_through_the_file(made, golden):
    rows = [
        f"{page.sequence} folio {page.folio or '-'} {page.side} {page.kind} {page.number} {page.language}"
        for page in made[1].pages
    ]
    golden(f"joined-{made[0].name}.txt", "\n".join(rows) + "\n")


def test_every_link_leads_to_a_page_of_its_own_language(made):
    pages = made[1].pages
    places = {anchor.name: page for page in pages for anchor in page.anchors}
    assert len(places) == sum(len(page.anchors) for page in pages)
    links = [
        (page, run.meaning, run.text)
        for page in pages
        for item in page.items
        if isinstance(item, Line)
        for run in item.runs
        if isinstance(run.meaning, Element) and run.meaning.role is Role.LINK
    ]
    inner = [link for link in links if not is_url(link[1].target)]
    assert len(inner) > 80
    for page, link, said in inner:
        assert places[link.target].language == page.language
        if said.strip().isdecimal() and page.kind == "introduction":
            assert places[link.target].folio == said.strip()


def test_one_language_is_read_after_the_other_and_has_its_own_bookmarks(made):
    said, _ = read_folder(made[0])
    lines = said.splitlines()
    assert [line for line in lines if line.startswith("[language")] == ["[language en]", "[language zh-Hant]"]
    second = lines.index("[language zh-Hant]")
    assert lines[second + 2].startswith("[page Cover]")
    assert lines[second + 3].startswith("香港交易及結算所有限公司")
    with pikepdf.open(made[2]) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["English", "繁體中文"]
        assert [len(entry.children) for entry in outline.root] == [9, 9]


def test_the_file_says_both_languages_and_titles_and_how_its_pages_are_read(made):
    with pikepdf.open(made[2]) as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.Root.get("/PageLayout") == ("/TwoPageRight" if facing(made) else None)
        document = pdf.Root.StructTreeRoot.K
        assert [(str(part.S), str(part.Lang)) for part in document.K] == [("/Part", "en"), ("/Part", OTHER)]
        with pdf.open_metadata() as metadata:
            assert metadata["dc:language"] == {"en", OTHER}
        packet = pdf.Root.Metadata.read_bytes().decode()
    assert f'<rdf:li xml:lang="{OTHER}">亞盛醫藥' in packet


def test_the_report_tells_the_languages_apart(made):
    report = json.loads((made[2].parents[1] / "report.json").read_text())
    numbers = [(row["number"], row["language"]) for row in report["posters"]]
    assert len(set(numbers)) == len(numbers) == 14
    blocks = {row["id"]: row["page"] for row in report["legal"]}
    assert (blocks["exchange"], blocks[f"{OTHER}:exchange"]) == (1, 3 if facing(made) else 13)
    assert report["outputs"][0]["path"].endswith(f"/{NAME}-screen.pdf")


def test_the_legal_blocks_of_both_languages_are_proved(made):
    verdict = prove(made[2], made[0])
    assert verdict.holds
    ids = ["exchange", "rule-18a05", "order", "date", "board"]
    assert [block.id for block in verdict.legal] == [*ids, *(f"{OTHER}:{one}" for one in ids)]


def cover_the_second(hands, page):
    hands.after(page, "1 g 45 485 312 66 re f")


def empty_the_second(hands, page):
    hands.content(page).write(b"")


def swap_the_parts(hands, _page):
    document = hands.pdf.Root.StructTreeRoot.K
    document.K = pikepdf.Array(list(document.K)[::-1])


def read_the_second_in_english(hands, _page):
    del list(hands.pdf.Root.StructTreeRoot.K.K)[1]["/Lang"]


def read_more_before_the_second(hands, _page):
    part = list(hands.pdf.Root.StructTreeRoot.K.K)[1]
    first, *others = part.K
    part.K = pikepdf.Array([*others, first])


def drop_the_second(hands, _page):
    while len(hands.pdf.pages) > 12:
        del hands.pdf.pages[-1]


@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        (cover_the_second, "legal-covered"),
        (empty_the_second, "legal-text"),
        (swap_the_parts, "legal-first"),
        (read_the_second_in_english, "legal-language"),
        (read_more_before_the_second, "legal-first"),
        (drop_the_second, "legal-page"),
    ],
)
def test_what_is_wrong_in_one_language_is_not_made_up_for_by_the_other(made, tmp_path, tamper, code):
    with pikepdf.open(BytesIO(made[2].read_bytes())) as pdf:
        tamper(Hands(pdf), 3 if facing(made) else 13)
        pdf.save(tmp_path / "other.pdf")
    verdict = prove(tmp_path / "other.pdf", made[0])
    assert not verdict.holds
    assert code in {problem.code for problem in verdict.problems}


@pytest.mark.slow
def test_all_editions_are_made_and_proved(made, tmp_path):
    result = build(made[0], output=tmp_path, editions="all")
    screen, paper = (25, 28) if facing(made) else (24, 24)
    assert [(one.path.name, one.pages) for one in result.outputs] == [
        (f"{NAME}-screen.pdf", screen),
        (f"{NAME}-print.pdf", paper),
        (f"{NAME}-booklet.pdf", paper),
    ]
    for one in result.outputs:
        assert prove(one.path, made[0]).holds


@pytest.mark.slow
def test_a_language_that_is_asked_for_is_built_alone_and_proved_as_such(made, tmp_path):
    (output,) = build(made[0], output=tmp_path, language=OTHER).outputs
    assert output.path.name == "ascentage-aacr-2021-zh-hant-screen.pdf"
    assert output.pages == 12
    verdict = prove(output.path, made[0])
    assert not verdict.holds
    assert any("say which with --language" in problem.hint for problem in verdict.problems)
    assert prove(output.path, made[0], language=OTHER).holds


def test_an_unchanged_folder_is_not_built_again_but_a_changed_translation_is(made, tmp_path):
    folder = shutil.copytree(made[0], tmp_path / "mine")
    asked = {"output": tmp_path / "out", "cache": tmp_path / "cache"}
    assert not build(folder, **asked).unchanged
    assert build(folder, **asked).unchanged
    file = folder / "posters" / "01-1096.zh-Hant.yaml"
    file.write_text(file.read_text() + "\n# another comment\n")
    assert not build(folder, **asked).unchanged


def test_what_cannot_be_printed_in_one_language_is_told_in_its_file(made, tmp_path):
    folder = shutil.copytree(made[0], tmp_path / "mine")
    file = folder / "posters" / "01-1096.zh-Hant.yaml"
    text = file.read_text()
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    file.write_text(text.replace(title, title.rstrip("'\"") + "\U0001f9ea", 1))
    with pytest.raises(ContentError) as failure:
        check(folder)
    (problem,) = failure.value.problems[-1:]
    assert (problem.code, problem.where.file) == ("uncovered-character", file.as_posix())
    assert problem.where.line == text.splitlines().index(title) + 1


def test_an_export_names_the_pages_of_the_file(made):
    posters = json.loads(export_folder(made[0], to="json").text)["posters"]
    assert posters[0]["title"].startswith("FMS-like")
    assert posters[0]["page"] == (
        {"folio": "8", "sequence": 8} if facing(made) else {"folio": "4", "sequence": 4}
    )


def test_what_is_frozen_in_a_language_is_named_with_a_way_out_that_works(tmp_path):
    folder = folder_of(tmp_path, "separate")
    freeze(folder, language=OTHER)
    file = folder / "booklet.yaml"
    file.write_text(file.read_text().replace("layout: separate", "layout: following"))
    with pytest.raises(ContentError) as failure:
        check(folder)
    (problem,) = (one for one in failure.value.problems if one.code == "joined-frozen")
    assert problem.where.file.endswith(f"/printed.{OTHER}.yaml")
    assert f"posterbook thaw --language {OTHER}" in problem.hint
    thaw(folder, language=OTHER)
    check(folder)
    with pytest.raises(ContentError, match="joined-frozen") as failure:
        freeze(folder, language=OTHER)
    assert "thaw" not in failure.value.problems[-1].hint


@pytest.mark.parametrize("layout", ["main", "following"])
def test_an_approval_is_asked_for_in_the_language_of_the_changed_word(tmp_path, layout):
    folder = folder_of(tmp_path, layout)
    approve(folder, by="A. Lee", date=date(2021, 4, 13), language=OTHER)
    file = folder / f"posters/01-1096.{OTHER}.yaml"
    title = next(line for line in file.read_text().splitlines() if line.startswith("title:"))
    file.write_text(file.read_text().replace(title, title.replace("title: ", "title: 新", 1), 1))
    found = check(folder, language="" if layout == "following" else OTHER).problems
    (problem,) = (
        one for one in found if one.code == "approved-document" and one.where.file.endswith(file.name)
    )
    assert problem.where.line == file.read_text().split("title:")[0].count("\n") + 1
    assert f"posterbook approve --language {OTHER} --by" in problem.hint
    (folder / f"legal/approved.{OTHER}.yaml").unlink()
    found = check(folder, language=OTHER).problems
    (problem,) = (one for one in found if one.code == "not-approved")
    assert f"posterbook approve --language {OTHER} --by" in problem.hint


@pytest.mark.parametrize("layout", ["following", "facing"])
def test_what_ends_a_booklet_does_not_stand_beside_the_other_language(tmp_path, layout):
    write = {
        "booklet.yaml": f"title: {{en: Poster Day, {OTHER}: 壁報日}}\nevent: {{name: Autumn Meeting}}\n"
        "place: Lakeside\n"
        f"languages: {{others: [{OTHER}], layout: {layout}}}\n"
        "running_order: [cover, posters, {text: {file: text/a.md}}]\n",
        "posters/1.yaml": "number: 1\ntitle: One window\nsections: {B: It is open.}\n",
        f"posters/1.{OTHER}.yaml": "title: 一扇窗\nsections: {乙: 開。}\n",
        "text/a.md": "About the day.",
        f"text/a.{OTHER}.md": "關於壁報日。",
    }
    for name, text in write.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    pages = [page for page in build(tmp_path, output=tmp_path / "out").pages if page.kind == "text"]
    said = ["".join(item.text for item in page.items if isinstance(item, Line)) for page in pages]
    assert ["Lakeside" in text for text in said] == [layout == "following"] * 2
