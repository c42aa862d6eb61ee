"""Carries out what is to be done with an input, and says what is wrong with what came of it."""

from __future__ import annotations

import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2

from posterbook.cli import main as run_command
from tests.hostile.files import OUTSIDE
from tests.hostile.folder import Folder

SECONDS, BYTES, WAIT = 10, 1_000_000_000, 60
"""Of work, of memory, and in all where it waits for something."""
BUG, FORBIDDEN = 1, 98
CODES = frozenset((0, 2, 3, 4, 5, 6, 7, 8))
CLEAR = re.compile(r"error|usage:|cannot|differ|does not hold|judged")
"""One of these says why a command refuses."""
SECRET = "zqsecret"  # noqa: S105 - what stands in a file that nothing may read
ACTS = frozenset((
    *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "urllib.Request"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "pty.spawn"),
))  # fmt: skip
"""What a command must not do, as the interpreter tells its audit hooks."""
FOREIGN = frozenset(("/etc/passwd", "/proc/self/environ", "/dev/zero"))
OFFSET = re.compile(r"\(offset ([0-9]+)\)")
"""Where in a file a stream begins that qpdf warns of."""
RAW = frozenset(("export", "read"))
"""Commands whose output is content."""


def carried_out(argv: tuple[str, ...], place: Path, said: Path) -> tuple[int, str]:
    """Carry out a command in a process of its own: its code, and the fault in words, or nothing."""
    process = os.fork()
    if not process:
        try:
            _confine(place, said)
            os._exit(run_command(list(argv)))
        except SystemExit as end:
            os._exit(end.code if isinstance(end.code, int) else BUG)
        except BaseException:  # noqa: BLE001 - whatever it is, it is a fault
            traceback.print_exc()
        finally:
            os._exit(BUG)
    status, usage = _waited(process)
    code = os.waitstatus_to_exitcode(status)
    text = said.read_text(encoding="utf-8", errors="replace")
    faults = {
        "too long": code in {-signal.SIGXCPU, -signal.SIGKILL},
        "forbidden": code == FORBIDDEN,
        "killed": code < 0,
        "bug": code == BUG or "Traceback" in text,
        "too large": usage.ru_maxrss * 1024 > BYTES,
        "read outside": SECRET in text,
        "unknown code": code not in CODES,
        "silent": code != 0 and not CLEAR.search(text),
        "unprintable": argv[0] not in RAW and not all(map(str.isprintable, text.splitlines())),
    }
    return code, next((f"{fault}, exit code {code}" for fault, is_so in faults.items() if is_so), "")


def _waited(process: int) -> tuple[int, resource.struct_rusage]:
    """Wait for a process, but not for ever."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        done, status, usage = os.wait4(process, os.WNOHANG)
        if done:
            return status, usage
        time.sleep(0.003)
    os.kill(process, signal.SIGKILL)
    return os.wait4(process, 0)[1:]


def _confine(place: Path, said: Path) -> None:
    """Limit what this process may take and touch, and have it say everything into a file."""
    streams = (os.open(os.devnull, os.O_RDONLY), os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))
    for number in range(3):
        os.dup2(streams[number > 0], number)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(n, "w" if n else "r", 1, closefd=False) for n in range(3))
    os.chdir(place)
    (place / "cache").mkdir(exist_ok=True)
    os.environ["XDG_CACHE_HOME"] = tempfile.tempdir = str(place / "cache")
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (6 * BYTES, 6 * BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (BYTES, BYTES))
    own = os.path.realpath(place)

    def watch(event: str, facts: tuple[object, ...]) -> None:
        if event in ACTS:
            _refuse(f"{event} {facts!a}")
        if event == "open" and isinstance(facts[0], str | bytes) and isinstance(facts[2], int):
            path = os.path.realpath(os.fsdecode(facts[0]))
            writes = facts[2] & (os.O_WRONLY | os.O_RDWR)
            if path in FOREIGN or path.startswith(f"{own}/{OUTSIDE}/"):
                _refuse(f"open {path!a}")
            if writes and path != os.devnull and not path.startswith(own):
                _refuse(f"write {path!a}")

    sys.addaudithook(watch)


def _refuse(what: str) -> None:
    """End the process because of what it was about to do."""
    print(what, flush=True)  # noqa: T201 - into the file
    os._exit(FORBIDDEN)


def in_process(judge: Callable[[], str]) -> str:
    """What a function says that runs in a process of its own: what it reads may end a reader."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.write(writing, judge().encode("utf-8", "replace")[:2000])
        except BaseException as problem:  # noqa: BLE001 - told to the one who asked
            os.write(writing, f"not judged: {problem!r}".encode()[:2000])
        finally:
            os._exit(0)
    os.close(writing)
    said = b"".join(iter(lambda: os.read(reading, 4096), b""))
    os.close(reading)
    status, _ = _waited(process)
    return said.decode() or (f"not judged: {status}" if status else "")


def judged(folder: Folder, out: Path) -> str:
    """What is wrong with the PDFs that were made, in words, or nothing."""
    for path in sorted(out.rglob("*.pdf")):
        content = path.read_bytes()
        fault = _sound(content) or (_shown(folder, content) if path.stem.endswith("-screen") else "")
        if fault:
            return f"{path.name}: {fault}"
    return ""


def _sound(content: bytes) -> str:
    """Whether a file can be read by the rules, and no number in it is none."""
    with pikepdf.open(BytesIO(content)) as pdf:
        problems = [str(one) for one in (*pdf.check_pdf_syntax(), *pdf.get_warnings())]
        if torn := [one for one in problems if "Pl_DCT" in one]:  # a JPEG, which is shown all the same
            objects = {found[1] for one in torn if (found := OFFSET.search(one))}
            problems = [
                one for one in problems if not ((found := OFFSET.search(one)) and found[1] in objects)
            ]
        if problems:
            return f"broken: {problems[0]}"
        for page in pdf.pages:
            for one in pikepdf.parse_content_stream(page):
                if str(one.operator) in {"inf", "nan"}:
                    return "broken: a number that is none"
    return ""


def _shown(folder: Folder, content: bytes) -> str:
    """Whether a word is lost or stands off its page."""
    found = ""
    for number, page in enumerate(pypdfium2.PdfDocument(content), 1):
        width, height = page.get_size()
        texts = page.get_textpage()
        found += texts.get_text_range()
        for index in range(0 if folder.foreign else texts.count_chars()):
            left, bottom, right, top = texts.get_charbox(index)
            if right > left and (left < -1 or bottom < -1 or right > width + 1 or top > height + 1):
                return f"text off page {number}"
    known = re.sub(r"[\s\ufffe\u00ad\u2010-]", "", found)
    if SECRET in known:
        return "read outside, on the page"
    lost = [word for word in folder.words if word not in known]
    return f"lost: {lost[0]} and {len(lost) - 1} more words" if lost else ""
