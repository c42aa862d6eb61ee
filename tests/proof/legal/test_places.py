"""Blocks in every place, larger, longer, in another language: laid out, drawn for each edition and proved."""

from __future__ import annotations

import json

import pikepdf
import pytest

from posterbook.cli import main

pytestmark = pytest.mark.slow

HEAD = """title: A day of posters
date: 2021-04-13
binding: saddle
running_order: [cover, contents, posters, legal, notes]
legal:
"""
RECORD = "number: {0}\ntitle: A title of a study\ngroup: G{0}\nsections:\n  Background: Some text here\n"
SENTENCE = "We cannot guarantee that what is said on this page, number {}, will come to pass as it is said. "


class Booklet:
    """A folder with legal blocks, and what commands say of it."""

    def __init__(self, folder, capsys):
        self.folder, self.capsys = folder, capsys
        self.entries = ""
        for number in (1, 2, 3):
            self.write(f"posters/{number}.yaml", RECORD.format(number))

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def block(self, name, text, **facts):
        self.write(f"legal/{name}.txt", text)
        given = {"id": name, "file": f"legal/{name}.txt"} | facts
        self.entries += f"  - {json.dumps(given)}\n"
        self.write("booklet.yaml", HEAD + self.entries)

    def run(self, *argv):
        code = main([str(one) for one in argv])
        return code, self.capsys.readouterr().err

    def legal(self, *options):
        """Build all editions, prove each file, and return what the report says of the blocks."""
        report = self.folder / "report.json"
        built = self.run(
            "build", self.folder, "-o", self.folder / "out", "--edition", "all", "--report", report, *options
        )
        assert built[0] == 0, built[1]
        for file in sorted((self.folder / "out").glob("*.pdf")):
            proved = self.run("prove", file, self.folder, "--quiet")
            assert proved[0] == 0, proved[1]
        return {entry["id"]: entry for entry in json.loads(report.read_text())["legal"]}


@pytest.fixture
def mine(tmp_path, capsys):
    return Booklet(tmp_path / "mine", capsys)


@pytest.mark.parametrize(
    "design", [("--page", "a5"), ("--page", "letter", "--theme", "plain"), ("--theme", "large-print")]
)
def test_blocks_in_every_place_are_proved_in_every_design(mine, design):
    mine.block("head", SENTENCE.format(1), place="cover-top")
    mine.block("middle", SENTENCE.format(2), place="after-posters")
    mine.block("frame", f"Beware:\n\n{SENTENCE.format(3)}", place="legal-page", weight="framed")
    mine.block("signed", "By order\nThe Firm\nA. Lee\nSecretary", place="legal-page", weight="signature")
    mine.block("last", SENTENCE.format(4), place="back-cover")
    legal = mine.legal(*design)
    pages = [legal[name]["page"] for name in ("head", "middle", "frame", "signed", "last")]
    assert pages == sorted(pages)
    assert len(set(pages)) == 4
    assert all(entry["box"] for entry in legal.values())


def test_a_block_longer_than_a_page_splits_after_the_others_and_is_proved(mine):
    text = " ".join(SENTENCE.format(number) for number in range(60))
    mine.block("long", f"Beware of this:\n\n{text}", place="legal-page", weight="framed")
    mine.block("short", "The end.", place="legal-page")
    legal = mine.legal()
    assert legal["short"]["page"] < legal["long"]["page"]


def test_a_floor_enlarges_the_type(mine):
    mine.block("head", SENTENCE.format(1), place="cover-top", floor=12)
    mine.block("frame", f"Beware:\n\n{SENTENCE.format(3)}", place="legal-page", weight="framed", floor=14)
    legal = mine.legal()
    assert (legal["head"]["size"], legal["frame"]["size"]) == (12, 14)


def test_a_block_in_another_language_says_so(mine, tmp_path):
    mine.block("head", "亞盛醫藥集團不對本公告之內容承擔責任。", place="cover-top", lang="zh-Hant")
    mine.legal()
    with pikepdf.open(next((tmp_path / "mine/out").glob("*-screen.pdf"))) as pdf:
        found = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        languages = {str(one.S): str(one.Lang) for one in found if "/Lang" in one}
    assert languages["/Sect"] == "zh-Hant"


def test_blocks_on_a_cover_around_a_spine_are_proved(mine):
    mine.block("head", SENTENCE.format(1), place="cover-top")
    mine.block("end", SENTENCE.format(2), place="back-cover")
    file = mine.folder / "booklet.yaml"
    file.write_text(file.read_text().replace("binding: saddle", "binding: perfect"))
    assert mine.run("build", mine.folder, "-o", mine.folder / "out", "--edition", "print")[0] == 0
    (cover,) = (mine.folder / "out").glob("*-cover.pdf")
    assert mine.run("prove", cover, mine.folder, "--quiet")[0] == 0
