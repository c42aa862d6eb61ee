"""Fonts of the booklet's own: where their files may lie, and what keeps one from being taken."""

import pytest
from tests.small_fonts import write_font

from posterbook.errors import AssetError, ContentError
from posterbook.loading import load
from posterbook.pages import kinds

KANA = "かな"
FONTS = "title: A day\nfonts:\n  - {file: fonts/kana.ttf, bold: fonts/bold.ttf}\n"


@pytest.fixture
def kana(content):
    """A content folder with a font and its bold."""
    content.write("booklet.yaml", FONTS)
    write_font(content.folder / "fonts/kana.ttf", KANA)
    write_font(content.folder / "fonts/bold.ttf", KANA)
    return content


def failure(content):
    with pytest.raises((AssetError, ContentError)) as failed:
        load(content.folder, kinds())
    (problem,) = failed.value.problems
    return failed.value.exit_code, str(problem)


def test_a_font_and_its_bold_are_found_below_the_folder(kana):
    (font,) = kana.booklet().fonts
    assert [font.file.path.name, font.bold.path.name] == ["kana.ttf", "bold.ttf"]


def test_a_font_may_be_a_plain_path(kana):
    (font,) = kana.write("booklet.yaml", "title: A day\nfonts: [fonts/kana.ttf]\n").booklet().fonts
    assert (font.file.path.name, font.bold) == ("kana.ttf", None)


@pytest.mark.parametrize(
    "path", ["../kana.ttf", "/usr/share/fonts/kana.ttf", "C:/Fonts/kana.ttf", "fonts/out.ttf"]
)
def test_a_font_outside_the_folder_is_refused(kana, path, tmp_path):
    write_font(tmp_path / "kana.ttf", KANA)
    (kana.folder / "fonts/out.ttf").symlink_to(tmp_path / "kana.ttf")
    kana.write("booklet.yaml", f"title: A day\nfonts: [{path}]\n")
    code, said = failure(kana)
    assert (code, said.split(": ")[1]) == (3, "error[outside-folder]")


def test_a_missing_font_is_an_asset_that_is_missing_with_a_hint_at_one_that_is_there(kana):
    kana.write("booklet.yaml", FONTS.replace("fonts/kana.ttf", "fonts/kanna.ttf"))
    code, said = failure(kana)
    assert code == 4
    assert said == (
        "booklet.yaml:3:12: error[missing-font]: no file 'fonts/kanna.ttf'\n"
        "  hint: did you mean 'fonts/kana.ttf'?"
    )


@pytest.mark.parametrize(
    ("made", "reason", "hint"),
    [
        ({"extra": "CFF "}, "has CFF outlines", "use its TrueType version"),
        ({"extra": "fvar"}, "is a variable font", "one static file for each weight"),
        ({"extra": "CBDT"}, "is a colour font", "Noto Emoji"),
        ({"rights": 2}, "may not be embedded, its maker says", "licence"),
        ({"rights": 0x200}, "may not be embedded, its maker says", "licence"),
        ({"rights": 0x104}, "may not be embedded in part", "licence"),
    ],
)
def test_a_font_that_cannot_be_embedded_is_refused_at_its_line(kana, made, reason, hint):
    write_font(kana.folder / "fonts/bold.ttf", KANA, **made)
    code, said = failure(kana)
    assert code == 4
    assert said.startswith("booklet.yaml:3:")
    assert f"error[font-unusable]: the font 'fonts/bold.ttf' {reason}" in said
    assert hint in said


@pytest.mark.parametrize("source", [b"", b"no font", b"wOF2" + bytes(60), b"ttcf" + bytes(60), bytes(200)])
def test_a_file_that_is_no_font_is_refused(kana, source):
    (kana.folder / "fonts/bold.ttf").write_bytes(source)
    code, said = failure(kana)
    assert (code, "font-unusable" in said) == (4, True)


def test_a_damaged_font_is_refused_wherever_it_is_cut_off(kana):
    whole = (kana.folder / "fonts/bold.ttf").read_bytes()
    for length in range(4, len(whole) - 200, 97):
        (kana.folder / "fonts/bold.ttf").write_bytes(whole[:length])
        assert failure(kana)[0] == 4, length


def test_a_font_without_a_name_is_refused(kana):
    write_font(kana.folder / "fonts/bold.ttf", KANA, named=False)
    code, said = failure(kana)
    assert (code, "has no PostScript name" in said) == (4, True)


def test_tags_that_are_no_text_are_no_font(kana):
    source = (kana.folder / "fonts/bold.ttf").read_bytes()
    (kana.folder / "fonts/bold.ttf").write_bytes(source.replace(b"post", b"\xe7ost", 1))
    code, said = failure(kana)
    assert (code, "is not a TrueType font" in said) == (4, True)


@pytest.mark.parametrize("rights", [0, 4, 8, 6])
def test_rights_that_allow_embedding_are_enough(kana, rights):
    write_font(kana.folder / "fonts/bold.ttf", KANA, rights=rights)
    assert kana.booklet().fonts
