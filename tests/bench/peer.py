"""Typst makes the same booklet by its Python package: `python tests/bench/peer.py RECORDS OUTPUT FONTS`."""

import sys
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("peer.typ")


def main() -> None:
    """Make one file."""
    records, output, fonts = sys.argv[1:]
    typst.compile(
        TEMPLATE,
        output=output,
        root="/",
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"records": records},
    )


if __name__ == "__main__":
    main()
