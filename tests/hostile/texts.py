"""Inputs whose YAML, texts and numbers are hostile."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

from tests.drawn_pictures import steps, stored
from tests.hostile.folder import BUILD, Folder, Yaml
from tests.hostile.material import MATERIAL, SCALARS, Raw, mutated, noise, one_of

SCHEMAS: dict[str, Any] = {}
"""Of records, booklet.yaml and programme.yaml; gathered before the first input is made."""
THEME_NAMES = [
    line.split("|")
    for line in (Path(__file__).parents[2] / "src/posterbook/manual/theme-names.md")
    .read_text("utf-8")
    .splitlines()
    if line.startswith("| `")
]
LIKELY = ("A1", "Hall 1", "text/a.md", "images/a.png", "2026-01-02", "10:00", "P1", "#123456", "en")
SIZES = (0, 1, 2, 3, 10, -1, 0.1, 0.5, 1e-9, 1e9, 2**31, 2**63, 10**30)


def values_of_fields(folder: Folder) -> None:
    """Every field that there is, with values that it does not expect."""
    random = folder.random
    booklet, records = folder.good()
    for _ in range(random.randint(1, 4)):
        schema, target = random.choice([("record", random.choice(records)), ("booklet", booklet)])
        name = random.choice(sorted(SCHEMAS[schema]["properties"]))
        field = SCHEMAS[schema]["properties"][name]
        odd = folder.chance(0.3)
        target[name] = Raw(random.choice(SCALARS)) if odd else _Drawn(random, SCHEMAS[schema]).value(field)
    if folder.chance(0.2):
        folder.put("programme.yaml", _Drawn(random, SCHEMAS["programme"]).value(SCHEMAS["programme"]))
        booklet["running_order"] = ["cover", "programme", "summary", "posters"]
    folder.put_booklet(booklet, records)
    folder.words = []  # a field may take the place of one with words


class _Drawn:
    """Values that mostly keep to a schema."""

    def __init__(self, random: Random, whole: Mapping[str, Any]) -> None:
        self._random, self._whole = random, whole

    def value(self, schema: Mapping[str, Any], depth: int = 0) -> object:
        if self._random.random() < 0.04 or depth > 6:
            return Raw(self._random.choice(SCALARS))
        if "$ref" in schema:
            found = self._whole
            for step in schema["$ref"].lstrip("#/").split("/"):
                found = found[step]
            return self.value(found, depth + 1)
        for several in ("anyOf", "oneOf", "allOf", "enum"):
            if several in schema:
                one = self._random.choice(schema[several])
                return one if several == "enum" else self.value(one, depth)
        kind = schema.get("type", "string")
        kind = self._random.choice(kind) if isinstance(kind, list) else kind
        return getattr(self, f"_{kind}")(schema, depth + 1)

    def _object(self, schema: Mapping[str, Any], depth: int) -> object:
        needed = schema.get("required", ())
        known = schema.get("properties", {}).items()
        value = {
            name: self.value(one, depth)
            for name, one in known
            if name in needed or self._random.random() < 0.4
        }
        more = schema.get("additionalProperties")
        for _ in range(self._random.randint(1, 3) if isinstance(more, dict) else 0):
            value[noise(self._random, 20)] = self.value(more, depth)
        return value

    def _array(self, schema: Mapping[str, Any], depth: int) -> object:
        count = self._random.choice([0, 1, 1, 2, 5, 40])
        return [self.value(schema.get("items", {}), depth) for _ in range(count)]

    def _number(self, _schema: Mapping[str, Any], _depth: int) -> object:
        return self._random.choice(SIZES)

    _integer = _number

    def _boolean(self, _schema: Mapping[str, Any], _depth: int) -> object:
        return self._random.random() < 0.5

    def _string(self, _schema: Mapping[str, Any], _depth: int) -> object:
        return self._random.choice(LIKELY) if self._random.random() < 0.5 else noise(self._random, 200, 0.02)


def damaged_yaml(folder: Folder) -> None:
    """Files with bytes altered, doubled, cut, or in another encoding."""
    random = folder.random
    folder.put_booklet(*folder.good())
    name = random.choice(sorted(folder.files))
    source = folder.files[name]
    assert isinstance(source, bytes)
    folder.put(name, random.choice(_odd_forms(source)) if folder.chance(0.5) else mutated(random, source))
    folder.words = []


def _odd_forms(source: bytes) -> list[bytes]:
    text = source.decode("utf-8", "surrogatepass")
    ends = [b"\r\n", b"\r", "\u2028".encode(), "\x85".encode(), b"\n\n"]
    doubled = b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 60))
    return [
        *(text.encode(name) for name in ("utf-16", "utf-32", "utf-8-sig")),
        *(source.replace(b"\n", end) for end in ends),
        source.replace(b" ", b"\t"),
        *(b"%YAML 9.9\n---\n" + source, b"---\n" + source + b"...\n---\n" + source, source + source),
        *(b"\xef\xbb\xbf" * 3 + source, source[: len(source) // 2], source + b"\n<<: *a\n"),
        *(b"", b"\n", b"#", b"---", b"null", b"[]", b"- ", b"\x00", b"\xff" * 9, b"a: |9\n" + b" " * 9999),
        *(b"x" * 70_000_000, b"[" * 100_000, b"{" * 9_999, b"a: " * 50, b"- " * 5_000, b"? " * 5_000),
        *(
            b"&a " * 999,
            b"!" * 999,
            b"'" + b"a" * 99_999,
            b'"' + b"\\" * 99_999,
            b"a: &a\n  b: *a\n" + source,
        ),
        b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(999)) + source,
        b"a0: &a0 [x]\n" + doubled + source,
        b"".join(b"k%d: v\n" % n for n in range(99_999)),
    ]


def markup(folder: Folder) -> None:
    """Text that is made to be hard to read as Markdown, in every field of a record."""
    random = folder.random
    booklet, records = folder.good()
    folder.look(booklet)
    record, most = random.choice(records), random.choice([40, 400, 4_000, 49_000])
    match random.randint(0, 5):
        case 0:
            record["title"] = folder.text(min(most, 7_000))
        case 1:
            record["sections"] = {"Background": folder.text(most), noise(random, 60): folder.text(60)}
        case 2:
            record["authors"] = [{"name": folder.text(60), "affiliations": [folder.text(60), noise(random)]}]
        case 3:
            record["group"] = folder.text(most)
        case 4:
            booklet["running_order"] = [
                "cover",
                {"introduction": {"file": "text/a.md"}},
                "summary",
                "posters",
            ]
            folder.put("text/a.md", "\n\n".join(folder.text(most // 4 + 1) for _ in range(4)))
        case 5:
            record["number"], record["board"] = folder.text(20), noise(random, 20)
    folder.put_booklet(booklet, records)


def scripts(folder: Folder) -> None:
    """Writing systems, in every place, together."""
    random = folder.random
    booklet, records = folder.good()
    folder.look(booklet)
    known = MATERIAL["scripts"][:5] if folder.chance(0.7) else MATERIAL["scripts"]
    booklet["title"] = f"{random.choice(known)} {folder.word()}"
    for record in records:
        record["title"] = f"{random.choice(known)} {folder.word()} {random.choice(known)}"
        record["group"] = random.choice(known)
        record["authors"] = [random.choice(known) for _ in range(3)]
        text = random.choice(known) * random.randint(1, 40)
        record["sections"] = {random.choice(known): f"{text} {folder.word()}"}
    folder.put_booklet(booklet, records)


def names_without_breaks(folder: Folder) -> None:
    """Names that no line can break, in every place that a page has for a name."""
    random, unbroken = folder.random, folder.unbroken
    booklet, records = folder.good()
    folder.look(booklet)
    short = lambda letter: letter * random.choice([9, 50, 90, 300])
    places: dict[str, Callable[[], object]] = {
        "title": unbroken,
        "kind": unbroken,
        "place": unbroken,
        "issuer": lambda: {"names": [{"text": unbroken()}], "short": short("W")},
        "event": lambda: {"name": unbroken(), "short": short("m")},
        "labels": lambda: {"number": short("N"), "group": short("G")},
        "colophon": lambda: short("c"),
    }
    fields: dict[str, Callable[[], object]] = {
        **dict.fromkeys(("title", "summary_title", "group", "board", "hall"), unbroken),
        "authors": lambda: [{"name": unbroken(), "affiliations": [unbroken()]}],
        "sections": lambda: {unbroken(): unbroken()},
        "keywords": lambda: [short("k")],
    }
    record = random.choice(records)
    for known, target in ((places, booklet), (fields, record)):
        for name in random.sample(sorted(known), random.randint(1, 4)):
            target[name] = known[name]()
    indexes = ("authors", "boards", "keywords", "institutions")
    more = [{"index": by} for by in indexes if folder.chance(0.4)]
    booklet["running_order"] = ["cover", "summary", "posters", "legal", *more]
    folder.put_booklet(booklet, records)
    if "board" in record and "hall" in record:
        folder.commands.append((random.choice(["placards", "doorsheets"]), "mine", "-o", "out"))


def templates(folder: Folder) -> None:
    """Texts that want to be programs."""
    random = folder.random
    booklet, records = folder.good()
    attack = f"{folder.word()} {random.choice(MATERIAL['templates'])} {noise(random, 30)}"
    match random.randint(0, 3):
        case 0:
            booklet["running_order"] = [
                "cover",
                {"introduction": {"file": "text/a.md"}},
                "summary",
                "posters",
            ]
            folder.put("text/a.md", f"There are {{{{ counts.posters }}}} posters.\n\n{attack}\n")
        case 1:
            place = random.choice(["cover-top", "legal-page"])
            booklet["legal"] = [{"id": "n", "file": "legal/n.txt", "place": place}]
            booklet["running_order"] = ["cover", "summary", "posters", "legal"]
            folder.put("legal/n.txt", attack)
        case 2:
            records[0]["sections"] = {"Background": attack}
        case 3:
            booklet["title"] = attack
    if folder.chance(0.1):
        folder.put("words.yaml", {random.choice(["numbers", "count", "page"]): [attack] * 3})
    folder.put_booklet(booklet, records)


def legal_texts(folder: Folder) -> None:
    """Legal blocks of any text, at any place, approved, built and proved."""
    random = folder.random
    booklet, records = folder.good()
    booklet["page"] = random.choice(["a5", "half-letter", "a4", "letter"])
    places = ("cover-top", "legal-page", "after-posters", "back-cover")
    booklet["legal"] = [
        {
            "id": one_of(random, [f"b{number}"], noise(random, 3)),
            "file": f"legal/{number}.txt",
            "place": random.choice(places),
            "weight": random.choice(["plain", "framed", "signature"]),
        }
        for number in range(random.randint(1, 5))
    ]
    for number in range(5):
        more = noise(random, random.choice([9, 9, 90, 3000]), 0.05)
        folder.put(f"legal/{number}.txt", f"Nobody answers for P1 or P2. {more}\n")
    booklet["legal_profile"] = one_of(random, ["none"], ["hkex-voluntary", "forward-looking", "x.yaml"], 0.15)
    booklet["running_order"] = ["cover", "summary", "posters", "legal"]
    if folder.chance(0.05):
        folder.put("legal/approved.yaml", Raw(noise(random, 200)))
    folder.put_booklet(booklet, records)
    name = str(one_of(random, ["Ada"], noise(random, 9)))
    approve = ("approve", "mine", "--by", name, "--date", "2026-01-02")
    folder.commands = [approve, BUILD, ("prove", "out/mine-screen.pdf", "mine")]


def themes(folder: Folder) -> None:
    """Theme files with every public name, with values at their bounds and beyond."""
    random = folder.random
    booklet, records = folder.good()
    folder.look(booklet)
    odd = [
        0,
        -1,
        1e9,
        "#12345",
        "comic",
        True,
        [],
        {},
        {"hex": "#123456", "cmyk": [400, 0, 0, 0]},
        None,
        "1mm",
    ]
    theme: Yaml = {}
    for _, name, _, taken, *_ in random.sample(THEME_NAMES, random.randint(1, 8)):
        *parts, last = name.strip(" `").split(".")
        here: Any = theme
        for part in parts:
            here = here.setdefault(part, {})
        here[last] = one_of(random, _taken(random, taken), odd)
    if folder.chance(0.3):
        formats = {random.choice(["a4", "a5", "letter"]): theme}
        theme = {"formats": formats, "themes": {"plain": theme, "large-print": theme}}
    folder.put("theme.yaml", theme)
    folder.put_booklet(booklet, records)


def _taken(random: Random, said: str) -> list[object]:
    """Values that a public name takes, by the words of the manual: its bounds, and one between."""
    bounds = re.findall(r"[0-9.]+", said)
    if len(bounds) > 1:
        low, high = map(float, bounds[:2])
        whole = "." not in bounds[0]
        return [int(low), int(high), int(low + high) // 2] if whole else [low, high, low + (high - low) / 3]
    if "list" in said:
        colours = ["#000000", "#ffffff", "#ffff00", "#1D4674", {"hex": "#808080", "tint": "#808080"}]
        return [random.choices(colours, k=random.choice([1, 2, 40]))]
    if "colour" in said:
        return ["#000000", "#ffffff", "#ff0000", {"hex": "#777777", "cmyk": [0, 0, 0, 60]}]
    return ["serif", "sans"] if "serif" in said else [True, False]


def numbers_of_things(folder: Folder) -> None:
    """Many or none of what a booklet has several of."""
    random = folder.random
    booklet, records = folder.good()
    folder.look(booklet)
    many = lambda most: random.choice([0, 1, 2, most // 10, most])
    record, places = records[0], [f"Institute {m}" for m in range(random.choice([0, 1, 9]))]
    record["authors"] = [{"name": f"Ada {n} Lovelace", "affiliations": places} for n in range(many(300))]
    record["keywords"] = [f"word{n}" for n in range(many(200))]
    record["sections"] = {f"Heading {n}": f"Text {folder.word()}." for n in range(many(200) or 1)}
    groups = many(60) or 1
    records += [
        {
            "number": f"Q{n}",
            "title": f"Study {folder.word()}",
            "group": f"Group {n % groups}",
            "sections": {"Background": "Text."},
        }
        for n in range(many(150))
    ]
    order: list[object] = [
        "contents",
        "summary",
        "posters",
        "notes",
        {"index": "authors"},
        {"index": "keywords"},
    ]
    marks = many(60) if folder.chance(0.4) else 0
    if marks:
        booklet["sponsors"] = [{"file": "images/a.png", "name": f"Sponsor {n}"} for n in range(marks)]
        folder.put("images/a.png", stored(steps()))
        order.append("sponsors")
    chosen = random.sample(order, random.randint(1, len(order)))
    booklet["running_order"] = ["cover", *chosen]
    if "posters" not in chosen:
        folder.words = []
    folder.put_booklet(booklet, records)


def meetings(folder: Folder) -> None:
    """Sessions, halls and days that contradict each other."""
    random = folder.random
    booklet, records = folder.good()
    time = lambda usual: one_of(random, [usual], ["24:00", "1 am", Raw("600"), "", noise(random, 5)], 0.02)
    booklet["sessions"] = [
        {
            "id": one_of(random, [f"S{n}"], ["A", noise(random, 4)], 0.02),
            "name": noise(random, 60, 0.02),
            "start": time("9:00"),
            "end": time("15:00"),
            "hall": one_of(random, ["Hall 1"], noise(random, 9)),
            "day": one_of(random, ["2026-01-02"], "2026-13-01", 0.01),
        }
        for n in range(random.choice([2, 2, 2, 9]))
    ]
    odd = ["A6-A1", "A1-A999999999", "A-B", "", noise(random, 6), "A1-B6", "a1–a6"]
    hall: Yaml = {"name": one_of(random, ["Hall 1"], noise(random, 30))}
    hall["rows"] = [
        {
            "boards": [one_of(random, [f"A{n}1-A{n}9"], odd, 0.02)],
            "back": [one_of(random, [f"B{n}1-B{n}9", f"B{n}01-B{n}99"], odd, 0.02)],
            "step": one_of(random, [1, 2], [0, -1, 1e9], 0.02),
            "aisle": one_of(random, [0, 1], 1e9, 0.02),
        }
        for n in range(random.choice([1, 2, 3, 30]))
    ]
    hall["doors"] = [
        {"wall": one_of(random, ["top", "left"], "nowhere"), "at": one_of(random, [0, 50], [101, -1])}
    ]
    booklet["halls"] = [hall] * (2 if folder.chance(0.05) else 1)
    for number, record in enumerate(records, 1):
        session = one_of(random, ["S0", "S1"], "nothing", 0.02)
        record |= {"session": session, "board": f"A0{number}", "hall": "Hall 1", "start": time("10:00")}
    posters = {"posters": {"by": "session", "sort": "board"}}
    booklet["running_order"] = ["cover", "plan", posters, {"index": "boards"}]
    folder.put_booklet(booklet, records)
