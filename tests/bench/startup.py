"""Measures what a start and a build of the example cost: `python tests/bench/startup.py [REPEATS]`."""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from costs import cost_of

EXAMPLE = Path(__file__).parents[2] / "booklet"
REPEATS = 21


def main() -> None:
    """Run all commands in turn, so that noise disturbs them alike, and print the least and the median."""
    with TemporaryDirectory() as output:
        posterbook = (sys.executable, "-m", "posterbook")
        commands = {
            "bare interpreter": (sys.executable, "-c", "pass"),
            "posterbook --help": (*posterbook, "--help"),
            "posterbook check": (*posterbook, "check", str(EXAMPLE)),
            "posterbook build": (*posterbook, "build", str(EXAMPLE), "--force", "--output", output),
            "the same, unchanged": (*posterbook, "build", str(EXAMPLE), "--output", output),
        }
        repeats = int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS
        rounds = [[cost_of(command).cpu for command in commands.values()] for _ in range(repeats)]
    columns = list(zip(*rounds, strict=True))
    for name, column in zip(commands, columns, strict=True):
        least, usual = min(column) * 1000, median(column) * 1000
        above = least - min(columns[0]) * 1000
        print(f"{name:20} {least:6.0f} ms CPU, {above:6.0f} above the interpreter; median {usual:6.0f}")


if __name__ == "__main__":
    main()
