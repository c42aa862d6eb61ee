"""Inputs whose files are hostile: pictures, profiles, fonts, PDFs, tables, paths; and command lines."""

from __future__ import annotations

import os
from pathlib import Path

from tests.drawn_pictures import steps, stored
from tests.hostile.folder import BUILD, Folder
from tests.hostile.material import MATERIAL, damaged, noise, one_of

OUTSIDE = "outside"
"""The folder beside the input, which nothing may read or change."""
HERE = Path(__file__).parents[2]
PROFILES = [path.read_bytes() for path in sorted((HERE / "assets/icc").glob("*.icc"))]
FONTS = [
    path.read_bytes()
    for path in sorted((HERE / "assets/fonts").glob("*.ttf"))
    if path.stat().st_size < 1_000_000
]
EXPORTS = [path for path in sorted((HERE / "tests/importing/exports").rglob("*")) if path.is_file()]
PDFS: list[bytes] = []
"""Of all editions; gathered before the first input is made."""


def figure(folder: Folder, name: str, content: bytes) -> None:
    """A booklet with this file as a figure, or as a mark."""
    booklet, records = folder.good()
    folder.look(booklet)
    folder.put(name, content)
    if folder.chance(0.6):
        records[0]["image"] = {"file": name, "alt": "A figure", "caption": f"A caption {folder.word()}"}
    else:
        booklet["logo"] = {"file": name, "alt": "A mark"}
        booklet["sponsors"] = [{"file": name, "name": "Alpha"}] * folder.random.randint(1, 9)
    folder.put_booklet(booklet, records)


def drawings(folder: Folder) -> None:
    """SVG that asks for too much, or for what is none."""
    random = folder.random
    inner = "".join(random.choices(MATERIAL["drawings"], k=random.choice([1, 1, 2])))
    size = one_of(random, MATERIAL["sizes"][:2], MATERIAL["sizes"], 0.2)
    head = one_of(random, [""], MATERIAL["heads"])
    source = f'{head}<svg xmlns="http://www.w3.org/2000/svg" {size}>{inner}</svg>'
    figure(folder, "images/a.svg", damaged(random, source.encode(), 0.1))


def photographs(folder: Folder) -> None:
    """PNG, JPEG and what only says that it is one, with damage."""
    random = folder.random
    form = str(one_of(random, ["PNG", "JPEG"], ["GIF", "TIFF", "WEBP", "BMP", "ICO", "PPM"], 0.1))
    modes = ["RGB", "L", "1", "P", "RGBA", "LA", "I;16"] if form == "PNG" else ["RGB", "L", "CMYK"]
    size = random.choice([(1, 1), (1, 20_000), (64, 32), (600, 400), (20_000, 1)])
    try:
        source = stored(steps(64, 32).resize(size).convert(random.choice(modes)), form)
    except (OSError, ValueError):
        source = stored(steps())
    name = random.choice(["images/a.png", "images/a.jpg", "images/a.jpeg", "images/a.PNG"])
    figure(folder, name, damaged(random, source, 0.5))


def profiles(folder: Folder) -> None:
    """ICC profiles with damage, in a picture or as what the print shop prints by."""
    profile = damaged(folder.random, folder.random.choice(PROFILES), 1)
    if folder.chance(0.5):
        figure(folder, "images/a.png", stored(steps(64, 32), "PNG", icc_profile=profile))
        return
    booklet, records = folder.good()
    booklet["output_intent"] = "icc/a.icc"
    folder.put("icc/a.icc", profile)
    folder.put_booklet(booklet, records)
    folder.commands = [(*BUILD, "--edition", "print")]


def fonts(folder: Folder) -> None:
    """Font files with damage, for characters that ours lack."""
    random = folder.random
    booklet, records = folder.good()
    name = random.choice(["fonts/a.ttf", "fonts/a.ttf", "fonts/a.otf", "fonts/a.woff2"])
    folder.put(name, damaged(random, random.choice(FONTS), 0.9))
    booklet["fonts"] = [name]
    records[0]["title"] = f"A title {folder.word()} with {random.choice(['☃', 'Ж', 'A', 'A'])}"
    folder.put_booklet(booklet, records)


def inserted(folder: Folder) -> None:
    """PDFs of others in the running order, with damage or with other pages than they have."""
    random = folder.random
    booklet, records = folder.good()
    folder.put("inserts/a.pdf", damaged(random, random.choice(PDFS), 0.6))
    insert: dict[str, object] = {"file": "inserts/a.pdf", "alt": "A letter"}
    if folder.chance(0.3):
        insert["pages"] = random.choice(["1", "1-2", "2-1", "0", "-1", "9-99999999", "a", "1,1,1", ""])
    booklet["running_order"] = ["cover", {"insert": insert}, "summary", "posters"]
    folder.put_booklet(booklet, records)
    folder.foreign = True


def tables(folder: Folder) -> None:
    """Spreadsheets and documents to import, with damage or with more than cells."""
    random = folder.random
    if folder.chance(0.5):
        path = random.choice(EXPORTS)
        name, content = path.name, path.read_bytes()
    else:
        name, content = "table.csv", _table(folder)
    folder.put(f"../{name}", damaged(random, content, 0.5))
    folder.put("booklet.yaml", {"title": "A day"})
    folder.commands = [("import", name, "mine", "--write"), BUILD]


def _table(folder: Folder) -> bytes:
    random = folder.random
    separator = random.choice([",", ",", ",", ";", "\t", "|"])
    head = ["number", "title", "authors", "Background", "Conclusion", "group", "board", noise(random, 5)]
    usual = ["1", "P1", "Ada Lovelace; Bo Ek (1)", "=1+1", "", *MATERIAL["scripts"][:5]]
    rows = [head] + [
        [str(one_of(random, usual, noise(random, 60, 0.02), 0.3)) for _ in range(_width(folder, len(head)))]
        for _ in range(random.choice([0, *[1, 5, 200] * 9]))
    ]
    quoted = (['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows)
    return "\r\n".join(map(separator.join, quoted)).encode("utf-8", "surrogatepass")


def _width(folder: Folder, usual: int) -> int:
    return usual + (folder.random.choice([-2, -1, 1]) if folder.chance(0.02) else 0)


def proofs(folder: Folder) -> None:
    """PDFs to prove that are not what was written."""
    booklet, records = folder.good()
    booklet["legal"] = [{"id": "n", "file": "legal/n.txt", "place": "cover-top"}]
    folder.put("legal/n.txt", "Nobody answers for anything that stands here.")
    folder.put_booklet(booklet, records)
    folder.put("../a.pdf", damaged(folder.random, folder.random.choice(PDFS), 0.95))
    folder.commands = [("prove", "a.pdf", "mine"), ("prove", "a.pdf", "mine", "--as-rendered")]


TARGETS = (
    *("posters/01.yaml", "booklet.yaml", "theme.yaml", "words.yaml", "text/a.md", "images/a.png", "posters"),
    *("legal/approved.yaml", "legal", "printed.yaml", "programme.yaml"),
)
MAKERS = (
    os.mkfifo,
    Path.mkdir,
    lambda path: path.symlink_to("/dev/zero"),
    lambda path: path.symlink_to("/nowhere"),
    lambda path: path.symlink_to("/proc/self/environ"),
    lambda path: path.symlink_to(path.name),
    lambda path: path.symlink_to(_root(path) / OUTSIDE / "secret.yaml"),
    lambda path: path.symlink_to(_root(path) / OUTSIDE),
)
MORE = (
    ("approve", "mine", "--by", "Ada", "--date", "2026-01-02"),
    ("freeze", "mine"),
    ("signoff", "mine"),
    ("export", "mine", "--to", "csv"),
    ("mail", "mine"),
)


def _root(path: Path) -> Path:
    return next(parent for parent in path.parents if parent.name == "mine").parent


def paths(folder: Folder) -> None:
    """Names and files of the system that are no ordinary ones."""
    random = folder.random
    booklet, records = folder.good()
    folder.put_booklet(booklet, records)
    odd = random.choice(MATERIAL["paths"])
    match random.randint(0, 9):
        case 0:
            booklet["logo"] = {"file": odd, "alt": "A"}
        case 1:
            booklet["running_order"] = ["cover", {"introduction": {"file": odd}}, "posters"]
        case 2:
            booklet["legal"] = [{"id": "n", "file": odd, "place": "cover-top"}]
        case 3:
            booklet["fonts"] = [odd]
        case 4:
            booklet["theme"] = odd
    folder.put("booklet.yaml", booklet)
    if folder.chance(0.7):
        name = random.choice(TARGETS)
        folder.files = {
            one: made for one, made in folder.files.items() if one != name and f"{name}/" not in one
        }
        folder.put(name, random.choice(MAKERS))
    if folder.chance(0.5):
        folder.commands.append(random.choice(MORE))
    folder.words = []


def arguments(folder: Folder) -> None:
    """Command lines that mean nothing, or almost something."""
    random = folder.random
    folder.put_booklet(*folder.good())
    given = [*MATERIAL["options"], *MATERIAL["arguments"]]
    folder.commands = [
        (
            random.choice(MATERIAL["commands"]),
            *(["mine"] if folder.chance(0.7) else []),
            *random.choices(given, k=random.randint(0, 4)),
        )
        for _ in range(3)
    ]
    folder.words = []
