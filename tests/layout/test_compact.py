"""Compact posters: two or three a page, running on, nothing lost and no head left behind."""

import pytest
from tests.laid import boxes, codes, is_artifact, laid, lines, pages_of, rules, study, texts, words

from posterbook import publish
from posterbook.api.building import check
from posterbook.forms.element import Element

pytestmark = pytest.mark.slow

ORDER = ["cover", "contents", {"posters": {"layout": "compact"}}]


def long_study(number, count=130, **fields):
    """A study of so many words, a fifth of them its conclusion."""
    sections = {
        "Background": words(count * 2 // 5),
        "Methods": words(count * 2 // 5),
        "Conclusion": words(count // 5),
    }
    return study(number, **{"sections": sections, "authors": ["Ada Berg", "Bo Li"], **fields})


def compact(folder, records, **keys):
    work = laid(folder, records, **{"running_order": ORDER, **keys})
    return work, pages_of(work, "posters")


def said(pages):
    """What posters' pages say, in one string."""
    return " ".join(one.text.strip() for page in pages for one in lines(page) if not is_artifact(one))


def test_posters_run_on_and_each_is_whole(tmp_path):
    records = [long_study(n, group="AB"[n % 2]) for n in range(12)]
    work, pages = compact(tmp_path, records)
    assert len(pages) < 6
    flat = " ".join(said(pages).split())
    for record in records:
        assert f"Background {record['sections']['Background']} Methods" in flat
        assert f"Conclusion {record['sections']['Conclusion']}" in flat
    assert [fit.number for fit in work.fits] == [record["number"] for record in records]
    assert texts(work.pages[1])[1:3] == [f"3–{len(pages) + 2}", "Posters"]


def test_no_head_is_parted_from_three_lines_of_its_text(tmp_path):
    size = {}
    for extra in range(0, 40, 4):
        work, pages = compact(tmp_path / str(extra), [long_study(n, 60 + extra) for n in range(12)])
        size = work.theme.styles.compact_body.size
        for page in pages:
            content = [one for one in lines(page) if not is_artifact(one)]
            heads = [n for n, one in enumerate(content) if size not in {run.size for run in one.runs}]
            assert not heads or len(content) - heads[-1] > 3


def test_keywords_never_stand_alone_at_the_head_of_a_page(tmp_path):
    records = [
        long_study(
            n,
            60 + n % 53,
            title="Of " + "long titles that run on " * (n % 5),
            authors=["Ada Berg", "Bo Li"] * (1 + n % 3),
            keywords=["soil", "water"],
        )
        for n in range(120)
    ]
    _, pages = compact(tmp_path, records)
    assert "Keywords" in said(pages)
    for page in pages:
        first = next(one.text for one in lines(page) if not is_artifact(one))
        assert not first.startswith("Keywords")


def test_a_page_has_the_tabs_of_its_groups_and_a_poster_the_rule_of_its_own(tmp_path):
    work, (page,) = compact(tmp_path, [long_study(n, 60, group="AB"[n]) for n in range(2)])
    colours = [work.theme.topic(n).colour for n in range(2)]
    assert [rule.colour for rule in rules(page)] == colours
    tabs = [box.fill for box in boxes(page) if box.box.width > 10]
    beside = [box.fill for box in boxes(page) if box.box.width < 2]
    assert (tabs, beside) == (colours, colours)


def test_links_and_bookmarks_lead_to_the_posters_head(tmp_path):
    work, pages = compact(tmp_path, [long_study(n, group="A") for n in range(5)])
    heads = {
        f"poster:{n}": rule.y
        for page in pages
        for n, rule in zip(
            [m.anchor.split(":")[1] for m in page.bookmarks[-9:] if m.level == 2],
            [r for r in rules(page) if r.weight == work.theme.rules.light],
            strict=True,
        )
    }
    anchors = {
        anchor.name: anchor.y for page in pages for anchor in page.anchors if not anchor.name.endswith(":end")
    }
    assert anchors == pytest.approx(heads)


def test_where_it_hangs_stands_behind_the_authors_if_there_is_room(tmp_path):
    place = {"board": "A1", "hall": "Hall 3", "start": "2026-10-15 10:00"}
    records = [
        long_study(1, group="G", **place),
        long_study(2, group="G", **place, authors=["A. Long Name"] * 4),
    ]
    _, (page,) = compact(tmp_path, records)
    beside, alone = (one for one in lines(page) if "Board A1" in one.text)
    assert beside.text.split("   ") == ["G", "Board A1", "Hall 3", "Thu, October 15, 10:00"]
    assert beside.y in [one.y for one in lines(page) if one.text.startswith("Ada")]
    assert alone.y not in [one.y for one in lines(page) if one.text.startswith("A. Long")]


def test_withdrawn_and_withheld_studies_say_so(tmp_path):
    records = [long_study(1, status="withdrawn"), long_study(2, embargo="2031-01-01T09:00+08:00")]
    work, (page,) = compact(tmp_path, records)
    whole = said([page])
    assert "Withdrawn" in whole
    assert "Under embargo until" in whole
    assert "Background" not in whole
    assert work.theme.grey in {rule.colour for rule in rules(page)}  # through the number


def test_lists_keep_their_lines_and_soft_hyphens_their_places(tmp_path):
    sections = {
        "Background": f"Two:\n\n- one\n- two\n\n{words(9)} Mi\u00adcro\u00adscope.",
        "Conclusion": "Short.",
    }
    _, (page,) = compact(tmp_path, [study(1, sections=sections)])
    assert {"one", "two"} <= set(texts(page))
    assert "Microscope." in said([page])


def test_authors_who_do_not_fit_and_what_there_is_no_room_for_are_told(tmp_path):
    many = [{"name": f"Anna Number-{n}", "affiliations": ["Here"]} for n in range(30)]
    records = [long_study(1, authors=many, link="https://example.org/1"), long_study(2)]
    work, (page,) = compact(tmp_path, records)
    assert {"authors-left-out", "compact-leaves-out"} <= set(codes(work))
    (left,) = (one.message for one in work.problems if one.code == "compact-leaves-out")
    assert "affiliations and QR codes" in left
    assert "https://example.org/1" in said([page])


def test_every_run_of_a_poster_belongs_to_its_own_section(tmp_path):
    _, pages = compact(tmp_path, [long_study(n) for n in range(5)])
    order = []
    for page in pages:
        for one in lines(page):
            for run in one.runs:
                if isinstance(run.meaning, Element):
                    section = run.meaning
                    while section.parent.parent is not None:
                        section = section.parent
                    order.append(section.number)
    assert order == sorted(order)


def test_120_posters_of_130_words_can_be_stapled(tmp_path):
    records = [
        long_study(n, 130, group=f"G{n % 6}", board=f"B{n}", authors=["Ada Berg", "Bo Li", "Cy Dee"])
        for n in range(120)
    ]
    order = ["cover", "contents", "summary", {"posters": {"layout": "compact"}}]
    work, _ = compact(tmp_path, records, running_order=order)
    assert len(work.pages) <= 52
    assert "too-thick" not in codes(work)
    assert publish(work, "screen").pdf


def test_check_says_what_a_page_holds(tmp_path):
    laid(tmp_path, [long_study(n, 460) for n in range(4)])
    (problem,) = (one for one in check(tmp_path).problems if one.code == "posters-run-on")
    assert problem.message.startswith(
        "4 of 4 posters need a second page on a5; on a4 none do; compact they take "
    )
    laid(tmp_path / "few", [long_study(n, 460 if n < 2 else 50) for n in range(4)])
    assert [one for one in check(tmp_path / "few").problems if one.code == "posters-run-on"] == []


def test_what_a_page_holds_comes_with_advice_that_helps_and_no_other(tmp_path):
    laid(tmp_path, [long_study(n, 3000) for n in range(3)])
    (problem,) = (one for one in check(tmp_path).problems if one.code == "posters-run-on")
    assert "on a4 3 do" in problem.message
    assert "page: a4" not in problem.hint
    assert problem.hint.startswith("shorten their texts")
