"""Prose of the folder: where it may lie, how it is read, how its placeholders are filled."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posterbook.content.model import Booklet, Inline, Number, Prose, Record
from posterbook.errors import Where
from posterbook.loading import read_words
from posterbook.loading.placeholders import fill_plainly, listing_filter, values_of, words_filter
from posterbook.loading.templates import FILTERS as TEMPLATE_FILTERS
from posterbook.loading.templates import Templates

ORDER = "title: A day\ndate: 2021-04-13\nissuer: {short: ACME}\nrunning_order:\n  - text: {file: %s}\n"


def with_text(content, text, name="text/a.md"):
    return content.write("booklet.yaml", ORDER % name).write(name, text)


def filled(content, text):
    return with_text(content, text).booklet().running_order[0].options.file.text


def fault(content, text):
    problem = with_text(content, text).one()
    return problem.code, str(problem.where)


def test_a_text_is_read_as_it_stands(content):
    assert filled(content, b"\xef\xbb\xbfOne\r\ntwo { } $x\n") == "One\ntwo { } $x\n"


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../secret.md", "text/../../secret.md", "~/x.md", "'C:\\x.md'"]
)
def test_a_path_that_leads_out_is_refused(content, path):
    (content.folder.parent / "secret.md").write_text("secret")
    problem = content.write("booklet.yaml", ORDER % path).one()
    assert (problem.code, str(problem.where)) == ("outside-folder", "booklet.yaml:5:18")


def test_a_link_that_leads_out_is_refused(content):
    outside = content.folder.parent / "secret.md"
    outside.write_text("secret")
    (content.folder / "a.md").symlink_to(outside)
    assert content.write("booklet.yaml", ORDER % "a.md").one().code == "outside-folder"


def test_a_link_inside_the_folder_is_fine(content):
    content.write("text/a.md", "hello").write("booklet.yaml", ORDER % "b.md")
    (content.folder / "b.md").symlink_to(content.folder / "text/a.md")
    assert content.booklet().running_order[0].options.file.text == "hello"


def test_a_missing_file_gets_the_nearest_name(content):
    problem = content.write("text/about.md", "x").write("booklet.yaml", ORDER % "text/abuot.md").one()
    assert (problem.code, problem.hint) == ("missing-file", "did you mean 'text/about.md'?")


def test_a_folder_is_no_file(content):
    assert content.write("booklet.yaml", ORDER % "posters").one().code == "missing-file"


def test_a_missing_file_is_reported_wherever_it_is_named(content):
    content.write("booklet.yaml", ORDER % "a.md" + "  - text: {file: a.md}\n")
    assert [p.where.line for p in content.problems()] == [5, 6]


def test_a_faulty_text_that_is_named_twice_is_reported_once(content):
    content.write("booklet.yaml", ORDER % "a.md" + "  - text: {file: a.md}\n").write("a.md", "{{ nope }}")
    assert content.one().code == "undefined-placeholder"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (b"a\ncaf\xe9", "not-utf-8", "text/a.md:2:4"),
        ("", "empty-file", "text/a.md:1:1"),
        (" \n", "empty-file", "text/a.md:1:1"),
        ("a\nb\x0c", "control-character", "text/a.md:2:2"),
        (b"x" * 2_000_001, "file-too-large", "booklet.yaml:5:18"),
    ],
)
def test_a_text_that_cannot_be_set_is_reported(content, text, code, place):
    assert fault(content, text) == (code, place)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ title }}, {{ issuer.short }}", "A day, ACME"),
        ("{{ date | date }}", "April 13, 2021"),
        ("{{ posters | length | words }} posters", "one posters"),
        ("{{ posters | map(attribute='number') | listing }}", "1"),
        ("{% for poster in posters %}{{ poster.title }}{% endfor %}", "A title"),
        ("{# nothing #}a\n", "a\n"),
        ("{{ '{{' }}", "{{"),
        ("{% if event.name %}x{% else %}y{% endif %}", "y"),
        ("<{{ title }}> & {{ place }}", "<A day> & "),
    ],
)
def test_a_placeholder_is_filled(content, template, text):
    assert filled(content, template) == text


@pytest.mark.parametrize(
    ("template", "code", "place"),
    [
        ("a\nb {{ titel }}", "undefined-placeholder", "text/a.md:2:3"),
        ("{% if 0 %}\n{{ nope }}{% endif %}", "undefined-placeholder", "text/a.md:2:1"),
        ("a {{ issuer.shrt }}", "undefined-placeholder", "text/a.md:1:3"),
        ("a\n{% for p in posters %}\n {{ p.titel }}{% endfor %}", "undefined-placeholder", "text/a.md:3:2"),
        ("{{ groups[7] }}", "undefined-placeholder", "text/a.md:1:1"),
        ("a\n\n{{ title", "template-syntax", "text/a.md:3:1"),
        ("a {{ title | titel }}", "template-syntax", "text/a.md:1:3"),
        ("a {% nope %}", "template-syntax", "text/a.md:1:3"),
        ("{% if title %}", "template-syntax", "text/a.md:1:1"),
        ("a {{ title.__class__ }}", "template-syntax", "text/a.md:1:3"),
        ("{{ posters[0].__init__.__globals__ }}", "template-syntax", "text/a.md:1:1"),
        ("{{ 1 / 0 }}", "template-syntax", "text/a.md:1:1"),
        ("x\n{% include 'a' %}", "template-syntax", "text/a.md:2:1"),
        ("{{ title | date }}", "template-syntax", "text/a.md:1:1"),
        ("{{ groups }}", "template-syntax", "text/a.md:1:1"),
        ("{{ issuer }}", "template-syntax", "text/a.md:1:1"),
        ("{{ range(3) }}", "undefined-placeholder", "text/a.md:1:1"),
        ("a\n{% set x = 1 %}", "template-syntax", "text/a.md:2:1"),
        ("a\n {{ title.upper() }}", "template-syntax", "text/a.md:2:2"),
        ("{{ title | center(9) }}", "template-syntax", "text/a.md:1:1"),
        ("{{ [title, title] | join }}", "template-syntax", "text/a.md:1:1"),
    ],
)
def test_a_faulty_placeholder_is_reported_at_its_place(content, template, code, place):
    assert fault(content, template) == (code, place)


BOMBS = [
    "{{ 'x' * 10**9 }}",
    "{{ 10**10**10 }}",
    "{{ 99999999999999 * 9 }}",
    "{{ '%099999999d' % 1 }}",
    "{{ 'a' | replace('', 'b') | replace('', '" + "c" * 1000 + "') | replace('', '" + "d" * 1000 + "') }}",
    "{{ ('" + "a" * 2000 + "') | join('" + "b" * 2000 + "') }}",
    "{% for a in '" + "a" * 1200 + "' %}{% for b in '" + "b" * 1200 + "' %}{% endfor %}{% endfor %}",
    "{% for a in '" + "a" * 1200 + "' %}{{ '" + "b" * 1200 + "' }}{% endfor %}",
    "{% for a in '"
    + "a" * 1200
    + "' %}{{ (title ~ '"
    + "b" * 1200
    + "') | sort | list | length }}{% endfor %}",
    "{{" + "(" * 300 + "title" + ")" * 300 + "}}",
    "".join("{% for a in groups %}" * 25) + "".join("{% endfor %}" * 25),
]


@pytest.mark.parametrize("template", BOMBS)
def test_placeholders_that_ask_for_endless_work_are_refused(content, template):
    assert fault(content, template)[0] in {"template-syntax", "text-too-long"}


def test_a_text_has_a_length_at_most(content):
    assert fault(content, "a" * 200_001) == ("text-too-long", "text/a.md:1:1")
    assert fault(content, "a\n" * 5_000) == ("text-too-long", "text/a.md:1:1")


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ posters | join(', ', attribute='number') }}", "1"),
        ("{{ title | replace('A', 'The') | upper }}", "THE DAY"),
        ("{% for a, b in posters | groupby('number') %}{{ loop.index }}{{ a }}{% endfor %}", "11"),
        ("{{ counts.posters * 2 + 1 }}{{ ['x', 'y'] | join('/') }}{{ 'a' ~ 1 }}", "3x/ya1"),
    ],
)
def test_a_placeholder_takes_filters_sums_and_loops(content, template, text):
    assert filled(content, template) == text


def test_every_unknown_name_is_reported(content):
    with_text(content, "{{ a }} {{ b }}\n{{ a }} {{ title }}")
    assert [str(p.where) for p in content.problems()] == ["text/a.md:1:1", "text/a.md:1:9", "text/a.md:2:1"]


def test_a_missing_date_is_named(content):
    content.write("booklet.yaml", "title: x\nrunning_order: [{text: {file: a.md}}]\n").write(
        "a.md", "{{ date|date }}"
    )
    assert "there is no date" in content.one().message


def test_what_is_filled_in_is_never_filled_again(content):
    content.write(
        "posters/1.yaml", "number: 1\ntitle: '{{ 7 * 7 }}'\ngroup: '{% x'\nsections: {A: '{{ b }}'}\n"
    )
    assert filled(content, "{{ posters[0].title }} {{ groups | listing }}") == "{{ 7 * 7 }} {% x"
    assert content.booklet().records[0].sections[0].text == "{{ b }}"


def test_groups_stand_in_order_of_first_appearance(content):
    for number, group in enumerate(["b", "a", "b", "c"], 2):
        content.write(
            f"posters/{number}.yaml", f"number: {number}\ntitle: x\ngroup: {group}\nsections: {{A: b}}\n"
        )
    assert filled(content, "{{ groups | listing }}") == "b, a and c"


def test_a_listing_follows_the_language():
    assert listing_filter(["A", "B", "C"], read_words("en")) == "A, B and C"
    assert listing_filter(["A", "B"], read_words("de")) == "A und B"
    assert listing_filter(["A", "B", "C"], read_words("zh-Hant")) == "A、B及C"
    assert listing_filter(["A"], read_words("fr")) == "A"
    assert listing_filter([], read_words("en")) == ""


def test_a_count_is_written_in_words_up_to_twelve():
    assert [words_filter(n, read_words("en")) for n in (0, 7, 12, 13, -1)] == [
        "zero",
        "seven",
        "twelve",
        "13",
        "-1",
    ]


def test_a_booklet_without_placeholders_does_not_import_jinja2(content, monkeypatch):
    monkeypatch.delitem(sys.modules, "posterbook.loading.templates", raising=False)
    filled(content, "plain")
    assert "posterbook.loading.templates" not in sys.modules


BOOKLET = Booklet(
    title=Inline("A {{ day }}"),
    date=date(2021, 4, 13),
    records=tuple(
        Record(number=Number(name), title=Inline("x"), group=Inline(name)) for name in ("Air", "Sea")
    ),
    words=read_words("en"),
)
NAMES = ("title", "groups", "posters", "counts.posters", "issuer.short", "issuer.none", "date", "nothing")
FILTERS = ("", "|words", "| listing ", "|length|words", "| date", "|upper", "|length", "| listing|length")


@settings(deadline=None, database=None, derandomize=True)
@given(
    st.lists(
        st.builds("{{{{ {}{} }}}}".format, st.sampled_from(NAMES), st.sampled_from(FILTERS))
        | st.sampled_from(["text\n", "{# x #}", "{{ '{{' }}", "{% if x %}", "}} ", "{", "{{title}}"]),
        max_size=3,
    ).map("".join)
)
def test_what_is_filled_without_jinja2_is_what_it_would_fill(text):
    values = values_of(BOOKLET)
    plain = fill_plainly(text, values, BOOKLET.words)
    filled, problems = Templates(values, BOOKLET.words, sound=True).fill(Prose(text, Where("a.md")))
    assert plain is None or (plain, []) == (filled.text, problems)


def test_placeholders_that_only_name_values_are_filled_without_jinja2():
    text = (
        "{{title}}: {{ counts.posters | words }} on {{ groups |\n listing }}, {{ date | date }}{{ place }}."
    )
    filled = fill_plainly(text, values_of(BOOKLET), BOOKLET.words)
    assert filled == "A {{ day }}: two on Air and Sea, April 13, 2021."


@pytest.mark.parametrize(
    "text", ["{{ title", "{% if title %}", "{{ no }}", "{{ date | words }}", "{{ groups }}"]
)
def test_what_is_more_than_a_name_or_wrong_is_left_to_jinja2(text):
    assert fill_plainly(text, values_of(BOOKLET), BOOKLET.words) is None


def test_the_manual_names_all_filters_of_placeholders():
    manual = Path(__file__).parents[2] / "src/posterbook/manual/text.md"
    (row,) = (line for line in manual.read_text(encoding="utf-8").splitlines() if line.startswith("| `abs`"))
    assert set(re.findall("`([a-z]+)`", row)) | {"d"} == {*TEMPLATE_FILTERS, "join", "replace"}
