"""The approved wording of the legal blocks: `posterbook approve` writes it, every build is held to it.

An approval guards against what nobody meant to change; it is no signature. Its seal shows that the file was
edited by hand, but whoever can run posterbook can seal again: keep the folder where its history is kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from posterbook.content.model import Booklet, LegalBlock, LegalPlace, Weight, doc
from posterbook.content.scalars import excerpt, fold
from posterbook.content.schema import read
from posterbook.errors import ContentError, Problem, Where, error, note, warning
from posterbook.loading.files.reading import is_inside, position
from posterbook.loading.legal.difference import first_difference, word_difference
from posterbook.loading.records import read_document
from posterbook.values import dataclass

APPROVED: Final = "legal/approved.yaml"
AGAIN: Final = "restore it, or have it approved: posterbook approve --by NAME --date DATE"


@dataclass(frozen=True, slots=True)
class Approved:
    """One block as it was approved; `filled` is '' where it is the template."""

    id: str = field(metadata=doc("id of the block"))
    place: LegalPlace = field(metadata=doc("where it stands"))
    weight: Weight = field(metadata=doc("how heavy it stands"))
    template_sha256: str = field(metadata=doc("digest of its template, white space folded"))
    filled_sha256: str = field(metadata=doc("digest of its filled text, white space folded"))
    template: str = field(metadata=doc("its template, for the difference"))
    filled: str = field(default="", metadata=doc("its filled text, where that is another"))


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved which wording, and when."""

    by: str = field(metadata=doc("who approved"))
    date: date = field(metadata=doc("when, as that person said"))
    seal: str = field(metadata=doc("digest of everything else"))
    blocks: tuple[Approved, ...] = field(default=(), metadata=doc("the blocks, in order"))


def digest(text: str) -> str:
    """SHA-256 of a text as UTF-8, white space folded."""
    return sha256(fold(text).encode()).hexdigest()


def check_approval(folder: Path, booklet: Booklet) -> list[Problem]:
    """How the legal blocks differ from the approved ones; a note where nothing is approved."""
    if not (folder / APPROVED).is_file():
        return list(_not_approved(booklet))
    approval, problems = _read(folder)
    if approval is None or problems:
        return problems
    broken = list(_broken_seals(approval))
    return broken or [
        *_changes(approval, booklet.legal),
        *_missing(approval, booklet),
        *_disorder(approval, booklet.legal),
    ]


def approval_of(booklet: Booklet, by: str, day: date) -> str:
    """The text of approved.yaml for a booklet; raises ContentError if it has no legal blocks."""
    if not booklet.legal:
        hint = "name the blocks below 'legal:' in booklet.yaml"
        raise ContentError(
            error("nothing-to-approve", "the booklet has no legal blocks", booklet.where, hint)
        )
    blocks = tuple(_as_approved(block) for block in booklet.legal)
    entries = "".join(_yaml_of(block) for block in blocks)
    seal = _seal(by, day, blocks)
    return (
        "# Written by `posterbook approve`; the seal breaks if anything here is edited by hand.\n"
        f"by: {_in_quotes(by)}\ndate: {day.isoformat()}\nseal: {_in_quotes(seal)}\nblocks:\n{entries}"
    )


def _read(folder: Path) -> tuple[Approval | None, list[Problem]]:
    if not is_inside(folder / APPROVED, os.path.realpath(folder)):
        return None, [error("outside-folder", f"'{APPROVED}' leads outside the content folder")]
    value, problems = read_document(folder, APPROVED)
    return (None, problems) if problems else read(Approval, value, Where(APPROVED))


def _not_approved(booklet: Booklet) -> Iterator[Problem]:
    if booklet.legal:
        hint = "when the wording is final: posterbook approve --by NAME --date DATE"
        yield note("not-approved", "nobody has approved the legal blocks", booklet.where.at("legal"), hint)


def _broken_seals(approval: Approval) -> Iterator[Problem]:
    """An approval that was edited: its digests or its seal do not belong to what it says."""
    message = "this approval was edited by hand after it was given, so it approves nothing"
    where = Where(APPROVED)
    for place, block in enumerate(approval.blocks):
        wording = block.filled or block.template
        if (digest(block.template), digest(wording)) != (block.template_sha256, block.filled_sha256):
            yield error("approval-forged", f"{message}: '{block.id}'", where.at("blocks", place), AGAIN)
    if approval.seal != _seal(approval.by, approval.date, approval.blocks):
        yield error("approval-forged", message, where.at("seal"), AGAIN)


def _changes(approval: Approval, blocks: Sequence[LegalBlock]) -> Iterator[Problem]:
    known = {block.id: block for block in approval.blocks}
    for block in blocks:
        if block.id in known:
            yield from _change(approval, known[block.id], block)
        else:
            message = f"the legal block '{excerpt(block.id)}' has not been approved; {_by_and_date(approval)}"
            yield error("not-approved", message, block.where.at("id"), AGAIN)


def _change(approval: Approval, was: Approved, block: LegalBlock) -> Iterator[Problem]:
    called = f"the legal block '{excerpt(block.id)}'"
    if (was.place, was.weight) != (block.place, block.weight):
        here, there = f"{block.place}, {block.weight}", f"{was.place}, {was.weight}"
        message = f"{called} stands at {here}; it was approved at {there} ({_by_and_date(approval)})"
        yield error("approved-place", message, block.where.at("place"), AGAIN)
    template = block.file.template or block.file.text
    if digest(template) != was.template_sha256:
        differs = word_difference(was.template, template)
        message = f"the wording of {called} is not the approved one: {differs} ({_by_and_date(approval)})"
        changed = position(template, first_difference(was.template, template))
        yield error("approved-wording", message, Where(block.file.where.file, (), *changed), AGAIN)
    elif digest(block.file.text) != was.filled_sha256:
        differs = word_difference(was.filled or was.template, block.file.text)
        message = (
            f"what fills {called} has changed since it was approved: {differs} ({_by_and_date(approval)})"
        )
        yield warning("approval-stale", message, block.file.where, AGAIN)


def _missing(approval: Approval, booklet: Booklet) -> Iterator[Problem]:
    given = {block.id for block in booklet.legal}
    for block in approval.blocks:
        if block.id not in given:
            message = f"the approved legal block '{excerpt(block.id)}' is missing; {_by_and_date(approval)}"
            yield error("approved-missing", message, booklet.where.at("legal"), AGAIN)


def _disorder(approval: Approval, blocks: Sequence[LegalBlock]) -> Iterator[Problem]:
    known = [block.id for block in approval.blocks]
    given = [block for block in blocks if block.id in known]
    wanted = [name for name in known if any(block.id == name for block in given)]
    for block, name in zip(given, wanted, strict=True):
        if block.id != name:
            message = f"the legal block '{excerpt(block.id)}' stands where '{excerpt(name)}' was approved"
            yield error("approved-order", message, block.where, AGAIN)
            return


def _by_and_date(approval: Approval) -> str:
    return f"approved by {excerpt(approval.by)}, {approval.date.isoformat()}"


def _as_approved(block: LegalBlock) -> Approved:
    template, text = fold(block.file.template or block.file.text), fold(block.file.text)
    other = text if text != template else ""
    return Approved(block.id, block.place, block.weight, digest(template), digest(text), template, other)


def _seal(by: str, day: date, blocks: Sequence[Approved]) -> str:
    """The digest of all that an approval says; JSON keeps its parts apart."""
    said = [
        [one.id, one.place.value, one.weight.value, one.template_sha256, one.filled_sha256] for one in blocks
    ]
    return sha256(json.dumps([by, day.isoformat(), said], ensure_ascii=True).encode()).hexdigest()


def _yaml_of(block: Approved) -> str:
    texts = [("template", block.template), ("filled", block.filled)]
    return (
        f"  - id: {_in_quotes(block.id)}\n    place: {block.place}\n    weight: {block.weight}\n"
        f"    template_sha256: {_in_quotes(block.template_sha256)}\n"
        f"    filled_sha256: {_in_quotes(block.filled_sha256)}\n"
        + "".join(f"    {key}: >-\n{_folded_scalar(text)}" for key, text in texts if text)
    )


def _folded_scalar(text: str) -> str:
    """A text as the lines of a folded scalar, which reads back as it was."""
    from textwrap import wrap  # noqa: PLC0415 - only approving writes

    lines = wrap(text, 100, break_long_words=False, break_on_hyphens=False)
    return "".join(f"      {line}\n" for line in lines)


def _in_quotes(text: str) -> str:
    """A text in double quotes, which YAML reads as JSON does."""
    return json.dumps(text, ensure_ascii=False)
