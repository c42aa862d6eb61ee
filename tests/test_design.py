"""What theme.yaml may say, what it does, and what it must not."""

from contextlib import suppress

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posterbook.assets import tokens_file
from posterbook.build import Stopwatch, typeset
from posterbook.design import check_design
from posterbook.errors import ContentError, LayoutError, Severity
from posterbook.geometry import MM
from posterbook.inks import completed, contrast
from posterbook.load import read_tokens
from posterbook.theme import COLOURS, build, formats, themes
from tests.stress import write_booklet

TOKENS = read_tokens(tokens_file())


def designed(design, page="a5", theme="colour"):
    """The theme under a theme.yaml, which must be sound."""
    assert check_design(design, TOKENS) == []
    return build(TOKENS, page, theme, design=completed(design))


def faults(design):
    return [(problem.code, problem.where.path) for problem in check_design(design, TOKENS)]


def test_a_token_is_replaced_and_all_others_stay():
    theme, plain = designed({"styles": {"title": {"size": 14}}}), build(TOKENS, "a5", "colour")
    assert theme.styles.title.size == 14
    assert theme.styles.title.lead == plain.styles.title.lead
    assert (theme.styles.body, theme.poster) == (plain.styles.body, plain.poster)


def test_lengths_across_the_page_are_millimetres():
    assert designed({"page": {"inside": 18}}).page.inside == pytest.approx(18 * MM)
    assert designed({"tabs": {"width": 12}}).tabs.width == pytest.approx(12 * MM)


def test_a_group_colour_needs_no_more_than_its_code():
    (topic,) = designed({"topics": [{"hex": "#003366"}]}).topics
    assert topic.colour.rgb == (0, 0.2, 0.4)
    assert topic.colour.cmyk == (1, 0.5, 0, 0.6)
    assert topic.tint.rgb == pytest.approx((224 / 255, 231 / 255, 237 / 255))


def test_a_grey_is_printed_in_black_alone():
    assert designed({"colour": {"grey": {"hex": "#404040"}}}).grey.cmyk == (0, 0, 0, 0.75)


def test_what_is_said_for_a_format_or_theme_holds_for_it_alone():
    design = {
        "styles": {"body": {"size": 10}},
        "formats": {"a4": {"styles": {"body": {"size": 12}}}},
        "themes": {"plain": {"styles": {"body": {"size": 9}}}},
    }
    assert designed(design).styles.body.size == 10
    assert designed(design, "a4").styles.body.size == 12
    assert designed(design, "a5", "plain").styles.body.size == 9


def test_what_makes_a_theme_does_not_give_way_to_what_holds_for_all():
    design = {"topics": [{"hex": "#003366"}], "styles": {"body": {"size": 10}}}
    plain, large = build(TOKENS, "a5", "plain"), build(TOKENS, "a4", "large-print")
    assert designed(design, "a5", "plain").topics == plain.topics
    assert designed(design, "a4", "large-print").styles.body == large.styles.body


@pytest.mark.parametrize(
    ("design", "code", "path"),
    [
        ({"style": {}}, "unknown-field", ("style",)),
        ({"styles": {"titel": {}}}, "unknown-field", ("styles", "titel")),
        ({"styles": {"title": {"sise": 9}}}, "unknown-field", ("styles", "title", "sise")),
        ({"page": {"width": 100}}, "unknown-field", ("page", "width")),
        ({"formats": {"a3": {}}}, "unknown-field", ("formats", "a3")),
        ({"themes": {"plain": {"themes": {}}}}, "unknown-field", ("themes", "plain", "themes")),
        ({"styles": []}, "wrong-type", ("styles",)),
        ({"formats": 1}, "wrong-type", ("formats",)),
        ({"formats": {"a4": 1}}, "wrong-type", ("formats", "a4")),
        ({"colour": None}, "wrong-type", ("colour",)),
        ({"styles": {"title": 9}}, "wrong-type", ("styles", "title")),
        ({"styles": {"title": {"size": "big"}}}, "wrong-type", ("styles", "title", "size")),
        ({"styles": {"title": {"size": True}}}, "wrong-type", ("styles", "title", "size")),
        ({"styles": {"title": {"font": "arial"}}}, "wrong-value", ("styles", "title", "font")),
        ({"styles": {"title": {"colour": "red"}}}, "wrong-value", ("styles", "title", "colour")),
        ({"styles": {"title": {"wrap": "tight"}}}, "wrong-value", ("styles", "title", "wrap")),
        ({"styles": {"title": {"lead": 0}}}, "wrong-value", ("styles", "title", "lead")),
        ({"rules": {"row": -1}}, "wrong-value", ("rules", "row")),
        ({"rules": {"row": 9e9}}, "wrong-value", ("rules", "row")),
        ({"page": {"inside": 60}}, "wrong-value", ("page", "inside")),
        ({"look": {"tabs": 1}}, "wrong-type", ("look", "tabs")),
        ({"poster": {"author_lines": 2.5}}, "wrong-type", ("poster", "author_lines")),
        ({"poster": {"title_steps": [[12, 15]]}}, "wrong-type", ("poster", "title_steps", 0)),
        ({"poster": {"title_steps": []}}, "empty-field", ("poster", "title_steps")),
        ({"topics": [{"tint": "#FFFFFF"}]}, "missing-field", ("topics", 0)),
        ({"topics": [{"hex": "blue"}]}, "wrong-type", ("topics", 0, "hex")),
        ({"topics": [{"hex": "#003366", "cmyk": [1, 2, 3]}]}, "wrong-type", ("topics", 0, "cmyk")),
        ({"topics": []}, "empty-field", ("topics",)),
        ({"styles": {"body": {"size": 8.5}}}, "floor", ("styles", "body", "size")),
        ({"styles": {"caution": {"size": 8.9}}}, "floor", ("styles", "caution", "size")),
        ({"styles": {"table_title": {"size": 7.9}}}, "floor", ("styles", "table_title", "size")),
        ({"styles": {"folio": {"size": 7}}}, "floor", ("styles", "folio", "size")),
        ({"fit": {"body": [[8.5, 12]]}}, "floor", ("fit", "body", 0, 0)),
        ({"poster": {"title_steps": [[7, 15, 5]]}}, "floor", ("poster", "title_steps", 0, 0)),
        ({"tabs": {"label_steps": [7]}}, "floor", ("tabs", "label_steps", 0)),
        ({"legal": {"floor": 4}}, "floor", ("legal", "floor")),
        (
            {"themes": {"large-print": {"styles": {"body": {"size": 15}}}}},
            "floor",
            ("themes", "large-print", "styles", "body", "size"),
        ),
    ],
)  # fmt: skip
def test_what_it_must_not_say_is_told_at_its_place(design, code, path):
    assert faults(design) == [(code, path)]


@pytest.mark.parametrize(
    "design",
    [{"styles": {"sheet_label": {"size": 4}}}, {"poster": {"title_steps": [[12, 15, 5], [9, 12, 99]]}}],
)
def test_marks_beside_the_page_and_counts_of_lines_have_no_floor(design):
    assert faults(design) == []


@pytest.mark.parametrize("page", formats(TOKENS))
@pytest.mark.parametrize("theme", themes(TOKENS))
def test_our_own_tokens_would_pass_as_a_theme_file(page, theme):
    said = {
        "formats": {page: TOKENS["formats"].get(page, {})},
        **TOKENS["families"]["a5"],
        "topics": TOKENS["topics"],
    }
    own = {
        key: value
        for key, value in TOKENS["themes"][theme].items()
        if key not in {"pages_for", "page", *COLOURS}
    }
    assert faults({**said, "themes": {theme: own}}) == []


@pytest.mark.parametrize(
    ("design", "path"),
    [
        ({"styles": {"body": {"lead": 9}}}, ("styles", "body")),
        ({"styles": {"title": {"size": 20}}}, ("styles", "title")),
        ({"formats": {"a4": {"styles": {"title": {"size": 22}}}}}, ("formats", "a4", "styles", "title")),
        ({"themes": {"plain": {"styles": {"body": {"lead": 9}}}}}, ("themes", "plain", "styles", "body")),
    ],
)
def test_lines_that_would_touch_are_an_error(design, path):
    assert set(faults(design)) == {("tight-lines", path)}


def test_a_larger_size_with_its_lead_is_fine():
    assert faults({"styles": {"title": {"size": 20, "lead": 24}, "numeral": {"size": 50, "lead": 43}}}) == []


def test_a_colour_that_is_hard_to_read_is_a_warning():
    (problem,) = check_design(
        {"topics": [{"hex": "#003366"}, {"hex": "#777777", "tint": "#FFFFFF"}]}, TOKENS
    )[:1]
    assert (problem.severity, problem.code, problem.where.path) == (
        Severity.WARNING,
        "low-contrast",
        ("topics", 1),
    )
    assert problem.message == "group colour 2 on paper has a contrast of 4.4, less than 4.5"


def test_contrast_is_that_of_wcag():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


def test_a_fault_has_its_line_and_a_hint(tmp_path):
    folder = write_booklet(tmp_path, [{"number": "1", "title": "x", "sections": {"A": "x"}}])
    (folder / "theme.yaml").write_text("styles:\n  title:\n    sise: 12\n", encoding="utf-8")
    with pytest.raises(ContentError) as failed:
        typeset(folder, Stopwatch(lambda: 0.0))
    assert str(failed.value) == (
        "theme.yaml:3:5: error[unknown-field]: unknown field 'sise'\n  hint: did you mean 'size'?"
    )


def test_a_theme_file_changes_the_booklet(tmp_path):
    folder = write_booklet(tmp_path, [{"number": "1", "title": "x", "group": "G", "sections": {"A": "x"}}])
    (folder / "theme.yaml").write_text('topics: [{hex: "#003366"}]\n', encoding="utf-8")
    work = typeset(folder, Stopwatch(lambda: 0.0))
    assert work.theme.topics[0].colour.rgb == (0, 0.2, 0.4)
    assert work.problems == ()


SECTIONS = {"Background": "Some words of text. " * 40, "Conclusion": "The end of it. " * 9}
RECORDS = [
    {"number": str(n), "title": "A title of words " * n, "group": f"G{n % 3}", "sections": SECTIONS}
    for n in range(1, 7)
]


def numbers(tree, path=()):
    """Every number of the tokens, by its path."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        if isinstance(value, dict):
            yield from numbers(value, (*path, key))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield (*path, key), value


NUMBERS = [(path, value) for path, value in numbers(TOKENS["families"]["a5"])]


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(NUMBERS), st.sampled_from([0, 0.5, 0.7, 1.4, 2])), min_size=1, max_size=3
    )
)
def test_a_strange_measure_is_refused_or_set_but_never_a_crash(tmp_path, changes):
    design: dict = {}
    for (path, value), factor in changes:
        below = design
        for key in path[:-1]:
            below = below.setdefault(key, {})
        below[path[-1]] = type(value)(value * factor)
    folder = write_booklet(tmp_path, RECORDS)
    (folder / "theme.yaml").write_text(yaml.safe_dump(design), encoding="utf-8")
    with suppress(ContentError, LayoutError):
        typeset(folder, Stopwatch(lambda: 0.0))
