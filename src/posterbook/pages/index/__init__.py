"""An index: authors, keywords or institutions in columns below their letters, or the boards as a list."""

from posterbook.content.page_kind import PageKind
from posterbook.pages.index.compose import Options, compose, contents
from posterbook.pages.index.setting import lay_out, warnings

KIND = PageKind(
    name="index",
    options=Options,
    compose=compose,
    lay_out=lay_out,
    contents=contents,
    warnings=warnings,
    prints_folios=True,
)
