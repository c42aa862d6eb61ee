"""What each edition puts onto paper: its files, each with pages that stand alone or on sheets."""

from __future__ import annotations

from collections.abc import Sequence

from posterbook.forms.edition import Edition, Printing
from posterbook.forms.page import Page
from posterbook.forms.sheet import Forme
from posterbook.press.cover import print_formes
from posterbook.press.folding import booklet_forme
from posterbook.press.job import Job


def formes(pages: Sequence[Page], edition: Edition, job: Job, printing: Printing) -> tuple[Forme, ...]:
    """The files of an edition; one that is read on a screen is what was laid out.

    Raises LayoutError or UsageError where the booklet cannot be printed so.
    """
    if edition.imposed:
        return (booklet_forme(pages, job, printing),)
    if edition.framed:
        return print_formes(pages, job, printing)
    return (Forme(tuple(pages)),)
