"""The words that posterbook itself prints: a YAML table for each language, with all fields of `model.Words`.

A new language is a new file here, named by its tag; nothing else has to be told of it.
"""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def languages() -> tuple[str, ...]:
    """The tags of all tables, sorted."""
    return tuple(sorted(table.stem for table in _HERE.glob("*.yaml")))


def table_for(tag: str) -> Path | None:
    """The table that fits a BCP 47 tag best, None if there is none for its language."""
    table = _HERE / f"{best(tag, languages())}.yaml"
    return table if table.is_file() else None


def best(tag: str, known: tuple[str, ...]) -> str:
    """The known tag that shares the longest beginning with `tag`, "" if none does (RFC 4647, lookup).

    Chinese is told apart by script: a region or nothing stands for the script that is usual there.
    """
    by_tag = {one.lower(): one for one in known}
    parts = _with_script(tag.lower().split("-"))
    beginnings = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((by_tag[beginning] for beginning in beginnings if beginning in by_tag), "")


def _with_script(parts: list[str]) -> list[str]:
    if parts[0] != "zh" or {"hans", "hant"} & set(parts):
        return parts
    traditional = {"tw", "hk", "mo"} & set(parts)
    return ["zh", "hant" if traditional else "hans"]
