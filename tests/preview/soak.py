"""A thousand random edits of one desk, partly broken: `python -m tests.preview.soak [EDITS] [SEED]`.

After each the server must answer for the state and a picture of a page. It prints the memory after each
hundred, and fails if it is ever a quarter above that after the first: it goes up and down by a tenth.
"""

import shutil
import sys
import tempfile
from http.client import HTTPConnection
from json import loads
from pathlib import Path
from random import Random
from threading import Thread

from posterbook.api.previewing import LiveDesk
from posterbook.assets import example_folder
from posterbook.preview import PreviewServer

MORE = 1.25
SETTLED = 100
BREAKS = (
    "[",
    "{",
    ": :",
    "\t",
    "\x00",
    "é",
    "'",
    '"',
    "\n  - x\n",
    "&a *a",
    "<b>",
    "{{ nothing }}",
    "\ud7ff",
)


def memory():
    """Resident memory of this process in MB, as Linux says it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def edited(text, chance):
    """A text with a random change: a word moved, a piece left out, or something that breaks YAML."""
    at = chance.randrange(len(text) + 1)
    kind = chance.randrange(4)
    if kind == 0:
        return text[:at] + chance.choice(BREAKS) + text[at:]
    if kind == 1:
        return text[:at] + text[at + chance.randrange(30) :]
    words = text.split(" ")
    first, second = chance.randrange(len(words)), chance.randrange(len(words))
    words[first], words[second] = words[second], words[first]
    return " ".join(words)


def asked(server, path):
    """What the server answers; anything but 200 fails."""
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    connection.request("GET", f"/{server.token}/{path}")
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200, (path, answer.status, body[:200])
    return body


def main(edits="1000", seed="1"):
    chance = Random(int(seed))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "booklet"
        shutil.copytree(example_folder(), folder)
        files = sorted(file for file in folder.rglob("*") if file.suffix in {".yaml", ".md", ".txt"})
        good = {file: file.read_text(encoding="utf-8") for file in files}
        desk = LiveDesk(folder)
        desk.refresh()
        server = PreviewServer(desk, "soak")
        Thread(target=server.serve_forever, daemon=True).start()
        broken, level, count = 0, 0.0, len(desk.state()["pages"])
        for number in range(1, int(edits) + 1):
            file = chance.choice(files)
            file.write_text(edited(good[file], chance), encoding="utf-8")
            desk.refresh()
            state = loads(asked(server, "state"))
            broken += state["stale"]
            assert state["pages"], "a dead page"
            assert not [one for one in state["problems"] if one["code"] == "bug"], state["problems"]
            page = chance.choice(state["pages"])
            assert asked(server, f"picture?key={page['key']}&scale=1").startswith(b"\x89PNG")
            file.write_text(good[file], encoding="utf-8")
            if number % 100 == 0:
                now = memory()
                level = now if number <= SETTLED else level
                print(f"{number:5} edits, {broken} of them broken: {now:.0f} MB", flush=True)
                assert now < level * MORE, "memory grows"
        desk.refresh()
        assert len(desk.state()["pages"]) == count


if __name__ == "__main__":
    main(*sys.argv[1:])
