"""Kills commands at any moment and looks at what is left: `python -m tests.kills [KILLS] [SEED]`.

Each command runs in a process of its own, forked from this one where everything is imported, and is ended by
SIGKILL: every other one after a time drawn anew, from none to what it takes, the rest as it is about to take
one of the steps that change files, drawn anew. Two states of a folder take turns, so that every run has
something to write. Afterwards each file that it writes has the bytes of one state or of the other, each other
file those it had; and a run that nobody disturbs leaves no file that waits to be put in place.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

from posterbook.cli import main as run_command

KILLS, FAILED = 1_000, 99
TABLE = "number,title,Background\n1,The first{more},Text.\n2,The second{more},Text.\n"
REPORT = "report.json"
STATES = ("", " again")
"""What distinguishes the titles of the two states."""


CHANGING = frozenset(("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "shutil.rmtree"))
"""What the interpreter tells its audit hooks of what changes files; to open one for writing is the other."""


class Victim(NamedTuple):
    """A command, in an empty folder that `prepare` fills; `alter` brings about the state of this name."""

    name: str
    prepare: Callable[[], object]
    alter: Callable[[str], object]
    argv: tuple[str, ...]


def title(more: str) -> None:
    """Give the booklet in `mine` a title that ends so."""
    file = Path("mine/booklet.yaml")
    text = file.read_text(encoding="utf-8")
    lines = [f"title: A day{more}" if line.startswith("title:") else line for line in text.splitlines()]
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")


def table(more: str) -> None:
    """Put a table whose titles end so beside the booklet."""
    Path("table.csv").write_text(TABLE.format(more=more), encoding="utf-8")


def start_booklet() -> None:
    """Make a small booklet in `mine`, with two groups."""
    start_without_records()
    Path("mine/posters").mkdir()
    for number, group in ((1, "Roots"), (2, "Roots"), (3, "Leaves")):
        record = (
            f"number: {number}\ntitle: Study {number}\ngroup: {group}\nsections: {{Background: A text.}}\n"
        )
        Path(f"mine/posters/{number}.yaml").write_text(record, encoding="utf-8")


def start_without_records() -> None:
    """The same without its records."""
    Path("mine").mkdir()
    Path("mine/booklet.yaml").write_text("title: A day\nslug: mine\ndate: 2026-01-02\n", encoding="utf-8")


def forget(name: str) -> Callable[[str], object]:
    """What removes a file or folder before each run: it is there afterwards, or not."""

    def remove(_more: str) -> None:
        path = Path(name)
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)

    return remove


VICTIMS = (
    Victim(
        "build", start_booklet, title, ("build", "mine", "--edition", "all", "--report", REPORT, "--force")
    ),
    Victim(
        "build --split", start_booklet, title, ("build", "mine", "--split", "group", "--jobs", "1", "--force")
    ),
    Victim("import --write", start_without_records, table, ("import", "table.csv", "mine", "--write")),
    Victim("freeze", start_booklet, forget("mine/printed.yaml"), ("freeze", "mine")),
    Victim("approve", start_booklet, title, ("approve", "mine", "--by", "Ada", "--date", "2026-01-02")),
    Victim("signoff", start_booklet, title, ("signoff", "mine")),
    Victim("mail", start_booklet, title, ("mail", "mine")),
    Victim("export", start_booklet, title, ("export", "mine", "--to", "csv", "-o", "out.csv")),
    Victim("new", lambda: None, forget("other"), ("new", "other", "--example")),
)


def main() -> None:
    """Kill so many commands, of each kind alike, and say what was found; exits with 1 for a fault."""
    kills, seed = (*map(int, sys.argv[1:]), *(KILLS, 1)[len(sys.argv) - 1 :])
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    random, faults = Random(seed), 0
    for victim in VICTIMS:
        found = killed(victim, max(kills // len(VICTIMS), 1), random)
        said = ", ".join(f"{count} {what}" for what, count in sorted(found.items()))
        print(f"{victim.name:16} {said}")  # noqa: T201 - what it found
        faults += sum(count for what, count in found.items() if what not in FINE)
    print(f"{faults} faults")  # noqa: T201
    sys.exit(1 if faults else 0)


FINE = ("before it began to write", "between two files", "after all was written")


def killed(victim: Victim, times: int, random: Random) -> Counter[str]:
    """What so many killed runs of a command came to."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        victim.prepare()
        states, took = dict(undisturbed(victim)), 0.0
        for more in STATES:
            took = max(took, seconds(victim, more))
        steps = steps_of(victim, states)
        found = Counter[str]()
        for number in range(times):
            if number % 2:
                found[judged(victim, states, random, random.uniform(0, took))] += 1
            else:
                found[judged(victim, states, random, 0, random.randint(1, steps))] += 1
        put_back(states[STATES[1]])
        victim.alter(STATES[0])
        quietly(*victim.argv)
        if left := waiting():
            found[f"left {left} behind"] += 1
        os.chdir("/")
    return found


def undisturbed(victim: Victim) -> Iterator[tuple[str, dict[str, bytes]]]:
    """All files after a whole run, for each state."""
    for more in STATES:
        victim.alter(more)
        quietly(*victim.argv)
        yield more, files()


def seconds(victim: Victim, more: str) -> float:
    """How long a whole run takes."""
    victim.alter(more)
    begun = time.monotonic()
    quietly(*victim.argv)
    return time.monotonic() - begun


def steps_of(victim: Victim, states: Mapping[str, Mapping[str, bytes]]) -> int:
    """How many steps that change files a whole run makes."""
    for count in range(1, 200):
        put_back(states[STATES[1]])
        victim.alter(STATES[0])
        if os.waitstatus_to_exitcode(os.waitpid(forked(victim.argv, count), 0)[1]) >= 0:
            return count - 1
    return 200


def judged(
    victim: Victim, states: Mapping[str, dict[str, bytes]], random: Random, after: float, step: int = 0
) -> str:
    """What a run left behind, in words, that was killed after so many seconds or before that step."""
    was, now = random.sample(STATES, 2)
    put_back(states[was])
    victim.alter(now)
    before = files()
    process = forked(victim.argv, step)
    if not step:
        time.sleep(after)
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return compared(before, files(), states)


def compared(
    before: Mapping[str, bytes], after: Mapping[str, bytes], states: Mapping[str, Mapping[str, bytes]]
) -> str:
    """What files that were so before have come to, in words."""
    known = [before, *states.values()]
    for name, content in after.items():
        if not waits(name) and content not in [one.get(name) for one in known] and not is_report(content):
            return f"half a file: {name}"
    if lost := [name for name in before if name not in after and not waits(name)]:
        return f"lost {lost[0]}"
    changed = [name for name in after if not waits(name) and after[name] != before.get(name)]
    wrote = [name for name in after if any(one.get(name) == after[name] for one in states.values())]
    if not changed:
        return FINE[0]
    whole = any(
        all(after.get(name) == one[name] for name in one if name != REPORT) for one in states.values()
    )
    return FINE[2] if whole and wrote else FINE[1]


def put_back(state: Mapping[str, bytes]) -> None:
    """Have all files as they were in a state, and no others but those that wait."""
    for name in files().keys() - state.keys():
        if not waits(name):
            Path(name).unlink()
    for name, content in state.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(content)


def is_report(content: bytes) -> bool:
    """Whether it is a whole report, which says how long all took, and so is never the same."""
    try:
        return "outputs" in json.loads(content)
    except ValueError:
        return False


def files() -> dict[str, bytes]:
    """All files here but for those of the cache."""
    paths = (path for path in Path().rglob("*") if path.is_file() and path.parts[0] != "cache")
    return {path.as_posix(): path.read_bytes() for path in paths}


def waits(name: str) -> bool:
    """Whether a file waits to be put in place, or stands in a folder that does."""
    return any(part.startswith(".") and part.endswith(".part") for part in Path(name).parts)


def waiting() -> list[str]:
    """The files that wait."""
    return [name for name in files() if waits(name)]


def quietly(*argv: str) -> None:
    """Run a command in a process of its own to its end, which is to be a good one."""
    code = os.waitstatus_to_exitcode(os.waitpid(forked(argv), 0)[1])
    if code:
        sys.exit(f"`posterbook {' '.join(argv)}` ended with {code}")


def forked(argv: tuple[str, ...], kill_before: int = 0) -> int:
    """Begin a command in a process of its own, with nothing to see; its number.

    It kills itself before that step that changes files, counted from 1.
    """
    process = os.fork()
    if process:
        return process
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    steps = 0

    def count(event: str, facts: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event == "open" and isinstance(facts[2], int) and facts[2] & (os.O_WRONLY | os.O_RDWR)
        if writes or event in CHANGING:
            steps += 1
            if steps == kill_before:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        if kill_before:
            sys.addaudithook(count)
        os._exit(run_command(argv))
    finally:
        os._exit(FAILED)


if __name__ == "__main__":
    import posterbook.api.building
    import posterbook.draw
    import posterbook.importing
    import posterbook.pdf
    import posterbook.proof  # noqa: F401 - so that the processes find all of it imported

    main()
