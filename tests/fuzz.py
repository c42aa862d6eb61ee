"""Fuzzes what reads strangers' files, guided by coverage: `python -m tests.fuzz TARGET [SECONDS] [CORPUS]`.

It wants atheris (`pip install atheris`; Linux and macOS). A reader may read any bytes, or raise one of
posterbook's own errors; anything else, 20 s (what is watched is slow) or 1.5 GB end the run, and the input
is kept in the folder that is said. CORPUS is a folder in which inputs that led anywhere new are kept for the
next time. What a checksum or packing would hide is changed inside of it.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import atheris
import pikepdf

with atheris.instrument_imports(include=["posterbook", "markdown_it", "svgelements"]):
    import posterbook.draw
    import posterbook.loading.files.svg
    import posterbook.pdf
    import posterbook.proof  # noqa: F401 - so that all of it is watched
    from posterbook import load, prove, publish, typeset
    from posterbook.assets import example_folder
    from posterbook.content.blocks import blocks
    from posterbook.content.markup import inline, plain
    from posterbook.content.model import PictureKind, Prose
    from posterbook.content.raster import UnusableError, samples
    from posterbook.content.scalars import UnfitError
    from posterbook.design import icc
    from posterbook.errors import PosterbookError, Where
    from posterbook.importing.files import read_files
    from posterbook.loading.files.inserts import read_insert
    from posterbook.loading.files.pictures_and_fonts import picture
    from posterbook.loading.placeholders import values_of
    from posterbook.loading.templates import Templates
    from posterbook.loading.yaml.document import parse
    from posterbook.pdf.separation import Separation

from tests.drawn_pictures import steps, stored, svg
from tests.hostile.material import MATERIAL
from tests.importing.files import document, open_document, paragraph, table, workbook

SECONDS = 60
SCRATCH = Path(tempfile.mkdtemp())
EXAMPLE = load(example_folder())
PNG = b"\x89PNG\r\n\x1a\n"
ROWS = [["number", "title", "Background"], ["1", "A title", "Some text"]]
OURS = (PosterbookError, UnfitError, UnusableError)
HERE = Path(__file__).parents[1]
RECORD = "number: 1\ntitle: A title\nsections: {Background: Some text.}\n"
BOOKLET = "title: A day\nslug: mine\ndate: 2026-01-02\n"
LEGAL = "legal: [{id: n, file: n.txt, place: cover-top}]\n"


def read_yaml(source: bytes) -> None:
    """A document of YAML."""
    parse(source, "a.yaml")


def read_text(source: bytes) -> None:
    """Text of a record, whole and in a line."""
    text = source.decode("utf-8", "replace")[:5_000]
    blocks(text)
    plain(inline(text))


def fill_template(source: bytes) -> None:
    """A text with placeholders."""
    text = Prose(source.decode("utf-8", "replace"), Where("a.md"))
    Templates(values_of(EXAMPLE), EXAMPLE.words, sound=True).fill(text)


def read_picture(source: bytes) -> None:
    """A PNG, a JPEG or an SVG, with what is drawn of it."""
    found = picture("a.svg", with_checksums(source) if source.startswith(PNG) else source)
    if found.kind is not PictureKind.SVG:
        samples(found)


def with_checksums(png: bytes) -> bytes:
    """A PNG whose parts have the checksums that they should have."""
    parts, at = [PNG], len(PNG)
    while at + 8 <= len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        body = png[at + 4 : at + 8 + size]
        parts += [png[at : at + 4], body, zlib.crc32(body).to_bytes(4, "big")]
        at += 12 + size
    return b"".join(parts)


def read_profile(source: bytes) -> None:
    """An ICC profile of a press."""
    icc.description(source)
    if not icc.unfit(source):
        Separation(source).inks(bytes(30))


def embed_font(source: bytes) -> None:
    """A font file, from the check to the subset in a PDF."""
    (SCRATCH / "mine/a.ttf").write_bytes(source)
    publish(typeset(load(SCRATCH / "mine")), "screen")


def read_insert_pdf(source: bytes) -> None:
    """A PDF whose pages are to stand in a booklet."""
    read_insert("a.pdf", source)


def read_table(suffix: str, whole: bytes = b"", part: str = "") -> Callable[[bytes], None]:
    """A spreadsheet, an export or a document to import; of one that is packed, a part is given."""

    def read(source: bytes) -> None:
        path = SCRATCH / f"a{suffix}"
        path.write_bytes(repacked(whole, part, source) if whole else source)
        read_files([path])

    return read


def repacked(whole: bytes, part: str, source: bytes) -> bytes:
    """A zip file with other contents in one part."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, source if name == part else old.read(name))
    return made.getvalue()


def prove_pdf(source: bytes) -> None:
    """A PDF that is held against a folder."""
    (SCRATCH / "a.pdf").write_bytes(source)
    prove(SCRATCH / "a.pdf", SCRATCH / "mine")


def files(*patterns: str) -> Iterator[bytes]:
    """The contents of the files of the repository that are called so."""
    for pattern in patterns:
        for path in sorted(HERE.glob(pattern)):
            if path.stat().st_size < 1_000_000:
                yield path.read_bytes()


def ours() -> Iterator[bytes]:
    """The PDF of the folder that is proved, as it is and unpacked."""
    for file in publish(typeset(load(SCRATCH / "mine")), "screen").files:
        yield file.pdf
        with pikepdf.open(BytesIO(file.pdf)) as pdf, BytesIO() as made:
            modes = pikepdf.ObjectStreamMode.disable, pikepdf.StreamDecodeLevel.generalized
            pdf.save(made, compress_streams=False, object_stream_mode=modes[0], stream_decode_level=modes[1])
            yield made.getvalue()


XLSX, ODS = workbook({"Sheet": ROWS}, merged=["A1:B1"]), open_document(ROWS)
DOCX = document(paragraph("A title"), table(*ROWS), figure=True)
PARTS = {"xlsx": "xl/worksheets/sheet1.xml", "ods": "content.xml", "docx": "word/document.xml"}


def packed(name: str, whole: bytes) -> tuple[Callable[[bytes], None], Callable[[], Iterator[bytes]]]:
    """The target of a table that is a zip file: what is changed is the part with its rows."""
    inner = zipfile.ZipFile(BytesIO(whole)).read(PARTS[name])
    return read_table(f".{name}", whole, PARTS[name]), lambda: iter([inner])


TARGETS: dict[str, tuple[Callable[[bytes], None], Callable[[], Iterator[bytes]]]] = {
    "yaml": (read_yaml, lambda: files("booklet/*.yaml", "booklet/*/*.yaml")),
    "text": (read_text, lambda: files("booklet/text/*", "src/posterbook/manual/text.md")),
    "template": (fill_template, lambda: files("booklet/text/*", "booklet/legal/*.txt")),
    "svg": (read_picture, lambda: iter([svg(), *map(drawing, MATERIAL["drawings"])])),
    "png": (
        read_picture,
        lambda: iter([stored(steps(mode=mode)) for mode in ("RGB", "L", "P", "RGBA", "1")]),
    ),
    "jpeg": (read_picture, lambda: iter([stored(steps(mode=mode), "JPEG") for mode in ("RGB", "L", "CMYK")])),
    "icc": (read_profile, lambda: files("assets/icc/*.icc")),
    "font": (embed_font, lambda: files("assets/fonts/SourceSans3-It.ttf")),
    "insert": (read_insert_pdf, ours),
    "prove": (prove_pdf, ours),
    "csv": (read_table(".csv"), lambda: files("tests/importing/exports/*.csv")),
    "json": (read_table(".json"), lambda: files("tests/importing/exports/*.json")),
    "xlsx": packed("xlsx", XLSX),
    "ods": packed("ods", ODS),
    "docx": packed("docx", DOCX),
}


def drawing(inner: str) -> bytes:
    """An SVG of these elements."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{inner}</svg>'.encode()


def main() -> None:
    """Fuzz one target for so many seconds."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"python -m tests.fuzz {'|'.join(TARGETS)} [SECONDS] [CORPUS]")
    name = sys.argv[1]
    target, seeds = TARGETS[name]
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    corpus = Path(sys.argv[3]) if len(sys.argv) > 3 else SCRATCH / "corpus"
    findings = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    corpus.mkdir(parents=True, exist_ok=True)
    write_folder(name)
    for number, seed in enumerate(seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    (SCRATCH / "signs").write_text("\n".join(map(entry, MATERIAL["signs"])), encoding="ascii")
    print(f"findings go to {findings}", file=sys.stderr)  # noqa: T201

    def try_one(source: bytes) -> None:
        with contextlib.suppress(*OURS):
            target(source)

    limits = ["-timeout=20", "-rss_limit_mb=1536", f"-max_total_time={seconds}", "-print_final_stats=1"]
    atheris.Setup(
        [sys.argv[0], *limits, f"-dict={SCRATCH / 'signs'}", f"-artifact_prefix={findings}/", str(corpus)],
        try_one,
    )
    atheris.Fuzz()


def write_folder(name: str) -> None:
    """A small booklet: with a legal block to be proved, or with a font of its own."""
    more = LEGAL if name in {"prove", "insert"} else "fonts: [a.ttf]\n" if name == "font" else ""
    (SCRATCH / "mine/posters").mkdir(parents=True)
    (SCRATCH / "mine/booklet.yaml").write_text(BOOKLET + more, encoding="utf-8")
    (SCRATCH / "mine/n.txt").write_text("Nobody answers for anything that stands here.\n", encoding="utf-8")
    text = RECORD.replace("A title", "A title ☃") if name == "font" else RECORD
    (SCRATCH / "mine/posters/1.yaml").write_text(text, encoding="utf-8")


def entry(sign: str) -> str:
    """A sign as a dictionary of fuzzers has it."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in sign.encode("utf-8")) + '"'


if __name__ == "__main__":
    main()
