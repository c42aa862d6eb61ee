"""A booklet with every kind of picture, from its folder to finished files."""

from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from tests.drawn_pictures import huge_png, steps, stored, svg

pytestmark = pytest.mark.slow

RECORD = """number: {number}
title: A study with a picture
link: https://example.org/secret-{number}
image: {{file: images/{file}, alt: Bars by secret dose, caption: Figure 1. Bars.}}
sections: {{Background: Some text., Conclusion: Some more.}}
"""
BOOKLET = """title: A day of posters
slug: day
date: 2021-04-13
logo: {file: images/a.svg, alt: The society}
sponsors: [{file: images/a.svg, name: Sponsor, link: "https://sponsor.example"}]
colophon: Set in *Source Serif*.
"""


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "day"
    for name in ("posters", "images"):
        (place / name).mkdir(parents=True)
    (place / "booklet.yaml").write_text(BOOKLET)
    for number, (file, data) in enumerate(
        {
            "a.png": stored(steps(1400, 700)),
            "a.jpg": stored(steps(1400, 700), "JPEG"),
            "a.svg": svg(),
        }.items(),
        1,
    ):
        (place / "images" / file).write_bytes(data)
        (place / "posters" / f"{number}.yaml").write_text(RECORD.format(number=number, file=file))
    return place


def built(run, folder, *options):
    outcome = run("build", folder, *options)
    assert outcome.code == 0, outcome.err
    return [pikepdf.open(line) for line in outcome.out.splitlines()]


def elements(node):
    """Every element of a structure tree below a node, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_figures_say_what_they_show_and_where_they_stand(run, folder):
    (pdf,) = built(run, folder)
    figures = [one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/Figure"]
    alts = [str(one.Alt) for one in figures]
    assert alts[0] == "The society"
    assert alts.count("Bars by secret dose") == 3
    assert "QR code: https://example.org/secret-2" in alts
    assert alts[-1] == "Sponsor"
    for figure in figures:
        left, low, right, high = figure.A.BBox
        assert left < right
        assert low < high
    roles = [str(one.S) for one in elements(pdf.Root.StructTreeRoot)]
    after = [before for before, role in pairwise(roles) if role == "/Caption"]
    assert after == ["/Figure"] * 3  # beside the figure: below it, what replaces the figure would replace it


def test_a_code_is_a_link_that_can_be_clicked(run, folder):
    (pdf,) = built(run, folder)
    links = [
        (str(one.A.URI), [float(n) for n in one.Rect])
        for page in pdf.pages
        for one in page.obj.get("/Annots", [])
        if "/A" in one
    ]
    code, address = (rect for uri, rect in links if uri == "https://example.org/secret-1")
    assert code[2] - code[0] == pytest.approx(20 / 25.4 * 72, abs=0.02)
    assert address[3] - address[1] < 15
    assert [uri for uri, _ in links].count("https://sponsor.example") == 1


def test_every_edition_has_the_pictures_once_each(run, folder):
    files = built(run, folder, "--edition", "all")
    assert len(files) == 3
    for pdf in files:
        images = [
            one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
        assert sorted(str(one.Filter) for one in images) == ["/DCTDecode", "/FlateDecode"]


def test_the_same_pictures_give_the_same_bytes(run, folder, tmp_path):
    first = [line.read_bytes() for line in written(run, folder, tmp_path / "one")]
    assert [line.read_bytes() for line in written(run, folder, tmp_path / "two")] == first


def written(run, folder, place):
    run("build", folder, "--edition", "all", "-o", place)
    return sorted(place.iterdir())


def test_nothing_of_a_withheld_picture_or_link_is_in_the_file(run, folder):
    for record in (folder / "posters").iterdir():
        record.write_text(record.read_text() + "embargo: 2031-01-01T09:00+08:00\n")
    (pdf,) = built(run, folder, "--as-of", "2021-01-01T00:00Z")
    plain = BytesIO()
    pdf.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True)
    assert b"ecret" not in plain.getvalue()
    assert b"/Image" not in plain.getvalue()


def test_a_hostile_picture_ends_the_run_with_the_code_of_assets_and_no_file(run, folder):
    (folder / "images" / "a.png").write_bytes(huge_png())
    outcome = run("build", folder)
    assert outcome.code == 4
    assert "1.yaml:4:15: error[unusable-picture]: the picture 'images/a.png' has 100,000" in outcome.err
    assert not outcome.out
