# ruff: noqa: E501 - a program a line: so the table can be read
"""What offices do to a file, with the real programs, and what the proof must answer.

`python -m tests.proof.legal.processors` runs all that are installed on the three editions and prints the table;
the tests run them on the edition named here. On Debian: apt-get install qpdf ghostscript mupdf-tools
poppler-utils pdftk-java ocrmypdf chromium. `pymupdf` and `pypdf` are tried with the Python that PROCESSORS_PYTHON
names, as posterbook must not depend on them. Chromium without a window prints the first page only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String

HOLDS, FAILS, UNJUDGED = "holds", "does not hold", "cannot be judged"
OTHER_PYTHON = os.environ.get("PROCESSORS_PYTHON", "")


@dataclass(frozen=True)
class Processor:
    """A program and how it is called, `{}` for the file it reads and `{out}` for the one it writes.

    `judgements` are the right ones, and `editions` those that it is tried on.
    """

    name: str
    command: tuple[str, ...]
    judgements: tuple[str, ...]
    editions: tuple[str, ...] = ("screen", "print", "booklet")

    @property
    def installed(self):
        return bool(shutil.which(self.command[0]))

    def run(self, pdf):
        """The file as the program leaves it; None if the program refuses it."""
        with tempfile.TemporaryDirectory() as folder:
            given, made = Path(folder, "given.pdf"), Path(folder, "made.pdf")
            given.write_bytes(pdf)
            words = [word.replace("{out}", str(made)).replace("{}", str(given)) for word in self.command]
            ran = subprocess.run(words, cwd=folder, capture_output=True, timeout=120, check=False)
            return made.read_bytes() if ran.returncode in {0, 3} and made.exists() else None


def _python(code):
    return (OTHER_PYTHON or "no-other-python", "-c", code, "{}", "{out}")


def _mupdf(code, save="d.save(sys.argv[2])"):
    return _python(f"import sys, pymupdf; d = pymupdf.open(sys.argv[1]); p = d[0]; {code}; {save}")


GS = ("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-o", "{out}")
PROGRAMS = [
    Processor("qpdf", ("qpdf", "{}", "{out}"), (HOLDS,)),
    Processor("qpdf --linearize", ("qpdf", "--linearize", "{}", "{out}"), (HOLDS,)),
    Processor("qpdf, object streams", ("qpdf", "--object-streams=generate", "{}", "{out}"), (HOLDS,)),
    Processor("qpdf, uncompressed", ("qpdf", "--stream-data=uncompress", "{}", "{out}"), (HOLDS,)),
    Processor("qpdf --qdf", ("qpdf", "--qdf", "{}", "{out}"), (HOLDS,)),
    Processor("qpdf, owner password", ("qpdf", "--encrypt", "", "owner", "256", "--", "{}", "{out}"), (HOLDS,)),
    Processor("qpdf, user password", ("qpdf", "--encrypt", "user", "owner", "256", "--", "{}", "{out}"), (UNJUDGED,)),
    Processor("mutool clean", ("mutool", "clean", "{}", "{out}"), (HOLDS,)),
    Processor("mutool clean -gggg -z", ("mutool", "clean", "-gggg", "-z", "{}", "{out}"), (HOLDS,)),
    Processor("mutool clean -d", ("mutool", "clean", "-d", "{}", "{out}"), (HOLDS,)),
    Processor("mutool convert", ("mutool", "convert", "-o", "{out}", "{}"), (UNJUDGED,)),
    Processor("pdftk", ("pdftk", "{}", "cat", "output", "{out}"), (HOLDS,)),
    Processor("Ghostscript", (*GS, "{}"), (UNJUDGED,)),
    Processor("Ghostscript, ebook", (*GS, "-dPDFSETTINGS=/ebook", "{}"), (UNJUDGED,)),
    Processor("Ghostscript, printer", (*GS, "-dPDFSETTINGS=/printer", "{}"), (UNJUDGED,)),
    Processor("Ghostscript, PDF/A", (*GS, "-dPDFA=2", "-sColorConversionStrategy=RGB", "{}"), (UNJUDGED,)),
    Processor("Ghostscript, grey", (*GS, "-sColorConversionStrategy=Gray", "-dProcessColorModel=/DeviceGray", "{}"), (UNJUDGED,)),
    Processor("PostScript and back", ("sh", "-c", "pdftops {} a.ps && ps2pdf a.ps {out}"), (UNJUDGED,)),
    Processor("pdftocairo", ("pdftocairo", "-pdf", "{}", "{out}"), (UNJUDGED,)),
    Processor("pdfunite", ("pdfunite", "{}", "{}", "{out}"), (HOLDS, UNJUDGED), ("screen", "print")),
    Processor("OCRmyPDF, its pages kept", ("ocrmypdf", "--skip-text", "--output-type", "pdf", "{}", "{out}"), (HOLDS,), ("screen",)),
    Processor("OCRmyPDF", ("ocrmypdf", "--skip-text", "{}", "{out}"), (UNJUDGED,), ("screen",)),
    Processor("Chromium's print", ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf={out}", "{}"), (UNJUDGED, FAILS), ("screen",)),
    Processor("PyMuPDF", _mupdf("None"), (HOLDS,)),
    Processor("PyMuPDF, clean and deflate", _mupdf("None", "d.save(sys.argv[2], garbage=4, deflate=True)"), (HOLDS,)),
    Processor("PyMuPDF, subset_fonts", _mupdf("d.subset_fonts()"), (HOLDS, UNJUDGED)),
    Processor("PyMuPDF, a note far off", _mupdf("p.add_text_annot((300, 500), 'seen')"), (HOLDS,), ("screen",)),
    Processor("PyMuPDF, a highlight", _mupdf("p.add_highlight_annot((50, 50, 300, 100))"), (FAILS,), ("screen",)),
    Processor("PyMuPDF, a page number", _mupdf("[q.insert_text((200, 585), str(q.number)) for q in d]"), (HOLDS,), ("screen",)),
    Processor("PyMuPDF, a corner stamp", _mupdf("p.insert_text((5, 14), 'No. 4', fontsize=8)"), (HOLDS,), ("screen",)),
    Processor("PyMuPDF, a foot line", _mupdf("p.insert_text((45, 580), 'Received by the registry', fontsize=7)"), (HOLDS,), ("screen",)),
    Processor("PyMuPDF, a watermark", _mupdf("p.insert_text((60, 90), 'DRAFT', fontsize=60)"), (FAILS,), ("screen",)),
    Processor("PyMuPDF, n-up", _python("import sys, pymupdf; s = pymupdf.open(sys.argv[1]); d = pymupdf.open(); q = d.new_page(width=842, height=595); [q.show_pdf_page(pymupdf.Rect(421*i, 0, 421*i+420, 595), s, i) for i in (0, 1)]; d.save(sys.argv[2])"), (UNJUDGED,), ("screen",)),
    Processor("PyMuPDF, A5 on A4", _python("import sys, pymupdf; s = pymupdf.open(sys.argv[1]); d = pymupdf.open(); [d.new_page(width=595, height=842).show_pdf_page(pymupdf.Rect(0, 0, 595, 842), s, i) for i in range(len(s))]; d.save(sys.argv[2])"), (UNJUDGED,), ("screen",)),
    Processor("pypdf", _python("import sys, pypdf; w = pypdf.PdfWriter(clone_from=sys.argv[1]); w.write(sys.argv[2])"), (HOLDS,)),
    Processor("pypdf, page by page", _python("import sys, pypdf; w = pypdf.PdfWriter(); [w.add_page(p) for p in pypdf.PdfReader(sys.argv[1]).pages]; w.write(sys.argv[2])"), (HOLDS,)),
]  # fmt: skip


def _saved(pdf, change):
    with pikepdf.open(BytesIO(pdf)) as opened:
        change(opened)
        made = BytesIO()
        opened.save(made)
    return made.getvalue()


def _pdfium(pdf):
    made = BytesIO()
    document = pypdfium2.PdfDocument(pdf)
    document.save(made)
    document.close()
    return made.getvalue()


def _field(kind, box, **entries):
    def change(pdf):
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=kind, T=String("f"), F=4, Rect=Array(box), **entries
            )
        )
        pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.get("/Annots", []), field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)

    return change


def _attach(pdf):
    pdf.attachments["note.txt"] = b"seen"


def _append(pdf):
    pdf.add_blank_page(page_size=(419.5, 595.3))


def _untag(pdf):
    del pdf.Root.StructTreeRoot
    del pdf.Root.MarkInfo


def _insert(pdf):
    _append(pdf)
    last = pdf.pages[-1]
    del pdf.pages[-1]
    pdf.pages.insert(0, last)


def _overlay(code):
    def change(pdf):
        page = pdf.pages[0]
        page.obj.Resources.Font["/Hv"] = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica
        )
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q " + code)

    return change


LIBRARIES = {
    "pikepdf": (lambda pdf: _saved(pdf, lambda _: None), HOLDS, ""),
    "pdfium": (_pdfium, HOLDS, ""),
    "a field for a signature": (lambda pdf: _saved(pdf, _field(Name.Sig, [60, 60, 160, 90])), HOLDS, "a form or a field"),
    "a form field": (lambda pdf: _saved(pdf, _field(Name.Tx, [60, 60, 160, 90])), HOLDS, "a form or a field"),
    "an attachment": (lambda pdf: _saved(pdf, _attach), HOLDS, "an attachment"),
    "a page appended": (lambda pdf: _saved(pdf, _append), HOLDS, "1 page at the end"),
    "a foot line": (lambda pdf: _saved(pdf, _overlay(b"BT /Hv 7 Tf 60 20 Td (Received today) Tj ET")), HOLDS, "'Received today'"),
    "the tags stripped": (lambda pdf: _saved(pdf, _untag), HOLDS, "no longer read aloud"),
    "a page before": (lambda pdf: _saved(pdf, _insert), FAILS, ""),
    "a page turned": (lambda pdf: _saved(pdf, lambda file: file.pages[0].rotate(90, relative=False)), FAILS, ""),
    "a tint behind": (lambda pdf: _saved(pdf, lambda file: file.pages[0].contents_add(b"q .9 g 0 0 500 600 re f Q", prepend=True)), FAILS, ""),
    "a stamp across": (lambda pdf: _saved(pdf, _overlay(b"BT /Hv 40 Tf 60 500 Td (VOID) Tj ET")), FAILS, ""),
}  # fmt: skip
"""What is done with libraries that the tests have: of the screen edition, the right answer, and what it notes."""


def main():
    """Print what the proof says of each, and say whether that is right; returns how many were judged wrongly."""
    from tests.proof.legal.conftest import judge_file, make_example  # noqa: PLC0415

    example, wrong = make_example(), 0
    rows = [(one.name, one.run, one.judgements, one.editions) for one in PROGRAMS if one.installed]
    rows += [(name, make, (right,), ("screen",)) for name, (make, right, _) in LIBRARIES.items()]
    for name, make, right, editions in rows:
        for edition in editions:
            made = make(example.files[edition])
            said = judge_file(made)[0] if made else "(refused by the program)"
            ok = not made or said in right
            wrong += not ok
            print(f"{'' if ok else 'WRONG '}{name:30} {edition:8} {said}", flush=True)  # noqa: T201
    missing = [one.name for one in PROGRAMS if not one.installed]
    if missing:
        print("not installed:", ", ".join(missing))  # noqa: T201
    return wrong


if __name__ == "__main__":
    sys.exit(main() > 0)
