"""Reads a file just written: by our own reader, and by pikepdf where that meets what it does not know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from posterbook.proof.objects.plain_content import plain_instructions
from posterbook.proof.objects.plain_file import PlainFile
from posterbook.proof.objects.plain_objects import NotPlainError
from posterbook.proof.objects.values import OpenFile, Value

T = TypeVar("T")


def read_written(pdf: bytes, read: Callable[[OpenFile], T]) -> T:
    """What is read of a file of ours."""
    try:
        return read(PlainFile(pdf))
    except NotPlainError:
        with open_file(pdf) as file:
            return read(file)


@contextmanager
def open_file(pdf: bytes) -> Iterator[OpenFile]:
    """A file from anywhere, open."""
    from posterbook.proof.objects.foreign_file import open_foreign  # noqa: PLC0415 - pikepdf is slow to import

    with open_foreign(pdf) as file:
        yield file


def values_in(operands: str) -> list[Value]:
    """Operands of an instruction as values; none of what is no row of them."""
    try:
        ((_, found),) = plain_instructions(f"{operands} end".encode("latin-1"))
    except (NotPlainError, ValueError):
        from posterbook.proof.objects.foreign_file import foreign_values  # noqa: PLC0415 - see above

        return foreign_values(operands)
    return found
