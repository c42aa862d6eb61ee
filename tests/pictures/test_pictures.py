"""A few pages as small grey pictures: what values and text cannot show, as colour areas and clipping."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from posterbook import load, publish, typeset
from posterbook.assets import example_folder
from posterbook.forms.edition import edition

HERE = Path(__file__).parent
SCALE = 0.5  # pixels a point: shapes and greys, not letters
MOST_DIFFERENT = 1.5  # of 255 on average; another version of the renderer smooths edges otherwise
PAGES = [
    ("a5", "colour", 1),
    ("a5", "colour", 3),
    ("a5", "colour", 9),
    ("a5", "colour", 12),
    ("a5", "plain", 3),
    ("a4", "colour", 4),
    ("a4", "large-print", 5),
]


@pytest.fixture(scope="module")
def rendered():
    made: dict[tuple[str, str], pypdfium2.PdfDocument] = {}

    def page_picture(page: str, theme: str, sequence: int) -> Image.Image:
        if (page, theme) not in made:
            work = typeset(load(example_folder()), page=page, theme=theme)
            made[page, theme] = pypdfium2.PdfDocument(publish(work, edition("screen")).pdf)
        return made[page, theme][sequence - 1].render(scale=SCALE).to_pil().convert("L")

    return page_picture


@pytest.mark.slow
@pytest.mark.parametrize(("page", "theme", "sequence"), PAGES)
def test_a_page_looks_as_it_looked(rendered, request, tmp_path, page, theme, sequence):
    picture = rendered(page, theme, sequence)
    reference = HERE / f"{page}-{theme}-{sequence:02}.png"
    if request.config.getoption("--update"):
        picture.quantize(16, dither=Image.Dither.NONE).save(reference, optimize=True)
    before = Image.open(reference).convert("L")
    assert picture.size == before.size
    difference = ImageChops.difference(picture, before)
    difference.save(tmp_path / "difference.png")
    mean = ImageStat.Stat(difference).mean[0]
    assert mean < MOST_DIFFERENT, f"differs by {mean:.2f}, see {tmp_path}/difference.png"


def test_every_reference_is_small_and_used():
    names = {f"{page}-{theme}-{sequence:02}.png" for page, theme, sequence in PAGES}
    found = {
        path.name: path.stat().st_size for path in HERE.glob("*.png") if not path.name.startswith("readme")
    }
    assert set(found) == names
    assert max(found.values()) < 20 * 1024
