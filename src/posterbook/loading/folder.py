"""The content folder to a Booklet: every file read, every problem found, before anything is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar, cast

from posterbook.content.blocks import pictures as pictures_of
from posterbook.content.inserts import InsertedFile
from posterbook.content.model import Booklet, FontFile, PageEntry, Picture, Prose
from posterbook.content.page_kind import PageKinds
from posterbook.content.poster_order import places_of
from posterbook.content.schema import Reader, read
from posterbook.design.theme import formats
from posterbook.errors import ContentError, PosterbookError, Problem, Where, error, warning
from posterbook.loading.files.pictures_and_fonts import OwnFiles, font_files, inserts, pictures
from posterbook.loading.files.prose_files import ProseFiles
from posterbook.loading.legal.approval import APPROVED, apply_approval, as_draft
from posterbook.loading.legal.profile import apply_profile
from posterbook.loading.placeholders import MARKS, fill_plainly, values_of
from posterbook.loading.printed import PRINTED, read_printed
from posterbook.loading.problems import failure_of, has_errors, in_order, sound_records, without_accepted
from posterbook.loading.programme import with_programme
from posterbook.loading.records import Records, read_document, read_records, read_spoken, withhold_embargoed
from posterbook.loading.rules import booklet as rules
from posterbook.loading.rules.agreement import check_agreement
from posterbook.loading.rules.ignored_files import ignored_files
from posterbook.loading.rules.languages import check_languages
from posterbook.loading.rules.markup import WHOLE, place_in
from posterbook.loading.rules.passages import passages
from posterbook.loading.rules.sessions import with_sessions
from posterbook.loading.rules.sound_parts import check_sound_parts
from posterbook.loading.rules.wording import check_wording
from posterbook.loading.running_order import entry_reader
from posterbook.loading.themes import design_of
from posterbook.loading.translations import Spoken, spoken_in
from posterbook.loading.words import OWN, words_of
from posterbook.loading.yaml.positions import find_places, locate
from posterbook.values import NamedTuple

if TYPE_CHECKING:
    from posterbook.loading.templates import Templates

T = TypeVar("T")
BOOKLET = "booklet.yaml"
IN_EACH_LANGUAGE = (BOOKLET, OWN, APPROVED, PRINTED, "text/mail.md")
"""Files that need not be named, and may stand once in each language."""


def load(  # noqa: PLR0913 - all that a load is told
    folder: Path,
    kinds: PageKinds,
    now: Callable[[], datetime] | None = None,
    *,
    tokens: Mapping[str, Any] | None = None,
    theme: str = "",
    approving: bool = False,
    dividing: bool = False,
    drafting: bool = False,
    comparing: bool = False,
    language: str = "",
) -> tuple[Booklet, tuple[Problem, ...]]:
    """What a content folder says, and the warnings about it.

    `kinds` are the page kinds that running_order may name. `now` says when an embargo ends; it is asked only
    if there is one, and without it every embargo stands. `tokens` are the design, and `theme` is the one to
    use in the place of the booklet's; without tokens neither page format nor theme is checked, and no theme
    file read.
    `approving` leaves the approval out, which is to be given anew; `drafting` makes warnings of what differs
    from it; `dividing` keeps legal blocks that are left out of this booklet as they are empty, since in a
    part of it they may not be. `language` is the one to read it in, '' for the main one. `comparing` holds
    what the languages say against each other; another than the main one is always compared.

    Raises ContentError with every problem of every file, at its line and column; AssetError for a legal
    profile or a package that is missing or unusable; UsageError for a `theme` that nobody knows, and a
    language that the folder lacks.
    """
    with _blaming_content(folder):
        return _load(
            folder,
            kinds,
            now,
            tokens=tokens,
            theme=theme,
            approving=approving,
            dividing=dividing,
            drafting=drafting,
            comparing=comparing,
            language=language,
        )


@contextmanager
def _blaming_content(folder: Path) -> Iterator[None]:
    """A file or folder that nobody may look into is the content's fault, wherever it comes up."""
    try:
        yield
    except PermissionError as failure:
        message = f"cannot read '{failure.filename}': {(failure.strerror or '').lower()}"
        hint = f"give yourself the right to read all of '{folder}'"
        raise ContentError(error("unreadable-file", message, hint=hint)) from failure


def _load(  # noqa: PLR0913 - as load
    folder: Path,
    kinds: PageKinds,
    now: Callable[[], datetime] | None,
    *,
    tokens: Mapping[str, Any] | None,
    theme: str,
    approving: bool,
    dividing: bool,
    drafting: bool,
    comparing: bool,
    language: str,
    alone: bool = False,
) -> tuple[Booklet, tuple[Problem, ...]]:
    _check_there(folder)
    document = read_document(folder, BOOKLET, comments=True)
    spoken = spoken_in(document[0], language)
    if spoken.known:
        document = read_spoken(folder, BOOKLET, spoken, comments=True)
    files = _Files(
        ProseFiles(folder, spoken), font_files(folder), pictures(folder, spoken), inserts(folder, spoken)
    )
    booklet, problems = _read_booklet(folder, kinds, files, spoken, document)
    records = read_records(folder, {Picture: files.pictures.read}, spoken)
    problems += records.problems
    if tokens is not None:
        design, faults = design_of(folder, booklet, tokens, theme)
        booklet, problems = replace(booklet, design=design), [*problems, *faults]
        problems += rules.known_choice(booklet.page, formats(tokens), "page format", booklet.where.at("page"))
    booklet = replace(booklet, records=withhold_embargoed(records.found, now))
    booklet, unplaced = with_sessions(booklet)
    booklet, unread = with_programme(folder, booklet, spoken)
    booklet, unfilled = fill_texts(booklet, sound=not has_errors(problems))
    booklet, pictureless = _with_pictures(booklet, files.pictures.read)
    printed, unreadable = read_printed(folder, spoken.beside(PRINTED))
    booklet = replace(booklet, printed=printed)
    problems += [
        *unplaced,
        *unread,
        *unreadable,
        *unfilled,
        *pictureless,
        *_duplicates(folder, booklet, records, spoken),
    ]
    sound = not has_errors(problems)
    problems += check_sound_parts(booklet, sound_records(booklet.records, problems))
    if sound:
        problems += rules.check_content(booklet, kinds)
        problems += [
            *(_check_boards(booklet) if booklet.halls else ()),
            *check_agreement(booklet),
            *check_wording(passages(booklet), booklet.language),
            *check_languages(booklet.records, booklet.language),
        ]
        booklet, unmet = apply_profile(folder, booklet)
        problems += unmet
        if not approving:
            booklet, found = apply_approval(folder, booklet)
            problems += as_draft(found) if drafting else found
        booklet = booklet if dividing else rules.without_empty_blocks(booklet)
        if spoken.known and not alone and (comparing or spoken.other):
            booklet = replace(booklet, compared=True)

            def read_in(tag: str) -> Booklet:
                return _load(
                    folder,
                    kinds,
                    now,
                    tokens=None,
                    theme="",
                    approving=True,
                    dividing=dividing,
                    drafting=drafting,
                    comparing=False,
                    language=tag,
                    alone=True,
                )[0]

            problems += _parity(folder, booklet, spoken, read_in)
    named = files.named_in(booklet)
    also = {one for name in (*named, *IN_EACH_LANGUAGE) for one in spoken.files_of(name)}
    problems += ignored_files(folder, named | also, exports_only=has_errors(problems))
    ordered = in_order(locate(folder, problems, spoken.language))
    if has_errors(ordered):
        raise failure_of(ordered)(without_accepted(booklet.accept, ordered))
    return booklet, ordered


class _Files(NamedTuple):
    """The files of the folder that the YAML names, by their kinds."""

    prose: ProseFiles
    fonts: OwnFiles[FontFile]
    pictures: OwnFiles[Picture]
    inserts: OwnFiles[InsertedFile]

    def named_in(self, booklet: Booklet) -> frozenset[str]:
        """All that have been read, and those that are read only if they are wanted."""
        profiles = {str(PurePosixPath(path)) for path in (booklet.legal_profile, booklet.output_intent)}
        return self.prose.names | self.fonts.names | self.pictures.names | self.inserts.names | profiles


def _check_there(folder: Path) -> None:
    if folder.is_file():
        hint = f"name the folder that holds {BOOKLET}"
        raise ContentError(error("no-folder", f"'{folder}' is a file, not a folder", hint=hint))
    if not folder.is_dir():
        hint = f"make one with `posterbook new {folder}`"
        raise ContentError(error("no-folder", f"there is no folder '{folder}'", hint=hint))
    if not (folder / BOOKLET).is_file():
        other = folder / "booklet.yml"
        hint = "rename booklet.yml" if other.is_file() else "see what `posterbook new` writes"
        raise ContentError(error("no-booklet", f"there is no {BOOKLET} in '{folder}'", hint=hint))


def _check_boards(booklet: Booklet) -> Iterator[Problem]:
    from posterbook.loading.rules.boards import check_boards  # noqa: PLC0415 - few booklets have a plan

    return check_boards(booklet)


def _parity(
    folder: Path, booklet: Booklet, spoken: Spoken, read_in: Callable[[str], Booklet]
) -> Iterator[Problem]:
    """What two languages do not both say: the one that is read, and the main one or each of the others."""
    from posterbook.loading.rules.parity import check_parity  # noqa: PLC0415 - few folders hold two

    found: dict[str, list[Problem]] = {}
    for tag in sorted(spoken.known - {spoken.language}) if not spoken.other else [spoken.main]:
        try:
            its_other = read_in(tag)
        except PosterbookError as failure:
            first = failure.problems[0]
            place = f"{first.where}: " if first.where else ""
            message = f"in '{tag}' the folder cannot be built: {place}{first.message}"
            hint = f"see posterbook check --language {tag}"
            yield warning("translation-faulty", message, Where(BOOKLET, ("languages",)), hint)
            continue
        main, other = (its_other, booklet) if spoken.other else (booklet, its_other)
        for language, problem in check_parity(main, other):
            found.setdefault(language, []).append(problem)
    for language, problems in found.items():
        yield from locate(folder, problems, language)


def _read_booklet(
    folder: Path, kinds: PageKinds, files: _Files, spoken: Spoken, document: tuple[object, list[Problem]]
) -> tuple[Booklet, list[Problem]]:
    """The booklet without records, its placeholders not filled; faulty fields hold stand-ins."""
    value, problems = document
    given = value if isinstance(value, dict) else {}
    if spoken.other:
        given = {**given, "language": spoken.other}
    words, no_words = words_of(given.get("language"), folder, spoken.beside(OWN))
    readers: dict[type, Reader] = {
        Prose: files.prose.read,
        FontFile: files.fonts.read,
        InsertedFile: files.inserts.read,
        Picture: files.pictures.read,
    }
    readers[PageEntry] = read_entry = entry_reader(kinds, readers)
    booklet, faults = read(Booklet, given, Where(BOOKLET), readers, words=words)
    if booklet is None:
        raise AssertionError("a mapping reads as a booklet, if only of stand-ins")
    if not isinstance(value, dict):
        _, faults = ([], []) if problems else read(Booklet, value, Where(BOOKLET), readers, words=words)
    elif not given.get("running_order"):
        order, more = _usual_order(folder, booklet, kinds, read_entry)
        booklet, faults = replace(booklet, running_order=order), [*faults, *more]
    faults = spoken.with_unknown_languages(faults, given, Where(BOOKLET))
    if spoken.other:
        booklet = replace(booklet, translation=spoken.other)
    return booklet, [*problems, *faults, *no_words]


def _usual_order(
    folder: Path, booklet: Booklet, kinds: PageKinds, read_entry: Reader
) -> tuple[tuple[PageEntry, ...], list[Problem]]:
    usual = kinds.usual(folder, booklet.legal, bool(booklet.colophon))
    read_entries = [read_entry(entry, Where(BOOKLET)) for entry in usual]
    entries = tuple(entry for entry, _ in read_entries if isinstance(entry, PageEntry))
    return entries, [problem for _, problems in read_entries for problem in problems]


def _duplicates(folder: Path, booklet: Booklet, records: Records, spoken: Spoken) -> Iterator[Problem]:
    """Numbers and ids that stand twice, also where other fields of their records are faulty."""
    look_up = partial(find_places, folder, language=spoken.language)
    ids = ((block.id, block.where.at("id")) for block in booklet.legal if block.id)
    yield from rules.duplicates(records.numbers, "number", look_up)
    yield from rules.duplicates(ids, "id", look_up)
    if booklet.sessions[:1] and booklet.sessions[0].where.file == BOOKLET:
        yield from rules.duplicates(places_of(booklet.sessions), "id", look_up)


def fill_texts(booklet: Booklet, *, sound: bool) -> tuple[Booklet, list[Problem]]:
    """The booklet with the placeholders of its legal blocks and pages filled."""
    filler = _Filler(booklet, sound=sound)
    legal = tuple(filler.of(block) for block in booklet.legal)
    order = tuple(replace(entry, options=filler.of(entry.options)) for entry in booklet.running_order)
    return replace(booklet, legal=legal, running_order=order), filler.problems


def _with_pictures(booklet: Booklet, read_picture: Reader) -> tuple[Booklet, list[Problem]]:
    """The booklet with the pictures that its text files name, and what is wrong with them."""
    problems: list[Problem] = []
    order = []
    for entry in booklet.running_order:
        found = {}
        for field in fields(cast("Any", entry.options)):
            prose = getattr(entry.options, field.name)
            if isinstance(prose, Prose) and field.metadata.get(WHOLE) and "![" in prose.text:
                named = []
                for one in pictures_of(prose.text):
                    where = place_in(prose, f"]({one.file}", one.line, 0)
                    picture, faults = read_picture(one.file, where)
                    problems += faults
                    named += [(one.file, picture)] if isinstance(picture, Picture) else []
                found[field.name] = replace(prose, pictures=tuple(named))
        options = replace(cast("Any", entry.options), **found) if found else entry.options
        order.append(replace(entry, options=options))
    return replace(booklet, running_order=tuple(order)), problems


class _Filler:
    """Fills texts one by one; jinja2, slow to import, comes with the first that needs it."""

    __slots__ = ("_booklet", "_sound", "_templates", "_values", "problems")

    def __init__(self, booklet: Booklet, *, sound: bool) -> None:
        self._booklet, self._sound = booklet, sound
        self._values: dict[str, object] = {}
        self._templates: Templates | None = None
        self.problems: list[Problem] = []

    def of(self, part: T) -> T:
        """A dataclass with every Prose in it filled."""
        named = [(field.name, getattr(part, field.name)) for field in fields(cast("Any", part))]
        filled = {name: self._text(value) for name, value in named if isinstance(value, Prose)}
        return cast("T", replace(cast("Any", part), **filled)) if filled else part

    def _text(self, prose: Prose) -> Prose:
        if not any(mark in prose.text for mark in MARKS):
            return prose
        self._values = self._values or values_of(self._booklet)
        plain = fill_plainly(prose.text, self._values, self._booklet.words)
        if plain is not None:
            return Prose(plain, prose.where, prose.text)
        if self._templates is None:
            from posterbook.loading.templates import Templates  # noqa: PLC0415 - see the class

            self._templates = Templates(self._values, self._booklet.words, sound=self._sound)
        filled, problems = self._templates.fill(prose)
        self.problems += problems
        return filled
