"""The live desk's booklet: set anew at each change, its last good pages kept, its answers for the browser."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Condition, Lock
from typing import Final

from posterbook.api.form_edits import form_of, save
from posterbook.api.output import file_name
from posterbook.api.page_pictures import Painter
from posterbook.api.page_sources import Source, find_line, sources_in, text_files
from posterbook.api.paper import Paper, formes_for
from posterbook.api.publishing import edition_named, pages_alone, publish
from posterbook.api.typesetting import AsOf, Stopwatch, Typeset, load_with, typeset_with
from posterbook.design.theme import formats, themes
from posterbook.errors import PosterbookError, Problem, Severity, Where, bug
from posterbook.forms.page import Line, Page, page_names
from posterbook.forms.sheet import Forme
from posterbook.loading import design_tokens, locate
from posterbook.preview import Answer, NotTakenError
from posterbook.values import dataclass

MOST_SCALE, LEAST_SCALE = 4.0, 0.25
MOST_PICTURES: Final = 64
"""How many pictures are kept: what the windows show; the browsers keep theirs."""
OpenIn = Callable[[Path, int, int], None]
"""Opens a file at a line and column in an editor; raises OSError."""


@dataclass(frozen=True, slots=True)
class _Set:
    """One state of the booklet in pages: their keys are other ones as soon as anything on them is."""

    work: Typeset
    forme: Forme
    keys: tuple[str, ...]

    @property
    def pages(self) -> tuple[Page, ...]:
        return self.forme.pages


class LiveDesk:
    """A folder's booklet, set anew by `refresh`; answers from any thread."""

    def __init__(
        self,
        folder: Path,
        *,
        page: str = "",
        theme: str = "",
        language: str = "",
        as_of: AsOf = None,
        open_in: OpenIn | None = None,
    ) -> None:
        """Raises UsageError where PDFium is not installed; the first `refresh` is the caller's."""
        self._folder, self._as_of, self._open_in = folder, as_of, open_in
        self._choice = (page, theme)
        self._language = language
        self._tokens = design_tokens()
        self._painter = Painter()
        self._edition = edition_named("screen")
        self._set: _Set | None = None
        self._problems: tuple[Problem, ...] = ()
        self._is_stale = False
        self._version = 0
        self._changed = Condition()
        self._setting, self._drawing, self._saving = Lock(), Lock(), Lock()
        self._pictures: OrderedDict[tuple[str, float], bytes] = OrderedDict()
        self._sources: tuple[int, tuple[Source, ...]] = (-1, ())

    def refresh(self) -> None:
        """Read and set the folder; whatever is wrong is noted, and the pages stay as they were."""
        with self._setting:
            page, theme = self._choice
            language = ""
            try:
                booklet = load_with(
                    self._tokens,
                    self._folder,
                    self._as_of,
                    theme=theme,
                    comparing=True,
                    language=self._language,
                )
                language = booklet.language if booklet.languages else ""
                work = typeset_with(self._tokens, booklet, page, theme, Stopwatch())
                made, found = formes_for(
                    work, (self._edition,), Paper().printing({}), every=False, dated=True
                )
                (forme,) = made[self._edition]
                new: _Set | None = _Set(work, forme, tuple(map(_key, forme.pages)))
                problems = locate(self._folder, (*work.problems, *found), language)
            except PosterbookError as failure:
                new, problems = None, locate(self._folder, failure.problems, language)
            except Exception as failure:  # noqa: BLE001 - the desk survives everything, and says it
                new, problems = None, (bug(failure),)
            with self._changed:
                self._set = new or self._set
                self._is_stale = new is None
                self._problems = problems
                self._version += 1
                self._changed.notify_all()

    def wait(self, version: int, seconds: float) -> int:
        """The version, as soon as it is another one than that or the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != version, seconds)
            return self._version

    def state(self) -> Answer:
        """All that the page shows but the pictures: pages, problems and choices."""
        with self._changed:
            now, problems, stale, version = self._set, self._problems, self._is_stale, self._version
        page, theme = self._choice
        pages = now.pages if now else ()
        design = now.work.booklet.design if now else ()
        return {
            "version": version,
            "folder": str(self._folder),
            "stale": stale,
            "title": now.work.booklet.title if now else "",
            "language": now.work.booklet.language if now else "",
            "fromRight": now is not None and now.work.theme.from_right,
            "page": page or (now.work.theme.page.name if now else ""),
            "theme": theme or (now.work.theme.name if now else ""),
            "formats": list(formats(self._tokens)),
            "themes": list(themes(self._tokens, design)),
            "editor": self._open_in is not None,
            "pages": [
                {
                    "key": key,
                    "name": name,
                    "kind": one.kind,
                    "number": one.number,
                    "width": one.width,
                    "height": one.height,
                }
                for key, one, name in zip(now.keys if now else (), pages, page_names(pages), strict=True)
            ],
            "problems": [self._shown(problem, now) for problem in problems],
        }

    def picture(self, key: str, scale: float) -> bytes:
        """A page as PNG, so many pixels to the point."""
        now, index = self._page(key)
        scale = min(MOST_SCALE, max(LEAST_SCALE, scale)) if scale == scale else 1.0  # noqa: PLR0124 - not a number
        with self._drawing:
            if (kept := self._pictures.get((key, scale))) is None:
                pdf = pages_alone(now.work, self._edition, now.forme, (index,))
                kept = self._painter.png(pdf, scale)
                self._pictures[key, scale] = kept
                if len(self._pictures) > MOST_PICTURES:
                    self._pictures.popitem(last=False)
            self._pictures.move_to_end((key, scale))
            return kept

    def lines(self, key: str) -> Answer:
        """The lines of text of a page, in reading order, and where they stand, in points."""
        now, index = self._page(key)
        lines = []
        for line in _lines(now.pages[index]):
            size = max(run.size for run in line.runs)
            width = max(run.x + run.width for run in line.runs)
            box = [line.x, line.y - size, width, size * 1.25]
            lines.append({"text": line.text, "box": [round(one, 1) for one in box], "turn": int(line.turn)})
        return {"lines": lines}

    def source(self, key: str, line: int) -> Answer:
        """Where a line of a page was written."""
        now, index = self._page(key)
        page = now.pages[index]
        lines = _lines(page)
        if line >= len(lines):
            raise NotTakenError("there is no such line")
        numbers = {str(record.number): record.where for record in now.work.booklet.records}
        record = _located(self._folder, numbers.get(page.number))
        pieces = [run.text for run in lines[line].runs]
        try:
            where = find_line(self._files(), lines[line].text, pieces, record)
        except LookupError:
            raise NotTakenError("posterbook itself makes this line: it is written nowhere") from None
        return {
            "file": where.file,
            "line": where.line,
            "column": where.column,
            "path": str(self._folder.resolve() / where.file),
        }

    def form(self, file: str, line: int) -> Answer:
        """What can be changed in a file: its fields, or its whole text."""
        return form_of(self._folder, self._own(file), line)

    def edit(self, change: Mapping[str, object]) -> Answer:
        """Write what a form says into its file; the look at the folder sees it then."""
        self._own(change.get("file"))
        with self._saving:
            return save(self._folder, change)

    def open(self, place: Mapping[str, object]) -> Answer:
        """Open a file of the folder in the editor."""
        line, column = (place.get(name) for name in ("line", "column"))
        if self._open_in is None or not isinstance(line, int) or not isinstance(column, int):
            raise NotTakenError("no editor is known: let EDITOR or VISUAL name one", 409)
        try:
            self._open_in(self._folder.resolve() / self._own(place.get("file")), line, column)
        except OSError as failure:
            raise NotTakenError(f"the editor does not start: {failure.strerror}", 409) from None
        return {}

    def choose(self, choice: Mapping[str, object]) -> Answer:
        """Set the booklet in another page format or theme."""
        page, theme = choice.get("page", ""), choice.get("theme", "")
        if not isinstance(page, str) or page not in ("", *formats(self._tokens)):
            raise NotTakenError("there is no such page format", 400)
        design = self._set.work.booklet.design if self._set else ()
        if not isinstance(theme, str) or theme not in ("", *themes(self._tokens, design)):
            raise NotTakenError("there is no such theme", 400)
        self._choice = (page, theme)
        self.refresh()
        return {}

    def pdf(self, edition: str) -> tuple[str, bytes]:
        """The proved file of an edition, and its name."""
        now = self._set
        if now is None:
            raise NotTakenError("there are no pages yet", 409)
        try:
            made = publish(now.work, edition).pdf
        except PosterbookError as failure:
            raise NotTakenError(str(failure), 409) from None
        return file_name(now.work.booklet, now.work.theme, edition), made

    def _page(self, key: str) -> tuple[_Set, int]:
        now = self._set
        if now is None or key not in now.keys:
            raise NotTakenError("this page is no more")
        return now, now.keys.index(key)

    def _own(self, name: object) -> str:
        """A name, if it is of a text of the folder: only those are read, written or opened."""
        if not isinstance(name, str) or name not in text_files(self._folder):
            raise NotTakenError("this is no text of the folder", 403)
        return name

    def _files(self) -> tuple[Source, ...]:
        """The texts of the folder, read once a version."""
        version, found = self._sources
        if version != self._version:
            version = self._version
            found = sources_in(self._folder, text_files(self._folder))
            self._sources = (version, found)
        return found

    def _shown(self, problem: Problem, now: _Set | None) -> Answer:
        where = problem.where
        return {
            "severity": str(problem.severity),
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
            "file": where.file if where else "",
            "line": where.line if where else 0,
            "column": where.column if where else 0,
            "key": _key_of(now, where) if now and where and problem.severity is not Severity.NOTE else "",
        }


def _key(page: Page) -> str:
    """Another one as soon as anything on the page is; it holds for this process."""
    return f"{page.sequence}-{hash(page) & (1 << 64) - 1:x}"


def _key_of(now: _Set, where: Where) -> str:
    """The first page of the poster that a place belongs to, '' if it belongs to none."""
    numbers = {str(one.number) for one in now.work.booklet.records if one.where.file == where.file}
    if len(numbers) != 1:
        return ""
    return next((key for key, one in zip(now.keys, now.pages, strict=True) if one.number in numbers), "")


def _lines(page: Page) -> list[Line]:
    return [item for item in page.items if isinstance(item, Line) and item.runs]


def _located(folder: Path, where: Where | None) -> Where | None:
    if where is None or where.line:
        return where
    (found,) = locate(folder, (Problem(Severity.NOTE, "", "", where),))
    return found.where or replace(where, line=1, column=1)
