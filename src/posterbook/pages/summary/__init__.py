"""The summary table: group, title, number and page of every poster; its rows are the thumb index."""

from posterbook.content.page_kind import PageKind
from posterbook.pages.summary.compose import Options, anchors, compose, contents
from posterbook.pages.summary.setting import lay_out, slots

KIND = PageKind(
    name="summary",
    options=Options,
    compose=compose,
    lay_out=lay_out,
    contents=contents,
    anchors=anchors,
    slots=slots,
    prints_folios=True,
    counts_posters=True,
)
