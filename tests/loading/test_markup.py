"""Markup that is not read is told with its place, and pictures of text files are found sound."""

import pytest

from posterbook.errors import AssetError, ContentError

ORDER = "title: A day\nrunning_order: [cover, posters, {text: {file: text/a.md}}]\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10"/></svg>'


def warnings(content):
    _, problems = content.load()
    return [
        str(problem).partition("\n")[0]
        for problem in problems
        if "markup" in problem.code or "alt" in problem.code
    ]


def test_a_record_is_told_by_its_field(content):
    content.write("posters/1.yaml", "number: 1\ntitle: A `title`\nsections:\n  Background: An _open_ one\n")
    title, text = warnings(content)
    assert title.startswith("posters/1.yaml:2:8: warning[unsupported-markup]: code is not read as markup")
    assert text.startswith("posters/1.yaml:4:15: warning[unsupported-markup]: emphasis by underscores")
    assert text.endswith("prints as written: '_open_'")


def test_a_text_file_is_told_by_line_and_column_of_what_was_written(content):
    content.write("booklet.yaml", ORDER).write(
        "text/a.md", "# A\n\n{{ title }} and\nthe `code`\n\n![](b.svg)\n"
    )
    content.write("b.svg", SVG)
    assert [line.partition(": ")[0] for line in warnings(content)] == ["text/a.md:4:5", "text/a.md:6:3"]


def test_pictures_of_a_text_file_are_read(content):
    content.write("booklet.yaml", ORDER).write("text/a.md", "![x](./images/b.svg)\n").write(
        "images/b.svg", SVG
    )
    booklet, _ = content.load()
    ((name, picture),) = booklet.running_order[-1].options.file.pictures
    assert (name, picture.file) == ("./images/b.svg", "images/b.svg")


@pytest.mark.parametrize(
    ("path", "code", "failure"),
    [
        ("images/none.svg", "missing-picture", AssetError),
        ("../b.svg", "outside-folder", ContentError),
        ("text/a.md", "unusable-picture", AssetError),
    ],
)
def test_a_picture_that_cannot_be_taken_stops_the_run_at_its_line(content, path, code, failure):
    content.write("booklet.yaml", ORDER).write("text/a.md", f"one\n\n![x]({path})\n")
    with pytest.raises(failure) as raised:
        content.load()
    (problem,) = raised.value.problems
    assert (problem.code, str(problem.where)) == (code, "text/a.md:3:4")


def test_html_is_told_once_and_as_what_it_is(content):
    content.write("posters/1.yaml", "number: 1\ntitle: A <b>title</b>\nsections:\n  Background: R&amp;D\n")
    assert [one.code for one in content.problems()] == ["html-markup", "html-markup"]
