"""The contents list on a page of its own."""

from __future__ import annotations

from posterbook.content.page_kind import PageKind
from posterbook.pages.composer import Composer
from posterbook.pages.introduction import IntroductionGalley, lay_out
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """The contents list takes no options."""


def compose(composer: Composer, _options: Options) -> tuple[IntroductionGalley, ...]:
    """The contents list, on as many pages as it takes."""
    return (
        IntroductionGalley(kind="contents", heading=None, lead=(), contents=composer.contents(parts=True)),
    )


KIND = PageKind(name="contents", options=Options, compose=compose, lay_out=lay_out, prints_folios=True)
