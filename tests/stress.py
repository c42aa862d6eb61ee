"""A booklet of everything that goes wrong in real sessions, made anew from a seed."""

from __future__ import annotations

import random
from pathlib import Path

import yaml

from tests.drawn_pictures import steps, stored, svg

WORDS = """
cell growth inhibitor patients response tumour dose study phase results median survival kinase
receptor antibody combination resistance mutation expression protein model trial safety efficacy
baseline cohort of the and in with for a to by we was were observed ER⁺/HER2– p<0.05 R&D 2*3 (*) \\*
snake_case <b>bold</b> &amp; {{ x }} $5 10^6 ~5 H~2~O m^2^ *in vitro* **significant** non-small-cell
BCL-2/BCL-xL
""".split()  # noqa: SIM905 - lines of words are easier to read
GREEK = "αβγδεζηθικλμνξοπρστυφχψω Ελληνικά κείμενο"
VIETNAMESE = "Nguyễn Thị Hồng Đào nghiên cứu ung thư phổi ở bệnh nhân Việt Nam"
CYRILLIC = "Исследование ингибитора роста клеток у пациентов"
CHINESE = "本研究评估了选择性抑制剂与化疗药物联合使用的抗肿瘤活性，结果表明该组合具有良好的安全性和疗效。"
TRADITIONAL = "亞盛醫藥集團於美國癌症研究協會年會展示多項聯合療法的臨床前研究成果。"
GROUPS = (
    "Haematology",
    "Breast cancer",
    "Gastrointestinal tumours",
    "Lung cancer",
    "Melanoma",
    "Sarcoma",
    "Gynaecological oncology",
    "Health services research and survivorship",
    "亞盛醫藥",
    "Immunology",
)
LONG_WORD = "pneumonoultramicroscopicsilicovolcanoconiosis" * 9
OTHER_SECTIONS = ("Methods", "Results", "Discussion", "Funding")


FIGURE = {"file": "images/figure.png", "alt": "Four squares", "caption": "The squares, *in vitro*."}
PICTURED: dict[int, dict[str, object]] = {
    2: {"link": "https://example.org/posters/1002", "board": "B2", "hall": "Hall 1", "start": "09:30"},
    21: {"link": "https://example.org/posters/" + "a-long-address/" * 9},
    22: {"image": FIGURE},
    23: {"image": {**FIGURE, "file": "images/drawing.svg", "caption": "A caption. " * 60}},
    24: {"image": FIGURE, "link": "https://example.org/24", "status": "late-breaking"},
    25: {"image": FIGURE, "link": "https://example.org/25", "status": "withdrawn"},
}
EXTRAS: dict[str, object] = {
    "logo": {"file": "images/drawing.svg", "alt": "A square"},
    "sponsors": [{"name": f"Sponsor {n}", "file": "images/drawing.svg"} for n in range(7)],
    "colophon": "Printed in one colour on the department's own paper",
}
"""Keys of booklet.yaml that bring pictures."""


def sentence(rng: random.Random, words: int) -> str:
    """Words with a capital and a full stop; every mark that may stand in a text is among them."""
    chosen = [rng.choice(WORDS) for _ in range(words)]
    return " ".join(chosen).capitalize() + "."


def paragraph(rng: random.Random, words: int) -> str:
    """Sentences of about `words` words in all."""
    return " ".join(sentence(rng, rng.randint(6, 20)) for _ in range(max(words // 13, 1)))


def authors(rng: random.Random, count: int) -> list[object]:
    """Names, some with affiliations, one of them the presenter."""
    names = ("Anna", "Bao", "Carlos", "Đặng", "Εύα", "Фёдор", "王小明")
    found: list[object] = []
    for n in range(count):
        name = f"{rng.choice(names)} {chr(65 + n % 26)}. Author-{n + 1}"
        if n % 3:
            found.append(name)
        else:
            places = [f"Institute {n % 7}, City {n % 5}"]
            found.append(
                {"name": name, "affiliations": places, "presenter": n == 0, "email": f"a{n}@example.org"}
            )
    return found


def special(n: int) -> dict[str, object]:
    """The cases that have to be in it, one record each, by position."""
    cases: dict[int, dict[str, object]] = {
        3: {"title": "T" + "itle of four hundred characters that goes on and on " * 8},
        4: {"authors": authors(random.Random(n), 60)},
        5: {"sections": {"Conclusion": "One line."}},
        6: {"sections": {"Background": paragraph(random.Random(n), 3000), "Conclusion": "Long."}},
        7: {"sections": {"Background": f"A word: {LONG_WORD} and on.", "Conclusion": "x"}},
        8: {"sections": {"Background": VIETNAMESE + ". " + GREEK, "Methods": CYRILLIC, "Conclusion": "ok"}},
        9: {
            "title": "中文標題：" + TRADITIONAL,
            "sections": {"Background": CHINESE * 6, "Conclusion": TRADITIONAL},
        },
        10: {"status": "withdrawn"},
        11: {
            "status": "late-breaking",
            "board": "B12",
            "hall": "Hall 3",
            "session": "PO.ET06",
            "start": "2021-04-12 09:00",
            "end": "2021-04-12 12:00",
            "keywords": ["FAK", "ovarian *cancer*"],
        },
        12: {
            "embargo": "2031-01-01T09:00+08:00",
            "keywords": ["secretkeyword"],
            "sections": {"Background": "Secretword withheld until then.", "Conclusion": "Secretword."},
        },
        13: {"number": "P-2021.ET06-000968", "board": "A very long board name 12345"},
        14: {"sections": {"Conclusion": paragraph(random.Random(n), 900)}},
        15: {
            "sections": {
                "Background": paragraph(random.Random(n), 330),
                "Methods": "Short.",
                "Results": "- one\n- two\n  1. inner\n  2. other\n- three " + paragraph(random.Random(1), 60),
                "Conclusion": paragraph(random.Random(2), 60),
                "After": "Text after the panel.",
            }
        },
        16: {"title": "One"},
        17: {"embargo": "2020-01-01T09:00+08:00"},
        18: {
            "sections": {
                "A heading of a section that is much longer than any heading should be in a book": "Short.",
                "Conclusion": "Done.",
            }
        },
        19: {"title": LONG_WORD[:200]},
        20: {"authors": ["X" * 150, *authors(random.Random(5), 3)]},
    }
    return {**cases.get(n, {}), **PICTURED.get(n, {})}


def record(rng: random.Random, n: int) -> dict[str, object]:
    """One study; lengths are as in real sessions, with a tail of very long ones."""
    words = rng.choice((30, 120, 180, 200, 240))
    sections = {"Background": paragraph(rng, words)}
    if rng.random() < 0.3:
        sections[rng.choice(OTHER_SECTIONS)] = "\n\n".join(paragraph(rng, 30) for _ in range(2))
    sections["Conclusion"] = paragraph(rng, 50)
    return {
        "number": str(1000 + n),
        "title": sentence(rng, rng.choice((5, 12, 20)))[:-1],
        "group": GROUPS[n // 16] if n < 140 else GROUPS[n % 3],
        "sections": sections,
        **({"authors": authors(rng, rng.randint(1, 12))} if rng.random() < 0.4 else {}),
        **special(n),
    }


def stress_records(count: int, seed: int = 1) -> list[dict[str, object]]:
    """Records of every kind; the same for the same seed."""
    rng = random.Random(seed)
    return [record(rng, n) for n in range(count)]


def write_booklet(folder: Path, records: list[dict[str, object]], **keys: object) -> Path:
    """A content folder with these records and these keys of booklet.yaml."""
    folder.mkdir(parents=True, exist_ok=True)
    booklet = {"title": "Stress", "date": "2021-04-13", "place": "Suzhou", **keys}
    for name, content in (("booklet.yaml", booklet), ("posters.yaml", records)):
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
        (folder / name).write_text(text, encoding="utf-8")
    if "images/" in (folder / "posters.yaml").read_text(encoding="utf-8") or "logo" in keys:
        (folder / "images").mkdir(exist_ok=True)
        (folder / "images" / "figure.png").write_bytes(stored(steps(1600, 800)))
        (folder / "images" / "drawing.svg").write_bytes(svg())
    return folder
