"""Sends in what strangers may send, by class: `python -m tests.hostile [INPUTS] [SEED] [CLASS ...]`.

Every input is a whole folder with commands, drawn from a seed, and each command runs in a process of its own
that is forked from this one, where everything is imported. An input must be built, or refused in lines that
an editor can read. What is a fault: a traceback; more than 10 s of work or 1 GB; a file written, removed or
read outside of the folder; a connection or another program; a PDF that breaks its own rules; a word lost, or
off its page. The folders of faults are kept, and their place is said.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from pathlib import Path
from random import Random

import pikepdf

import posterbook.api.building
import posterbook.draw
import posterbook.importing
import posterbook.pdf
import posterbook.proof  # noqa: F401 - so that the processes find all of it imported
from posterbook.assets import example_folder
from posterbook.cli import main as run_command
from tests.hostile import files, texts
from tests.hostile.folder import Folder
from tests.hostile.judging import SECRET, carried_out, in_process, judged

INPUTS = 3_000
CLASSES = (
    *(texts.values_of_fields, texts.damaged_yaml, texts.markup, texts.scripts, texts.names_without_breaks),
    *(texts.templates, texts.legal_texts, texts.themes, texts.numbers_of_things, texts.meetings),
    *(files.drawings, files.photographs, files.profiles, files.fonts, files.inserted, files.tables),
    *(files.proofs, files.paths, files.arguments),
)
FINE = ("built", "refused")


def main() -> None:
    """Try so many inputs of all classes alike and say what they came to; exits with 1 for a fault."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdecimal()]
    named = [one for one in sys.argv[1:] if not one.isdecimal()]
    inputs, seed = (*numbers, *(INPUTS, 1)[len(numbers) :])
    classes = [one for one in CLASSES if not named or one.__name__ in named]
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    collect()
    kept, faults = Path(tempfile.mkdtemp(prefix="hostile-")), 0
    for make in classes:
        found = Counter[str]()
        for number in range(max(inputs // len(classes), 1)):
            name = f"{make.__name__}-{seed}-{number}"
            result = tried(make, name, kept)
            found[result if result in FINE else "at fault"] += 1
            if result not in FINE:
                faults += 1
                print(f"  {name}: {result}")  # noqa: T201 - what it found
        said = ", ".join(f"{count} {what}" for what, count in sorted(found.items()))
        print(f"{make.__name__:22} {said}")  # noqa: T201
    print(f"{faults} faults, whose folders are in {kept}" if faults else "0 faults")  # noqa: T201
    sys.exit(1 if faults else 0)


def collect() -> None:
    """Gather what is there to be damaged, and the schemas of what is to be filled."""
    for name in ("record", "booklet", "programme"):
        with redirect_stdout(StringIO()) as said:
            run_command(["schema", name])
        texts.SCHEMAS[name] = json.loads(said.getvalue())
    with tempfile.TemporaryDirectory() as made, redirect_stdout(StringIO()):
        run_command(["build", str(example_folder()), "-o", made, "--edition", "all", "--quiet"])
        files.PDFS.extend(path.read_bytes() for path in sorted(Path(made).glob("*.pdf")))
    paper = pikepdf.new()
    for _ in range(3):
        paper.add_blank_page(page_size=(300, 400)).Contents = paper.make_stream(b"0 0 10 10 re f")
    with BytesIO() as out:
        paper.save(out, static_id=True)
        files.PDFS.append(out.getvalue())


def tried(make: Callable[[Folder], None], name: str, kept: Path) -> str:
    """Make an input and carry out its commands: what it came to, in words."""
    folder = Folder(Random(name))
    make(folder)
    place = kept / name
    write(folder, place)
    before, codes = beside(place), []
    for number, argv in enumerate(folder.commands):
        code, fault = carried_out(argv, place, place / f"said-{number}")
        codes.append(code)
        if not fault and make is not files.arguments and beside(place) != before:
            fault = "changed what stands outside"
        if fault:
            return f"{fault}: {' '.join(argv)[:80]!a}"
    fault = in_process(lambda: judged(folder, place / "out")) if not codes[0] else ""
    if fault:
        return fault
    shutil.rmtree(place, ignore_errors=True)
    return "refused" if any(codes) else "built"


def write(folder: Folder, place: Path) -> None:
    """Put the input on the disk, and beside it what nothing may touch."""
    (place / "mine").mkdir(parents=True)
    (place / files.OUTSIDE).mkdir()
    (place / files.OUTSIDE / "secret.yaml").write_text(f"title: {SECRET}\nnumber: {SECRET}\n")
    for name, content in folder.files.items():
        path = place / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content)
    holds = b"".join(content for content in folder.files.values() if isinstance(content, bytes))
    folder.words = [word for word in folder.words if word.encode() in holds]
    (place / "commands.json").write_text(json.dumps(folder.commands))


def beside(place: Path) -> dict[str, int]:
    """What stands beside the folder and what is made, with the time of its last change."""
    made = {"mine", "out", "output", "cache"}
    found = {path.relative_to(place): path.lstat().st_mtime_ns for path in place.rglob("*")}
    return {
        path.as_posix(): time
        for path, time in found.items()
        if path.parts[0] not in made and not path.name.startswith("said-")
    }


if __name__ == "__main__":
    main()
