"""A desk of a copy of the example, and a browser where Debian's chromium and playwright are installed."""

import json
import shutil
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread

import pytest

from posterbook.api.previewing import LiveDesk
from posterbook.assets import example_folder
from posterbook.preview import PreviewServer, watch
from posterbook.preview.watching import stamps

TOKEN = "the-token-of-the-tests"  # noqa: S105 - it guards nothing


@dataclass
class Running:
    """A desk, its folder and its server."""

    folder: Path
    desk: LiveDesk
    server: PreviewServer

    def ask(self, path, *, token=TOKEN, method="GET", body=None, **headers):
        """Status, headers and body of an answer; headers are given with _ for -, None leaves one out."""
        port = self.server.server_port
        sent = {"Host": f"127.0.0.1:{port}"} | {key.replace("_", "-"): one for key, one in headers.items()}
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.putrequest(method, f"/{token}/{path}", skip_host=True)
        content = json.dumps(body).encode() if body is not None else b""
        if body is not None:
            sent |= {"Content-Type": "application/json", "Content-Length": str(len(content))}
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders(content)
        answer = connection.getresponse()
        found = answer.status, answer.headers, answer.read()
        connection.close()
        return found

    def post(self, path, body, **headers):
        """The status of a change, and what was answered."""
        origin = f"http://127.0.0.1:{self.server.server_port}"
        status, _, answer = self.ask(path, method="POST", body=body, **({"Origin": origin} | headers))
        return status, answer.decode()


@pytest.fixture
def running(tmp_path):
    """A desk that is served and watches its folder."""
    folder = tmp_path / "booklet"
    shutil.copytree(example_folder(), folder)
    desk = LiveDesk(folder)
    before = stamps(folder)
    desk.refresh()
    server = PreviewServer(desk, TOKEN)
    stop = Event()
    watching = Thread(target=watch, args=(folder, desk.refresh, stop, before))
    serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    watching.start()
    serving.start()
    yield Running(folder, desk, server)
    stop.set()
    server.is_open = False
    server.shutdown()
    server.server_close()
    watching.join()
    serving.join()
