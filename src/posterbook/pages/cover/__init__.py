"""The front cover: the disclaimer, who publishes, what it is, and a ladder of the groups' poster numbers."""

from __future__ import annotations

from posterbook.content.model import LegalPlace
from posterbook.content.page_kind import PageKind
from posterbook.pages.cover.compose import Options, compose
from posterbook.pages.cover.setting import lay_out

KIND = PageKind(
    name="cover",
    options=Options,
    compose=compose,
    lay_out=lay_out,
    title_page=True,
    carries=frozenset({LegalPlace.COVER_TOP}),
)
