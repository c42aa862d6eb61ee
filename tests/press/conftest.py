"""Pages of nothing but their number, and what the press is told of them."""

import pytest

from posterbook.assets import assets_folder
from posterbook.content.model import Binding
from posterbook.design.fonts import Fonts
from posterbook.design.geometry import Side
from posterbook.design.theme import build
from posterbook.forms.element import Element, Role
from posterbook.forms.page import Line, Page, Run
from posterbook.loading import design_tokens, read_words
from posterbook.press import Job


@pytest.fixture(scope="session")
def tokens():
    return design_tokens()


@pytest.fixture(scope="session")
def job_for(tokens):
    """A job on a page format, in a theme and with a binding."""

    def job_for(page="a5", binding=None, theme="colour", title="Small Things", language="en", **facts):
        chosen = build(tokens, page, theme, language, binding and Binding(binding))
        fonts = Fonts(chosen.faces, assets_folder() / "fonts")
        return Job(chosen, fonts, read_words(language), title, **({"date": "2021-04-13"} | facts))

    return job_for


@pytest.fixture(scope="session")
def pages_for():
    """So many blank pages of a job's format, each saying its number at its upper left corner."""

    def pages_for(job, count, x=60.0, y=60.0):
        text, page = Element(Role.P), job.theme.page
        return tuple(
            Page(
                n,
                str(n),
                Side.VERSO if n % 2 == 0 else Side.RECTO,
                "text",
                page.width,
                page.height,
                (Line(x, y, (Run(0, f"page {n}", "sans", 10, job.theme.ink, 30, text),)),),
            )
            for n in range(1, count + 1)
        )

    return pages_for
