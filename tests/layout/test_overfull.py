"""Text that no step makes fit stops the build: it is never cut and never leaves its page."""

import pytest
from tests.laid import laid, study, words

from posterbook.errors import LayoutError

SENTENCE = {"summary": {"intro": "t.md"}}


def overfull(folder, record, **keys):
    """What the build of one study says of text that leaves its page."""
    with pytest.raises(LayoutError) as failed:
        laid(folder, [study("1096", **record)], **keys)
    assert {problem.code for problem in failed.value.problems} == {"overfull"}
    return failed.value.problems


@pytest.mark.parametrize(
    ("record", "keys", "where"),
    [
        ({"title": words(500)}, {}, "page 3, summary, does not fit"),
        ({"group": words(900)}, {}, "page 3, summary, does not fit"),
        ({}, {"labels": {"number": words(40)}}, "page 3, summary, does not fit"),
        ({}, {"files": {"t.md": words(900)}, "running_order": [SENTENCE]}, "page 1, summary, does not fit"),
        (
            {},
            {"files": {"t.md": f"# {words(900)}\n\nText."}, "running_order": [{"text": {"file": "t.md"}}]},
            "page 1, text, does not fit",
        ),
        (
            {"sections": {words(900): "Text."}},
            {"page": "a4", "running_order": ["posters"]},
            "poster 1096 does not fit",
        ),
        ({}, {"labels": {"number": "N" * 60}, "running_order": ["posters"]}, "poster 1096 does not fit"),
    ],
)
def test_what_leaves_its_page_is_named_with_its_page(tmp_path, record, keys, where):
    first, *_ = overfull(tmp_path, record, **keys)
    assert first.message.startswith(where)
    assert "would leave the page" in first.message
    assert first.hint


def test_a_poster_is_named_with_its_place(tmp_path):
    (problem,) = overfull(tmp_path, {"title": words(500)}, running_order=["cover", "posters"])
    assert problem.message.startswith("poster 1096 does not fit: '")
    assert problem.where.file == "posters.yaml"


@pytest.mark.slow
@pytest.mark.parametrize(
    "record",
    [
        {"title": words(120)},
        {"group": words(40)},
        {"sections": {words(120): words(20)}},
        {"keywords": [words(40)] * 12},
        {"authors": [{"name": f"N {n}", "affiliations": [words(30)]} for n in range(30)]},
        {"board": words(20), "hall": words(20)},
    ],
)
@pytest.mark.parametrize("page", ["a5", "a4"])
def test_what_is_merely_long_is_set(tmp_path, record, page):
    work = laid(tmp_path, [study("1096", **record)], page=page)
    assert [one.number for one in work.pages if one.number]
