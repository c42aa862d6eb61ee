"""What an SVG comes to, and what of a stranger's SVG is refused."""

from time import perf_counter

import pytest
from tests.drawn_pictures import SQUARE, svg

from posterbook.content.model import PictureKind
from posterbook.content.raster import UnusableError
from posterbook.content.vector_paths import Paint
from posterbook.loading.files.svg import read_svg


def shapes(inner):
    return read_svg("a.svg", svg(inner)).shapes


def test_paths_and_plain_forms_become_shapes_in_paint_order():
    box, circle = '<rect width="10" height="5"/>', '<circle r="5" fill="red"/>'
    first, second, third = shapes(box + circle + '<path d="M0 0L5 5" stroke="#00f" fill="none"/>')
    assert first.steps == ((0, 0), (0, 10, 0), (0, 10, 5), (0, 0, 5), ())
    assert first.fill == Paint((0, 0, 0))
    assert second.fill == Paint((1, 0, 0))
    assert {len(step) for step in second.steps} == {2, 6, 0}
    assert third.fill is None
    assert third.pen.paint == Paint((0, 0, 1))


def test_a_picture_has_the_proportions_of_its_view_box():
    picture = read_svg("a.svg", svg())
    assert picture.kind is PictureKind.SVG
    assert picture.width / picture.height == 2


@pytest.mark.parametrize(
    "sides", ['width="400"', 'height="30mm"', 'width="100%" height="100%"', 'width="50cm"']
)
def test_a_side_that_is_not_given_follows_from_the_view_box(sides):
    content = svg().replace(b"viewBox", f"{sides} viewBox".encode())
    picture = read_svg("a.svg", content)
    assert picture.width / picture.height == pytest.approx(2)
    (square,) = picture.shapes
    assert square.steps[1][1] == pytest.approx(picture.width / 2, abs=0.01)


def test_groups_move_fade_and_clip_what_is_in_them():
    inner = (
        '<defs><clipPath id="c"><rect width="2" height="2"/></clipPath></defs>'
        '<g transform="translate(10 20)" opacity=".5" clip-path="url(#c)"><g transform="scale(2)">'
        '<rect width="4" height="4" fill-opacity=".5" stroke="red" stroke-width="3"/></g></g>'
    )
    (shape,) = shapes(inner)
    assert shape.steps[:3] == ((10, 20), (0, 18, 20), (0, 18, 28))
    assert shape.clips == (((10, 20), (0, 12, 20), (0, 12, 22), (0, 10, 22), ()),)
    assert shape.fill.opacity == pytest.approx(0.25, abs=0.01)
    assert shape.pen.width == 6


def test_what_is_used_twice_is_drawn_twice_and_turned_where_it_stands():
    shared = '<defs><rect id="r" width="4" height="2"/></defs>'
    first, second = shapes(f'{shared}<use xlink:href="#r"/><use href="#r" transform="rotate(90)"/>')
    assert first.steps[1] == (0, 4, 0)
    assert second.steps[1] == pytest.approx((0, 0, 4))


def test_style_sheets_are_read():
    (shape,) = shapes(
        f"<style>path{{stroke:#00ff00;stroke-dasharray:4 2;stroke-linecap:round}}</style>{SQUARE}"
    )
    assert shape.pen.paint.rgb == (0, 1, 0)
    assert shape.pen.dash == (4, 2)
    assert shape.pen.cap == 1


def test_what_is_hidden_is_not_drawn():
    hidden = '<path d="M0 0h5v5z" display="none"/><path d="M0 0h5v5z" visibility="hidden"/>'
    assert len(shapes(hidden + SQUARE)) == 1


def test_what_editors_write_about_a_drawing_is_no_fault():
    about = '<title>A</title><metadata><x xmlns="urn:other"><text/></x></metadata>'
    unused = '<defs><linearGradient id="g"/></defs>'
    assert len(shapes(about + unused + SQUARE)) == 1


@pytest.mark.parametrize(
    ("inner", "finding"),
    [
        ("<text>Hi</text>", "holds 'text', which is not printed"),
        ('<image href="file:///etc/passwd"/>', "holds 'image'"),
        ("<script>alert(1)</script>", "holds 'script'"),
        ("<foreignObject/>", "holds 'foreignObject'"),
        ('<animate attributeName="d"/>', "holds 'animate'"),
        ('<path d="M0 0h5" onclick="x()"/>', "holds a script"),
        ('<use xlink:href="other.svg#a"/>', "refers to 'other.svg#a', outside itself"),
        ('<use href="http://example.org/a.svg#a"/>', "outside itself"),
        ("<style>@import url(http://example.org/a.css);</style>", "refers to another file"),
        ('<style>path{fill:url("#g")}</style>', "gradient"),
        ('<style>path{fill:u&#114;l("#g")}</style>', "gradient"),
        (f"<style>{'a{}' * 30_000}</style>", "too long to read"),
        (f"<style>{'a' * 3_000}</style>", "style sheet without an end"),
        (f'<polygon points="{"1" * 10_000}"/>', "number without an end"),
        (f"<desc>{'a' * 1_000_000}</desc>{SQUARE}", "larger than 1 MB"),
        ('<path d="M0 0h5v5z" fill="url(#g)"/>', "gradient"),
        ('<path d="M0 0h5v5z" style="filter:url(#g)"/>', "filter"),
        ('<g id="a"><use href="#a"/></g>', "repeats itself without end"),
        ("", "shows nothing"),
        ('<path d="M0 0h5" fill="none"/>', "shows nothing"),
        ('<path d="M0 0L1e300 1"/>', "damaged"),
        ("<g>" * 100 + "</g>" * 100, "nested deeper than 60 levels"),
    ],
)
def test_what_is_not_printed_is_named_and_refused(inner, finding):
    with pytest.raises(UnusableError, match=finding.replace("(", r"\(")):
        shapes(inner)


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (
            b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<title>&x;</title>"),
            "declares entities",
        ),
        (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a/>'.encode("utf-16"),
            "entities",
        ),
        (svg()[:120], "no sound SVG"),
        (b"<html></html>", "no SVG"),
        (b"", "no sound SVG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1v1z"/></svg>', "has no size"),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 5"><path d="M0 0h1v1z"/></svg>',
            "has no size",
        ),
    ],
)
def test_a_file_that_is_no_plain_drawing_is_refused(content, finding):
    with pytest.raises(UnusableError, match=finding):
        read_svg("a.svg", content)


def test_a_small_file_that_would_grow_without_end_is_refused_at_once():
    levels = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
    start = perf_counter()
    with pytest.raises(UnusableError, match="more than 20000 paths"):
        shapes(f'<defs><path id="a0" d="M0 0h1v1z"/>{levels}</defs><use href="#a11"/>')
    assert perf_counter() - start < 1
