"""Draws the README's pictures: `python -m tests.pictures.make_readme_pictures` in the repository's folder."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image
from tests.stress import write_booklet

from posterbook import load, publish, typeset
from posterbook.assets import example_folder
from posterbook.forms.edition import edition

HERE = Path(__file__).parent
DESK, FOLD = "#E4E4E1", "#C8C8C4"
MARGIN = 24
DESIGNS = (("a5", "colour"), ("a5", "plain"), ("a4", "colour"), ("a4", "large-print"))
POSTER = "984"


def main() -> None:
    """A spread of the example, one poster in four designs, and a poster of every field."""
    spread = pages_of(example_folder())[1:3]
    save("readme-spread", spread, scale=1.7, gap=0)
    designs = [poster(page, theme) for page, theme in DESIGNS]
    save("readme-designs", designs, scale=0.85, gap=MARGIN)
    with TemporaryDirectory() as folder:
        fields = pages_of(write_booklet(Path(folder) / "fields", records(), **keys()))[3:7]
    save("readme-fields", fields, scale=0.95, gap=MARGIN // 2)


def pages_of(folder: Path, page: str = "", theme: str = "") -> list[pypdfium2.PdfPage]:
    """The pages of a folder in the colours of the screen and with the margins of a printed spread."""
    work = typeset(load(folder), page=page, theme=theme)
    made = publish(replace(work, screen_pages=work.paper_pages), edition("screen"))
    return list(pypdfium2.PdfDocument(made.pdf))


def poster(page: str, theme: str) -> pypdfium2.PdfPage:
    """The page of one poster of the example."""
    work = typeset(load(example_folder()), page=page, theme=theme)
    at = next(one.sequence for one in work.pages if one.number == POSTER)
    return pages_of(example_folder(), page, theme)[at - 1]


def save(name: str, pages: Sequence[pypdfium2.PdfPage], *, scale: float, gap: int) -> None:
    """Pages beside each other on a desk; without a gap they are a spread with its fold."""
    leaves = [page.render(scale=scale).to_pil().convert("RGB") for page in pages]
    width = sum(leaf.width for leaf in leaves) + gap * (len(leaves) - 1) + 2 * MARGIN
    desk = Image.new("RGB", (width, max(leaf.height for leaf in leaves) + 2 * MARGIN), DESK)
    x = MARGIN
    for n, leaf in enumerate(leaves):
        desk.paste(leaf, (x, MARGIN))
        if n and not gap:
            desk.paste(FOLD, (x, MARGIN, x + 1, MARGIN + leaf.height))
        x += leaf.width + gap
    desk.quantize(64, dither=Image.Dither.NONE).save(HERE / f"{name}.png", optimize=True)


def keys() -> dict[str, object]:
    return {
        "kind": "Programme",
        "event": {"name": "Northern Virology Meeting", "short": "Northern Virology 2026"},
        "date": "2026-09-04",
        "place": "Tromsø",
    }


def records() -> list[dict[str, object]]:
    """One study with every field, a long one, a withdrawn one and one under embargo."""
    return [
        {
            "number": "101",
            "title": "Airborne transmission of *Influenza A* in a ventilated seminar room",
            "group": "Airborne",
            "status": "late-breaking",
            "board": "B12",
            "hall": "Hall 3",
            "session": "Session 4",
            "start": "2026-09-05 09:00",
            "end": "2026-09-05 12:00",
            "keywords": ["aerosol", "CO~2~", "ventilation"],
            "link": "https://example.org/101",
            "authors": [
                {"name": "Ingrid Olsen", "affiliations": ["Arctic Institute, Tromsø"], "presenter": True},
                {"name": "Đặng Thị Hồng", "affiliations": ["Coastal University, Đà Nẵng"]},
                {"name": "Ελένη Παππά", "affiliations": ["Arctic Institute, Tromsø"]},
            ],
            "sections": {
                "Background": "Rooms differ in their air:\n\n- exchange,\n- number of people,\n- *time*.",
                "Results": "Risk rose with CO~2~ (*r* = 0.94, *p* < 0.05) above 1,200 ppm.",
                "Conclusion": "Open a window for five minutes in every half hour.",
            },
        },
        {
            "number": "102",
            "title": "A long study that runs on to a second page and says so at its foot",
            "group": "Airborne",
            "sections": {
                "Background": "We measured what others had guessed. " * 95,
                "Conclusion": "It runs on. " * 20,
            },
        },
        {
            "number": "201",
            "title": "A study that its authors took back",
            "group": "Zoonoses",
            "status": "withdrawn",
        },
        {
            "number": "202",
            "title": "A study that nobody may read yet",
            "group": "Zoonoses",
            "authors": ["Ingrid Olsen"],
            "embargo": "2126-09-05T09:00+02:00",
            "sections": {"Background": "Withheld."},
        },
    ]


if __name__ == "__main__":
    main()
