"""Pages for paper: framed with marks for a print shop, imposed on sheets to fold, small on one to look at."""

from __future__ import annotations

from collections.abc import Sequence

from posterbook.forms.edition import Edition, Printing
from posterbook.forms.page import Page
from posterbook.forms.sheet import Forme
from posterbook.press.cover import print_formes
from posterbook.press.draft import draft_pages
from posterbook.press.imposition import booklet_forme, can_fold
from posterbook.press.job import Job
from posterbook.press.proofsheet import proofsheet_forme
from posterbook.press.sheet_plan import sheet_plan, unprintable
from posterbook.press.small_type import small_type_in_black
from posterbook.press.testsheet import duplex_testsheet

__all__ = [
    "Job",
    "can_fold",
    "draft_pages",
    "duplex_testsheet",
    "formes",
    "proofsheet_forme",
    "sheet_plan",
    "unprintable",
]


def formes(pages: Sequence[Page], edition: Edition, job: Job, printing: Printing) -> tuple[Forme, ...]:
    """The files of an edition, each with pages that stand alone or on sheets.

    One that is read on a screen is what was laid out. Raises LayoutError or UsageError where the booklet
    cannot be printed so.
    """
    if edition.imposed:
        return (booklet_forme(pages, job, printing),)
    if edition.framed:
        return print_formes(small_type_in_black(pages, job), job, printing)
    return (Forme(tuple(pages)),)
