"""Proves on the written file that every legal block stands on paper as it must.

The proof is a comparison, no interpretation. The pages were laid out by us, or, for a file that comes back,
anew; so it is known what must stand where, glyph by glyph (`expected.py`). The file is read strictly
(`content_interpreter.py`), and both are laid side by side (`comparison.py`). A block holds if

1. each of its glyphs stands within half a point of its place, in our font program, its size, colour and
   rendering (`block_checks.py`, `glyph_checks.py`), and so does its frame;
2. nothing else paints in its zone: the block at the full measure of its page, with its frame, and 12 pt
   around it; of a block at the head of the cover up to the edge of the trim, corners of 20 mm aside;
3. the page shows all of its trim, upright, in its own units, and is the page that it was (`file_checks.py`);
4. where the file has a structure, the block is read from it whole, in its order and language
   (`reading_order.py`);
5. nothing in the file can change what shows: no action, script, layer, form in place of the pages.

There are three answers, not two. What is seen to be otherwise is a fault. What cannot be compared (another
font program, a lost box, an instruction that programs read differently) is a doubt, under one of the codes in
`UNJUDGED`: it accuses nobody. A file with faults does not hold; one with doubts alone cannot be judged. What
stands on these pages outside of the zones, and what was added to the file, is noted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Final

from posterbook.design.fonts import Fonts
from posterbook.errors import Problem, error, note
from posterbook.forms.legal import FoundBlock
from posterbook.proof.legal.block_checks import (
    changed_glyphs,
    extent,
    found_box,
    frame_faults,
    intruders,
    missing_glyphs,
    quote,
    setting_faults,
)
from posterbook.proof.legal.block_search import FoldedText, fold, whereabouts
from posterbook.proof.legal.comparison import PageComparison, Stranger, compare_page
from posterbook.proof.legal.expected import Expected, ExpectedBlock
from posterbook.proof.legal.expected_items import ExpectedShape
from posterbook.proof.legal.file_checks import (
    additions,
    annotation_marks,
    file_faults,
    page_faults,
    profile_faults,
)
from posterbook.proof.legal.file_reader import UNREADABLE, FileReader, page_places
from posterbook.proof.legal.glyph_checks import GlyphChecks
from posterbook.proof.legal.painted_content import Glyph, PaintedMark
from posterbook.proof.legal.reading_order import ReadingOrder, reading_faults, reading_order
from posterbook.proof.objects.reading import open_file
from posterbook.proof.objects.values import OpenFile
from posterbook.values import NamedTuple

UNJUDGED: Final = frozenset({
    "legal-font", "legal-format", "legal-unclear", "legal-unreadable", "legal-unsure",
})  # fmt: skip
"""Codes of doubts: what they are about cannot be compared."""
WAY_OUT: Final = "send the file that posterbook wrote, or compare what shows with --as-rendered"


class LegalProof(NamedTuple):
    """What a file was found to carry, what is wrong with it or cannot be judged, and what was added to it."""

    found: tuple[FoundBlock, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()


def prove_legal(
    pdf: bytes | OpenFile, expected: Expected, fonts: Fonts, *, stranger: bool = True
) -> LegalProof:
    """How the legal blocks stand in a file, read back; only the pages that should carry them are read.

    With `stranger` somebody else may have had the file: then also what is around its pages is looked at, and
    what breaks the rules of PDF is a doubt; else it raises one of `UNREADABLE`.
    """
    if not expected.blocks:
        return LegalProof((), ())
    try:
        if not isinstance(pdf, bytes):
            return _Proof(pdf, expected, fonts, b"%PDF-", stranger=stranger).proof()
        with open_file(pdf) as file:
            return _Proof(file, expected, fonts, pdf, stranger=stranger).proof()
    except UNREADABLE as failure:
        if not stranger:
            raise
        message = f"the file's pages cannot be read, so nothing is proved: {type(failure).__name__}"
        return LegalProof((), (error("legal-unreadable", message, expected.blocks[0].where, WAY_OUT),))


class _Proof:
    """One file held against what is expected of it."""

    def __init__(
        self, file: OpenFile, expected: Expected, fonts: Fonts, data: bytes, *, stranger: bool
    ) -> None:
        self.expected = expected
        self.reader = FileReader(file)
        self.glyphs = GlyphChecks(fonts)
        self.stranger = stranger
        self.data = data
        self.pages: dict[int, PageComparison] = {}
        self.strangers: dict[int, tuple[Stranger, ...]] = {}
        self.order: ReadingOrder | None = None

    def proof(self) -> LegalProof:
        """Compare, and say what came of it."""
        for page in self.expected.pages.values():
            if page.file_index < len(self.reader.pages):
                pictures = [
                    one.box for one in page.items if isinstance(one, ExpectedShape) and one.kind == "picture"
                ]
                compared = compare_page(page, self.reader.painted(page.file_index, pictures))
                annotations = [
                    Stranger(mark, len(page.items)) for mark in annotation_marks(self.reader, page.file_index)
                ]
                self.pages[page.sequence] = compared
                changed = changed_glyphs(compared, self.glyphs) if self.stranger else ()
                self.strangers[page.sequence] = (*compared.strangers, *changed, *annotations)
        if self.stranger:
            self.order = reading_order(self.reader)
        whole = list(self._file_problems())
        found: list[FoundBlock] = []
        problems: list[Problem] = []
        for block in self.expected.blocks:
            faults = list(dict.fromkeys(self._faults(block)))
            problems += [block_problem(block, code, message) for code, message in faults]
            if block.glyphs and not any(code not in UNJUDGED for code, _ in faults):
                size, box = found_box(block, self.pages) if block.pages[0] in self.pages else (0.0, None)
                if box is not None:
                    digest = sha256(" ".join(block.text.split()).encode()).hexdigest()
                    found.append(FoundBlock(block.id, block.pages[0], round(size, 2), box, digest))
        wrong = (*whole, *problems)
        notes = tuple(self._notes()) if self.stranger and not wrong else ()
        return LegalProof(tuple(found), wrong, notes)

    def _file_problems(self) -> Iterator[Problem]:
        where = self.expected.blocks[0].where
        for said in self.reader.faults:
            yield error("legal-page", f"the file's pages are in disorder: {said}", where)
        if self.stranger:
            faults = [*file_faults(self.reader.file, self.data)]
            if self.expected.profiles is not None:
                faults += profile_faults(self.reader, self.expected.profiles)
            for code, said in faults:
                yield error(code, said, where, WAY_OUT if code in UNJUDGED else "")

    def _faults(self, block: ExpectedBlock) -> Iterator[tuple[str, str]]:
        """All that is wrong with a block, or cannot be judged of it."""
        if not block.pages:
            yield "legal-page", "stands on no page"
            return
        if not block.glyphs:
            yield "legal-text", f"on page {block.pages[0]} was not laid out as it is written"
            return
        lacking = [page for page in block.pages if page not in self.pages]
        if lacking:
            yield "legal-page", f"belongs on page {lacking[0]}, which the file does not have"
            return
        boxes = [
            fault
            for page in block.pages
            for fault in page_faults(self.reader, self.expected, self.pages[page].expected)
        ]
        yield from boxes
        if any(code == "legal-format" for code, _ in boxes):
            return
        unclear = [(page, said) for page in block.pages for said in self.pages[page].unclear]
        if unclear:
            page, said = unclear[0]
            yield "legal-unclear", f"stands on page {page}, which programs may read differently: {said}"
            return
        yield from self._comparison_faults(block)
        if block.last and self.stranger and len(self.reader.pages) > self.expected.file_pages:
            yield "legal-page", "is no longer on the last page"

    def _comparison_faults(self, block: ExpectedBlock) -> Iterator[tuple[str, str]]:
        settings = list(setting_faults(block, self.pages, self.glyphs))
        intrusions = list(intruders(block, self.strangers))
        yield from settings
        if missing_glyphs(block, self.pages):
            if settings:
                return
            foreign = [
                one for _, one in intrusions if isinstance(one.item, PaintedMark) and one.item.kind == "text"
            ]
            if foreign:
                page = block.pages[0]
                yield (
                    "legal-font",
                    f"on page {page} is set in a font that posterbook does not embed: it cannot be compared",
                )
            else:
                yield whereabouts(block.text, block.pages, self._other_pages(block), self._text)
            return
        frames = list(frame_faults(block, self.pages))
        yield from frames
        for fault, _ in intrusions[:1]:
            if not settings:
                yield fault
        yield from reading_faults(block, self.pages, self.expected, self.order)
        yield from self._lateness(block)

    def _lateness(self, block: ExpectedBlock) -> Iterator[tuple[str, str]]:
        """A block that must come before all other text and does not."""
        if not block.first:
            return
        sequence, first = block.glyphs[0]
        for one in self.pages[sequence].strangers:
            if one.after <= first and _says_something(one, sequence, imposed=self.expected.imposed):
                yield "legal-first", f"is not the first text of page {sequence}"
                return

    def _other_pages(self, block: ExpectedBlock) -> list[int]:
        return [page for page in sorted(page_places(self.reader)) if page not in block.pages]

    def _text(self, pages: Sequence[int]) -> FoldedText:
        places = page_places(self.reader)
        texts = [self.reader.text(*places[page]) for page in pages if page in places]
        return fold("\n".join(texts))

    def _notes(self) -> Iterator[Problem]:
        """What was added to the file, and how it lost what reads it aloud."""
        where = self.expected.blocks[0].where
        for sequence, strangers in self.strangers.items() if not self.expected.imposed else ():
            added = [one for one in strangers if not _is_blank(one)]
            if added:
                words = "".join(_words(one) for one in added)
                what = f"the words {quote(words)}" if words.strip() else "something that says nothing"
                message = f"page {sequence} carries what was not laid out there: {what}"
                yield note("legal-added", message, where)
        for said in additions(self.reader, self.expected):
            yield note("legal-added", f"the file has {said}", where)
        if self.order is None and self.expected.tagged:
            yield note(
                "legal-untagged",
                "the file has lost its structure: it is no longer read aloud in order",
                where,
            )


def _is_blank(one: Stranger) -> bool:
    box = extent(one.item)
    return box is not None and not box.width and not box.height


def _says_something(one: Stranger, sequence: int, *, imposed: bool) -> bool:
    """Whether it is text of that page; on a sheet, other pages are painted before."""
    if isinstance(one.item, Glyph):
        return not one.item.text.isspace() and (not imposed or one.item.setting.panel == sequence)
    return bool(one.item.words) and not imposed and one.item.kind != "annotation"


def _words(one: Stranger) -> str:
    return one.item.text if isinstance(one.item, Glyph) else f" {one.item.words} "


def block_problem(block: ExpectedBlock, code: str, predicate: str) -> Problem:
    """What is wrong with a block, as the predicate of a sentence whose subject it is."""
    hint = WAY_OUT if code in UNJUDGED else ""
    return error(code, f"the legal block '{block.id}' {predicate}", block.where, hint)
