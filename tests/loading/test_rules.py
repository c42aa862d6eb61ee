"""Running order, rules of content, acceptances."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from posterbook.content.model import Inline, Number, Record
from posterbook.errors import Where, error, warning
from posterbook.loading import apply_acceptances
from posterbook.loading.rules.booklet import impossible_caliper, title_spacing


def test_sections_are_wanted_unless_the_study_is_withdrawn(content):
    content.write("posters/2.yaml", "number: 2\ntitle: x\n")
    assert [(p.code, p.message) for p in content.problems()] == [
        ("missing-field", "missing field 'sections'")
    ]
    content.write("posters/2.yaml", "number: 2\ntitle: x\nstatus: withdrawn\n")
    assert content.booklet().records[-1].sections == ()


def test_an_embargo_withholds_all_but_number_group_titles_and_authors(content):
    record = (
        "number: 2\ntitle: x\ngroup: G\nboard: B1\nkeywords: [k]\nauthors: [{name: A, email: a@b.org}]\n"
        "embargo: 2021-04-10T09:00+08:00\nsections: {Background: secret}\n"
    )
    content.write("posters/2.yaml", record)
    held = content.booklet(now=lambda: datetime(2021, 4, 10, 0, 59, tzinfo=UTC)).records[-1]
    assert held.withheld
    assert (held.title, held.group, held.authors[0].name) == ("x", "G", "A")
    assert "secret" not in repr(held)
    assert (held.board, held.keywords, held.authors[0].email) == ("", (), "")
    free = content.booklet(now=lambda: datetime(2021, 4, 10, 1, 0, tzinfo=UTC)).records[-1]
    assert not free.withheld
    assert free.sections


def test_without_a_clock_every_embargo_stands_and_none_asks_for_one_in_vain(content):
    def clock():
        raise AssertionError("nobody may ask")

    assert not content.booklet(now=clock).records[0].withheld
    content.write("posters/2.yaml", "number: 2\ntitle: x\nembargo: 2021-04-10T09:00Z\nsections: {A: b}\n")
    assert content.booklet().records[-1].withheld


@pytest.mark.parametrize("written", ["2021-04-10", "2021-04-10T09:00", "tomorrow"])
def test_an_embargo_wants_a_time_and_a_zone(content, written):
    content.write("posters/2.yaml", f"number: 2\ntitle: x\nembargo: {written}\nsections: {{A: b}}\n")
    assert content.one().code == "wrong-date"


def kinds_of(content):
    return [entry.kind.name for entry in content.booklet().running_order]


def test_the_usual_order_of_a_bare_folder(content):
    assert kinds_of(content) == ["cover", "contents", "summary", "posters"]


def test_the_usual_order_takes_the_texts_that_are_there(content):
    content.write("text/introduction.md", "Hello").write("text/summary.md", "See").write(
        "text/company.md", "We"
    )
    content.write("legal/a.txt", "Beware")
    content.write("booklet.yaml", "title: x\nlegal: [{id: a, file: legal/a.txt, place: legal-page}]\n")
    assert kinds_of(content) == ["cover", "introduction", "summary", "posters", "text", "legal"]
    order = content.booklet().running_order
    assert (order[1].options.file.text, order[1].options.contents) == ("Hello", True)
    assert order[2].options.intro.text == "See"


def test_an_entry_is_a_kind_or_a_kind_with_options(content):
    content.write("text/a.md", "Hello")
    content.write(
        "booklet.yaml", "title: x\nrunning_order:\n  - cover\n  - summary:\n  - text: {file: text/a.md}\n"
    )
    cover, summary, text = content.booklet().running_order
    assert (cover.kind.name, summary.options.intro, text.options.file.where) == (
        "cover",
        None,
        Where("text/a.md"),
    )
    assert text.where == Where("booklet.yaml", ("running_order", 2))


@pytest.mark.parametrize(
    ("entry", "code", "place", "hint"),
    [
        ("covr", "unknown-page-kind", "3:5", "did you mean 'cover'?"),
        ("covr: {}", "unknown-page-kind", "3:5", "did you mean 'cover'?"),
        ("text", "missing-field", "3:5", ""),
        ("text: {fil: x}", "unknown-field", "3:12", "did you mean 'file'?"),
        ("notes: {a: b}", "unknown-field", "3:13", "it takes no fields"),
        ("text:\n    file: x", "wrong-type", "3:5", "indent the options below their page kind"),
        ("[cover]", "wrong-type", "3:5", ""),
        ("notes: x", "wrong-type", "3:12", ""),
    ],
)
def test_a_faulty_entry_is_reported(content, entry, code, place, hint):
    problem = content.write("booklet.yaml", f"title: x\nrunning_order:\n  - {entry}\n").one()
    assert (problem.code, str(problem.where), problem.hint) == (code, f"booklet.yaml:{place}", hint)


@pytest.mark.parametrize(("line", "near"), [("page: a55", "a5"), ("theme: plane", "plain")])
def test_an_unknown_choice_gets_the_nearest_one(content, line, near):
    problem = content.write("booklet.yaml", f"title: x\n{line}\n").one()
    assert (problem.code, problem.where.line, problem.hint) == ("wrong-value", 2, f"did you mean '{near}'?")


def legal(content, *blocks, order="[cover, posters, legal]"):
    content.write("legal/a.txt", "Beware")
    entries = "".join(f"  - {{id: {name}, file: legal/a.txt, place: {place}}}\n" for name, place in blocks)
    return content.write("booklet.yaml", f"title: x\nrunning_order: {order}\nlegal:\n{entries}")


def faults(content):
    return [problem for problem in content.problems() if problem.code != "not-approved"]


def test_a_duplicate_id_is_reported_at_the_later_block(content):
    problem = legal(content, ("a", "legal-page"), ("a", "cover-top")).one()
    assert (problem.code, str(problem.where)) == ("duplicate-id", "booklet.yaml:5:10")


def test_a_legal_block_whose_page_is_missing_is_an_error(content):
    (problem,) = faults(legal(content, ("a", "legal-page"), ("b", "back-cover"), order="[cover, posters]"))
    assert (problem.code, problem.where.line) == ("no-legal-page", 4)


def test_a_legal_block_at_the_head_of_a_cover_that_does_not_come_first_is_an_error(content):
    (problem,) = faults(legal(content, ("a", "cover-top"), order="[posters, cover]"))
    assert (problem.code, problem.where.line) == ("cover-not-first", 2)


def test_legal_blocks_with_their_pages_are_fine(content):
    places = ["cover-top", "legal-page", "after-posters", "back-cover"]
    assert faults(legal(content, *enumerate(places))) == []


@pytest.mark.parametrize(
    ("page", "table", "said"),
    [
        ("syndromes (AML/MDS)", "syndromes (AML/ MDS)", "'(AML/ MDS)' here, '(AML/MDS)' there"),
        ("in ER⁺ breast cancer", "in ER ⁺ breast cancer", "'ER ⁺' here, 'ER⁺' there"),
        ("a b, c", "a b c", "'b' here, 'b,' there"),
        ("a b", "a  b", "punctuation"),
    ],
)
def test_titles_that_differ_only_in_spacing_or_punctuation_are_shown(page, table, said):
    record = Record(Number("1"), Inline(page), Inline(table), where=Where("posters/1.yaml"))
    (problem,) = title_spacing(record)
    assert problem.code == "title-spacing"
    assert problem.message.endswith(said)
    assert problem.where.path == ("summary_title",)


@pytest.mark.parametrize(("page", "table"), [("a b", "a c"), ("a b", ""), ("a b", "a b"), ("HER2+", "HER2-")])
def test_titles_that_differ_otherwise_or_not_at_all_are_fine(page, table):
    assert list(title_spacing(Record(Number("1"), Inline(page), Inline(table)))) == []


ACCEPT = (
    "title: x\naccept:\n  - {code: lost-hyphen, file: text/a.md, wording: agerelated, reason: as published}\n"
)


def test_an_accepted_warning_is_dropped(content):
    booklet = content.write("booklet.yaml", ACCEPT).booklet()
    found = warning("lost-hyphen", "found 'agerelated'", Where("text/a.md", (), 3, 4))
    assert apply_acceptances(booklet, [found]) == ()


@pytest.mark.parametrize(
    "found",
    [
        warning("other", "agerelated", Where("text/a.md")),
        warning("lost-hyphen", "agerelated", Where("text/b.md")),
        warning("lost-hyphen", "proteinprotein", Where("text/a.md")),
        error("lost-hyphen", "agerelated", Where("text/a.md")),
        warning("lost-hyphen", "agerelated"),
    ],
)
def test_an_acceptance_that_matches_nothing_is_a_warning_itself(content, found):
    booklet = content.write("booklet.yaml", ACCEPT).booklet()
    kept, stale = apply_acceptances(booklet, [found])
    assert kept == found
    assert (stale.code, stale.where) == ("stale-acceptance", Where("booklet.yaml", ("accept", 0)))


@pytest.mark.parametrize(
    ("entry", "accepted"),
    [
        ("code: lost-hyphen", [0, 1, 2, 3]),
        ("code: lost-hyphen, file: text/a.md", [0, 1]),
        ("code: lost-hyphen, wording: agerelated", [0, 2]),
        ("code: lost-hyphen, file: text/a.md, wording: agerelated", [0]),
        ("code: lost-space", []),
    ],
)
def test_an_acceptance_matches_by_all_that_it_says(content, entry, accepted):
    booklet = content.write("booklet.yaml", f"title: x\naccept: [{{{entry}, reason: so}}]\n").booklet()
    found = [
        warning("lost-hyphen", "agerelated", Where("text/a.md")),
        warning("lost-hyphen", "proteinprotein", Where("text/a.md")),
        warning("lost-hyphen", "agerelated", Where("text/b.md")),
        warning("lost-hyphen", "proteinprotein"),
        error("lost-hyphen", "agerelated", Where("text/a.md")),
    ]
    left = [problem for problem in found if problem in apply_acceptances(booklet, found)]
    assert left == [problem for n, problem in enumerate(found) if n not in accepted]


def test_a_stale_acceptance_says_what_it_looked_for(content):
    entries = "[{code: a, reason: so}, {code: a, file: b.md, reason: so}, {code: a, wording: c, reason: so}]"
    booklet = content.write("booklet.yaml", f"title: x\naccept: {entries}\n").booklet()
    assert [one.message for one in apply_acceptances(booklet, [])] == [
        f"there is no warning {about}, so nothing is accepted"
        for about in ("a", "a of b.md", "a that names 'c'")
    ]


def test_an_acceptance_needs_its_code_and_its_reason(content):
    content.write("booklet.yaml", "title: x\naccept: [{file: text/a.md}]\n")
    assert [one.message for one in content.problems()] == ["missing field 'code'", "missing field 'reason'"]


@pytest.mark.parametrize("caliper", [0.05, 0.1, 1.0])
def test_a_leaf_may_be_as_thick_as_paper_or_board(caliper):
    assert not list(impossible_caliper(SimpleNamespace(caliper=caliper, where=Where("booklet.yaml"))))


@pytest.mark.parametrize("caliper", [0.0, -0.1, 1.5])
def test_a_leaf_that_no_paper_is_as_thick_as_is_an_error_at_its_line(caliper):
    (problem,) = impossible_caliper(SimpleNamespace(caliper=caliper, where=Where("booklet.yaml")))
    assert (problem.code, problem.where.path) == ("wrong-value", ("caliper",))
