"""The approved wording of the legal blocks, or of all that is printed: every build is held to it.

An approval guards against what nobody meant to change; it is no signature. Its seal shows that the file was
edited by hand, but whoever can run posterbook can seal again: keep the folder where its history is kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

from posterbook.content.difference import first_difference, word_difference
from posterbook.content.model import Booklet, LegalBlock, LegalPlace, Weight, doc
from posterbook.content.printed import (
    ApprovedDocument,
    PrintedPage,
    digest_of,
    in_language,
    words_digest,
)
from posterbook.content.scalars import excerpt, fold
from posterbook.content.schema import read
from posterbook.errors import ContentError, Problem, Severity, Where, error, note, warning
from posterbook.loading.files.reading import is_inside, position
from posterbook.loading.legal.signature import signature_problems
from posterbook.loading.printed import page_lines
from posterbook.loading.records import read_document
from posterbook.loading.translations import file_in
from posterbook.values import dataclass

APPROVED: Final = "legal/approved.yaml"
CODES: Final = ("approv", "not-approved")
"""How the codes of problems of approval begin."""
UNQUOTED: Final = ("date", "scope")
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


class Scope(StrEnum):
    """What was approved: every printed word, the legal blocks with them, or these alone."""

    DOCUMENT = "document"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved which wording of whose booklet, and when; an older version wrote no `scope`."""

    by: str = field(metadata=doc("who approved"))
    date: date = field(metadata=doc("when, as that person said"))
    seal: str = field(metadata=doc("digest of everything else"))
    scope: Scope | None = field(default=None, metadata=doc("what was approved: document or legal"))
    slug: str = field(default="", metadata=doc("slug of the booklet that was approved"))
    issuer: str = field(default="", metadata=doc("who publishes it"))
    document_sha256: str = field(default="", metadata=doc("digest of every printed word"))
    blocks: tuple[Approved, ...] = field(default=(), metadata=doc("the blocks, in order"))
    pages: tuple[PrintedPage, ...] = field(default=(), metadata=doc("every printed word, page by page"))


def digest(text: str) -> str:
    """SHA-256 of a text as UTF-8, white space folded."""
    return sha256(fold(text).encode()).hexdigest()


def apply_approval(folder: Path, booklet: Booklet) -> tuple[Booklet, list[Problem]]:
    """The booklet with what was approved, and how its legal blocks differ from what was.

    A note where nothing is approved. Whether all other words are the approved ones is known once the booklet
    is laid out.
    """
    booklet, found = _held_to_approval(folder, booklet)
    return booklet, [replace(one, hint=in_language(one.hint, booklet.translation)) for one in found]


def _held_to_approval(folder: Path, booklet: Booklet) -> tuple[Booklet, list[Problem]]:
    name = file_in(APPROVED, booklet.translation)
    if not (folder / name).is_file():
        return booklet, list(_not_approved(booklet))
    approval, problems = _read(folder, name)
    if approval is None or problems:
        return booklet, problems
    if broken := [
        *_broken_seals(approval),
        *_foreign(approval, booklet),
        *signature_problems(folder, approval.date, name),
    ]:
        return booklet, broken
    legal = tuple((block.id, block.filled or block.template) for block in approval.blocks)
    approved = ApprovedDocument(approval.by, approval.date, legal, approval.pages)
    return replace(booklet, approved=approved), [
        *_changes(approval, booklet.legal),
        *_missing(approval, booklet),
        *_disorder(approval, booklet.legal),
    ]


def as_draft(problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a draft: what an approval forbids is a warning, since the file says that it is none."""
    return [
        replace(one, severity=Severity.WARNING)
        if one.severity is Severity.ERROR and is_of_approval(one)
        else one
        for one in problems
    ]


def is_of_approval(problem: Problem) -> bool:
    """Whether a problem says that something is not as it was approved."""
    return problem.code.startswith(CODES)


def approval_of(booklet: Booklet, by: str, day: date, pages: Sequence[PrintedPage] | None = None) -> str:
    """The text of approved.yaml for a booklet; `pages` are all that it prints, None for legal blocks only.

    Raises ContentError where there is nothing to approve.
    """
    if pages is None and not booklet.legal:
        hint = "name the blocks below 'legal:' in booklet.yaml, or approve the document"
        raise ContentError(
            error("nothing-to-approve", "the booklet has no legal blocks", booklet.where, hint)
        )
    blocks = tuple(_as_approved(block) for block in booklet.legal)
    approval = Approval(
        by=by,
        date=day,
        seal="",
        scope=Scope.LEGAL if pages is None else Scope.DOCUMENT,
        slug=booklet.slug,
        issuer=_issuer(booklet),
        document_sha256="" if pages is None else words_digest(pages),
        blocks=blocks,
        pages=tuple(replace(page, sha256="") for page in pages or ()),
    )
    head = [
        ("by", by),
        ("date", day.isoformat()),
        ("seal", _seal(approval)),
        ("scope", str(approval.scope)),
        ("slug", approval.slug),
        ("issuer", approval.issuer),
        ("document_sha256", approval.document_sha256),
    ]
    return (
        "# Written by `posterbook approve`; the seal breaks if anything here is edited by hand.\n"
        + "".join(
            f"{key}: {value if key in UNQUOTED else _in_quotes(value)}\n" for key, value in head if value
        )
        + ("blocks:\n" + "".join(map(_yaml_of, blocks)) if blocks else "")
        + "".join(f"{line}\n" for line in page_lines(approval.pages))
    )


def _read(folder: Path, name: str) -> tuple[Approval | None, list[Problem]]:
    if not is_inside(folder / name, os.path.realpath(folder)):
        return None, [error("outside-folder", f"'{name}' leads outside the content folder")]
    value, problems = read_document(folder, name)
    return (None, problems) if problems else read(Approval, value, Where(name))


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
    if approval.seal != _seal(approval):
        yield error("approval-forged", message, where.at("seal"), AGAIN)


def _foreign(approval: Approval, booklet: Booklet) -> Iterator[Problem]:
    """The approval of another booklet, as it stays behind in a copied folder."""
    hint = f"delete {file_in(APPROVED, booklet.translation)}, and have this booklet approved"
    for key, was, now in (
        ("slug", approval.slug, booklet.slug),
        ("issuer", approval.issuer, _issuer(booklet)),
    ):
        if approval.scope and was != now:
            what = f"the {key} is '{excerpt(now)}'" if now else f"there is no {key}"
            then = f"'{excerpt(was)}' was approved" if was else f"one without {key} was approved"
            message = (
                f"{what}, and {then} ({_by_and_date(approval)}): this is the approval of another booklet"
            )
            yield error("approval-foreign", message, booklet.where.at(key), hint)


def _issuer(booklet: Booklet) -> str:
    """Who publishes a booklet: all of the names, and the stock code."""
    issuer = booklet.issuer
    names = (*(name.text for name in issuer.names), issuer.short, issuer.stock_code)
    return fold(" / ".join(dict.fromkeys(filter(None, names))))


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


def _seal(approval: Approval) -> str:
    """The digest of all that an approval says."""
    blocks = [
        [one.id, one.place.value, one.weight.value, one.template_sha256, one.filled_sha256]
        for one in approval.blocks
    ]
    said: list[object] = [approval.by, approval.date.isoformat(), blocks]
    if approval.scope:
        said += [approval.scope.value, approval.slug, approval.issuer, approval.document_sha256]
        said += [[page.page, page.number, *page.text] for page in approval.pages]
    return digest_of(said)


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
