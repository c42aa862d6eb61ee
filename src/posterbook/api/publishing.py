"""A laid-out booklet becomes the proved files of an edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NoReturn

from posterbook.api.paper import ASK_FOR, CREEP, UNDATED, Paper, formes_for, inserts_of, refuse_idle
from posterbook.api.typesetting import Stopwatch, Typeset, check_known, check_zone, unknown
from posterbook.assets import assets_folder
from posterbook.content.markup import inline, plain
from posterbook.content.model import Booklet, groups_of
from posterbook.errors import AssetError, LayoutError, Problem, ProofError, UsageError, error
from posterbook.forms.edition import (
    NEWER_VERSION,
    PROOFSHEET,
    TESTSHEET,
    USUAL_VERSION,
    Edition,
    Space,
    edition_problems,
    editions,
)
from posterbook.forms.edition import edition as edition_of
from posterbook.forms.legal import FoundBlock, carried_blocks
from posterbook.forms.metadata import Metadata
from posterbook.forms.sheet import Forme
from posterbook.loading import without_accepted
from posterbook.values import dataclass

if TYPE_CHECKING:
    from posterbook.proof import LegalProof, OpenFile

PAGES_A_SHEET: Final = 4
"""How many pages of the booklet a sheet of paper takes, where they stand alone in their file."""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One finished and proved PDF: an edition, or the `part` of one that is 'cover' or 'body'.

    `pages` of the booklet and `sheets` of paper are counts; `legal` is where the legal blocks were found in
    the file when it was read back.
    """

    part: str
    pdf: bytes
    pages: int
    sheets: int
    legal: tuple[FoundBlock, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of the file, in hexadecimal."""
        return sha256(self.pdf).hexdigest()


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition of a booklet: mostly one file, whose properties it has; `problems` are what to say of it.

    An edition with its cover apart has two `files`; asked for its only one, it raises LookupError.
    """

    edition: str
    files: tuple[PublishedFile, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def pdf(self) -> bytes:
        """The bytes of its only file."""
        return self._only.pdf

    @property
    def pages(self) -> int:
        """How many pages of the booklet its only file has."""
        return self._only.pages

    @property
    def sheets(self) -> int:
        """How many sheets of paper its only file takes."""
        return self._only.sheets

    @property
    def sha256(self) -> str:
        """The digest of its only file, in hexadecimal."""
        return self._only.sha256

    @property
    def legal(self) -> tuple[FoundBlock, ...]:
        """Where the legal blocks stand in its only file."""
        return self._only.legal

    @property
    def _only(self) -> PublishedFile:
        if len(self.files) != 1:
            self._refuse()
        return self.files[0]

    def _refuse(self) -> NoReturn:
        parts = " and ".join(file.part for file in self.files)
        message = f"the {self.edition} edition has {len(self.files)} files, {parts}: take each from .files"
        raise LookupError(message)


def publish(  # noqa: PLR0913 - all that can be asked for of paper
    work: Typeset,
    edition: str | Edition = "screen",
    *,
    marks: bool = True,
    separate_cover: bool = False,
    flip: str = "short",
    creep: float = CREEP,
    signature: int = 0,
    sheet: str = "",
    standard: str = "",
    dated: datetime | None = None,
    watch: Stopwatch | None = None,
) -> Publication:
    """The files of an edition ('screen', 'print', 'booklet' or 'proofsheet'), drawn, finished and proved.

    For print: `marks` are crops and slug line; with `separate_cover` the cover is a file of its own.

    For booklet: the edge to `flip` on, 'short' or 'long'; `creep` is the thickness of the paper in mm; so
    many sheets make a `signature`, 0 is all in one; `sheet` is the paper, by its name or as '450x320' in mm,
    '' is twice the page.

    For screen: `standard` is the version of PDF whose standards the file follows, '1.7' (usual) or '2.0'.

    `dated` is the moment, with its zone, that dates a booklet without a date.

    Raises UsageError for an edition or option that is unknown or would be ignored, LayoutError for a booklet
    that cannot be printed so or a legal block that does not stand in the written file as it should,
    AssetError for a profile that is missing, ProofError for a fault of posterbook.
    """
    (row,) = by_standard((edition_named(edition),), standard)
    paper = Paper(
        marks=marks,
        separate_cover=separate_cover,
        flip=flip,
        creep=creep,
        signature=signature,
        sheet=sheet,
    )
    paper.check_followed((row,))
    if dated:
        check_zone("dated", dated)
    printing = paper.printing(work.theme.sheets)
    made, found = formes_for(work, (row,), printing, dated=dated is not None)
    files = tuple(published_file(work, row, forme, watch or Stopwatch(), dated) for forme in made[row])
    return Publication(row.name, files, without_accepted(work.booklet.accept, found))


def read(work: Typeset) -> str:
    """What a screen reader says of the screen edition, in its order, a line for each thing said."""
    from posterbook.proof.screen_reader import screen_reader_text  # noqa: PLC0415 - pikepdf is slow to import

    return screen_reader_text(publish(work, "screen").pdf)


def edition_named(edition: str | Edition, *also: str) -> Edition:
    """The edition of that name, ours or a package's; `also` are names that may stand in its place.

    Raises UsageError for an unknown one, and for one that contradicts itself or its standards.
    """
    if isinstance(edition, str):
        return _edition_of(edition, also)
    if edition == TESTSHEET:
        raise UsageError(error("unknown-edition", "the test sheet is no edition of a booklet"))
    if problems := edition_problems(edition):
        raise UsageError(problems)
    return edition


def by_standard(rows: Sequence[Edition], standard: str) -> tuple[Edition, ...]:
    """The editions, those that can by the standards of that version of PDF; '' leaves all as they are.

    Raises UsageError for an unknown version, and where none of them has a choice.
    """
    if not standard:
        return tuple(rows)
    check_known("standard", standard, (USUAL_VERSION, NEWER_VERSION))
    refuse_idle({"standard": "'standard'"}, rows, ASK_FOR)
    if standard == USUAL_VERSION:
        return tuple(rows)
    return tuple(replace(row, standards=row.newer, newer=()) if row.newer else row for row in rows)


def _edition_of(name: str, also: tuple[str, ...]) -> Edition:
    if name == PROOFSHEET.name:
        return PROOFSHEET
    try:
        return edition_of(name)
    except KeyError:
        raise unknown("edition", name, (*also, *editions())) from None


def published_file(
    work: Typeset, edition: Edition, forme: Forme, watch: Stopwatch, dated: datetime | None
) -> PublishedFile:
    """One file, proved.

    Raises LayoutError if the written file does not carry the legal blocks as it should, ProofError if its
    structure is not whole, which only a bug can cause.
    """
    # slow to import; a folder with faults stops before
    from posterbook.draw import draw  # noqa: PLC0415 - HarfBuzz is slow to import
    from posterbook.pdf import finish  # noqa: PLC0415
    from posterbook.proof import (  # noqa: PLC0415
        expected_file,
        prove_legal,
        prove_structure,
        read_written,
    )

    if any(inserts_of(forme.pages)):
        edition = replace(edition, claims=False)
    with watch.stage("draw"):
        drawn = draw(forme.faces, edition, work.fonts)
    with watch.stage("finish"):
        metadata = _metadata(work, dated, edition)
        profile = _profile(edition, work.booklet.output_profile)
        pdf = finish(drawn, forme.pages, metadata, edition, profile, sheets=forme.sheets, flip=forme.flip)
        blocks, pages = carried_blocks(
            work.booklet.legal if edition.proved else (),
            forme.pages,
            part=bool(forme.part),
            imposed=bool(forme.sheets),
        )
        expected = expected_file(
            blocks, pages, work.theme.legal.floor, work.fonts, forme.sheets, work.booklet.language
        )

        def proofs(file: OpenFile) -> tuple[LegalProof, list[Problem]]:
            legal = prove_legal(file, expected, work.fonts, stranger=False)
            return legal, prove_structure(file, forme.pages, drawn.marks, metadata) if edition.tagged else []

        legal, faults = read_written(pdf, proofs)
    if legal.problems:
        raise LayoutError(legal.problems)
    if faults:
        raise ProofError(faults)
    return PublishedFile(forme.part, pdf, len(forme.pages), _sheets(forme), legal.found)


def pages_alone(work: Typeset, edition: Edition, forme: Forme, indices: Sequence[int]) -> bytes:
    """Some of a file's pages, or sheets, as they show, in a file of their own that nobody is to have."""
    from posterbook.draw import draw  # noqa: PLC0415 - see above
    from posterbook.pdf import finish  # noqa: PLC0415 - see above

    bare = replace(edition, standards=(), newer=(), tagged=False, links=False, bookmarks=False)
    pages, sheets = forme.pages, forme.sheets
    if sheets:
        kept = [sheets[at] for at in indices]
        needed = sorted({placed.index for sheet in kept for placed in sheet.placed})
        now = {old: new for new, old in enumerate(needed)}
        pages = tuple(pages[at] for at in needed)
        sheets = tuple(
            replace(sheet, placed=tuple(replace(one, index=now[one.index]) for one in sheet.placed))
            for sheet in kept
        )
    else:
        pages = tuple(pages[at] for at in indices)
    alone = replace(forme, pages=pages, sheets=sheets)
    drawn = draw(alone.faces, bare, work.fonts)
    profile = _profile(edition, work.booklet.output_profile)
    return finish(drawn, pages, _metadata(work, None, bare), bare, profile, sheets=sheets, flip=forme.flip)


def _sheets(forme: Forme) -> int:
    """Sheets of paper, each of two sides."""
    return -(-len(forme.sheets) // 2) or -(-len(forme.pages) // PAGES_A_SHEET)


def _metadata(work: Typeset, dated: datetime | None, edition: Edition) -> Metadata:
    """What the file says of itself. Its date is the booklet's, at midnight UTC, else the one given."""
    booklet = work.booklet
    named = (plain(inline(group.name)) for group in groups_of(booklet.records))
    created = datetime.combine(booklet.date, time(), UTC) if booklet.date else dated
    if not created and edition.dated:
        created = UNDATED
    return Metadata(
        title=plain(inline(booklet.title)),
        author=booklet.issuer_name,
        subject=booklet.kind or booklet.event.name,
        keywords=", ".join(filter(None, (booklet.event.short, *named))),
        language=booklet.language,
        created=created,
        also=tuple((one.booklet.language, plain(inline(one.booklet.title))) for one in work.parts[1:]),
    )


def known_profiles(booklet: Booklet) -> tuple[bytes, ...]:
    """The ICC profiles by which the colours of a booklet's files are read, whatever the edition."""
    return tuple({_profile(edition_of(name), booklet.output_profile) for name in editions()} - {b""})


def _profile(edition: Edition, own: bytes) -> bytes:
    """The ICC profile of the edition's colours; raises AssetError if it is not where it was shipped."""
    if not edition.profile:
        return b""
    if own and edition.space is Space.CMYK:
        return own
    file = assets_folder() / "icc" / edition.profile
    try:
        return file.read_bytes()
    except OSError as failure:
        raise AssetError(error("missing-profile", f"cannot read {file}: {failure.strerror}")) from failure
