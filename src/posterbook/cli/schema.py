"""`posterbook schema`: the JSON Schema by which an editor completes records and booklet.yaml."""

from __future__ import annotations

import argparse

from posterbook.cli.console import Outcome, carry_out
from posterbook.cli.options import Command


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "of",
        nargs="?",
        default="record",
        choices=("record", "booklet", "programme"),
        help="what it describes (record)",
    )


def _run(asked: argparse.Namespace) -> int:
    return carry_out(lambda: Outcome(text=f"{_schema(asked.of)}\n"))


def _schema(of: str) -> str:
    import json

    from posterbook.content.json_schema import json_schema
    from posterbook.content.model import Booklet, ProgrammeItem, Record
    from posterbook.design.theme import formats, themes
    from posterbook.loading import design_tokens
    from posterbook.pages import kinds

    tokens = design_tokens()
    options = {name: kind.options for name, kind in kinds().all().items()}
    choices = {"page": formats(tokens), "theme": themes(tokens)}
    described = {"record": Record, "booklet": Booklet, "programme": ProgrammeItem}[of]
    schema = json_schema(described, kinds=options, choices=choices)
    if of == "programme":
        schema = {"$schema": schema.pop("$schema"), "title": "programme", "type": "array", "items": schema}
    return json.dumps(schema, indent=2, ensure_ascii=False)


SCHEMA = Command(
    "schema",
    "print the JSON Schema of a record or of booklet.yaml, for completion in editors",
    "posterbook schema record > record.schema.json",
    _add_options,
    _run,
)
