"""Pictures that the YAML names: read once, none from outside, each fault at its place."""

import pytest
from tests.drawn_pictures import huge_png, steps, stored, svg

from posterbook.content.model import PictureKind
from posterbook.errors import AssetError, ContentError

RECORD = "number: 1\ntitle: A\nimage: {{file: {}, alt: An A}}\nsections: {{Background: b}}\n"


def with_picture(content, name="images/a.png", data=None):
    content.write("posters/1.yaml", RECORD.format(name))
    return content.write(name, data) if data is not None else content


def fault(content, kind=AssetError):
    with pytest.raises(kind) as failed:
        content.load()
    (problem,) = failed.value.problems
    return problem


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (stored(steps()), PictureKind.PNG),
        (stored(steps(), "JPEG"), PictureKind.JPEG),
        (svg(), PictureKind.SVG),
    ],
)
def test_a_picture_is_known_by_what_is_in_it_not_by_its_name(content, data, kind):
    (record,) = with_picture(content, "images/a.dat", data).booklet().records
    assert record.image.file.kind is kind
    assert record.image.file.width / record.image.file.height == 2
    assert record.image.alt == "An A"


def test_a_picture_named_twice_is_read_once(content):
    with_picture(content, data=stored(steps()))
    content.write("posters/2.yaml", RECORD.format("images/./a.png").replace("number: 1", "number: 2"))
    first, second = content.booklet().records
    assert first.image.file is second.image.file


def test_a_picture_without_a_description_is_a_fault(content):
    content.write("images/a.png", stored(steps()))
    content.write("posters/1.yaml", RECORD.format("images/a.png").replace(", alt: An A", ""))
    assert "missing field 'alt'" in fault(content, ContentError).message


def test_a_missing_picture_is_an_asset_that_is_missing(content):
    content.write("images/bars.png", stored(steps()))
    problem = fault(with_picture(content, "images/bar.png"))
    assert (problem.code, str(problem.where)) == ("missing-picture", "posters/1.yaml:3:15")
    assert problem.hint == "did you mean 'images/bars.png'?"


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        (huge_png(), "more than 50 million"),
        (stored(steps())[:60], "damaged"),
        (stored(steps(), "GIF"), "is not a PNG, JPEG or SVG file"),
        (b"", "is not a PNG, JPEG or SVG file"),
        (svg("<text>Hi</text>"), "holds 'text'"),
        (b"\x89PNG\r\n\x1a\n" + bytes(30_000_001), "larger than 30 MB"),
    ],
)
def test_an_unusable_picture_is_an_asset_that_is_unusable(content, data, finding):
    problem = fault(with_picture(content, data=data))
    assert (problem.code, str(problem.where)) == ("unusable-picture", "posters/1.yaml:3:15")
    assert finding in problem.message


def test_with_other_errors_the_code_is_that_of_content(content):
    with_picture(content)
    content.write("posters/2.yaml", "number: 2\n")
    with pytest.raises(ContentError) as failed:
        content.load()
    assert {problem.code for problem in failed.value.problems} >= {"missing-picture", "missing-field"}


@pytest.mark.parametrize("path", ["../a.png", "/etc/hostname", "C:\\a.png", "images/../../a.png", "~/a.png"])
def test_a_picture_outside_the_folder_is_not_read(content, tmp_path, path):
    (tmp_path / "a.png").write_bytes(stored(steps()))
    assert fault(with_picture(content, path), ContentError).code == "outside-folder"


def test_a_link_that_leads_outside_the_folder_is_not_followed(content, tmp_path):
    (tmp_path / "a.png").write_bytes(stored(steps()))
    with_picture(content)
    (content.folder / "images").mkdir()
    (content.folder / "images" / "a.png").symlink_to(tmp_path / "a.png")
    assert fault(content, ContentError).code == "outside-folder"


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://a/b", "example.org", "https://", "https://a b"],
)
def test_a_link_leads_to_the_web_or_to_mail_and_nowhere_else(content, link):
    content.write("posters/1.yaml", f"number: 1\ntitle: A\nlink: '{link}'\nsections: {{Background: b}}\n")
    problem = fault(content, ContentError)
    assert problem.code == "wrong-value"
    assert "https://" in problem.message


@pytest.mark.parametrize(
    "link", ["https://example.org/a?b=c#d", "HTTP://example.org", "mailto:a@example.org"]
)
def test_links_of_the_web_and_of_mail_are_taken_as_written(content, link):
    content.write("posters/1.yaml", f"number: 1\ntitle: A\nlink: '{link}'\nsections: {{Background: b}}\n")
    assert content.booklet().records[0].link == link


def test_a_link_too_long_for_any_code_is_refused(content):
    content.write(
        "posters/1.yaml", f"number: 1\ntitle: A\nlink: https://a.b/{'x' * 500}\nsections: {{B: b}}\n"
    )
    assert "more than 500" in fault(content, ContentError).message


def test_logo_sponsors_and_colophon_are_read_and_the_colophon_brings_its_page(content):
    content.write("images/a.svg", svg())
    content.write(
        "booklet.yaml",
        "title: A\nlogo: {file: images/a.svg, alt: Logo}\nsponsors: [{file: images/a.svg, name: B, link: 'https://b.example'}]\n"
        "colophon: Set in *Source Serif*.\n",
    )
    booklet = content.booklet()
    assert booklet.logo.file is booklet.sponsors[0].file
    assert booklet.running_order[-1].kind.name == "legal"


def test_a_colophon_without_its_page_is_a_fault(content):
    content.write("booklet.yaml", "title: A\ncolophon: Printed by B.\nrunning_order: [cover, posters]\n")
    assert fault(content, ContentError).code == "no-legal-page"


def test_a_withheld_study_shows_neither_link_nor_picture(content):
    with_picture(content, data=stored(steps()))
    content.write(
        "posters/1.yaml",
        RECORD.format("images/a.png") + "link: https://example.org/\nembargo: 2031-01-01T09:00+08:00\n",
    )
    (record,) = content.booklet().records
    assert record.withheld
    assert not record.link
    assert record.image is None
