"""The introduction: what this is in the issuer's words, with the contents list if wanted."""

from __future__ import annotations

from dataclasses import field

from posterbook.content.model import Prose, doc
from posterbook.forms.galley import IntroductionGalley
from posterbook.pages.composer import Composer, Listed
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What `introduction:` takes in running_order."""

    file: Prose = field(metadata=doc("its text, a path below the content folder"))
    contents: bool = field(default=False, metadata=doc("whether the contents list stands below it"))


def listed(_composer: Composer, _options: Options) -> tuple[Listed, ...]:
    """The introduction carries the contents list and does not stand in it."""
    return ()


def compose(composer: Composer, options: Options) -> tuple[IntroductionGalley, ...]:
    """The opening page: the booklet's kind as its heading, the lead text, the contents list."""
    book, styles = composer.booklet, composer.theme.styles
    section = composer.section()
    heading = composer.text(
        styles.small_heading, book.kind, section.child(composer.heading), book.where.at("kind")
    )
    return (
        IntroductionGalley(
            kind="introduction",
            heading=heading if book.kind else None,
            lead=composer.paragraphs(styles.lead, options.file.text, section, options.file.where),
            contents=composer.contents() if options.contents else None,
        ),
    )
