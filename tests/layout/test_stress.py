"""Whatever is in a booklet, nothing leaves its place, nothing overlaps and no word is lost."""

from itertools import combinations

import pytest
from tests.stress import EXTRAS, stress_records, write_booklet

from posterbook import Typeset, load, typeset
from posterbook.content.blocks import blocks
from posterbook.content.markup import inline, plain
from posterbook.design.geometry import Box, Side
from posterbook.design.theme import formats, themes
from posterbook.forms.element import Artifact
from posterbook.forms.page import Image, Line, Page, QrCode, Turn
from posterbook.forms.set_line import SOFT_HYPHEN
from posterbook.loading import design_tokens

TOKENS = design_tokens()

pytestmark = pytest.mark.slow
DESIGNS = [
    (page, theme)
    for theme in themes(TOKENS)
    for page in formats(TOKENS)
    if page not in TOKENS["themes"][theme].get("pages_for", {})
]
POSTERS = 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    event = {"name": "Big Meeting", "short": "Big 2021"}
    return write_booklet(tmp_path_factory.mktemp("stress"), stress_records(POSTERS), event=event, **EXTRAS)


@pytest.fixture(scope="module", params=DESIGNS, ids="-".join)
def work(folder, request) -> Typeset:
    page, theme = request.param
    return typeset(load(folder), page=page, theme=theme)


def lines_of(page: Page) -> list[Line]:
    return [item for item in page.items if isinstance(item, Line) and item.turn is Turn.NONE]


def is_content(line: Line) -> bool:
    return any(not isinstance(run.meaning, Artifact) for run in line.runs)


def extent(line: Line) -> Box:
    """A box around a line's lower-case letters, which two lines must never share."""
    runs = [run for run in line.runs if run.text.strip()]
    left, right = line.x + runs[0].x, max(line.x + run.x + run.width for run in runs)
    size = min(run.size for run in runs)
    return Box(left, line.y - size * 0.48, right - left, size * 0.48)


def solid(text: str) -> str:
    return "".join(text.split())


def test_every_poster_has_its_pages_in_order(work):
    numbers = [page.number for page in work.pages if page.number]
    order = list(dict.fromkeys(numbers))
    assert order == [record.number for record in work.booklet.records]
    assert numbers == sorted(numbers, key=order.index)


def test_the_page_count_folds(work):
    assert len(work.paper_pages) % work.theme.page.multiple == 0
    assert [page.sequence for page in work.pages] == list(range(1, len(work.pages) + 1))


def test_no_text_leaves_the_live_area(work):
    form = work.theme.page
    for page in work.pages:
        left = form.outside if page.side is Side.VERSO else form.inside
        # a legal page has no folio: its colophon stands on the foot's baseline
        lowest = form.foot if page.kind == "legal" else form.live_top + form.last
        for line in filter(is_content, lines_of(page)):
            if page.kind == "cover":
                continue  # its ladder runs to the fore-edge; tested apart
            box, hanging = extent(line), max(run.size for run in line.runs) * 0.12
            assert box.x >= left - hanging, (page.sequence, line.text)
            assert box.right <= left + form.measure + 0.01, (page.sequence, line.text)
            assert form.live_top < line.y <= lowest + 0.01, (page.sequence, line.text)


def test_no_two_lines_overlap(work):
    for page in work.pages:
        placed = [(extent(line), line) for line in lines_of(page) if line.text.strip()]
        for (one, first), (other, second) in combinations(placed, 2):
            assert not one.overlaps(other), (page.sequence, first.text, second.text)


def test_no_picture_overlaps_a_line_or_leaves_the_page(work):
    found = 0
    for page in work.pages:
        boxes = [item.box for item in page.items if isinstance(item, Image | QrCode)]
        found += len(boxes)
        for box in boxes:
            assert box.x > 0
            assert box.right < page.width
            assert 0 < box.y < box.bottom < page.height
            texts = [line for line in lines_of(page) if line.text.strip()]
            assert [line.text for line in texts if extent(line).overlaps(box)] == []
    assert found > 10


def test_no_word_is_lost(work):
    said: dict[str, str] = {}
    for page in work.pages:
        content = "".join(line.text for line in lines_of(page) if is_content(line))
        said[page.number] = said.get(page.number, "") + solid(content.replace(SOFT_HYPHEN, ""))
    for record in work.booklet.records:
        text = said[record.number]
        assert solid(plain(inline(record.title))) in text
        shown = () if record.withheld or record.status == "withdrawn" else record.sections
        for section in shown:
            assert solid(plain(inline(section.heading))) in text
            for block in blocks(section.text):
                assert solid(plain(block.spans)) in text, (record.number, section.heading)


def test_withheld_words_are_nowhere(work):
    whole = "".join(line.text for page in work.pages for line in lines_of(page))
    assert "ecretword" not in whole
    assert "secretkeyword" not in whole


def test_table_contents_and_pages_agree_on_folios(work):
    first = {}
    for page in work.pages:
        for anchor in page.anchors:
            first.setdefault(anchor.name, page)
    shown = [line for page in work.pages if page.kind == "summary" for line in lines_of(page)]
    face = work.theme.styles.listing_page.font
    pages = [
        (run.meaning.target, run.text)
        for line in shown
        for run in line.runs
        if not isinstance(run.meaning, Artifact) and run.meaning.target and run.face == face
    ]
    assert len(pages) == POSTERS
    for target, text in pages:
        assert text.removeprefix("p. ") == first[target].folio


def test_a_continued_poster_says_on_which_page_it_goes_on(work):
    for page, following in zip(work.pages, work.pages[1:], strict=False):
        goes_on = page.number and page.number == following.number
        marks = [line.text for line in lines_of(page) if line.text.startswith("continued ")]
        across = page.side is Side.VERSO
        said = "continued →" if across else f"continued on page {following.folio} →"
        assert marks == ([said] if goes_on else [])
