"""Holds a drawn file against what its edition's standards demand, before anything is claimed.

What an edition's row alone can meet or miss, `forms/edition.py` says; here come the facts of one file: its
date, its colours and the boxes of its pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from posterbook.design.icc import colour_space, device_class, is_profile
from posterbook.errors import UsageError
from posterbook.forms.edition import Edition, edition_problems, unmet
from posterbook.forms.metadata import Metadata
from posterbook.forms.page import Page
from posterbook.forms.standard import Standard


def check_conformance(edition: Edition, metadata: Metadata, profile: bytes, pages: Sequence[Page]) -> None:
    """Raises UsageError with every demand that an edition, or this file of it, does not meet.

    `pages` are those of the file: where there are sheets, their sides.
    """
    problems = edition_problems(edition) or [
        unmet(edition, standard, reason)
        for standard in edition.standards
        for reason in _unmet_demands(edition, standard, metadata, profile, pages)
    ]
    if problems:
        raise UsageError(problems)


def _unmet_demands(
    edition: Edition, standard: Standard, metadata: Metadata, profile: bytes, pages: Sequence[Page]
) -> Iterator[str]:
    if standard.date and not metadata.created:
        yield "has no date: the standard demands one"
    if standard.intent:
        yield from _unfit_profile(edition, standard.intent.devices, profile)
    if standard.boxes:
        bare = next((number for number, page in enumerate(pages, 1) if not page.margin), 0)
        if bare:
            yield f"page {bare} has no trim and bleed box: frame the pages"


def _unfit_profile(edition: Edition, devices: Sequence[str], profile: bytes) -> Iterator[str]:
    """Colours of a device mean nothing but by a profile for this device (ISO 19005-2, 6.2.4.3)."""
    if not is_profile(profile):
        yield "there is no ICC profile for its output intent"
    elif device_class(profile) not in devices:
        yield f"its ICC profile is of the class {device_class(profile)}, not {' or '.join(devices)}"
    elif colour_space(profile).lower() != edition.space:
        yield f"it is painted in {edition.space.upper()} and its ICC profile is for {colour_space(profile)}"
