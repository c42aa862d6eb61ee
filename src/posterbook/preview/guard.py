"""Who may ask, and what every answer forbids the browser.

Any page in the world can have its visitor's browser ask a server on the visitor's machine. Three things keep
it out, each alone enough: the token in the address, which it cannot know; the Host, which is another name
where it has its own name resolve to this machine; and the Origin that a browser adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from hmac import compare_digest
from typing import Final

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Final = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)
"""What stands on every answer, on errors too."""


def hosts(port: int) -> tuple[str, ...]:
    """The names by which this machine is called from itself."""
    return (f"127.0.0.1:{port}", f"localhost:{port}")


def refusal(headers: Mapping[str, str], port: int, *, writes: bool) -> str:
    """Why a request is refused, '' if it is not; one that `writes` must say where it comes from."""
    host = headers.get("Host", "")
    if host not in hosts(port):
        return "this server answers to 127.0.0.1 only"
    origin = headers.get("Origin")
    if origin is None:
        if writes:
            return "a change must say its origin"
    elif origin != f"http://{host}":
        return "another site may not ask"
    if headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return "another site may not ask"
    return ""


def below_token(path: str, token: str) -> str | None:
    """What of a path stands behind the token; None where it has another."""
    given, slash, rest = path.removeprefix("/").partition("/")
    known = compare_digest(given.encode("utf-8", "replace"), token.encode())
    return rest if known and slash else None
