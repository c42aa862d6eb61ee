"""Real fonts, and the pieces of a page."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from posterbook.design.fonts import Fonts
from posterbook.design.theme import Face
from posterbook.draw import draw
from posterbook.forms.edition import Edition
from posterbook.forms.metadata import Metadata
from posterbook.forms.page import Page
from posterbook.pdf import finish

FOLDER = Path(__file__).parents[2] / "assets" / "fonts"
FACES = {
    "sans": Face("SourceSans3-Regular.ttf"),
    "serif": Face("SourceSerif4-Regular.ttf"),
    "han": Face("NotoSerifTC_400Regular.ttf"),
}


@pytest.fixture(scope="session")
def fonts():
    return Fonts(FACES, FOLDER)


@pytest.fixture(scope="session")
def file_of(fonts):
    """The file of some pages, with as little around them as a file can have."""

    def file_of(pages: Sequence[Page], row: Edition) -> bytes:
        bare = replace(row, standards=(), links=False, bookmarks=False, tagged=False)
        profile = (FOLDER.parent / "icc" / row.profile).read_bytes()
        return finish(draw(pages, row, fonts), pages, Metadata(title="x"), bare, profile)

    return file_of


@pytest.fixture(scope="session")
def opened(file_of):
    """The same file, opened."""
    return lambda *given: pikepdf.open(BytesIO(file_of(*given)))
