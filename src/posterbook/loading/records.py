"""The records of the content folder, one file each or one list, in their order; embargoed texts withheld."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from posterbook.content.model import Record
from posterbook.content.poster_order import natural
from posterbook.content.scalars import excerpt
from posterbook.content.schema import Reader, read
from posterbook.errors import Problem, Severity, Where, error, warning
from posterbook.loading.files.reading import contents, is_inside
from posterbook.loading.rules.booklet import missing_sections
from posterbook.loading.translations import Spoken
from posterbook.loading.yaml.document import MAX_BYTES, parse
from posterbook.values import dataclass

FOLDER: Final = "posters"
LIST: Final = "posters.yaml"


@dataclass(slots=True)
class Records:
    """What has been read so far; `numbers` also of records that are faulty otherwise."""

    found: list[Record] = field(default_factory=list)
    numbers: list[tuple[str, Where]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    spoken: Spoken = Spoken()

    def add(self, value: object, where: Where, readers: Mapping[type, Reader]) -> None:
        """Read one record."""
        record, problems = read(Record, value, where, readers)
        problems = self.spoken.with_unknown_languages(problems, value, where)
        self.problems += problems
        if record is not None:
            if not any(_concerns_sections(problem, where) for problem in problems):
                self.problems += missing_sections(record)
            self.found.append(record)
            if record.number:
                self.numbers.append((record.number, where.at("number")))


def _concerns_sections(problem: Problem, record: Where) -> bool:
    """Whether a record's sections are at fault already."""
    below = (*record.path, "sections")
    return problem.where is not None and problem.where.path[: len(below)] == below


def read_records(folder: Path, readers: Mapping[type, Reader], spoken: Spoken | None = None) -> Records:
    """All records of a folder: list order in posters.yaml, else natural order of file names."""
    spoken = spoken or Spoken()
    records = Records(spoken=spoken)
    files = list(_in_main_language(folder, record_files(folder, records.problems), spoken, records.problems))
    if (folder / LIST).is_file():
        if files:
            message = f"records stand both in {FOLDER}/ and in {LIST}"
            records.problems.append(
                error("two-sources", message, Where(LIST, (), 1, 1), "move them to one place")
            )
        else:
            _read_list(folder, records, readers, spoken)
    for name in files:
        value, problems = read_spoken(folder, name, spoken, comments=True)
        records.problems += problems
        tag = spoken.unknown_in(name)
        if tag and isinstance(value, dict) and "number" not in value and _original(name, tag) in files:
            records.problems.append(spoken.unknown(tag, Where(name, (), 1, 1)))
        elif value is not None or not problems:
            records.add(value, Where(name), readers)
    if not records.found and not any(problem.severity is Severity.ERROR for problem in records.problems):
        hint = f"write {FOLDER}/01.yaml, or see `posterbook new`"
        records.problems.append(error("no-records", "the booklet has no records", Where(FOLDER), hint))
    return records


def _in_main_language(
    folder: Path, names: Iterable[str], spoken: Spoken, problems: list[Problem]
) -> Iterator[str]:
    """The record files but those that only give another file's words in another language."""
    for name in names:
        stem, _, tag = name.removesuffix(".yaml").rpartition(".")
        if tag not in spoken.known:
            yield name
        elif not (folder / f"{stem}.yaml").is_file():
            hint = f"write {stem}.yaml with all facts, and here only what is other words in {tag}"
            problems.append(error("no-original", f"there is no {stem}.yaml", Where(name, (), 1, 1), hint))


def _original(name: str, tag: str) -> str:
    """The record file whose words another file gives in a language."""
    return f"{name.removesuffix(f'.{tag}.yaml')}.yaml"


def withhold_embargoed(records: Iterable[Record], now: Callable[[], datetime] | None) -> tuple[Record, ...]:
    """The records, without the texts of those whose embargo has not passed.

    Only number, group, session, titles, authors and status stay. `now` is asked only if a record
    has an embargo; without it every embargo stands.
    """
    records = tuple(records)
    if not any(record.embargo for record in records):
        return records
    moment = now() if now else None
    return tuple(_without_text(record) if _is_embargoed(record, moment) else record for record in records)


def _is_embargoed(record: Record, moment: datetime | None) -> bool:
    return record.embargo is not None and (moment is None or moment < record.embargo)


def _without_text(record: Record) -> Record:
    return Record(
        number=record.number,
        title=record.title,
        summary_title=record.summary_title,
        group=record.group,
        session=record.session,
        authors=tuple(replace(author, email="") for author in record.authors),
        status=record.status,
        embargo=record.embargo,
        withheld=True,
        where=record.where,
    )


def read_document(folder: Path, name: str, *, comments: bool = False) -> tuple[object, list[Problem]]:
    """The plain value of a YAML file of the folder, and what is wrong with its text.

    With `comments`, scalars say where a comment may have taken a part of a text.
    """
    path = folder / name
    if path.is_symlink() and not is_inside(path, os.path.realpath(folder)):
        message = f"'{name}' leads outside the content folder"
        return None, [error("outside-folder", message, Where(name), "copy the file into the content folder")]
    source, problems = contents(path, Where(name), MAX_BYTES)
    return (None, problems) if problems else parse(source, name, comments=comments)


def read_spoken(
    folder: Path, name: str, spoken: Spoken, *, comments: bool = False
) -> tuple[object, list[Problem]]:
    """As `read_document`, in one language: what the file beside it says stands before what it says itself."""
    value, problems = read_document(folder, name, comments=comments)
    if not spoken.known:
        return value, problems
    value, beside = spoken.chosen(value), spoken.beside(name)
    if not spoken.other or not isinstance(value, dict) or not (folder / beside).is_file():
        return value, problems
    own, faults = read_document(folder, beside, comments=comments)
    if not faults and not isinstance(own, dict):
        hint = f"write the fields of {name} that are other words in {spoken.other}"
        faults = [error("wrong-type", f"{beside} wants a mapping", Where(beside, (), 1, 1), hint)]
    if isinstance(own, dict):
        if "number" in own and own["number"] != value.get("number"):
            message = f"the number is {excerpt(str(own['number']))}, and that of {name} another"
            faults.append(error("other-number", message, Where(beside, ("number",)), "leave it out here"))
        value = {**value, **{key: spoken.chosen(one) for key, one in own.items()}}
    return value, [*problems, *faults]


def _read_list(folder: Path, records: Records, readers: Mapping[type, Reader], spoken: Spoken) -> None:
    value, problems = read_spoken(folder, LIST, spoken, comments=True)
    records.problems += problems
    if value is None and problems:
        return
    if not isinstance(value, list):
        message = f"{LIST} wants a list of records"
        hint = "begin each record with '- number:'"
        records.problems.append(error("wrong-type", message, Where(LIST), hint))
        return
    for place, item in enumerate(value):
        records.add(item, Where(LIST, (place,)), readers)


def record_files(folder: Path, problems: list[Problem]) -> Iterator[str]:
    """The names of the record files, below the folder; a folder that leads outside is not looked into."""
    posters = folder / FOLDER
    if not posters.is_dir():
        return
    if not is_inside(posters, os.path.realpath(folder)):
        message = f"'{FOLDER}' leads outside the content folder"
        problems.append(
            error("outside-folder", message, Where(FOLDER), "copy the files into the content folder")
        )
        return
    for name in sorted((path.name for path in posters.iterdir()), key=natural):
        if name.startswith("."):
            continue  # what editors and file systems leave behind
        if name.endswith(".yaml"):
            yield f"{FOLDER}/{name}"
        elif name.lower().endswith((".yml", ".yaml", ".json")):
            hint = f"rename it to {Path(name).stem}.yaml"
            problems.append(warning("not-read", "only .yaml files are read", Where(f"{FOLDER}/{name}"), hint))
