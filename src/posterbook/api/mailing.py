"""`posterbook mail`: drafts of e-mails that carry the booklet, or each of many booklets. Nothing is sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from posterbook.api.building import build
from posterbook.api.many import build_many
from posterbook.api.output import slug
from posterbook.api.running import Run, Target
from posterbook.api.splitting import named_selections
from posterbook.api.typesetting import AsOf, load_with
from posterbook.content.markup import inline, plain
from posterbook.content.model import Booklet, LanguageLayout, LegalPlace
from posterbook.content.scalars import excerpt
from posterbook.errors import ContentError, LayoutError, Problem, Where, error, warning
from posterbook.loading import design_tokens, select
from posterbook.loading.mail import Addressee, mail_text, read_addresses
from posterbook.mailing import Draft, draft_bytes, subject_of
from posterbook.report import Output, Result

MB: Final = 1_000_000
LIMITS: Final = (10, 20)
"""Megabytes above which some mail servers refuse an e-mail, then many."""
MOST: Final = 25
"""Megabytes above which nearly all do."""


def mail(
    folder: Target = "booklet",
    *,
    output: Target = "output",
    split: str = "",
    addresses: Target = "",
    strict: bool = False,
    as_of: AsOf = None,
    dated: datetime | None = None,
) -> Result:
    """Write drafts of e-mails with the screen edition attached: one for each booklet that `build` makes.

    `addresses` is a CSV file with the columns email and name. One draft has all of them as blind copies, so
    that nobody sees another; of many drafts each goes to the addresses that have its name. Raises what
    `build` and `build_many` raise, ContentError for a list with faults, LayoutError for a draft of more than
    25 MB.
    """
    run = Run(folder, strict=strict)
    with run.report_failure():
        people = read_addresses(Path(addresses), run.folder) if addresses else ()
        with TemporaryDirectory() as place:
            booklets, found = _booklets(run, split, as_of)
            make = partial(build_many, selections=split) if split else build
            made = make(run.folder, output=place, strict=strict, as_of=as_of, dated=dated)
            files = []
            for booklet, output_made in zip(booklets, made.outputs, strict=True):
                draft, problems = _draft(run.folder, booklet, output_made, people)
                path = Path(output) / f"{_stem(booklet)}.eml"
                content = draft_bytes(draft)
                found += [*problems, *_size_problems(path, len(content))]
                files.append((path, content))
        found += _unknown_names(booklets, people) if split else []
        if failed := [problem for problem in found if problem.code == "mail-too-large"]:
            raise LayoutError(failed)
        run.weigh(booklets[0], found, all_of_it=False)
        run.write(files)
        run.result = Result(
            problems=(*made.problems, *run.result.problems),
            outputs=tuple(
                Output(
                    path,
                    "mail",
                    one.pages,
                    one.sheets,
                    len(content),
                    sha256(content).hexdigest(),
                    one.selection,
                )
                for (path, content), one in zip(files, made.outputs, strict=True)
            ),
        )
    return run.result


def _output(path: Path, content: bytes, made: Output) -> Output:
    """A draft as a file that was made, with the pages of what it carries."""
    digest = sha256(content).hexdigest()
    return Output(path, "mail", made.pages, made.sheets, len(content), digest, made.selection)


def _booklets(run: Run, split: str, as_of: AsOf) -> tuple[list[Booklet], list[Problem]]:
    """The booklets that are mailed, for what their texts say; what is wrong with them the build says."""
    whole = load_with(design_tokens(), run.folder, as_of, dividing=bool(split))
    if not split:
        languages = whole.languages
        others = (
            languages.beside(whole.language)
            if languages and languages.layout is LanguageLayout.SEPARATE
            else ()
        )
        return [whole, *(load_with(design_tokens(), run.folder, as_of, language=one) for one in others)], []
    named, _ = named_selections(whole, run.folder, split)
    return [select(run.folder, whole, one.selection)[0] for one in named], []


def _draft(
    folder: Path, booklet: Booklet, made: Output, people: Sequence[Addressee]
) -> tuple[Draft, list[Problem]]:
    text, problems = mail_text(folder, booklet)
    if problems:
        raise ContentError(problems)
    body = text or _usual_text(booklet)
    own = tuple(one.address for one in people if one.name.casefold() == booklet.selection.casefold())
    every = tuple(dict.fromkeys(one.address for one in people))
    if booklet.selection and people and not own:
        message = f"no address has the name '{excerpt(booklet.selection)}': its draft goes to nobody"
        problems.append(warning("no-address", message, booklet.where, "add a row with that name"))
    legal = tuple(
        block.file.text
        for block in booklet.legal
        if booklet.legal_profile != "none" and block.place is LegalPlace.COVER_TOP
    )
    return Draft(
        subject=subject_of(body) or plain(inline(booklet.title)),
        body=body,
        legal=legal,
        language=booklet.language,
        pdf=made.path.read_bytes(),
        file=f"{_stem(booklet)}.pdf",
        to=tuple(dict.fromkeys(own)) if booklet.selection else (),
        hidden=() if booklet.selection else every,
    ), problems


def _usual_text(booklet: Booklet) -> str:
    """What an e-mail says whose text nobody wrote: what the booklet is, and that it is attached."""
    day = booklet.words.date_in_words(booklet.date) if booklet.date else ""
    dated = booklet.words.place.join(filter(None, (booklet.place, day)))
    event = booklet.event.name or booklet.event.short
    first = (f"# {booklet.title}", booklet.kind, booklet.title, booklet.selection, event)
    about = (*first, booklet.words.attached, booklet.issuer_name, dated)
    return "\n\n".join(filter(None, about))


def _stem(booklet: Booklet) -> str:
    name = booklet.slug or slug(plain(inline(booklet.title)))
    languages, tags = booklet.languages, booklet.translation
    if not (tags or booklet.selection) and languages and languages.layout.joins:
        tags = "-".join((booklet.language, *languages.beside(booklet.language)))
    name = "-".join(filter(None, (name, tags.lower())))
    return f"{name}-{slug(booklet.selection)}" if booklet.selection else name


def _size_problems(path: Path, size: int) -> list[Problem]:
    """What mail servers will say of a draft; base64 makes an attachment larger by a third."""
    said = f"the draft '{path.name}' has {size / MB:.1f} MB"
    hint = "make it smaller (build --max-size names what is large), or send a link"
    if size > MOST * MB:
        message = f"{said}, more than the {MOST} MB that nearly any mail server takes"
        return [error("mail-too-large", message, None, hint)]
    over = [limit for limit in LIMITS if size > limit * MB]
    if over:
        who = "some mail servers" if over[-1] == LIMITS[0] else "many mail servers"
        message = f"{said}: {who} take no more than {over[-1]} MB"
        return [warning("mail-large", message, Where("booklet.yaml"), hint)]
    return []


def _unknown_names(booklets: Sequence[Booklet], people: Sequence[Addressee]) -> list[Problem]:
    known = {booklet.selection.casefold() for booklet in booklets}
    strangers = dict.fromkeys(one.name for one in people if one.name.casefold() not in known)
    return [
        warning("unknown-addressee", f"'{excerpt(name)}' has an address and no booklet", booklets[0].where)
        for name in strangers
    ]
