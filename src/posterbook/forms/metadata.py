"""What a file says about itself, and how it says it in XML."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from posterbook.values import dataclass
from posterbook.version import __version__


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
        return f"uuid:{uuid5(NAMESPACE_URL, description)}"


def escape_xml(text: str) -> str:
    """Text as it stands between tags; the library's own would import half of what reads web pages."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
