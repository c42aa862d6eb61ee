"""Measures what structure and its proof cost: `python tests/bench/tagging.py [POSTERS] [GROUPS]`."""

import gc
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copytree, rmtree
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import yaml

from posterbook import Typeset, load, typeset
from posterbook.assets import assets_folder, example_folder
from posterbook.draw import draw
from posterbook.forms.edition import Edition, edition
from posterbook.forms.metadata import Metadata
from posterbook.pdf import finish
from posterbook.proof import prove_structure

ROUNDS = 3
METADATA = Metadata(title="x")


def main() -> None:
    """Draw and finish the same pages with structure and without, in turn, and print medians."""
    posters = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    groups = int(sys.argv[2]) if len(sys.argv) > 2 else posters * 3 // 10 or 1
    gc.disable()
    with TemporaryDirectory() as made:
        start = process_time()
        work = typeset(load(enlarged(Path(made) / "booklet", posters, groups)))
        before = process_time() - start
    report(work, before)


def enlarged(folder: Path, posters: int, groups: int) -> Path:
    """The example with its records over and over, under other numbers and in other groups."""
    copytree(example_folder(), folder)
    sources = sorted((folder / "posters").iterdir())
    records = [yaml.safe_load(source.read_text(encoding="utf-8")) for source in sources]
    rmtree(folder / "posters")
    many = [
        records[n % len(records)] | {"number": str(1000 + n), "group": f"Topic {n * groups // posters + 1}"}
        for n in range(posters)
    ]
    (folder / "posters.yaml").write_text(json.dumps(many), encoding="utf-8")
    return folder


def report(work: Typeset, before: float) -> None:
    """What each variant takes, and what structure and proof add to a whole build."""
    tagged = edition("screen")
    plain = replace(tagged, tagged=False, standards=())
    marks, file = draw(work.pages, tagged, work.fonts).marks, file_of(work, tagged)
    proof = (prove_structure, file, work.pages, marks, METADATA)
    rounds = [
        (timed(file_of, work, plain), timed(file_of, work, tagged), timed(*proof)) for _ in range(ROUNDS)
    ]
    untagged, whole, proved = (median(column) for column in zip(*rounds, strict=True))
    base, structure = before + untagged, whole - untagged
    bare, size = len(file_of(work, plain)) / 1000, len(file) / 1000
    print(f"{len(work.pages)} pages: {before:.2f} s CPU until laid out, {untagged:.2f} s drawn and finished")
    print(f"structure {structure:6.2f} s CPU, {structure / base:6.1%} more")
    print(f"its proof {proved:6.2f} s CPU, {proved / base:6.1%} more")
    print(f"size      {size:6.0f} kB,    {size / bare - 1:6.1%} more")


def file_of(work: Typeset, variant: Edition) -> bytes:
    """The finished file of an edition."""
    profile = (assets_folder() / "icc" / variant.profile).read_bytes()
    return finish(draw(work.pages, variant, work.fonts), work.pages, METADATA, variant, profile)


def timed(work: Callable[..., object], *given: object) -> float:
    """CPU seconds of a piece of work."""
    start = process_time()
    work(*given)
    return process_time() - start


if __name__ == "__main__":
    main()
