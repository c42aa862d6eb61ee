# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools==4.68.0", "reportlab==5.1.0", "uharfbuzz==0.57.0"]
# ///
"""Turns published packages into every file of assets/fonts, assets/icc and assets/words.

Run `pip install fonttools==4.68.0 reportlab==5.1.0 uharfbuzz==0.57.0` and `apt-get install argyll`, then
`python assets/make.py`. It needs npm, apt-get, dpkg-deb, tar and Argyll's colprof (2.3.1), downloads about
170 MB, takes a minute, and writes the same bytes every time. Another version of fontTools or Argyll may write
a file differently: the table in README.md, written here too, then shows new hashes.
"""

from __future__ import annotations

import hashlib
import io
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import unicodedata
from array import array
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import uharfbuzz
from fontTools import subset
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFontFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ASSETS = Path(__file__).resolve().parent
TABLE_MARK = "<!-- Below this line: written by make.py -->\n"

# What a PDF needs of a font; layout, hinting, vertical metrics and style attributes are left out.
KEPT_TABLES = frozenset(("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post"))
KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 7, 13, 14)  # copyright, names, version, trademark, licence
WINDOWS_BMP = (3, 1)  # the cmap for characters up to U+FFFF, which both encodings stay within
SPACE = 0x20
SHORTEST_WORD = 3
ZERO = 0x3007
"""The ideographic zero of years, which neither encoding has."""

# What medical English and the names in it consist of; with what else there is, HarfBuzz is asked at run time.
MEASURED_RANGES = (
    range(0x20, 0x7F), range(0xA0, 0x180), range(0x218, 0x21C),  # Latin
    range(0x370, 0x400),  # Greek
    range(0x2010, 0x2044), range(0x2045, 0x2050),  # punctuation; HarfBuzz makes fractions around U+2044
    range(0x2070, 0x20D0), range(0x2100, 0x2300),  # raised and lowered, currencies, signs, arrows
)  # fmt: skip
NO_BREAK_SPACE = 0xA0
"""Measured and drawn as a space."""
ONLY_KERNING = {"kern": True} | dict.fromkeys(
    ("abvm", "blwm", "calt", "ccmp", "clig", "curs", "liga", "locl", "mark", "mkmk", "rclt", "rlig"), False
)
"""What the layout features are set to when a word is measured: one glyph for each character."""
PAIR, CONTEXTUAL, EXTENSION = 2, 8, 9
"""Kinds of lookups in a font's table GPOS."""
METRICS_HEADER = struct.Struct("<LHHHH9d64s")

# Medium tables, low ones back to ink; black ramps up; 300 % of ink at most; without the measurements.
COLPROF = "colprof -qm -bl -kr -l300 -nc"
PROFILE_NAME = "Coated FOGRA39L"
PROFILE_ORIGIN = "Made by ArgyllCMS from FOGRA39L.ti3 of ICC Profiles Free, zlib licence"
MEASURED = struct.pack(">6H", 2006, 12, 1, 0, 0, 0)  # the date of the measurements
HEADER_DATE = slice(24, 36)  # of an ICC profile, where colprof writes the time of day


@dataclass(frozen=True, slots=True)
class Client:
    """A package manager: how it downloads a package, and what unpacks that."""

    download: str
    unpack: str


NPM = Client("npm pack --silent {name}@{version}", "tar -xf {archive} -C {folder}")
APT = Client("apt-get download -q {name}={version}", "dpkg-deb -x {archive} {folder}")


@dataclass(frozen=True, slots=True)
class Package:
    """A published package at one version."""

    client: Client
    name: str
    version: str
    licence: str

    @property
    def command(self) -> str:
        """The command that downloads the package into the current folder."""
        return self.client.download.format(name=self.name, version=self.version)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file below assets/: the file of a package it is made from, and how."""

    file: str
    package: Package
    source: str
    make: Callable[[Path], bytes]


def subset_of_encoding(path: Path, *, encoding: str) -> bytes:
    """The font at `path` cut down to the characters of a two-byte encoding."""
    options = subset.Options(hinting=False, glyph_names=False, bidi_closure=False)
    options.layout_features, options.name_IDs = [], list(KEPT_NAMES)
    with load_static(path) as font:
        options.drop_tables = sorted(set(font.keys()) - KEPT_TABLES)
        font["cmap"].tables = [font["cmap"].getcmap(*WINDOWS_BMP)]
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes={SPACE, ZERO, *characters_of(encoding)})
        subsetter.subset(font)
        written = io.BytesIO()
        font.save(written)
    return written.getvalue()


def unmodified_font(path: Path) -> bytes:
    """The bytes of a font whose reserved name forbids changing it."""
    load_static(path).close()
    return path.read_bytes()


def metrics(path: Path) -> bytes:
    """What describes a font, its advances, left edges and kerning, as design/metrics_table.py reads them."""
    content = path.read_bytes()
    font = uharfbuzz.Font(uharfbuzz.Face(content))
    codes = measured_codes(font, contextually_kerned(path))
    drawn = [SPACE if code == NO_BREAK_SPACE else code for code in codes]
    glyphs = [font.get_nominal_glyph(code) for code in drawn]
    advances = [font.get_glyph_h_advance(glyph) for glyph in glyphs]
    extents = [font.get_glyph_extents(glyph) for glyph in glyphs]
    ink_left = [extent.x_bearing if extent else 0 for extent in extents]
    row_of, rows = numbered([kerns_before(font, code, drawn) for code in drawn])
    column_of, columns = numbered(list(zip(*rows, strict=True)))
    kerning = [kern for row in zip(*columns, strict=True) for kern in row]
    positive = [array("H", numbers) for numbers in (codes, advances, row_of, column_of)]
    lists = [*positive, array("h", ink_left), array("h", kerning)]
    if sys.byteorder == "big":
        for numbers in lists:
            numbers.byteswap()
    counts = (len(content), font.face.upem, len(codes), len(rows), len(columns))
    header = METRICS_HEADER.pack(*counts, *descriptor(content))
    return header + b"".join(numbers.tobytes() for numbers in lists)


def description(path: Path, *, encoding: str) -> bytes:
    """A table of a font cut down to an encoding that describes it, and measures no characters."""
    content = subset_of_encoding(path, encoding=encoding)
    return METRICS_HEADER.pack(len(content), 1000, 0, 0, 0, *descriptor(content))


def descriptor(content: bytes) -> tuple[float | bytes, ...]:
    """What describes a font in a PDF, as ReportLab reads it: box, heights, stem, angle and name."""
    face = TTFontFile(io.BytesIO(content), charInfo=0)
    heights = (face.ascent, face.descent, face.capHeight)
    return (*face.bbox, *heights, face.stemV, face.italicAngle, bytes(face.name))


def measured_codes(font: uharfbuzz.Font, left_out: set[int]) -> list[int]:
    """The characters of the table: those that the font has, with ink where there should be some."""
    found = []
    for code in (code for codes in MEASURED_RANGES for code in codes if code not in left_out):
        glyph, category = font.get_nominal_glyph(code), unicodedata.category(chr(code))[0]
        extents = font.get_glyph_extents(glyph) if glyph else None
        inked = bool(extents and extents.width and extents.height)
        if glyph and (category == "Z" or (inked and category in "LNPS")):
            found.append(code)
    return found


def kerns_before(font: uharfbuzz.Font, before: int, codes: list[int]) -> tuple[int, ...]:
    """What kerning adds to the advance of a character before each of the others, in units of the font."""
    buffer = uharfbuzz.Buffer()
    buffer.add_codepoints([code for after in codes for code in (before, after)])
    buffer.script, buffer.language, buffer.direction = "Latn", "en", "ltr"
    uharfbuzz.shape(font, buffer, ONLY_KERNING, shapers=["ot"])
    if len(buffer.glyph_infos) != 2 * len(codes):
        raise SystemExit("shaping has not left one glyph for each character")
    advance = font.get_glyph_h_advance(font.get_nominal_glyph(before))
    return tuple(position.x_advance - advance for position in buffer.glyph_positions[::2])


def contextually_kerned(path: Path) -> set[int]:
    """The characters that a font kerns by more than the character after them."""
    with load_static(path) as font:
        table, codes = font["GPOS"].table, font.getBestCmap()
        kerning = {
            lookup
            for feature in table.FeatureList.FeatureRecord
            if feature.FeatureTag == "kern"
            for lookup in feature.Feature.LookupListIndex
        }
        names: set[str] = set()
        for subtable in (one for at in kerning for one in table.LookupList.Lookup[at].SubTable):
            plain = subtable.ExtSubTable if subtable.LookupType == EXTENSION else subtable
            if plain.LookupType == CONTEXTUAL:
                names.update(name for coverage in plain.InputCoverage for name in coverage.glyphs)
            elif plain.LookupType != PAIR or plain.ValueFormat2:
                raise SystemExit(f"{path.name} is kerned in a way that no table of pairs can hold")
    return {code for code, name in codes.items() if name in names}


def numbered(lists: list[tuple[int, ...]]) -> tuple[list[int], list[tuple[int, ...]]]:
    """The different ones of these lists, and for each list the number of its like."""
    different = list(dict.fromkeys(lists))
    numbers = {one: number for number, one in enumerate(different)}
    return [numbers[one] for one in lists], different


def licence_with_copyright(path: Path, *, font: str) -> bytes:
    """A licence text, headed by the copyright line that the font itself carries."""
    with load_static(path.parent / font) as loaded:
        copyright_line = loaded["name"].getDebugName(0)
    return f"{copyright_line}\n{path.read_text('utf-8')}".encode()


def printing_profile(path: Path) -> bytes:
    """The ICC profile of a printing condition, from its measured colours."""
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copy(path, scratch)
        command = f"{COLPROF} -D {{name}} -C {{origin}} {path.stem}"
        run(command, cwd=Path(scratch), name=PROFILE_NAME, origin=PROFILE_ORIGIN)
        made = bytearray(Path(scratch, path.stem).with_suffix(".icc").read_bytes())
    made[HEADER_DATE] = MEASURED
    return bytes(made)


def profile_notice(path: Path, *, of: str) -> bytes:
    """The paragraphs of a Debian copyright file that speak of some files."""
    paragraphs = path.read_text("utf-8").split("\n\n")
    files = next(text for text in paragraphs if text.startswith("Files:") and of in text)
    licence = next(text for text in paragraphs if text.startswith("License: Zlib"))
    lines = [*files.splitlines(), "", *licence.splitlines()]
    return "".join("\n" if line == " ." else f"{line}\n" for line in lines).encode()


def plain_words(path: Path) -> bytes:
    """The words of a list that are written in small letters, without marks, three letters long or more."""
    words = {word for word in path.read_text("utf-8").split() if word.isascii() and word.isalpha()}
    kept = sorted(word for word in words if word.islower() and len(word) >= SHORTEST_WORD)
    return ("\n".join(kept) + "\n").encode()


def load_static(path: Path) -> TTFont:
    """An open font, known to be a static one with TrueType outlines."""
    font = TTFont(path, recalcTimestamp=False)  # a new time stamp would change the bytes
    if "glyf" not in font or {"fvar", "CFF ", "CFF2"} & set(font.keys()):
        raise SystemExit(f"{path.name}: not a static TrueType font")
    return font


def characters_of(encoding: str) -> Iterator[int]:
    """The code points that the byte pairs of an encoding stand for."""
    for pair in product(range(0x81, 0xFF), range(0x40, 0xFF)):
        # A pair that the encoding does not know can leave its second byte behind, as ASCII.
        yield from (ord(char) for char in bytes(pair).decode(encoding, "ignore") if not char.isascii())


SERIF = Package(NPM, "source-serif", "4.5.1", "OFL-1.1")
SANS = Package(NPM, "source-sans", "3.52.0", "OFL-1.1")
CHINESE = {
    ("Serif", "TC"): Package(NPM, "@expo-google-fonts/noto-serif-tc", "0.4.4", "OFL-1.1 (fonts)"),
    ("Serif", "SC"): Package(NPM, "@expo-google-fonts/noto-serif-sc", "0.4.3", "OFL-1.1 (fonts)"),
    ("Sans", "TC"): Package(NPM, "@expo-google-fonts/noto-sans-tc", "0.4.3", "OFL-1.1 (fonts)"),
    ("Sans", "SC"): Package(NPM, "@expo-google-fonts/noto-sans-sc", "0.4.3", "OFL-1.1 (fonts)"),
}
PROFILES = Package(APT, "icc-profiles-free", "2.0.1+dfsg-1.1", "Zlib")
WORDS = Package(APT, "wamerican-small", "2020.12.07-2", "SCOWL (MIT-like)")
PACKAGES = (SERIF, SANS, *CHINESE.values(), PROFILES, WORDS)

SERIF_CUTS = ("SmText", "", "Subhead")
SERIF_STYLES = ("Regular", "It", "Semibold", "SemiboldIt")
SERIF_FILES = (
    *(f"SourceSerif4{cut}-{style}.ttf" for cut, style in product(SERIF_CUTS, SERIF_STYLES)),
    "SourceSerif4Display-Regular.ttf",
)
SANS_STYLES = ("Regular", "It", "Medium", "MediumIt", "Semibold", "SemiboldIt", "Bold", "BoldIt")
SANS_FILES = tuple(f"SourceSans3-{style}.ttf" for style in SANS_STYLES)
ENCODINGS = {"TC": "big5", "SC": "gb2312"}
"""Whose characters are kept of a Chinese face."""
NOTO_WEIGHTS = ("400Regular", "600SemiBold")


def assets() -> Iterator[Asset]:
    """Every file this script writes, in the order of the table."""
    for package, files in ((SERIF, SERIF_FILES), (SANS, SANS_FILES)):
        for file in files:
            source = f"package/TTF/{file}"
            yield Asset(f"fonts/{file}", package, source, unmodified_font)
            yield Asset(f"fonts/{Path(file).with_suffix('.metrics')}", package, source, metrics)
    yield Asset("fonts/OFL-Source-Serif.txt", SERIF, "package/LICENSE.md", Path.read_bytes)
    yield Asset("fonts/OFL-Source-Sans.txt", SANS, "package/LICENSE.md", Path.read_bytes)
    for (kind, script), package in CHINESE.items():
        yield from noto(package, kind=kind, script=script)
    yield Asset("icc/sRGB.icc", PROFILES, "usr/share/color/icc/sRGB.icc", Path.read_bytes)
    yield Asset("icc/FOGRA39.icc", PROFILES, "usr/share/color/icc/FOGRA39L.ti3", printing_profile)
    for name, of in (("sRGB", "sRGB.icc"), ("FOGRA39", "FOGRA*ti3")):
        make = partial(profile_notice, of=of)
        yield Asset(f"icc/LICENSE-{name}.txt", PROFILES, "usr/share/doc/icc-profiles-free/copyright", make)
    yield Asset("words/english.txt", WORDS, "usr/share/dict/american-english-small", plain_words)
    yield Asset("words/LICENSE-SCOWL.txt", WORDS, "usr/share/doc/wamerican-small/copyright", Path.read_bytes)


def noto(package: Package, *, kind: str, script: str) -> Iterator[Asset]:
    """The two weights of a Chinese face, and its licence."""
    sources = [f"{weight}/Noto{kind}{script}_{weight}.ttf" for weight in NOTO_WEIGHTS]
    make = partial(subset_of_encoding, encoding=ENCODINGS[script])
    for source in sources:
        yield Asset(f"fonts/{Path(source).name}", package, f"package/{source}", make)
        described = partial(description, encoding=ENCODINGS[script])
        yield Asset(
            f"fonts/{Path(source).with_suffix('.metrics').name}", package, f"package/{source}", described
        )
    licence = partial(licence_with_copyright, font=sources[0])
    yield Asset(f"fonts/OFL-Noto-{kind}-{script}.txt", package, "package/LICENSE_FONT", licence)


def unpack(package: Package, folder: Path) -> Path:
    """The folder that now holds the files of a freshly downloaded package."""
    downloads, unpacked = folder / "download", folder / "unpacked"
    for new in (downloads, unpacked):
        new.mkdir(parents=True)
    run(package.command, cwd=downloads)
    (archive,) = downloads.iterdir()
    run(package.client.unpack, cwd=folder, archive=str(archive), folder=str(unpacked))
    return unpacked


def run(command: str, *, cwd: Path, **places: str) -> None:
    """Run a command whose words may name places, and stop if it fails."""
    words = [word.format(**places) for word in shlex.split(command)]
    subprocess.run(words, cwd=cwd, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - they stand above


def write(asset: Asset, folders: Mapping[Package, Path]) -> None:
    """Put one asset where it belongs."""
    target = ASSETS / asset.file
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(asset.make(folders[asset.package] / asset.source))


def table() -> str:
    """The packages and files with their sizes and hashes, as Markdown."""
    lines = ["", "| package | version | licence | command |", "|---|---|---|---|"]
    lines += [f"| {p.name} | {p.version} | {p.licence} | `{p.command}` |" for p in PACKAGES]
    lines += ["", "| file | package | made from | bytes | SHA-256 |", "|---|---|---|--:|---|"]
    lines += [table_row(asset) for asset in assets()]
    return "\n".join(lines) + "\n"


def table_row(asset: Asset) -> str:
    """What the table says of one file."""
    content = (ASSETS / asset.file).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return f"| {asset.file} | {asset.package.name} | `{asset.source}` | {len(content):,} | `{digest}` |"


def main() -> None:
    """Download, make and write everything, then the table that describes it."""
    with tempfile.TemporaryDirectory() as scratch:
        folders = {package: unpack(package, Path(scratch, str(n))) for n, package in enumerate(PACKAGES)}
        for asset in assets():
            write(asset, folders)
    readme = ASSETS / "README.md"
    prose, _, _ = readme.read_text("utf-8").partition(TABLE_MARK)
    readme.write_text(prose + TABLE_MARK + table(), "utf-8")


if __name__ == "__main__":
    main()
