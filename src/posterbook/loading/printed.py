"""`printed.yaml`: what has been printed, written when a booklet is frozen, and read on every later load."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from posterbook.content.printed import PrintedBook, PrintedPage
from posterbook.content.schema import read
from posterbook.errors import Problem, Where
from posterbook.loading.records import read_document
from posterbook.loading.translations import spoken_in

PRINTED: Final = "printed.yaml"
HEAD: Final = (
    "# Written by `posterbook freeze`: what has been printed stays where it is until `posterbook thaw`."
)


def printed_yaml(book: PrintedBook) -> str:
    """The text of printed.yaml."""
    from posterbook.loading.yaml.writing import entry_lines  # noqa: PLC0415 - only `freeze` writes

    head: dict[str, object] = {
        "title": book.title,
        "date": book.date,
        "fingerprint": book.fingerprint,
        "page": book.page,
        "theme": book.theme,
        "body": book.body,
    }
    lines = [HEAD]
    for key, value in head.items():
        lines += entry_lines(key, value, "") if value else []
    posters = [
        {
            "number": poster.number,
            "page": poster.page,
            "sha256": poster.sha256,
            "wording_sha256": poster.wording_sha256,
            "title": poster.title,
            "board": poster.board,
            "place": poster.place,
            "time": poster.time,
            "added": poster.added,
            "withdrawn": poster.withdrawn,
        }
        for poster in book.posters
    ]
    lines += entry_lines("posters", [{k: v for k, v in one.items() if v} for one in posters], "")
    lines += page_lines(book.pages)
    return "\n".join(lines) + "\n"


def printed_in(folder: Path, language: str) -> str:
    """The name of a folder's record in a language, '' for the main one.

    Raises UsageError for one that the folder does not hold.
    """
    if not language:
        return PRINTED
    value, _ = read_document(folder, "booklet.yaml") if folder.is_dir() else (None, [])
    return spoken_in(value, language).beside(PRINTED)


def page_lines(pages: Sequence[PrintedPage]) -> Iterator[str]:
    """The lines of a list of pages."""
    from posterbook.loading.yaml.writing import entry_lines  # noqa: PLC0415 - only `freeze` writes

    entries: list[dict[str, object]] = []
    for page in pages:
        named = {"page": page.page, "kind": page.kind, "number": page.number, "sha256": page.sha256}
        entry: dict[str, object] = {key: value for key, value in named.items() if value}
        entries.append(entry | ({"text": list(page.text)} if page.text else {}))
    if entries:
        yield from entry_lines("pages", entries, "")


def read_printed(folder: Path, name: str = PRINTED) -> tuple[PrintedBook | None, list[Problem]]:
    """What a folder says has been printed, and what is wrong with it; None where nothing is said."""
    if not (folder / name).is_file():
        return None, []
    value, problems = read_document(folder, name)
    return (None, problems) if problems else read(PrintedBook, value, Where(name))
