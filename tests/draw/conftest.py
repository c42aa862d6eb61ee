"""Real fonts, and the pieces of a page."""

from pathlib import Path

import pytest

from posterbook.design.fonts import Fonts
from posterbook.design.theme import Face

FOLDER = Path(__file__).parents[2] / "assets" / "fonts"
FACES = {
    "sans": Face("SourceSans3-Regular.ttf"),
    "serif": Face("SourceSerif4-Regular.ttf"),
    "han": Face("NotoSerifTC_400Regular.ttf"),
}


@pytest.fixture(scope="session")
def fonts():
    return Fonts(FACES, FOLDER)
