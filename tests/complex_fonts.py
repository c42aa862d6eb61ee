"""Fonts and texts of complex scripts, and what HarfBuzz makes of these by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import uharfbuzz as hb

FONTS = Path(__file__).parent / "fonts"
HINDI = "एक खुली खिड़की कमरे की हवा को साफ करती है। हिन्दी क्षेत्र राष्ट्रीय कार्यक्रम प्रिया शर्मा १२"
BENGALI = "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে। তাঁদের বিবেক এবং বুদ্ধি আছে; স্বাস্থ্য।"
TAMIL = "மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; அவர்கள் மதிப்பிலும், கொள்கை கவிதா முருகன்"
THAI = "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกัน น้ำ"
HEBREW = "כל בני אדם נולדו בני חורין ושווים בערכם ובזכויותיהם. בְּרֵאשִׁית בָּרָא, לפיכך חובה עליהם."
ARABIC = (
    "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق، وقد وهبوا عقلاً وضميراً وعليهم أن "
    "يعامل بعضهم بعضاً بروح الإخاء."
)
TEXTS = {"Devanagari": HINDI, "Bengali": BENGALI, "Tamil": TAMIL, "Thai": THAI}
BACK = {"Hebrew": HEBREW, "Arabic": ARABIC}
"""Texts from right to left."""


def font_of(script: str) -> Path:
    """The font of a script."""
    (path,) = FONTS.glob(f"Noto*{script}-part.ttf")
    return path


def add_font(folder: Path, script: str) -> str:
    """Put the font of a script into a content folder; its path there."""
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(font_of(script), folder / f"fonts/{script}.ttf")
    return f"fonts/{script}.ttf"


def outlines(path: Path, word: str) -> tuple[list[tuple[float, float]], float]:
    """The points of a word's glyphs at their places and its advance, in em, as HarfBuzz shapes it."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.language = "en"
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    points, pen, units = [], 0, font.face.upem
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        taken = Pen()
        font.draw_glyph_with_pen(info.codepoint, taken)
        points += [
            ((x + pen + place.x_offset) / units, (y + place.y_offset) / units) for x, y in taken.points
        ]
        pen += place.x_advance
    return points, pen / units


class Pen:
    """Takes down the points of an outline."""

    def __init__(self):
        self.points = []

    def take(self, *points):
        self.points += points

    def close(self):
        """An outline needs no closing."""

    moveTo = lineTo = qCurveTo = curveTo = take  # noqa: N815 - the names of the font libraries' pens
    closePath = close  # noqa: N815 - the same
