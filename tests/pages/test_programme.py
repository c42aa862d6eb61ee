"""The programme: days, sessions, talks and breaks by the hour, with links to the posters' pages."""

import pytest
import yaml
from tests.laid import codes, heights, is_artifact, laid, lines, pages_of, rules, study, texts

from posterbook import load
from posterbook.errors import ContentError
from posterbook.forms.element import Element

pytestmark = pytest.mark.slow

SESSIONS = [
    {"id": "B", "name": "Water", "day": "2026-10-16", "start": "09:00", "end": "10:00", "hall": "H2"},
    {
        "id": "A",
        "name": "Soil",
        "day": "2026-10-15",
        "start": "10:00",
        "hall": "H1",
        "chairs": ["Ada Berg", "Bo Li"],
    },
]
ITEMS = [
    {"title": "Coffee", "day": "2026-10-15", "start": "11:00", "kind": "break"},
    {"title": "Opening", "start": "2026-10-15 09:00", "end": "09:30", "speaker": "Cy Dee", "place": "H1"},
    {"title": "A talk", "session": "Soil", "start": "10:00"},
    {"title": "Registration"},
]
RECORDS = [
    study(n, group="GH"[n % 2], session="AB"[n // 2], authors=[f"Ada {'ABCD'[n]}erg"]) for n in range(4)
]


def programme(folder, options=None, items=ITEMS, sessions=SESSIONS, records=RECORDS, **keys):
    order = ["cover", {"programme": options} if options else "programme", {"posters": {"by": "session"}}]
    files = {"programme.yaml": yaml.safe_dump(items)} if items else {}
    work = laid(folder, records, files=files, sessions=sessions, running_order=order, **keys)
    return work, pages_of(work, "programme")


def said(page):
    return [one.text.strip() for one in lines(page) if not is_artifact(one)]


def test_days_come_in_order_and_what_has_none_first(tmp_path):
    _, (page,) = programme(tmp_path)
    assert said(page) == [
        *("Programme", "Registration"),
        "Thursday, October 15",
        *("09:00–09:30", "Opening   Cy Dee", "H1"),
        *("10:00", "Soil", "Chairs: Ada Berg, Bo Li", "2 posters", "H1", "5"),
        *("10:00", "A talk"),
        *("11:00", "Coffee"),
        "Friday, October 16",
        *("09:00–10:00", "Water", "2 posters", "H2", "3"),
    ]


def test_sessions_lead_to_their_posters_or_their_divider(tmp_path):
    work, (page,) = programme(tmp_path)
    targets = [
        run.meaning.target
        for one in lines(page)
        for run in one.runs
        if isinstance(run.meaning, Element) and run.meaning.target
    ]
    assert targets == ["poster:0", "poster:2"]
    order = ["cover", "programme", {"posters": {"by": "session", "dividers": True}}]
    work = laid(tmp_path / "d", RECORDS, sessions=SESSIONS, running_order=order)
    (page,) = pages_of(work, "programme")
    targets = [
        run.meaning.target
        for one in lines(page)
        for run in one.runs
        if isinstance(run.meaning, Element) and run.meaning.target
    ]
    assert targets == ["session:A", "session:B"]


def test_posters_stand_below_their_sessions_if_wanted(tmp_path):
    _, (page,) = programme(tmp_path, {"posters": True}, items=[])
    assert said(page)[8:14] == [
        "0",
        "Title of study 0   Ada Aerg",
        "5",
        "1",
        "Title of study 1   Ada Berg",
        "6",
    ]


def test_breaks_are_grey_and_rules_part_the_others(tmp_path):
    work, (page,) = programme(tmp_path)
    (coffee,) = (one for one in lines(page) if one.text == "Coffee")
    assert coffee.runs[0].colour == work.theme.grey
    assert len([rule for rule in rules(page) if rule.weight == work.theme.rules.light]) == 4


def test_a_long_programme_runs_on_under_the_days_name(tmp_path):
    items = [
        {"title": f"Talk {n}", "day": "2026-10-15", "start": f"{8 + n // 6:02}:{n % 6}0"} for n in range(40)
    ]
    work, pages = programme(tmp_path, items=items, sessions=[], records=[study(1)])
    assert len(pages) > 1
    assert [text for page in pages for text in said(page) if text.startswith("Talk")] == [
        f"Talk {n}" for n in range(40)
    ]
    assert texts(pages[1])[0] == "Thursday, October 15, continued"
    assert all(max(heights(work, page, "Talk")) <= work.theme.page.last for page in pages)


@pytest.mark.parametrize("count", range(10, 30))
def test_no_last_row_of_a_day_stands_alone_at_the_head_of_a_page(tmp_path, count):
    items = [
        *(
            {"title": f"Talk {n}", "day": "2026-10-15", "start": f"{8 + n // 6:02}:{n % 6}0"}
            for n in range(count)
        ),
        *({"title": f"Late {n}", "day": "2026-10-16", "start": f"09:{n}0"} for n in range(5)),
    ]
    _, pages = programme(tmp_path, items=items, sessions=[], records=[study(1)])
    for page in pages[1:]:
        assert len([text for text in said(page) if text.startswith("Talk")]) != 1
        assert len([text for text in said(page) if text.startswith("Late")]) != 1


def test_every_row_of_a_days_table_has_as_many_columns(tmp_path):
    _, (page,) = programme(tmp_path, {"posters": True})
    cells = {}
    for one in lines(page):
        for run in one.runs:
            above = run.meaning if isinstance(run.meaning, Element) else None
            while above is not None and above.role not in {"TD", "TH"}:
                above = above.parent
            if above is not None:
                cells[above.number] = above
    rows = {}
    for cell in cells.values():
        rows[cell.parent.number] = rows.get(cell.parent.number, 0) + cell.col_span
    assert set(rows.values()) == {4}


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ({"title": "x"}, "error[wrong-type]: programme.yaml wants a list of items"),
        ([{"start": "09:00"}], "error[missing-field]: missing field 'title'"),
        ([{"title": "x", "session": "Sol"}], "error[unknown-session]: there is no session 'Sol'"),
        ([{"title": "x", "start": "10:00", "end": "09:00"}], "error[session-times]: 'x' ends at 09:00"),
    ],
)
def test_what_is_wrong_with_it_is_told_at_its_place(tmp_path, items, said):
    with pytest.raises(ContentError) as failed:
        programme(tmp_path, items=items)
    assert said in str(failed.value.problems[0])


def test_a_programme_of_nothing_and_one_that_no_page_shows_are_told(tmp_path):
    work, pages = programme(tmp_path / "a", items=[], sessions=[], records=[study(1)])
    assert pages == []
    assert "empty-programme" in codes(work)
    files = {"programme.yaml": "- {title: x}\n"}
    laid(tmp_path / "b", [study(1)], files=files, running_order=["posters"])
    assert [one.code for one in load(tmp_path / "b").problems] == ["ignored-file"]
