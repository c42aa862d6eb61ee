"""The contents list on a page of its own."""

from __future__ import annotations

from posterbook.forms.galley import IntroductionGalley
from posterbook.pages.composer import Composer, Listed
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """The contents list takes no options."""


def listed(_composer: Composer, _options: Options) -> tuple[Listed, ...]:
    """The contents list does not list itself."""
    return ()


def compose(composer: Composer, _options: Options) -> tuple[IntroductionGalley, ...]:
    """The contents list, on as many pages as it takes."""
    return (IntroductionGalley(kind="contents", heading=None, lead=(), contents=composer.contents()),)
