"""What a theme file may say, what it does, and what it must not."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.stress import write_booklet

import posterbook
from posterbook import load, typeset
from posterbook.content.model import OwnTheme
from posterbook.design.geometry import MM
from posterbook.design.inks import contrast
from posterbook.design.overrides import check_overrides, own_theme
from posterbook.design.theme import Theme, build, formats, themes
from posterbook.design.theme_names import PUBLIC_NAMES, Kind
from posterbook.errors import ContentError, LayoutError, Severity
from posterbook.loading import design_tokens

TOKENS = design_tokens()


def designed(design, page="a5", theme="colour") -> Theme:
    """The theme under a theme file, which must be sound."""
    assert check_overrides(design, TOKENS) == []
    return build(TOKENS, page, theme, design=(own_theme(design),))


def faults(design):
    return [(problem.code, problem.where.path) for problem in check_overrides(design, TOKENS)]


def test_a_name_is_set_and_all_others_stay():
    theme, plain = designed({"title": {"size": 14}}), build(TOKENS, "a5", "colour")
    assert theme.styles.title.size == 14
    assert theme.styles.title.font == plain.styles.title.font
    assert (theme.styles.body, theme.cover) == (plain.styles.body, plain.cover)


def test_a_size_takes_its_lead_and_its_smaller_steps_along():
    theme = designed({"text": {"size": 10.5}})
    assert theme.styles.body.lead == pytest.approx(13 * 10.5 / 9.5, abs=0.001)
    assert [size for size, _ in theme.fit.body] == pytest.approx([10.5, 9.947, 9.671])
    assert [count for _, _, count in designed({"title": {"size": 16}}).poster.title_steps] == [5, 6, 99]


def test_a_smaller_step_is_never_too_small_to_read():
    assert [size for size, _ in designed({"text": {"size": 8.75}}).fit.body] == [8.75, 8.75, 8.75]


def test_a_leading_stands_for_itself():
    theme = designed({"text": {"size": 10, "leading": 15}})
    assert (theme.styles.body.size, theme.styles.body.lead) == (10, 15)
    assert theme.fit.body[0] == (10, 15)


def test_lengths_across_the_page_are_millimetres():
    assert designed({"margins": {"inside": 18}}).page.inside == pytest.approx(18 * MM)
    assert designed({"figure": {"height": 50}}).poster.figure_height == pytest.approx(50 * MM)


def test_the_last_baseline_keeps_its_place_under_another_top_margin_and_moves_with_the_foot():
    plain = build(TOKENS, "a5", "colour").page
    lower, higher = designed({"margins": {"top": 20}}).page, designed({"margins": {"foot": 15}}).page
    assert lower.live_top + lower.last == pytest.approx(plain.live_top + plain.last)
    assert higher.foot == pytest.approx(195 * MM)
    assert higher.foot - higher.last == pytest.approx(plain.foot - plain.last)


def test_text_beside_a_larger_code_makes_way():
    code, plain = designed({"code": {"size": 25}}).code, build(TOKENS, "a5", "colour").code
    assert code.narrows - code.size == pytest.approx(plain.narrows - plain.size)


def test_a_face_is_the_cut_of_its_family_and_ours_stay_where_they_are_of_it():
    sans = designed({"title": {"face": "sans"}, "text": {"face": "sans"}}).styles
    assert (sans.title.font, sans.body.font, sans.cover_title.font) == ("sans_sb", "sans", "sans")
    assert designed({"text": {"face": "serif"}}, "a4").styles == build(TOKENS, "a4", "colour").styles


def test_a_frame_takes_the_place_of_the_tint():
    look = designed({"panel": {"frame": 1}}).look
    assert (look.fills, look.panel_frame) == (False, 1)


def test_a_group_colour_needs_no_more_than_its_code():
    (topic,) = designed({"groups": ["#003366"]}).topics
    assert topic.colour.rgb == (0, 0.2, 0.4)
    assert topic.colour.cmyk == (1, 0.5, 0, 0.6)
    assert topic.tint.rgb == pytest.approx((224 / 255, 231 / 255, 237 / 255))


def test_a_grey_is_printed_in_black_alone():
    assert designed({"grey": "#404040"}).grey.cmyk == (0, 0, 0, 0.75)


def test_a_rule_in_another_colour_keeps_its_weight_in_print():
    assert designed({"rules": {"colour": "#404040"}}).hair.weight == TOKENS["colour"]["hair"]["weight"]


def test_what_is_said_for_a_format_or_theme_holds_for_it_alone():
    design = {
        "text": {"size": 10},
        "formats": {"a4": {"text": {"size": 12}}},
        "themes": {"plain": {"text": {"size": 9}}},
    }
    assert designed(design).styles.body.size == 10
    assert designed(design, "a4").styles.body.size == 12
    assert designed(design, "a5", "plain").styles.body.size == 9


def test_what_makes_a_theme_does_not_give_way_to_what_holds_for_all():
    design = {"groups": ["#003366"], "text": {"size": 10}}
    plain, large = build(TOKENS, "a5", "plain"), build(TOKENS, "a4", "large-print")
    assert designed(design, "a5", "plain").topics == plain.topics
    assert designed(design, "a4", "large-print").styles.body == large.styles.body


def test_a_theme_with_a_name_stands_above_the_one_that_it_extends():
    design = {
        "name": "evening",
        "extends": "plain",
        "groups": ["#003366"],
        "formats": {"a4": {"ink": "#222222"}},
    }
    theme, plain = designed(design, "a5", "evening"), build(TOKENS, "a5", "plain")
    assert (theme.name, theme.look, theme.tabs) == ("evening", plain.look, plain.tabs)
    assert theme.topics[0].colour.rgb == (0, 0.2, 0.4)
    assert designed(design, "a4", "evening").ink.rgb == pytest.approx((34 / 255,) * 3)


def test_a_file_without_a_name_amends_a_theme_of_ones_own():
    evening = own_theme({"name": "evening", "title": {"size": 15}})
    amending = own_theme(
        {"title": {"size": 12}, "text": {"size": 10}, "formats": {"a4": {"title": {"size": 18}}}}
    )
    small, large = (
        build(TOKENS, page, "evening", design=(evening, amending)).styles for page in ("a5", "a4")
    )
    assert (small.title.size, small.body.size, large.title.size) == (15, 10, 18)


@pytest.mark.parametrize(
    ("design", "code", "path"),
    [
        ({"style": {}}, "unknown-field", ("style",)),
        ({"styles": {"title": {"size": 12}}}, "unknown-field", ("styles",)),
        ({"title": {"sise": 9}}, "unknown-field", ("title", "sise")),
        ({"title.size": 9}, "unknown-field", ("title.size",)),
        ({"formats": {"a3": {}}}, "unknown-field", ("formats", "a3")),
        ({"themes": {"plain": {"themes": {}}}}, "unknown-field", ("themes", "plain", "themes")),
        ({"themes": {"plain": {"name": "x"}}}, "unknown-field", ("themes", "plain", "name")),
        ({"groups": [{"hex": "#003366", "name": "x"}]}, "unknown-field", ("groups", 0, "name")),
        ({"title": 9}, "wrong-type", ("title",)),
        ({"formats": 1}, "wrong-type", ("formats",)),
        ({"formats": {"a4": 1}}, "wrong-type", ("formats", "a4")),
        ({"title": {"size": "big"}}, "wrong-type", ("title", "size")),
        ({"title": {"size": True}}, "wrong-type", ("title", "size")),
        ({"title": {"size": None}}, "wrong-type", ("title", "size")),
        ({"title": {"size": float("nan")}}, "wrong-value", ("title", "size")),
        ({"title": {"size": 90}}, "wrong-value", ("title", "size")),
        ({"title": {"face": "arial"}}, "wrong-value", ("title", "face")),
        ({"rules": {"rows": -1}}, "wrong-value", ("rules", "rows")),
        ({"margins": {"inside": 60}}, "wrong-value", ("margins", "inside")),
        ({"show": {"tabs": 1}}, "wrong-type", ("show", "tabs")),
        ({"authors": {"lines": 2.5}}, "wrong-type", ("authors", "lines")),
        ({"ink": None}, "wrong-type", ("ink",)),
        ({"ink": {"cmyk": [0, 0, 0, 100]}}, "missing-field", ("ink",)),
        ({"groups": [{"tint": "#FFFFFF"}]}, "missing-field", ("groups", 0)),
        ({"groups": ["blue"]}, "wrong-type", ("groups", 0)),
        ({"groups": [{"hex": "blue"}]}, "wrong-type", ("groups", 0, "hex")),
        ({"groups": [{"hex": "#003366", "cmyk": [1, 2, 3]}]}, "wrong-type", ("groups", 0, "cmyk")),
        ({"groups": []}, "empty-field", ("groups",)),
        ({"groups": "#003366"}, "wrong-type", ("groups",)),
        ({"text": {"size": 8.5}}, "floor", ("text", "size")),
        ({"legal": {"size": 8.9}}, "floor", ("legal", "size")),
        ({"table": {"size": 7.9}}, "floor", ("table", "size")),
        ({"headings": {"size": 7}}, "floor", ("headings", "size")),
        (
            {"themes": {"large-print": {"text": {"size": 15}}}},
            "floor",
            ("themes", "large-print", "text", "size"),
        ),
        ({"name": "big", "extends": "large-print", "text": {"size": 15}}, "floor", ("text", "size")),
        ({"name": "Evening light"}, "wrong-value", ("name",)),
        ({"name": 7}, "wrong-value", ("name",)),
        ({"name": "plain"}, "wrong-value", ("name",)),
        ({"extends": "plain"}, "missing-field", ("extends",)),
        ({"name": "evening", "extends": "plane"}, "wrong-value", ("extends",)),
        ({"name": "evening", "themes": {"plain": {}}}, "wrong-value", ("themes",)),
    ],
)  # fmt: skip
def test_what_it_must_not_say_is_told_at_its_place(design, code, path):
    assert faults(design) == [(code, path)]


@pytest.mark.parametrize(
    ("design", "meant"),
    [
        ({"titel": {"size": 12}}, "title"),
        ({"title_size": 12}, "title.size"),
        ({"styles": {"title": {"size": 12}}}, "title.size"),
        ({"topics": [{"hex": "#003366"}]}, "groups"),
        ({"page": {"inside": 18}}, "margins.inside"),
        ({"colour": {"ink": {"hex": "#000000"}}}, "ink"),
        ({"poster": {"title_steps": [[12, 15, 5]]}}, "title.size"),
    ],
)
def test_a_token_is_refused_with_the_name_that_sets_it_and_where_all_names_stand(design, meant):
    (problem,) = check_overrides(design, TOKENS)
    assert problem.hint == f"did you mean '{meant}'? the manual page 'look' has all names"


@pytest.mark.parametrize("page", formats(TOKENS))
@pytest.mark.parametrize("theme", themes(TOKENS))
def test_an_empty_theme_file_changes_nothing(page, theme):
    assert build(TOKENS, page, theme, design=(OwnTheme(),)) == build(TOKENS, page, theme)


def token(tree, path):
    for key in path.split("."):
        tree = tree[key]
    return tree


@pytest.mark.parametrize("row", PUBLIC_NAMES, ids=lambda row: row.name)
def test_every_public_name_sets_tokens_that_there_are_and_takes_what_the_design_has(row):
    tree = {
        **TOKENS["families"]["a5"],
        **TOKENS["colour"],
        "topics": TOKENS["topics"],
        "look": TOKENS["look"],
    }
    tree["page"] = TOKENS["pages"]["a5"]
    for path in row.tokens:
        value = token(tree, path.partition("[")[0])
        if path == row.tokens[0] and row.kind in {Kind.SIZE, Kind.POINTS, Kind.LENGTH, Kind.COUNT}:
            there = tree["page"]["height"] - value if row.name == "margins.foot" else value
            assert row.least <= there <= row.most


def test_no_two_public_names_are_one_and_all_are_about_thirty():
    names = [row.name for row in PUBLIC_NAMES]
    assert len(set(names)) == len(names) <= 30


PAGE = Path(posterbook.__file__).parent / "manual" / "theme-names.md"
ROW = re.compile(r"^\| `([\w.]+)` \| (.+) \| (.+) \|$", re.MULTILINE)


def test_the_manual_has_every_public_name_with_its_meaning_and_range():
    said = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert said == [(row.name, row.meaning, f"{row.range} {row.unit}".strip()) for row in PUBLIC_NAMES]


def test_the_examples_of_the_manual_are_sound():
    shown = re.findall(r"```yaml theme.yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert [faults(yaml.safe_load(one)) for one in shown] == [[], []]


@pytest.mark.parametrize(
    ("design", "path"),
    [
        ({"text": {"leading": 9}}, ("text",)),
        ({"title": {"size": 20, "leading": 16}}, ("title",)),
        ({"formats": {"a4": {"title": {"leading": 12}}}}, ("formats", "a4", "title")),
        ({"themes": {"plain": {"text": {"leading": 9}}}}, ("themes", "plain", "text")),
        ({"name": "dense", "text": {"leading": 9}}, ("text",)),
    ],
)
def test_lines_that_would_touch_are_an_error(design, path):
    assert set(faults(design)) == {("tight-lines", path)}


def test_a_larger_size_with_its_lead_is_fine():
    assert faults({"title": {"size": 20, "leading": 24}, "number": {"size": 50}}) == []


def test_a_colour_that_is_hard_to_read_is_a_warning():
    (problem,) = check_overrides({"groups": ["#003366", {"hex": "#777777", "tint": "#FFFFFF"}]}, TOKENS)[:1]
    assert (problem.severity, problem.code, problem.where.path) == (
        Severity.WARNING,
        "low-contrast",
        ("groups", 1),
    )
    assert problem.message == "group colour 2 on paper has a contrast of 4.4, less than 4.5"


def test_a_colour_for_one_format_is_held_to_its_contrast_too():
    assert faults({"formats": {"a4": {"grey": "#AAAAAA"}}}) == [("low-contrast", ("formats", "a4", "grey"))]


def test_contrast_is_that_of_wcag():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


def test_a_fault_has_its_line_and_a_hint(tmp_path):
    folder = write_booklet(tmp_path, [{"number": "1", "title": "x", "sections": {"A": "x"}}])
    (folder / "theme.yaml").write_text("formats:\n  a4:\n    title: {sise: 12}\n", encoding="utf-8")
    with pytest.raises(ContentError) as failed:
        typeset(load(folder))
    assert str(failed.value) == (
        "theme.yaml:3:13: error[unknown-field]: unknown field 'sise'\n  hint: did you mean 'size'?"
    )


def test_a_theme_file_changes_the_booklet(tmp_path):
    folder = write_booklet(tmp_path, [{"number": "1", "title": "x", "group": "G", "sections": {"A": "x"}}])
    (folder / "theme.yaml").write_text('groups: ["#003366"]\n', encoding="utf-8")
    work = typeset(load(folder))
    assert work.theme.topics[0].colour.rgb == (0, 0.2, 0.4)
    assert work.problems == ()


SECTIONS = {"Background": "Some words of text. " * 40, "Conclusion": "The end of it. " * 9}
RECORDS = [
    {"number": str(n), "title": "A title of words " * n, "group": f"G{n % 3}", "sections": SECTIONS}
    for n in range(1, 7)
]


def values_of(row):
    """Values of a public name from one end of its range to the other."""
    match row.kind:
        case Kind.COLOUR:
            return ["#000000", {"hex": "#003366", "cmyk": [100, 60, 0, 50]}]
        case Kind.COLOURS:
            return [["#003366"], [{"hex": "#7A1F3D", "tint": "#FFFFFF"}] * 9]
        case Kind.FACE:
            return ["serif", "sans"]
        case Kind.SWITCH:
            return [True, False]
        case Kind.COUNT:
            return [row.least, row.most]
        case _:
            return [row.least, (row.least + row.most) / 2, row.most]


VALUES = [(row.name.split("."), value) for row in PUBLIC_NAMES for value in values_of(row)]


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(VALUES), min_size=1, max_size=4),
    st.sampled_from([("a5", "colour"), ("a4", "plain"), ("letter", "large-print")]),
)
def test_a_strange_look_is_refused_or_set_but_never_a_crash(tmp_path, changes, made):
    design: dict = {}
    for (*parts, last), value in changes:
        (design.setdefault(parts[0], {}) if parts else design)[last] = value
    folder = write_booklet(tmp_path, RECORDS)
    (folder / "theme.yaml").write_text(yaml.safe_dump(design), encoding="utf-8")
    with suppress(ContentError, LayoutError):
        typeset(load(folder), page=made[0], theme=made[1])
