"""Measures the live desk: `python tests/bench/desk.py [POSTERS ...]`: seconds from a saved change to its
picture.

Of the example, and of generated booklets with so many posters (300); the time till the folder is looked at,
0.15 s at most, comes on top. The desk is warm, as after the first pages have been seen.
"""

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from posterbook.api.previewing import LiveDesk
from posterbook.assets import example_folder

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.generator import make_folder

TIMES, SCALE = 7, 2.0


def main() -> None:
    """Measure and print."""
    sizes = [int(size) for size in sys.argv[1:]] or [300]
    with TemporaryDirectory() as made:
        example = Path(made) / "example"
        shutil.copytree(example_folder(), example)
        print(f"example: {median(seconds(example)):.2f} s")
        for size in sizes:
            make_folder(Path(made) / str(size), size)
            print(f"{size} posters: {median(seconds(Path(made) / str(size))):.2f} s")


def seconds(folder: Path) -> Iterator[float]:
    """What some changes of one poster's text take."""
    file = next(iter(sorted((folder / "posters").glob("*.yaml"))), folder / "posters.yaml")
    desk = LiveDesk(folder)
    desk.refresh()
    for number in range(TIMES):
        text = file.read_text(encoding="utf-8")
        before_it, word, after_it = text.rpartition(" the ")
        file.write_text(f"{before_it}{word}{number} {after_it}", encoding="utf-8")
        start = time.perf_counter()
        before = {page["key"] for page in desk.state()["pages"]}
        desk.refresh()
        changed = [page["key"] for page in desk.state()["pages"] if page["key"] not in before]
        desk.picture(changed[-1], SCALE)
        yield time.perf_counter() - start
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
