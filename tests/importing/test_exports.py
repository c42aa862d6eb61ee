"""The exports of each system, made by us with its columns and traps: map, three records, every problem."""

from pathlib import Path

import pytest

from posterbook import import_tables
from posterbook.errors import ContentError, line

pytestmark = pytest.mark.slow

EXPORTS = Path(__file__).parent / "exports"
SYSTEMS = {
    "cmt": ("cmt.csv", "schedule.csv"),
    "conftool": ("conftool.csv", "conftool-authors.csv"),
    "conftool-sessions": ("conftool-sessions.csv",),
    "easychair": ("easychair-submission.csv", "easychair-author.csv", "easychair-submission_topic.csv"),
    "softconf": ("softconf.csv",),
    "indico-contributions": ("indico.csv",),
    "indico": ("indico.json",),
    "sciencesconf": ("sciencesconf.csv",),
    "google-form": ("google-form.csv",),
    "hotcrp": ("hotcrp.json",),
    "hotcrp-single": ("hotcrp-single.json",),
    "pretalx": ("pretalx.json",),
    "sessionize": ("sessionize.json",),
    "derived": ("derived.csv",),
}
REFUSED = {
    "grid.csv": "no row names the columns",
    "shifted.csv": "more cells than the header",
    "empty-abstract.csv": "is empty in all 2 rows",
    "schedule.csv": "no column is called like a title",
    "conftool-authors.csv": "no column is called like a title",
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_an_export_becomes_the_records_that_it_became(system, golden, tmp_path):
    made = import_tables([EXPORTS / name for name in SYSTEMS[system]], tmp_path / "none")
    golden(f"import-{system}.txt", "\n".join([made.preview(), *map(line, made.problems), ""]))


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_of_posters_is_refused_with_the_reason(name, tmp_path):
    with pytest.raises(ContentError, match=REFUSED[name]):
        import_tables([EXPORTS / name], tmp_path / "none")


def test_no_export_is_left_untried():
    assert {name for names in SYSTEMS.values() for name in names} | set(REFUSED) == {
        file.name for file in EXPORTS.iterdir()
    }


@pytest.mark.parametrize("private", ["Secret street", "555-", "@example.org", "weak", "collaborator"])
def test_only_mapped_columns_come_into_anything(private, tmp_path):
    for names in SYSTEMS.values():
        made = import_tables([EXPORTS / name for name in names], tmp_path / "none")
        mapped = "sciencesconf.csv" in names and "@" in private  # in the very cell of the authors
        assert mapped or private not in f"{made.found.records}{made.problems}{made.preview(everything=True)}"
