"""A small booklet laid out by hand: a cover, a table and a poster, with links, a tab and two languages."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from posterbook.design.fonts import Fonts
from posterbook.design.geometry import Box, Side
from posterbook.design.theme import Colour, Face
from posterbook.draw import draw
from posterbook.forms.edition import edition
from posterbook.forms.element import Artifact, Bookmark, Element, Role
from posterbook.forms.metadata import Metadata
from posterbook.forms.page import Anchor, Line, Page, Rectangle, Rule, Run, Turn
from posterbook.pdf import finish

FOLDER = Path(__file__).parents[1] / "assets"
INK = Colour((0, 0, 0), (0, 0, 0, 1))


@pytest.fixture(scope="session")
def fonts():
    faces = {"sans": Face("SourceSans3-Regular.ttf"), "han": Face("NotoSerifTC_400Regular.ttf")}
    return Fonts(faces, FOLDER / "fonts")


def run(text, meaning, x=0.0, width=20.0, face="sans"):
    return Run(x, text, face, 10, INK, width, meaning)


def page(sequence, items, **facts):
    facts = {"folio": str(sequence), "kind": "text"} | facts
    return Page(sequence, facts.pop("folio"), Side.SINGLE, facts.pop("kind"), 200, 300, tuple(items), **facts)


def cover(document):
    sect = document.child(Role.SECT)
    notice, names = sect.child(Role.P), sect.child(Role.P)
    items = [
        Line(10, 20, (run("No responsibility is ", notice),)),
        Line(10, 32, (run("taken (none).", notice),)),
        Rule(10, 190, 40, 0.75, INK),
        Rectangle(Box(150, 50, 50, 250), INK, artifact=Artifact.BACKGROUND),
        Line(10, 60, (run("亞盛醫藥", names.child(Role.SPAN, lang="zh-Hant"), face="han"),)),
        Line(10, 90, (run("A Title", sect.child(Role.H1)),)),
    ]
    marks = (Bookmark("Cover", 1, "cover"),)
    return page(
        1, items, folio="", kind="cover", anchors=(Anchor("cover"),), bookmarks=marks, legal=("notice",)
    )


def table(document):
    sect = document.child(Role.SECT)
    whole = sect.child(Role.TABLE)
    head = (
        whole.child(Role.TABLE_HEAD).child(Role.TABLE_ROW).child(Role.HEAD_CELL, scope="Column", col_span=2)
    )
    row = whole.child(Role.TABLE_BODY).child(Role.TABLE_ROW)
    group = row.child(Role.HEAD_CELL, scope="Row", row_span=2)
    link = row.child(Role.CELL).child(Role.LINK, target="poster-1096", alt="Poster 1096")
    away = sect.child(Role.P).child(Role.LINK, target="https://example.org/ä b")
    items = [
        Line(10, 20, (run("Number", head),)),
        Line(10, 40, (run("APG", group), run("1096", link, 60))),
        Line(10, 60, (run("see example ", away), run("here", away, 20, 15))),
        Line(190, 100, (run("Tab", Artifact.PAGINATION),), Turn.CLOCKWISE),
    ]
    marks = (Bookmark("Posters", 1, "table"),)
    return page(2, items, anchors=(Anchor("table", 12),), bookmarks=marks)


def poster(document, sequence=3):
    sect = document.child(Role.SECT)
    text = sect.child(Role.P)
    items = [
        Line(10, 20, (run("1096", sect.child(Role.H2)),)),
        Line(10, 40, (run("Results & ", text), run("more", text, 30))),
        Line(10, 290, (run("3", Artifact.PAGINATION),)),
    ]
    marks = (Bookmark("1096 Ä", 2, "poster-1096"),)
    return page(sequence, items, kind="posters", anchors=(Anchor("poster-1096", 10),), bookmarks=marks)


@pytest.fixture(scope="session")
def pages():
    document = Element(Role.DOCUMENT)
    return [cover(document), table(document), poster(document)]


@pytest.fixture(scope="session")
def metadata():
    return Metadata(
        title="Tom & <Jerry>",
        author="Ascentage",
        subject="Seven posters",
        keywords="AACR, 2021",
        language="en",
        creator="posterbook 0.1",
        created=datetime(2021, 4, 13, tzinfo=UTC),
    )


@pytest.fixture(scope="session")
def finished(pages, metadata, fonts, profile):
    screen = edition("screen")
    return finish(draw(pages, screen, fonts), pages, metadata, screen, profile)


@pytest.fixture(scope="session")
def profile():
    return (FOLDER / "icc" / "sRGB.icc").read_bytes()
