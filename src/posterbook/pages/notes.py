"""A page of writing lines."""

from __future__ import annotations

from posterbook.forms.galley import NotesGalley
from posterbook.pages.composer import Composer, Listed
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """A notes page takes no options."""


def listed(_composer: Composer, _options: Options) -> tuple[Listed, ...]:
    """Notes pages do not stand in the contents list."""
    return ()


def compose(composer: Composer, _options: Options) -> tuple[NotesGalley, ...]:
    """One page of writing lines."""
    return (composer.notes(),)
