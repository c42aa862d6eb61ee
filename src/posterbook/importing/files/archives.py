"""Files that are archives of XML (XLSX, ODS, DOCX), opened with limits: none may unpack into a huge one."""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring

from posterbook.importing.tables import refuse

MOST_UNPACKED: Final = 400_000_000
MOST_PARTS: Final = 20_000
MOST_RATIO: Final = 400
"""Text of a spreadsheet packs to a tenth or twentieth; a bomb to a thousandth."""
_SMALL: Final = 1_000_000
"""Bytes that may be packed as well as they like, as sheets of empty cells are."""


class Archive:
    """An archive whose parts were found to be of sane size."""

    __slots__ = ("_zip", "file", "names")

    def __init__(self, file: str, source: bytes) -> None:
        self.file = file
        if source.startswith(b"\xd0\xcf\x11\xe0"):  # an OLE container
            raise refuse(
                file, "it is protected by a password, or of the old binary kind", "save it anew without"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as failure:
            raise refuse(file, "it is damaged, or not of the kind that its name says") from failure
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise refuse(file, f"it unpacks into more than {MOST_UNPACKED // 1_000_000} MB")
        for part in parts:
            if part.file_size > _SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1):
                raise refuse(file, f"its part {part.filename} unpacks into {part.file_size // 1_000_000} MB")
            if part.flag_bits & 1:
                raise refuse(file, "it is protected by a password", "save it anew without")
        self.names = frozenset(part.filename for part in parts)

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises ContentError if it is missing or damaged."""
        try:
            return self._zip.read(name)
        except (KeyError, zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as failure:
            raise refuse(self.file, f"its part {name} is missing or damaged") from failure
        except Exception as failure:  # what zlib and its kin raise has no common class
            raise refuse(self.file, f"its part {name} is damaged") from failure

    def xml(self, name: str) -> Element:
        """A part as a tree; a document type, in which entities could explode, is refused."""
        source = self.read(name)
        self.check_xml(source)
        try:
            return fromstring(source)  # noqa: S314 - checked the line above
        except (ParseError, ValueError, LookupError) as failure:
            raise refuse(self.file, f"its part {name} is not XML") from failure

    def check_xml(self, source: bytes) -> None:
        """Raises ContentError if a part declares a document type, which no office file does."""
        if b"<!DOCTYPE" in source or b"<\0!\0D\0O" in source or b"\0<\0!\0D\0O" in source:
            raise refuse(self.file, "it declares a document type, which no such file needs")
