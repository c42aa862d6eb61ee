"""Opens a file that may come from anywhere: pikepdf reads it, with all that a PDF may do.

This module alone imports pikepdf for the proofs, and is imported when such a file is to be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf

from posterbook.proof.objects.values import (
    Array,
    DamagedFileError,
    Dictionary,
    LockedFileError,
    Name,
    Stream,
    String,
    Value,
)


@contextmanager
def open_foreign(pdf: bytes) -> Iterator[ForeignFile]:
    """The objects of a file; raises DamagedFileError for one that is no PDF or that is locked."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            yield ForeignFile(opened)
    except pikepdf.PasswordError as failure:
        raise LockedFileError(str(failure)) from failure
    except pikepdf.PdfError as failure:
        raise DamagedFileError(str(failure)) from failure


class ForeignFile:
    """The objects of a file as pikepdf has them."""

    __slots__ = ("_json", "_pdf")

    is_plain = False

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._json: dict[str, Any] = {}

    @property
    def version(self) -> str:
        """The version of PDF that the file names in its first line."""
        return self._pdf.pdf_version

    @property
    def trailer(self) -> Dictionary:
        """What leads to everything else."""
        return Dictionary(self._pdf.trailer, value_of)  # type: ignore[arg-type]

    @property
    def catalogue(self) -> Dictionary:
        """What the trailer calls the root of the file."""
        return Dictionary(self._pdf.Root, value_of, self._pdf.Root.objgen)  # type: ignore[arg-type]

    @property
    def is_doubtful(self) -> bool:
        """Whether the file breaks rules, so that other programs may read it differently."""
        return bool(self._pdf.get_warnings())

    @property
    def has_attachments(self) -> bool:
        """Whether other files are attached to it."""
        return len(self._pdf.attachments) > 0

    def parents(self, keys: Sequence[int]) -> Mapping[int, Value]:
        """What the parent tree of the structure has under some keys."""
        tree = pikepdf.NumberTree(self._pdf.Root.StructTreeRoot.ParentTree)
        return {key: value_of(tree[key]) for key in keys if key in tree}

    def objects(self) -> Iterator[Value]:
        """Every object of the file."""
        return map(value_of, self._pdf.objects)

    def value(self, given: Any) -> Value:  # noqa: ANN401 - what refers to it in JSON
        """The object of a reference."""
        return value_of(self._object(given))

    def json(self, reference: str) -> Any:  # noqa: ANN401 - an object in its JSON form
        """An object in its JSON form, by its reference '12 0 R'."""
        if reference not in self._json:
            self.prefetch([reference])
        return self._json[reference]

    def prefetch(self, references: Sequence[str]) -> None:
        """Read objects at once: asking for one after the other takes twice as long."""
        unread = [one for one in dict.fromkeys(references) if one not in self._json]
        written = [self._object(one).to_json(dereference=True) for one in unread]
        self._json.update(zip(unread, json.loads(b"[%b]" % b",".join(written)), strict=True))

    def _object(self, reference: str) -> pikepdf.Object:
        return self._pdf.get_object(*map(int, reference.split()[:2]))


def value_of(raw: Any) -> Value:  # noqa: ANN401 - whatever pikepdf has
    """What pikepdf read as a value of the proofs."""
    if not isinstance(raw, pikepdf.Object):
        return float(raw) if isinstance(raw, Decimal) else raw
    if isinstance(raw, pikepdf.Name):
        return Name(str(raw))
    if isinstance(raw, pikepdf.Dictionary):
        return Dictionary(raw, value_of, raw.objgen)  # type: ignore[arg-type]
    if isinstance(raw, pikepdf.Array):
        return Array(raw, value_of, raw.objgen)  # type: ignore[arg-type]
    if isinstance(raw, pikepdf.String):
        return String(raw)
    return _ForeignStream(raw) if isinstance(raw, pikepdf.Stream) else raw


def foreign_values(operands: str) -> list[Value]:
    """Operands of an instruction as values; none of what is no row of them."""
    try:
        return list(map(value_of, pikepdf.Object.parse(f"[{operands}]".encode("latin-1"))))
    except pikepdf.PdfError:
        return []


class _ForeignStream(Stream):
    """A stream that pikepdf unpacks."""

    __slots__ = ("_raw",)

    def __init__(self, raw: pikepdf.Object) -> None:
        super().__init__(raw, value_of, raw.objgen)  # type: ignore[arg-type]
        self._raw = raw

    def read_raw_bytes(self) -> bytes:
        """Its data as they are packed."""
        try:
            return bytes(self._raw.read_raw_bytes())
        except pikepdf.PdfError as failure:
            raise DamagedFileError(str(failure)) from failure

    def read_bytes(self) -> bytes:
        """Its data."""
        try:
            return bytes(self._raw.read_bytes())
        except pikepdf.PdfError as failure:
            raise DamagedFileError(str(failure)) from failure

    def instructions(self) -> Iterator[tuple[str, list[Value]]]:
        """Its data as instructions: operators and their operands."""
        try:
            for one in pikepdf.parse_content_stream(self._raw):
                yield str(one.operator), list(map(value_of, one.operands))
        except pikepdf.PdfError as failure:
            raise DamagedFileError(str(failure)) from failure
