"""What a file says about itself, and how it says it in XML."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha1
from typing import Final

from posterbook.values import dataclass
from posterbook.version import __version__

_NAMESPACE_URL: Final = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")
"""Of names that are addresses (RFC 4122, appendix C)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a file says about itself; '' and None say nothing. `created` carries its zone.

    `also` are further languages that the document is in, each with its title.
    """

    title: str
    author: str = ""
    subject: str = ""
    keywords: str = ""
    language: str = "en"
    creator: str = f"posterbook {__version__}"
    created: datetime | None = None
    also: tuple[tuple[str, str], ...] = ()

    @property
    def identity(self) -> str:
        """A name for the document that is the same for the same description (RFC 4122, version 5)."""
        facts = (self.title, self.author, self.subject, self.language, str(self.created))
        description = "\n".join((*facts, *(part for both in self.also for part in both)))
        return f"uuid:{_uuid5(description)}"


def _uuid5(name: str) -> str:
    """The UUID of a name (RFC 4122, 4.3); Python's own module asks first on what machine it runs."""
    number = bytearray(sha1(_NAMESPACE_URL + name.encode(), usedforsecurity=False).digest()[:16])
    number[6] = number[6] & 0x0F | 0x50  # version 5
    number[8] = number[8] & 0x3F | 0x80  # of the variant that the RFC describes
    digits = number.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def escape_xml(text: str) -> str:
    """Text as it stands between tags; the library's own would import half of what reads web pages."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
