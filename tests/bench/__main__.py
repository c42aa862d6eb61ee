"""Measures builds of generated booklets: `python tests/bench [POSTERS ...] [--repeat N] [--seed N]`.

Where Typst is installed, as a command or as the Python package `typst`, it makes the same booklets in turn,
so that what else the machine does disturbs both alike. Prints medians as tables of Markdown.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from math import log
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from costs import Cost, cost_of

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "assets" / "fonts"
PRODUCT, PEER = "posterbook", "Typst"


class Row(NamedTuple):
    """The medians of one tool at one size, and the bytes of its file."""

    tool: str
    posters: int
    cost: Cost
    size: int


def main() -> None:
    """Measure all sizes and print what came of it."""
    parser = argparse.ArgumentParser(prog="python tests/bench", description="Measures generated booklets.")
    parser.add_argument("posters", nargs="*", type=int, default=[100, 1000], help="sizes (100 1000)")
    parser.add_argument("--repeat", type=int, default=3, help="how often each is made (3)")
    parser.add_argument("--seed", type=int, default=1, help="another one makes other records (1)")
    asked = parser.parse_args()
    rows: list[Row] = []
    stages: dict[int, dict[str, float]] = {}
    with TemporaryDirectory() as made:
        for posters in asked.posters:
            folder = Path(made) / str(posters)
            command = (sys.executable, str(HERE / "generator.py"), str(folder), str(posters), str(asked.seed))
            subprocess.run(command, check=True)
            if not rows:
                measure(folder, posters, 1)  # writes what is compiled, and warms the disk's cache
            found, stages[posters] = measure(folder, posters, asked.repeat)
            rows += found
    print_costs(rows)
    print_stages(rows, stages)


def measure(folder: Path, posters: int, repeat: int) -> tuple[list[Row], dict[str, float]]:
    """What each tool takes for a folder, and the seconds of posterbook's stages."""
    output, report, peer = folder / "output", folder / "report.json", folder / "peer.pdf"
    commands = {PRODUCT: product_command(folder, output, report), **peer_command(folder, peer)}
    costs: dict[str, list[Cost]] = {tool: [] for tool in commands}
    seconds: list[dict[str, float]] = []
    for _ in range(repeat):
        for tool, command in commands.items():
            costs[tool].append(cost_of(command))
        spent = json.loads(report.read_text(encoding="utf-8"))["seconds"]
        seconds.append(spent | {"start and end": costs[PRODUCT][-1].wall - sum(spent.values())})
    files = {PRODUCT: next(output.glob("*.pdf")), PEER: peer}
    rows = [
        Row(tool, posters, Cost(*map(median, zip(*found, strict=True))), files[tool].stat().st_size)
        for tool, found in costs.items()
    ]
    return rows, {stage: median(one[stage] for one in seconds) for stage in seconds[0]}


def product_command(folder: Path, output: Path, report: Path) -> Sequence[str]:
    """The command that a user types, passing by what was kept of the last build."""
    posterbook = (sys.executable, "-m", "posterbook", "build", str(folder), "--force", "--quiet")
    return (*posterbook, "--output", str(output), "--report", str(report))


def peer_command(folder: Path, output: Path) -> dict[str, Sequence[str]]:
    """Typst's command, or its Python package; nothing where neither is installed."""
    records = str(folder / "posters.yaml")
    if typst := which("typst"):
        fonts = ("--font-path", str(FONTS), "--ignore-system-fonts", "--root", "/")
        template = str(HERE / "peer.typ")
        return {PEER: (typst, "compile", *fonts, "--input", f"records={records}", template, str(output))}
    if find_spec("typst"):
        return {PEER: (sys.executable, str(HERE / "peer.py"), records, str(output), str(FONTS))}
    return {}


def print_costs(rows: Sequence[Row]) -> None:
    """A row for each tool and size; the exponent is that of CPU time since the tool's size before."""
    print("| posters | | CPU s | wall s | peak MB | kB a poster | exponent | CPU, of Typst's | memory |")
    print("|---|---|---|---|---|---|---|---|---|")
    before: dict[str, Row] = {}
    for row in rows:
        posters, cost = row.posters, row.cost
        exponent = ratio = memory = ""
        if last := before.get(row.tool):
            exponent = f"{log(cost.cpu / last.cost.cpu) / log(posters / last.posters):.2f}"
        peer = next((one.cost for one in rows if one.tool == PEER and one.posters == posters), None)
        if peer and row.tool == PRODUCT:
            ratio, memory = f"{cost.cpu / peer.cpu:.2f}", f"{cost.memory / peer.memory:.2f}"
        size = f"{row.size / 1000 / posters:.1f}"
        figures = (f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.memory:.0f}", size, exponent, ratio, memory)
        print(f"| {posters:,} | {row.tool} | {' | '.join(figures)} |")
        before[row.tool] = row


def print_stages(rows: Sequence[Row], stages: dict[int, dict[str, float]]) -> None:
    """Each stage's share of a build, and in brackets that share of its CPU time, microseconds a poster."""
    own = [row for row in rows if row.tool == PRODUCT]
    print("\n| stage, % (µs a poster) |", *(f"{row.posters:,} |" for row in own))
    print("|---|" + "---|" * len(own))
    for stage in stages[own[0].posters]:
        shares = [stages[row.posters][stage] / row.cost.wall for row in own]
        each = [share * row.cost.cpu * 1e6 / row.posters for share, row in zip(shares, own, strict=True)]
        cells = (f"{share:.0%} ({one:,.0f})" for share, one in zip(shares, each, strict=True))
        print(f"| {stage} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
