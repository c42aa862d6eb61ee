"""The server: addresses to the desk's answers, on this machine only.

The standard library's server does: it starts in a few ms where an asynchronous one needs 300 for its imports,
and what waits here is a thread for each open page. Events go to the browser as server-sent events.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, quote, urlsplit

from posterbook.preview.desk import Desk, NotTakenError
from posterbook.preview.guard import HEADERS, below_token, refusal

PAGE: Final = Path(__file__).with_name("page")
FILES: Final = {
    "": ("index.html", "text/html; charset=utf-8"),
    **{
        name: (name, "text/javascript; charset=utf-8")
        for name in ("desk.js", "pages.js", "forms.js", "problems.js", "words.js", "dom.js")
    },
    "desk.css": ("desk.css", "text/css; charset=utf-8"),
}
"""The only files that are served, by the address below the token."""
MOST_WRITTEN: Final = 2_000_000
PING: Final = 15.0
"""Seconds after which a silent stream says that it lives, and so learns whether anybody listens."""
TEXT: Final = "text/plain; charset=utf-8"


class PreviewServer(ThreadingHTTPServer):
    """A desk's server; `address` is what to open, its token included. Port 0 takes a free one."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, desk: Desk, token: str, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.desk, self.token = desk, token
        self.is_open = True

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://127.0.0.1:{self.server_port}/{self.token}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes while it is answered is no fault, and nothing else may end the server."""


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version = "posterbook"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """Pages, pictures, places and events."""
        self._answer_to(self._get, writes=False)

    def do_POST(self) -> None:
        """Choices and changes."""
        self._answer_to(self._post, writes=True)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - the library's
        """Requests are not logged: their addresses have the token."""

    def end_headers(self) -> None:
        """On every answer, also on those that the library makes."""
        for name, value in HEADERS:
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the library refuses, as plain text: it would repeat the request as HTML."""
        del explain
        self.close_connection = True
        self._send(message or "refused", TEXT, status=code)

    def _answer_to(self, ask: Any, *, writes: bool) -> None:  # noqa: ANN401 - one of two methods
        try:
            split = urlsplit(self.path)
            reason = refusal(dict(self.headers.items()), self.server.server_port, writes=writes)
            rest = below_token(split.path, self.server.token)
            if reason or rest is None:
                self.close_connection = True
                self._send(
                    reason or "this is not the address that posterbook preview named", TEXT, status=403
                )
            else:
                ask(rest, {name: values[0] for name, values in parse_qs(split.query).items()})
        except NotTakenError as refused:
            self.close_connection = True  # what it may have sent is not read
            self._send(str(refused), TEXT, status=refused.status)
        except ConnectionError:
            self.close_connection = True
        except Exception as failure:  # noqa: BLE001 - the server survives everything
            self.close_connection = True
            self._send(f"{type(failure).__name__}: {failure}", TEXT, status=500)

    def _get(self, path: str, query: Mapping[str, str]) -> None:
        desk = self.server.desk
        if path in FILES:
            name, kind = FILES[path]
            self._send((PAGE / name).read_bytes(), kind)
        elif path == "state":
            self._send_json(desk.state())
        elif path == "events":
            self._stream(_number(query, "version"))
        elif path == "picture":
            picture = desk.picture(query.get("key", ""), _real(query, "scale"))
            self._send(picture, "image/png", cache="private, max-age=86400, immutable")
        elif path == "lines":
            self._send_json(desk.lines(query.get("key", "")))
        elif path == "source":
            self._send_json(desk.source(query.get("key", ""), _number(query, "line")))
        elif path == "form":
            self._send_json(desk.form(query.get("file", ""), _number(query, "line")))
        elif path == "pdf":
            name, pdf = desk.pdf(query.get("edition", ""))
            self._send(pdf, "application/pdf", name=name)
        else:
            raise NotTakenError("there is no such address")

    def _post(self, path: str, query: Mapping[str, str]) -> None:
        del query
        desk = self.server.desk
        act = {"choose": desk.choose, "edit": desk.edit, "open": desk.open}.get(path)
        if act is None:
            raise NotTakenError("there is no such address")
        self._send_json(act(self._sent()))

    def _sent(self) -> Mapping[str, object]:
        length = self.headers.get("Content-Length", "")
        if self.headers.get("Content-Type") != "application/json" or not length.isdecimal():
            raise NotTakenError("a change is sent as JSON", 415)
        if int(length) > MOST_WRITTEN:
            raise NotTakenError("a change of more than 2 MB", 413)
        try:
            value = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            raise NotTakenError("a change is sent as a JSON object", 400)
        return value

    def _stream(self, version: int) -> None:
        """Tell each new version, until the browser goes."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(b"retry: 500\n\n")
        while self.server.is_open:
            now = self.server.desk.wait(version, PING)
            self.wfile.write(b": here\n\n" if now == version else b"data: %d\n\n" % now)
            self.wfile.flush()
            version = now

    def _send_json(self, value: object) -> None:
        self._send(json.dumps(value), "application/json")

    def _send(
        self, content: str | bytes, kind: str, *, status: int = 200, cache: str = "no-store", name: str = ""
    ) -> None:
        body = content.encode("utf-8", "replace") if isinstance(content, str) else content
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", cache)
        if name:
            self.send_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name, safe='')}")
        self.end_headers()
        self.wfile.write(body)


def _number(query: Mapping[str, str], name: str) -> int:
    written = query.get(name, "")
    if not (written.isascii() and written.isdecimal() and len(written) < 10):
        raise NotTakenError(f"'{name}' wants a number", 400)
    return int(written)


def _real(query: Mapping[str, str], name: str) -> float:
    try:
        return float(query.get(name, ""))
    except ValueError:
        raise NotTakenError(f"'{name}' wants a number", 400) from None
