"""Running text of the booklet's own, as on the company or the meeting."""

from __future__ import annotations

from dataclasses import field

from posterbook.content.model import Prose, doc
from posterbook.forms.galley import FlowGalley
from posterbook.forms.page import Bookmark
from posterbook.pages.composer import Composer, Listed
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What `text:` takes in running_order."""

    file: Prose = field(metadata=doc("its text; a first line with # is its heading"))


def listed(composer: Composer, options: Options) -> tuple[Listed, ...]:
    """Its heading."""
    heading = _galley(composer, options).heading
    where, anchor = options.file.where, _anchor(composer, options)
    return (Listed(heading.plain, ((anchor, anchor),), where),) if heading else ()


def compose(composer: Composer, options: Options) -> tuple[FlowGalley, ...]:
    """A heading and the paragraphs below it."""
    return (_galley(composer, options),)


def _galley(composer: Composer, options: Options) -> FlowGalley:
    body, anchor = composer.theme.styles.body, _anchor(composer, options)
    found = composer.prose(body, options.file.text, composer.section(), options.file.where)
    heading = found[0][0] if found and found[0][1] else None
    return FlowGalley(
        kind="text",
        heading=heading,
        body=tuple(text for text, _ in found[1 if heading else 0 :]),
        anchor=anchor,
        bookmark=Bookmark(heading.plain, 1, anchor) if heading else None,
    )


def _anchor(composer: Composer, options: Options) -> str:
    return composer.place(f"text:{options.file.where.file}")
