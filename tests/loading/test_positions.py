"""Problems of later stages find their lines and columns too."""

from __future__ import annotations

from posterbook.errors import Where, error
from posterbook.loading import locate

TEXT = """\
- number: 1
  title: A title
  sections:
    Background: >-
      Some text
    "Methods": more
- {number: 2, title: x}
"""


def place(content, *path, on_key=False):
    content.write("posters.yaml", TEXT)
    where = Where("posters.yaml", path, on_key=on_key)
    (problem,) = locate(content.folder, [error("x", "y", where)])
    return problem.where.line, problem.where.column


def test_a_value_is_found(content):
    assert place(content, 0, "title") == (2, 10)
    assert place(content, 0, "sections", "Methods") == (6, 16)
    assert place(content, 1, "title") == (7, 22)


def test_a_key_is_found(content):
    assert place(content, 0, "sections", "Background", on_key=True) == (4, 5)


def test_what_is_not_written_has_the_place_of_what_is_around_it(content):
    assert place(content, 0, "group") == (1, 3)
    assert place(content, 1, "sections", "Results") == (7, 3)
    assert place(content, 9) == (1, 1)


def test_a_place_that_is_known_stays(content):
    known = error("x", "y", Where("posters.yaml", (), 9, 9))
    assert locate(content.folder, [known]) == (known,)


def test_a_problem_without_a_place_or_a_file_stays(content):
    problems = (
        error("x", "y"),
        error("x", "y", Where("gone.yaml", ("a",))),
        error("x", "y", Where("text/a.md")),
    )
    assert locate(content.folder, problems) == problems


def test_a_file_outside_the_folder_is_not_read(content):
    (content.folder.parent / "out.yaml").write_text("a:\n  b\n")
    problem = error("x", "y", Where("../out.yaml", ("a",)))
    assert locate(content.folder, [problem]) == (problem,)


def test_a_broken_file_is_marked_up_to_its_fault(content):
    content.write("a.yaml", "a: 1\nb: 2\n\tc")
    (problem,) = locate(content.folder, [error("x", "y", Where("a.yaml", ("a",)))])
    assert str(problem.where) == "a.yaml:1:4"
