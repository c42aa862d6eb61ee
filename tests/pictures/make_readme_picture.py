"""Draws the README's picture, a spread of the example: `python tests/pictures/make_readme_picture.py`."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

TARGET = Path(__file__).with_name("readme-spread.png")
EXAMPLE = Path(__file__).parents[2] / "booklet"
LEFT = 1  # the introduction, counted from 0; the summary table faces it
SCALE = 1.7  # pixels a point
MARGIN = 24
DESK = "#E4E4E1"


def main() -> None:
    """Build the example and set two facing pages beside each other on a desk."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "posterbook", "build", str(EXAMPLE), "--output", folder]
        path = Path(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip())  # noqa: S603 - our own command
        document = pypdfium2.PdfDocument(path.read_bytes())
    leaves = [document[index].render(scale=SCALE).to_pil().convert("RGB") for index in (LEFT, LEFT + 1)]
    width, height = leaves[0].size
    spread = Image.new("RGB", (2 * width + 2 * MARGIN, height + 2 * MARGIN), DESK)
    for index, leaf in enumerate(leaves):
        spread.paste(leaf, (MARGIN + index * width, MARGIN))
    spread.paste("#C8C8C4", (MARGIN + width, MARGIN, MARGIN + width + 1, MARGIN + height))
    spread.quantize(64, dither=Image.Dither.NONE).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
