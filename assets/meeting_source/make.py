"""Writes the example meeting below `assets/meeting`: `python assets/meeting_source/make.py`.

Everything in it is invented, the rivers, the people and their findings. `booklet.yaml` and the files in
`text/` are copied as they are; the 120 posters are made of the questions in `texts.yaml`, each asked of
several rivers. Nothing is left to chance: who sits where follows from the number of the poster. The words in
the pictures are drawn as paths with our own font, and the letter is an A4 page as a word processor would
export it, its font embedded.
"""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from posterbook.design.outlines import Outlines

HERE = Path(__file__).parent
ASSETS, FOLDER = HERE.parent, HERE.parent / "meeting"
FONT, BOLD = (ASSETS / "fonts" / f"SourceSans3-{cut}.ttf" for cut in ("Regular", "Semibold"))
TEXTS: dict[str, Any] = yaml.safe_load((HERE / "texts.yaml").read_text(encoding="utf-8"))
BOOKLET: dict[str, Any] = yaml.safe_load((HERE / "booklet.yaml").read_text(encoding="utf-8"))
POSTERS_A_SESSION = (20, 16, 20, 16, 16, 16, 16)
PEOPLE = 150
"""How many people have made the posters."""
BOARD_LETTER = {"Weir Hall": "W", "Mill Hall": "M"}
DAYS = {"2027-05-10": "Monday, May 10", "2027-05-11": "Tuesday, May 11", "2027-05-12": "Wednesday, May 12"}
TALK_TIMES = ("09:00", "09:15", "11:15", "11:30", "11:45", "15:45", "16:00", "16:15", "16:30", "16:45")
WATER, GREEN, STONE, WALL = "#CFE0EE", "#E1EDE2", "#EFEBE4", "#566672"
NAVY, TEAL, PLUM, OCHRE, FOREST, BRICK = "#1D4674", "#19706F", "#6A2C63", "#8A5C0B", "#2B5B3C", "#A6432A"


def pick(pool: str, n: int) -> str:
    """One of a pool of texts, the first again after the last."""
    texts: list[str] = TEXTS[pool]
    return texts[n % len(texts)]


def person(n: int) -> str:
    """Somebody's name."""
    return f"{pick('given', n * 7)} {pick('family', n * 11)}"


def session_of(n: int) -> tuple[dict[str, Any], int]:
    """The session that a poster, counted from 0, belongs to, and its place there from 0."""
    for session, count in zip(BOOKLET["sessions"], POSTERS_A_SESSION, strict=True):
        if n < count:
            return session, n
        n -= count
    raise ValueError(n)


def poster(n: int) -> dict[str, Any]:
    """The poster of a number from 0: its question, its river, and where it hangs."""
    topic, of_topic = list(TEXTS["questions"])[n // 20], n % 20
    question = TEXTS["questions"][topic][of_topic % 4]
    river, other = pick("rivers", of_topic // 4 + 5 * (n // 20)), pick("rivers", n * 7 + 3)
    facts = {
        "river": river,
        "other": other if other != river else pick("rivers", n + 1),
        "place": pick("places", n * 3).rpartition(", ")[2],
        "a": 12 + n * 17 % 71,
        "b": 3 + n * 5 % 14,
        "c": 20 + n * 13 % 60,
        "d": 2 + n % 7,
        "year": 2019 + n % 7,
    }
    said = {key: text.format(**facts) for key, text in question.items()}
    session, at = session_of(n)
    people = dict.fromkeys((2 * n + 37 * k) % PEOPLE for k in range(2 + n % 4))
    authors: list[dict[str, Any]] = [{"name": person(m), "affiliations": [pick("places", m)]} for m in people]
    authors[n % 2]["presenter"] = True
    return {
        "number": f"P{n + 1}",
        "title": said["title"],
        "group": topic,
        "authors": authors,
        "session": session["id"],
        "board": f"{BOARD_LETTER[session['hall']]}{at + 1}",
        "keywords": [topic.split()[0].lower(), f"River {river}"],
        **({"link": f"https://rivers.example/2027/p{n + 1}"} if n % 3 == 0 else {}),
        "sections": {
            key.capitalize(): said[key] for key in ("background", "methods", "results", "conclusion")
        },
    }


def posters() -> list[dict[str, Any]]:
    """All posters; a few of them show what a record can hold beside its text."""
    made = [poster(n) for n in range(120)]
    made[2]["images"] = [
        {
            "file": "images/levels.svg",
            "alt": "The level rises in May",
            "caption": "Figure 1. Level by month.",
        },
        {
            "file": "images/grains.svg",
            "alt": "Most grains are middling",
            "caption": "Figure 2. Grains by size.",
        },
    ]
    made[64]["image"] = {
        "file": "images/reach.svg",
        "alt": "A winding reach with two weirs",
        "caption": "Figure 1. The reach, and its weirs in red.",
    }
    made[83]["sections"]["Results"] += (
        "\n\n| Gauge | Readings | Missing |\n|:--|--:|--:|\n"
        "| Upper bridge | 8,640 | 12 |\n| Old mill | 8,102 | 550 |\n| Harbour | 8,655 | 0 |\n"
    )
    made[46]["status"] = "withdrawn"
    made[91]["status"] = "late-breaking"
    return made


def talks() -> list[tuple[str, str, str, str]]:
    """Day, time, title and speaker of each talk, ten a day."""
    days = list(DAYS)
    return [
        (days[n // 10], TALK_TIMES[n % 10], title, person(300 + n)) for n, title in enumerate(TEXTS["talks"])
    ]


def talk_tables() -> str:
    """The talks as a page of text: a table a day."""
    parts = ["# Talks in the lecture room"]
    for day, name in DAYS.items():
        rows = [f"| {time} | {title} | {speaker} |" for on, time, title, speaker in talks() if on == day]
        parts += [f"\n## {name}\n\n| Time | Title | Speaker |\n|:--|:--|:--|", *rows]
    return "\n".join(parts) + "\n"


def lettering(text: str, x: float, y: float, size: float, font: Path = FONT, colour: str = "#1A1A1A") -> str:
    """Words as paths: an SVG with text would depend on the fonts of whoever opens it."""
    outlines, parts = Outlines(font), list[str]()
    for character in text:
        advance, steps = outlines.path_of(character)
        for step in steps:
            points = step[1:] if len(step) == 3 else step
            pairs = zip(points[::2], points[1::2], strict=True)
            where = " ".join(f"{x + px * size:.1f} {y - py * size:.1f}" for px, py in pairs)
            parts.append({0: "Z", 2: "M", 3: "L", 6: "C"}[len(step)] + where)
        x += advance * size
    return f'<path fill="{colour}" d="{"".join(parts)}"/>'


def drawing(width: int, height: int, *parts: str) -> str:
    """An SVG of its parts."""
    inside = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">\n{inside}\n</svg>\n'


def box(x: float, y: float, width: float, height: float, fill: str, line: str = "none") -> str:
    """A rectangle."""
    place = f'x="{x}" y="{y}" width="{width}" height="{height}"'
    return f'<rect {place} fill="{fill}" stroke="{line}" stroke-width="1.5"/>'


def stroke(path: str, colour: str, width: float, more: str = "") -> str:
    """A line along a path."""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" {more}/>'


def town() -> str:
    """The way from the station to the mill."""
    return drawing(
        400,
        300,
        box(0, 0, 400, 300, "#FAFAF7"),
        box(250, 20, 130, 80, GREEN),
        stroke("M0 150 C90 110 150 190 230 150 S360 120 400 140", WATER, 26),
        *(box(30 + 46 * k, 190 + 14 * (k % 3), 34, 24, STONE) for k in range(8)),
        box(20, 60, 62, 26, "#FFFFFF", WALL),
        lettering("Station", 28, 78, 13, BOLD),
        stroke("M80 86 C110 110 150 130 205 128 S290 118 318 112", BRICK, 2.5, 'stroke-dasharray="6 4"'),
        box(318, 92, 56, 34, NAVY),
        lettering("Old mill", 324, 113, 12, BOLD, "#FFFFFF"),
        box(180, 78, 30, 30, "#FFFFFF", WALL),
        lettering("Church", 178, 70, 11),
        lettering("Market", 112, 66, 11),
        lettering("Park", 300, 48, 11),
        lettering("Alder", 40, 146, 11, FONT, NAVY),
    )


def building() -> str:
    """The ground floor of the mill."""
    return drawing(
        400,
        300,
        box(20, 20, 360, 260, "#FFFFFF", WALL),
        box(20, 110, 130, 170, "#DFE8F3", WALL),
        box(250, 110, 130, 170, "#DDEFEE", WALL),
        box(110, 20, 180, 70, "#F6EBD3", WALL),
        box(170, 150, 60, 26, STONE, WALL),
        lettering("Weir Hall", 56, 200, 14, BOLD),
        lettering("Mill Hall", 288, 200, 14, BOLD),
        lettering("Lecture room", 158, 60, 14, BOLD),
        lettering("Registration", 170, 192, 11),
        lettering("Foyer", 186, 130, 12),
        stroke("M176 280 L224 280", "#FFFFFF", 4),
        lettering("Entrance", 178, 294, 11),
        box(226, 112, 18, 18, "#FFFFFF", WALL),
        lettering("Lift", 227, 142, 10),
    )


def mark(name: str, colour: str) -> str:
    """A sponsor's mark: a wave in a circle, and the name."""
    wave = stroke("M8 22 C13 16 18 28 28 19", "#FFFFFF", 2.5)
    circle = f'<circle cx="18" cy="20" r="14" fill="{colour}"/>'
    return drawing(160, 40, circle, wave, lettering(name, 38, 25, 14, BOLD, colour))


def pictures() -> dict[str, str]:
    """All pictures by their names."""
    bars = (box(4 + 9.5 * k, 66 - k * 37 % 60, 7, 30 + k * 37 % 60, NAVY) for k in range(12))
    grains = stroke("M4 94 C30 94 40 8 60 8 S92 94 116 94", BRICK, 2)
    weirs = (stroke(line, BRICK, 3) for line in ("M92 70 L112 88", "M205 22 L225 40"))
    reach = stroke("M0 60 C40 10 80 110 130 60 S220 10 300 70", WATER, 18)
    return {
        "town": town(),
        "building": building(),
        "levels": drawing(120, 100, box(0, 0, 120, 100, "#FFFFFF"), *bars),
        "grains": drawing(120, 100, box(0, 0, 120, 100, "#FFFFFF"), grains),
        "reach": drawing(300, 110, box(0, 0, 300, 110, "#FFFFFF"), reach, *weirs),
        "alder": mark("Alder Water Works", NAVY),
        "gauge": mark("Gauge & Sons", TEAL),
        "wader": mark("Wader Boots", OCHRE),
        "otter": mark("Otter Press", PLUM),
        "reed": mark("Reed Bank", FOREST),
    }


def letter() -> bytes:
    """The mayor's letter."""
    pdfmetrics.registerFont(TTFont("Letter", str(FONT)))
    file = BytesIO()
    sheet = canvas.Canvas(file, pagesize=(595.28, 841.89), invariant=1, initialFontName="Letter")
    sheet.setTitle("A word of welcome")
    for n, line in enumerate((HERE / "letter.txt").read_text(encoding="utf-8").splitlines()):
        sheet.setFont("Letter", 14)
        sheet.drawString(85, 700 - 21 * n, line)
    sheet.setStrokeColorRGB(0.11, 0.27, 0.45)
    sheet.setLineWidth(3)
    sheet.line(85, 760, 510, 760)
    sheet.save()
    return file.getvalue()


def write(name: str, content: str | bytes) -> None:
    """Write a file of the folder."""
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def main() -> int:
    """Write all of it anew."""
    if FOLDER.exists():
        shutil.rmtree(FOLDER)
    write("booklet.yaml", (HERE / "booklet.yaml").read_bytes())
    write("posters.yaml", yaml.safe_dump(posters(), sort_keys=False, allow_unicode=True, width=110))
    write("letter.pdf", letter())
    for name, svg in pictures().items():
        write(f"images/{name}.svg", svg)
    for file in sorted((HERE / "text").glob("*.md")):
        write(f"text/{file.name}", file.read_bytes())
    write("text/talks.md", talk_tables())
    return 0


if __name__ == "__main__":
    sys.exit(main())
