"""QR code, figure, logo, sponsors and colophon in their places, on every page format and in every theme."""

from itertools import combinations, pairwise

import pytest
from tests.drawn_pictures import steps, stored, svg

from posterbook import load, typeset
from posterbook.design.geometry import MM, Box
from posterbook.design.theme import formats, themes
from posterbook.forms.page import Image, Line, QrCode, Turn
from posterbook.loading import design_tokens

TOKENS = design_tokens()

pytestmark = pytest.mark.slow
DESIGNS = [
    (page, theme)
    for theme in themes(TOKENS)
    for page in formats(TOKENS)
    if page not in TOKENS["themes"][theme].get("pages_for", {})
]
TITLE = "Focal adhesion kinase (FAK) inhibitor APG-2449 sensitizes ovarian tumors to chemotherapy via CD44"
AUTHORS = """authors:
- {name: First A. Presenter, affiliations: ["Institute, City A"], presenter: true}
- {name: Second B. Author, affiliations: ["University, City B"]}
"""
PLACE = "board: B12\nhall: Hall 3\nsession: PO.ET06\nstart: 2021-04-12 09:00\n"
LINK = "link: https://example.org/posters/968\n"
IMAGE = "image: {file: images/a.png, alt: Three squares, caption: Figure 1. Three squares and a white one.}\n"
TEXT = (
    "sections:\n  Background: >-\n    "
    + "Text of a study about cells. " * 5
    + "\n  Conclusion: It works.\n  After: More.\n"
)
BOOKLET = (
    "title: A day of posters\ndate: 2021-04-13\nevent: {name: Meeting}\nissuer: {names: [{text: Society}]}\n"
)


def record(number, title=TITLE, parts=AUTHORS + PLACE + LINK + IMAGE, text=TEXT, group="group: APG-2449\n"):
    return f"number: {number}\ntitle: {title}\n{group}{parts}{text}"


CASES = [
    record(1),
    record(2, "Short"),
    record(3, "Short", LINK),
    record(
        4,
        "Short",
        LINK,
        group="group: A group with a name so long that it takes several lines beside the label\n",
    ),
    record(5, TITLE * 3, LINK + PLACE),
    record(6, parts=IMAGE, text="sections:\n  Conclusion: It works.\n"),
    record(7, parts=IMAGE, text="sections:\n  Background: No panel.\n"),
    record(
        8,
        parts=IMAGE + LINK,
        text="sections:\n  Background: >-\n    " + "A long text of cells. " * 130 + "\n",
    ),
    record(9, parts=IMAGE.replace("Figure 1.", "A caption without an end. " * 150)),
    record(10, "Wide", LINK.replace("968", "9" * 300)),
    record(11, parts=IMAGE.replace("a.png", "tall.png")),
    record(12, parts=IMAGE.replace("a.png", "a.svg")),
]


def folder_of(place, records, booklet=BOOKLET):
    for name, data in {"a.png": steps(1400, 700), "tall.png": steps(300, 1400)}.items():
        (place / "images").mkdir(exist_ok=True)
        (place / "images" / name).write_bytes(stored(data))
    (place / "images" / "a.svg").write_bytes(svg())
    (place / "posters").mkdir()
    for n, one in enumerate(records, 1):
        (place / "posters" / f"{n}.yaml").write_text(one)
    (place / "booklet.yaml").write_text(booklet)
    return place


def setting(place, records, booklet=BOOKLET, page="a5", theme="colour"):
    return typeset(load(folder_of(place, records, booklet)), page=page, theme=theme)


def poster(work, number=1):
    return next(page for page in work.pages if page.number == str(number))


def the(kind, page):
    (found,) = (item for item in page.items if isinstance(item, kind))
    return found


def line(page, words):
    return next(item for item in page.items if isinstance(item, Line) and words in item.text)


def k(work, y):
    return y - work.theme.page.live_top


def left(work, page):
    return work.theme.page.outside if page.side == "verso" else work.theme.page.inside


def extent(item):
    """A box around what is seen of an item: of a line, from its x-height to its baseline."""
    if not isinstance(item, Line):
        return item.box
    runs = [run for run in item.runs if run.text.strip()]
    size = min(run.size for run in runs)
    end = max(item.x + run.x + run.width for run in runs)
    return Box(item.x + runs[0].x, item.y - size * 0.48, end - item.x - runs[0].x, size * 0.48)


def things(page):
    kinds = (item for item in page.items if isinstance(item, Line | Image | QrCode))
    return [
        item for item in kinds if not isinstance(item, Line) or (item.text.strip() and item.turn is Turn.NONE)
    ]


@pytest.fixture(scope="module", params=DESIGNS, ids="-".join)
def every(request, tmp_path_factory):
    page, theme = request.param
    extras = "logo: {file: images/a.png, alt: Logo}\ncolophon: Set in *Source Serif*.\nsponsors:\n"
    extras += "".join(f"- {{file: images/{n}, name: B}}\n" for n in ("a.png", "a.svg", "tall.png") * 4)
    return setting(tmp_path_factory.mktemp("pictures"), CASES, BOOKLET + extras, page, theme)


def test_nothing_overlaps_and_nothing_leaves_its_page(every):
    page = every.theme.page
    for one in every.pages:
        x0 = left(every, one)
        for item in things(one):
            if not isinstance(item, Line):
                assert item.box.x >= x0 - 0.01
                assert item.box.right <= x0 + page.measure + 0.01
                assert page.live_top <= item.box.y
                assert k(every, item.box.bottom) <= page.last + 0.01
        for first, second in combinations(things(one), 2):
            assert not extent(first).overlaps(extent(second)), (one.sequence, first, second)


def test_nothing_comes_nearer_to_a_code_than_four_modules(every):
    for one in every.pages:
        for code in (item for item in one.items if isinstance(item, QrCode)):
            quiet = 4 * code.box.width / len(code.modules)
            box = Box(
                code.box.x - quiet,
                code.box.y - quiet,
                code.box.width + 2 * quiet,
                code.box.height + 2 * quiet,
            )
            near = [item for item in things(one) if item is not code and extent(item).overlaps(box)]
            assert not near, (one.number, near)


def test_every_picture_keeps_its_proportions(every):
    for image in (item for page in every.pages for item in page.items if isinstance(item, Image)):
        wanted = image.picture.width / image.picture.height
        assert image.box.width / image.box.height == pytest.approx(wanted)


def test_every_figure_is_on_the_page_of_its_caption(every):
    for one in every.pages:
        if one.number and any(isinstance(item, Image) for item in one.items):
            assert line(one, "Figure 1" if one.number != "9" else "A caption")


def test_no_word_of_a_caption_or_link_is_lost(every):
    lines = [item for page in every.pages for item in page.items if isinstance(item, Line)]
    assert " ".join(item.text for item in lines).split().count("end.") == 150
    assert "https://example.org/posters/" + "9" * 300 in "".join("".join(item.text for item in lines).split())


def test_the_code_stands_twenty_millimetres_square_below_the_tag_at_the_right(tmp_path):
    work = setting(tmp_path, [record(1)])
    page = poster(work)
    code = the(QrCode, page)
    assert code.box.right == pytest.approx(left(work, page) + work.theme.page.measure)
    assert k(work, code.box.y) == pytest.approx(22)
    assert (code.box.width, code.box.height) == pytest.approx((20 * MM, 20 * MM))


def test_text_beside_the_code_is_narrower_until_clear_of_it_by_four_millimetres(tmp_path):
    work = setting(tmp_path, [record(1)])
    page = poster(work)
    code, measure = the(QrCode, page), work.theme.page.measure
    for item in things(page):
        beside = (
            isinstance(item, Line)
            and k(work, item.y) > 30
            and item.y - 0.75 * item.runs[0].size < code.box.bottom + 4 * MM
        )
        if beside:
            end = item.x + max(run.x + run.width for run in item.runs)
            assert end <= left(work, page) + measure - 24 * MM + 0.01


def test_the_locator_stands_twenty_four_millimetres_further_left(tmp_path):
    work = setting(tmp_path, [record(1)])
    page = poster(work)
    board = line(page, "Board B12")
    end = board.x + max(run.x + run.width for run in board.runs)
    assert end == pytest.approx(left(work, page) + work.theme.page.measure - 24 * MM)


def test_the_address_stands_in_print_and_leads_where_the_code_does(tmp_path):
    page = poster(setting(tmp_path, [record(1)]))
    address = line(page, "https://example.org/posters/968").runs[0].meaning
    code = the(QrCode, page).meaning
    assert (address.role, code.role) == ("Link", "Figure")
    assert address.target == code.parent.target == "https://example.org/posters/968"
    assert code.alt == "QR code: https://example.org/posters/968"


def test_the_figure_stands_between_the_text_and_the_panel(tmp_path):
    work = setting(tmp_path, [record(1)])
    page = poster(work)
    figure, caption = the(Image, page), line(page, "Figure 1.")
    text = max(item.y for item in page.items if isinstance(item, Line) and "cells" in item.text)
    assert figure.box.width == pytest.approx(work.theme.page.measure)
    assert figure.box.y - text == pytest.approx(13)
    assert caption.y - figure.box.bottom == pytest.approx(10)
    label = line(page, "Conclusion")
    assert k(work, label.y) % 13 == pytest.approx(0, abs=0.01) or k(work, label.y) % 13 == pytest.approx(13)
    assert label.y - caption.y >= 39
    assert figure.meaning.alt == "Three squares"
    assert caption.runs[0].meaning.role == "Caption"


def test_a_caption_longer_than_a_page_runs_on_in_even_steps_and_text_returns_to_the_grid(tmp_path):
    work = setting(tmp_path, [CASES[8].replace("number: 9", "number: 1")])
    pages = [page for page in work.pages if page.number == "1"]
    for page in pages:
        lines = sorted(item.y for item in page.items if isinstance(item, Line) and "without" in item.text)
        steps_down = [below - above for above, below in pairwise(lines)]
        assert steps_down == pytest.approx([10.5] * len(steps_down))
    label, lead = line(pages[-1], "Conclusion"), 13
    assert k(work, label.y) / lead == pytest.approx(round(k(work, label.y) / lead))


def test_a_high_picture_is_no_higher_than_sixty_millimetres(tmp_path):
    page = poster(setting(tmp_path, [CASES[10].replace("number: 11", "number: 1")]))
    assert the(Image, page).box.height == pytest.approx(60 * MM)


def test_a_withdrawn_study_shows_neither_code_nor_figure(tmp_path):
    work = setting(tmp_path, ["status: withdrawn\n" + record(1)])
    assert not [item for page in work.pages for item in page.items if isinstance(item, Image | QrCode)]


def test_a_withheld_study_shows_neither_code_nor_figure_nor_address(tmp_path):
    work = setting(tmp_path, ["embargo: 2031-01-01T09:00+08:00\n" + record(1)])
    items = [item for page in work.pages for item in page.items]
    assert not [item for item in items if isinstance(item, Image | QrCode)]
    assert not [item for item in items if isinstance(item, Line) and "example.org" in item.text]


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (1400, ""),
        (1000, "231 pixels to the inch where it stands, it will look soft"),
        (300, "69 pixels to the inch where it stands, its pixels will be seen"),
    ],
)
def test_a_picture_with_too_few_pixels_is_warned_of(tmp_path, width, said):
    folder_of(tmp_path, [record(1)])
    (tmp_path / "images" / "a.png").write_bytes(stored(steps(width, width // 2)))
    problems = typeset(load(tmp_path)).problems
    found = [problem for problem in problems if problem.code == "image-resolution"]
    assert [said in problem.message for problem in found] == [True] * bool(said)
    assert all(problem.where.path == ("image", "file") for problem in found)


def test_logo_and_marks_with_too_few_pixels_are_warned_of_too(tmp_path):
    folder_of(tmp_path, [record(1, parts="")], BOOKLET + SPONSORS + "logo: {file: images/a.png, alt: Logo}\n")
    (tmp_path / "images" / "a.png").write_bytes(stored(steps(140, 70)))
    problems = typeset(load(tmp_path)).problems
    paths = [problem.where.path for problem in problems if problem.code == "image-resolution"]
    assert paths == [("logo", "file"), ("sponsors", 0, "file"), ("sponsors", 3, "file")]


def test_a_code_too_fine_to_scan_is_warned_of(tmp_path):
    work = setting(tmp_path, [record(1, parts=LINK.replace("968", "9" * 300)), record(2)])
    assert [problem.where.file for problem in work.problems if problem.code == "link-dense"] == [
        "posters/1.yaml"
    ]


def test_the_logo_moves_the_company_down(tmp_path):
    company = (
        "title: A\nlegal: [{id: a, file: a.txt, place: cover-top}]\nissuer: {names: [{text: Society}]}\n"
    )
    for name in ("with", "without"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("A disclaimer.")
    logo = "logo: {file: images/a.png, alt: Logo}\n"
    with_logo = setting(tmp_path / "with", [record(1)], company + logo)
    without = setting(tmp_path / "without", [record(1)], company)
    box = the(Image, with_logo.pages[0]).box
    assert (k(with_logo, box.y), box.height, box.x) == pytest.approx(
        (103, 12 * MM, with_logo.theme.page.inside)
    )
    assert line(with_logo.pages[0], "Society").y - line(without.pages[0], "Society").y == pytest.approx(46)


def marks(work):
    return [(page, item) for page in work.pages[1:] for item in page.items if isinstance(item, Image)]


SPONSORS = "sponsors:\n" + "".join(
    f"- {{file: images/{n}, name: B}}\n" for n in ("a.png", "a.svg", "tall.png", "a.png")
)


def test_sponsors_stand_below_the_last_text_in_even_rows(tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "company.md").write_text("# About\n\nA text.\n")
    work = setting(tmp_path, [record(1, parts="")], BOOKLET + SPONSORS)
    found = marks(work)
    assert {page.kind for page, _ in found} == {"text"}
    x0 = left(work, found[0][0])
    assert [image.box.x - x0 for _, image in found] == pytest.approx([0, 38 * MM, 0, 38 * MM])
    assert max(k(work, image.box.bottom) for _, image in found) <= work.theme.page.last
    assert line(found[0][0], "With the support of")


def test_sponsors_have_equal_areas_but_for_one_too_narrow_for_that(tmp_path):
    work = setting(tmp_path, [record(1, parts="")], BOOKLET + SPONSORS)
    first, second, tall, fourth = [image.box for _, image in marks(work)]
    areas = [box.width * box.height for box in (first, second, fourth)]
    assert areas == pytest.approx([areas[0]] * 3)
    assert tall.height == pytest.approx(14 * MM)


def test_sponsors_without_a_text_take_the_first_page_for_notes(tmp_path):
    work = setting(tmp_path, [record(1, parts="")], BOOKLET + SPONSORS)
    (page,) = {page.sequence: page for page, _ in marks(work)}.values()
    assert page.kind == "notes"
    assert page.sequence == min(one.sequence for one in work.pages if one.kind == "notes")
    assert len(work.paper_pages) % 4 == 0


def test_a_hundred_sponsors_take_pages_of_their_own(tmp_path):
    many = "sponsors:\n" + "- {file: images/a.png, name: B}\n" * 100
    work = setting(tmp_path, [record(1, parts="")], BOOKLET + many)
    assert len(marks(work)) == 100
    assert work.pages[-1].kind != "notes"


def test_the_colophon_stands_on_the_foot_baseline_of_the_legal_page(tmp_path):
    work = setting(tmp_path, [record(1)], BOOKLET + "colophon: Set in *Source Serif*.\n")
    page = work.pages[-1]
    assert page.kind == "legal"
    assert line(page, "Set in").y == pytest.approx(work.theme.page.foot)
    assert line(page, "Set in").runs[0].size == 7.5


def test_a_long_colophon_goes_up_from_the_foot(tmp_path):
    work = setting(
        tmp_path, [record(1)], BOOKLET + f"colophon: {'Printed by somebody. ' * 40}\n", theme="large-print"
    )
    lines = [item for item in work.pages[-1].items if isinstance(item, Line) and "somebody" in item.text]
    assert len(lines) > 3
    assert lines[-1].y == pytest.approx(work.theme.page.foot)


def test_marks_are_black_in_plain_and_as_they_are_else(tmp_path):
    folder_of(tmp_path, [record(1)], BOOKLET + SPONSORS + "logo: {file: images/a.svg, alt: Logo}\n")
    for theme, black in (("plain", True), ("colour", False)):
        work = typeset(load(tmp_path), theme=theme)
        shown = {
            page.number: image.black
            for page in work.pages
            for image in page.items
            if isinstance(image, Image)
        }
        assert shown == {"": black, "1": False}
