"""What the README shows is sound: its examples of theme.yaml, words.yaml and fonts."""

import re
from pathlib import Path

import pytest

from posterbook.api.typesetting import Stopwatch, typeset
from posterbook.design.overrides import check_overrides
from posterbook.loading import design_tokens, read_tokens
from tests.small_fonts import write_font
from tests.stress import write_booklet

README = Path(__file__).parents[1] / "README.md"
EXAMPLES = re.findall(r"```yaml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
RECORD = {"number": "1", "title": "x", "group": "G", "sections": {"Background": "Text かな"}}


def example(beginning):
    (found,) = (one for one in EXAMPLES if one.startswith(beginning))
    return found


def test_the_example_of_a_theme_is_sound(tmp_path):
    (tmp_path / "theme.yaml").write_text(example("groups:"), encoding="utf-8")
    assert check_overrides(read_tokens(tmp_path / "theme.yaml"), design_tokens()) == []


@pytest.mark.parametrize(("page", "theme"), [("a5", "colour"), ("a4", "plain"), ("a4", "large-print")])
def test_a_booklet_with_the_examples_of_the_readme_builds(tmp_path, page, theme):
    write_booklet(tmp_path, [RECORD])
    with (tmp_path / "booklet.yaml").open("a", encoding="utf-8") as booklet:
        booklet.write(example("language: ja"))
    for name in re.findall(r"fonts/\S+\.ttf", example("language: ja")):
        write_font(tmp_path / name, "かな")
    (tmp_path / "words.yaml").write_text(example("notes:"), encoding="utf-8")
    (tmp_path / "theme.yaml").write_text(example("groups:"), encoding="utf-8")
    work = typeset(tmp_path, Stopwatch(lambda: 0.0), page=page, theme=theme)
    assert [problem.code for problem in work.problems] == ["no-words"]
    assert work.booklet.words.notes == "Jottings"
