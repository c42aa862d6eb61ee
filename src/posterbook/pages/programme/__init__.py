"""The programme: days and sessions at a glance, with talks and breaks, and where the posters' pages are."""

from posterbook.content.page_kind import PageKind
from posterbook.pages.programme.compose import Options, compose, contents
from posterbook.pages.programme.setting import lay_out, warnings

KIND = PageKind(
    name="programme",
    options=Options,
    compose=compose,
    lay_out=lay_out,
    contents=contents,
    warnings=warnings,
    prints_folios=True,
)
