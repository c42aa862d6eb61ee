"""The marks of the summary table keep to their column, however long a language makes them."""

import pytest
from tests.stress import write_booklet

from posterbook import load, typeset
from posterbook.forms.page import Line

SECTIONS = {"Background": "Some text."}
LATE, WITHDRAWN = "uno dos tres cuatro cinco seis siete", "un deux trois quatre cinq six sept"


@pytest.mark.parametrize("page", ["a5", "a4", "letter", "half-letter"])
def test_a_long_mark_runs_on_below_itself_and_never_into_the_title(tmp_path, page):
    title = "A title that is long enough to fill the column of titles on all the pages there are " * 2
    status = ("late-breaking", "withdrawn")
    records = [
        {"number": str(n), "title": title, "group": "G", "sections": SECTIONS, "status": one}
        for n, one in enumerate(status)
    ]
    folder = write_booklet(tmp_path, records)
    words = f"late_breaking: {LATE}\nwithdrawn: {WITHDRAWN}\n"
    (folder / "words.yaml").write_text(words, encoding="utf-8")
    work = typeset(load(folder), page=page)
    (summary,) = (one for one in work.pages if one.kind == "summary")
    lines = [item for item in summary.items if isinstance(item, Line)]
    left = min(line.x for line in lines)
    said = [("".join(run.text for run in line.runs).split(), line.x) for line in lines]
    marks = [(words, x) for words, x in said if {*f"{LATE} {WITHDRAWN}".split()} & {*words}]
    assert [word for words, _ in marks for word in words] == f"{LATE} {WITHDRAWN}".split()
    assert all(x >= left + work.theme.table.number_x - 0.01 for _, x in marks)
