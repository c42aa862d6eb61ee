from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from posterbook.assets import assets_folder, example_folder, tokens_file
from posterbook.content.han import BETWEEN, wants_white
from posterbook.design.fonts import Fonts, clusters
from posterbook.design.theme import Wrap, build
from posterbook.errors import Where
from posterbook.forms.element import Element, Role
from posterbook.forms.galley import Piece, Text
from posterbook.forms.page import Line, Turn
from posterbook.forms.set_line import SetLine, set_line
from posterbook.layout.lines import set_lines, set_numeral

SPACES = " \u2003\u2009\u3000"
PARAGRAPH = Element(Role.P)
LINK = Element(Role.LINK, PARAGRAPH)


@cache
def theme():
    return build(yaml.safe_load(tokens_file().read_text(encoding="utf-8")), "a5", "colour")


@cache
def fonts():
    return Fonts(theme().faces, assets_folder() / "fonts")


def text(words, wrap=Wrap.RAGGED, style=None, keep=()):
    style = replace(style or theme().styles.body, wrap=wrap)
    return Text(style, (piece(words, style.font),), Where(""), keep)


def piece(words, face="body", element=PARAGRAPH, **scaled):
    return Piece(words, face, theme().ink, element, **scaled)


def set_in(words, measure, **options):
    return [line.text for line in set_lines(words, measure, fonts(), theme(), **options)]


def width(words, style):
    return fonts().width(style.font, words, style.size, style.track)


# --- what holds for every text ---------------------------------------------------------------------------

LETTERS = st.text(alphabet="abofVT1.-/(,) 中文，（。」ゃー\u2003\u2009\u00a0e\u0301⁺", max_size=60)
PIECES = st.lists(
    st.tuples(LETTERS, st.sampled_from(["body", "body_b", "sans_i"]), st.sampled_from([1, 0.6])), max_size=4
)


@st.composite
def any_text(draw):
    pieces = tuple(piece(words, face, scale=scale) for words, face, scale in draw(PIECES))
    style = replace(
        theme().styles.body, wrap=draw(st.sampled_from(Wrap)), track=draw(st.sampled_from([0, 70]))
    )
    return Text(style, pieces, Where(""), ("a b", "中文"))


NARROW = st.none() | st.tuples(st.floats(4, 50), st.integers(0, 3))


@pytest.mark.slow
@settings(max_examples=300)
@given(any_text(), st.floats(4, 200), NARROW, st.booleans())
def test_no_text_is_lost_and_no_line_is_too_long_but_a_single_character(words, measure, narrow, extra):
    lines = set_lines(words, measure, fonts(), theme(), narrow=narrow, extra_line=extra)
    assert "".join(line.text for line in lines) == words.plain
    for at, line in enumerate(lines):
        room = narrow[0] if narrow and at < narrow[1] else measure
        alone = len(clusters(line.text.strip(SPACES))) <= 1
        assert line.width <= room + 1e-6 or (alone and line.forced)


@pytest.mark.slow
@settings(max_examples=200)
@given(any_text(), st.floats(4, 200))
def test_runs_follow_each_other_and_end_with_the_ink(words, measure):
    for line in set_lines(words, measure, fonts(), theme()):
        x, before = (line.runs[0].x if line.runs else 0.0), None
        assert x <= 0
        for run in line.runs:
            white = before and wants_white(before.text[-1], run.text[0]) and before.rise == run.rise
            x, before = x + (BETWEEN * min(before.size, run.size) if white else 0), run
            assert run.x == pytest.approx(x)
            x += fonts().width(run.face, run.text, run.size, run.track)
        assert line.width == pytest.approx(
            max((r.x + r.width for r in line.runs if r.text.strip(SPACES)), default=0)
        )


@pytest.mark.slow
@settings(max_examples=200)
@given(any_text(), st.floats(4, 200))
def test_no_line_breaks_in_a_character_and_none_but_the_first_begins_with_a_space(words, measure):
    lines = set_in(words, measure)
    whole = clusters(words.plain)
    assert [cluster for line in lines for cluster in clusters(line)] == whole
    assert not [line for line in lines[1:] if line[0] in SPACES]


# --- the costs that are minimised, beside every possible setting -----------------------------------------

WORDS = st.lists(
    st.sampled_from(
        ["a", "the", "Of", "in", "which", "cells.", "We", "inhibitor", "(AML)", "BCL-2", "apoptosis,", "and"]
    ),
    min_size=1,
    max_size=9,
)
FITTING = st.floats(50, 120)


def settings_of(words, lines=None):
    """Every division of the words into lines."""
    for count in range(len(words)) if lines is None else [lines - 1]:
        for cuts in combinations(range(1, len(words)), count):
            edges = (0, *cuts, len(words))
            yield [words[first:last] for first, last in pairwise(edges)]


def ragged_cost(lines, measures, ragged):
    cost = 0.0
    flat = [word for line in lines for word in line]
    done = 0
    for at, line in enumerate(lines):
        share = width(" ".join(line), theme().styles.body) / measures[at]
        done += len(line)
        if share > 1:
            return float("inf")
        if at == len(lines) - 1:
            return cost + max(0, (0.28 - share) * 1.2)
        cost += (1 - share) ** 2 + 0.02
        cost += ragged.weak_end * (line[-1].lower() in WEAK)
        cost += ragged.stranded * (done > 1 and len(line[-1]) <= 4 and flat[done - 2][-1] in ".:?!")
    return cost


WEAK = {"a", "an", "the", "of", "to", "in", "by", "and", "or", "for", "with", "at", "via", "from", "on", "as"}
WEAK |= {"which", "that"}


def balanced_cost(lines, measure, style, keep=()):
    flat = [word for line in lines for word in line]
    spaces = (len(flat) - len(lines)) * width(" ", style)
    target = 1.02 * (sum(width(word, style) for word in flat) + spaces) / len(lines)
    widths = [width(" ".join(line), style) for line in lines]
    cost = sum(((target - one) / target) ** 2 for one in widths) + 0.30 * (widths[-1] < 0.4 * target)
    names = sum(map(str.istitle, flat)) * 2 < len(flat)
    for line, after in pairwise(lines):
        cost += 0.05 * (line[-1].lower() in WEAK)
        cost += 0.10 * (after[0].startswith("(") and line[-1][-1] not in ",.;:")
        cost += 0.06 * (
            names
            and line[-1].isalpha()
            and line[-1].istitle()
            and after[0][:1].isalpha()
            and after[0][:2].istitle()
        )
        cost += 0.12 * (line[-1] == "BCL-2" and after[0].strip(".") in {"cells", "inhibitor"})
        cost += 0.50 * any((line[-1], after[0]) == tuple(phrase.split()) for phrase in keep)
    return float("inf") if max(widths) > measure else cost


def broken(lines):
    return [line.split() for line in lines]


def costly(**weights):
    """The theme with other weights: those of the design are too small to decide often."""
    return replace(theme(), ragged=replace(theme().ragged, **weights))


@pytest.mark.slow
@pytest.mark.parametrize("chosen", [theme(), costly(weak_end=0.2), costly(stranded=0.3)])
@given(words=WORDS, measure=FITTING)
def test_running_text_takes_the_cheapest_of_all_settings(chosen, words, measure):
    found = broken([line.text for line in set_lines(text(" ".join(words)), measure, fonts(), chosen)])
    cheapest = min(ragged_cost(lines, [measure] * 9, chosen.ragged) for lines in settings_of(words))
    assert ragged_cost(found, [measure] * 9, chosen.ragged) == pytest.approx(cheapest)


def test_the_costs_of_running_text_are_those_of_the_design():
    assert (theme().ragged.weak_end, theme().ragged.stranded) == (0.014, 0.006)


@pytest.mark.slow
@settings(max_examples=200)
@given(WORDS, FITTING, st.floats(50, 80), st.integers(1, 3))
def test_text_beside_a_code_takes_the_cheapest_of_all_settings(words, measure, narrow, count):
    measures = [narrow] * count + [measure] * 9
    found = broken(set_in(text(" ".join(words)), measure, narrow=(narrow, count)))
    cheapest = min(ragged_cost(lines, measures, theme().ragged) for lines in settings_of(words))
    assert ragged_cost(found, measures, theme().ragged) == pytest.approx(cheapest)


def greedy(words, measure, style):
    lines = [[]]
    for word in words:
        if lines[-1] and width(" ".join([*lines[-1], word]), style) > measure:
            lines.append([])
        lines[-1].append(word)
    return len(lines)


@pytest.mark.slow
@settings(max_examples=200)
@given(WORDS, FITTING, st.booleans())
def test_a_title_takes_the_best_balanced_of_all_settings_of_its_line_count(words, measure, extra):
    style, keep = theme().styles.body, ("the inhibitor", "and cells.", "of")
    counts = [greedy(words, measure, style) + more for more in range(1 + extra)]
    found = broken(set_in(text(" ".join(words), Wrap.BALANCE, keep=keep), measure, extra_line=extra))
    costs = [balanced_cost(s, measure, style, keep) for count in counts for s in settings_of(words, count)]
    assert len(found) in counts
    assert balanced_cost(found, measure, style, keep) == pytest.approx(min(costs))


@pytest.mark.parametrize("size", [8.1, 8.7, 9.3, 10.1, 11.9, 13.7])
def test_of_equal_settings_the_earliest_break_wins(size):
    style = theme().styles.body.sized(size, size)
    measure = width("nun nun", style)
    assert set_in(text("nun nun nun", Wrap.BALANCE, style), measure) == ["nun ", "nun nun"]


# --- the example's own lines -----------------------------------------------------------------------------


@cache
def example():
    return yaml.safe_load((example_folder() / "booklet.yaml").read_text(encoding="utf-8"))


def test_the_cover_title_breaks_as_designed():
    words = text(example()["title"], Wrap.BALANCE, theme().styles.cover_title, tuple(example()["keep"]))
    assert set_in(words, theme().cover.column, extra_line=True) == [
        "Presentation by ",
        "Ascentage Pharma of Results ",
        "of Latest Preclinical Studies ",
        "at 2021 American Association ",
        "for Cancer Research (AACR) ",
        "Annual Meeting which ",
        "Demonstrate Potential of ",
        "Multiple Combination Therapies",
    ]


def test_a_poster_title_breaks_as_designed():
    record = yaml.safe_load((example_folder() / "posters" / "01-1096.yaml").read_text(encoding="utf-8"))
    assert set_in(text(record["title"], Wrap.BALANCE, theme().styles.title), theme().page.measure) == [
        "FMS-like tyrosine kinase 3 (FLT3) inhibition ",
        "by olverembatinib (HQP1351) downregulates ",
        "MCL-1 and synergizes with BCL-2 inhibitor ",
        "APG-2575 in preclinical models ",
        "of FLT3-mutant acute myeloid leukemia (AML)",
    ]


@given(WORDS, st.floats(6, 50), st.sampled_from(Wrap))
def test_a_text_stays_in_one_line_of_its_own_width(words, size, wrap):
    style = theme().styles.company.sized(size, size)
    words = " ".join(words)
    assert set_in(text(words, wrap, style), width(words, style)) == [words]


# --- phrases that are kept -------------------------------------------------------------------------------


NUNS = "nun nun nun"


def two_lines_of(words, *keep):
    measure = width("nun nun,", theme().styles.body)
    return set_in(text(words, Wrap.BALANCE, keep=keep), measure)


@pytest.mark.parametrize("phrase", ["nun nun", "nun \n nun", " nun nun "])
def test_a_kept_phrase_does_not_break(phrase):
    assert two_lines_of(NUNS, phrase) == ["nun nun ", "nun"]


def test_a_kept_phrase_is_found_before_punctuation():
    assert two_lines_of("nun nun, nun", "nun nun") == ["nun nun, ", "nun"]


@pytest.mark.parametrize("phrase", ["n nun", "nun nu", "Nun nun", "nun, nun", " "])
def test_a_phrase_is_kept_as_whole_words_and_in_its_case_only(phrase):
    assert two_lines_of(NUNS, phrase) == ["nun ", "nun nun"]


def test_chinese_phrases_are_kept_though_no_space_sets_them_off():
    free, kept = (text("临床前研究结果", Wrap.BALANCE, keep=keep) for keep in ((), ("研究", "结果")))
    measure = width("中", replace(theme().styles.body, font="sc")) * 4.5
    assert set_in(free, measure) == ["临床前", "研究结果"]
    assert set_in(replace(free, keep=("前研",)), measure) == ["临床前研", "究结果"]
    assert set_in(kept, measure) == ["临床前", "研究结果"]


# --- where a line may break ------------------------------------------------------------------------------


def ems(count):
    """A measure for so many Chinese characters."""
    return width("中", replace(theme().styles.body, font="sc")) * (count + 0.2)


def test_chinese_breaks_between_characters():
    assert set_in(text("临床前研究结果"), ems(1)) == list("临床前研究结果")


@pytest.mark.parametrize("mark", "。，、：；？！）」』】》〉…ーゃッ々%-/”")
def test_no_line_begins_with_a_closing_mark(mark):
    assert set_in(text(f"中中{mark}文"), ems(2)) == ["中", f"中{mark}", "文"]


@pytest.mark.parametrize("mark", "（「『【《〈“([")
def test_no_line_ends_with_an_opening_mark(mark):
    assert set_in(text(f"中中{mark}文"), ems(3)) in (["中中", f"{mark}文"], ["中", f"中{mark}文"])


def test_latin_words_stay_whole_among_chinese():
    assert set_in(text("中文APG-2575中文"), width("APG-2575", theme().styles.body) + 1) == [
        "中文",
        "APG-2575",
        "中文",
    ]


@pytest.mark.parametrize("space", "\u2002\u2003\u2009\u200a\u200b")
def test_wider_and_thinner_spaces_break_too_and_stay_at_the_end(space):
    assert set_in(text(f"nun{space}nun"), 20) == [f"nun{space}", "nun"]


@pytest.mark.parametrize("space", "\u00a0\u2007\u202f")
def test_no_break_spaces_do_not_break(space):
    style = theme().styles.body
    words = f"nun nun{space}nun"
    assert set_in(text(words), width(words[4:], style)) == ["nun ", words[4:]]


def test_spaces_are_kept_as_they_are_and_break_behind_the_last():
    assert set_in(text("  nun   nun  "), 25) == ["  nun   ", "nun  "]
    assert set_in(text("   "), 25) == ["   "]
    assert set_in(text("   ", Wrap.BALANCE), 25, extra_line=True) == ["   "]
    assert set_lines(text("   "), 25, fonts(), theme())[0].width == 0


def test_an_empty_text_has_no_lines():
    assert set_lines(text(""), 100, fonts(), theme()) == ()


@pytest.mark.parametrize(
    ("title", "held", "measure"),
    [
        ("MCL-1 and synergizes with BCL-2 inhibitor APG-2575 in preclinical models", "BCL-2 inhibitor", 311),
        ("Sea ice drift in the western Weddell Sea seen by buoys and radar", "Weddell Sea", 311),
    ],
)
def test_an_acronym_keeps_its_noun_and_a_name_its_words_in_a_title(title, held, measure):
    free = replace(theme(), balance=replace(theme().balance, in_name=0, in_compound=0))
    one = text(title, Wrap.BALANCE, theme().styles.title)
    without, found = (
        [line.text for line in set_lines(one, measure, fonts(), design)] for design in (free, theme())
    )
    assert any(held in line for line in found)
    assert not any(held in line for line in without)
    assert len(found) == len(without)


def test_a_title_with_capitals_throughout_has_no_names_to_hold():
    words = "Demonstrate Potential of Multiple Combination Therapies"
    style = theme().styles.title
    free = replace(theme(), balance=replace(theme().balance, in_name=0))
    for measure in range(150, 300, 10):
        one = text(words, Wrap.BALANCE, style)
        found = [
            [line.text for line in set_lines(one, measure, fonts(), design)] for design in (theme(), free)
        ]
        assert found[0] == found[1]


def test_slashes_and_hyphens_break_only_in_a_token_wider_than_the_measure():
    style = theme().styles.body
    names = "BCL-2/BCL-xL/MCL-1"
    whole, lines = width(names, style), set_lines(text(f"of {names}"), 60, fonts(), theme())
    assert set_in(text(f"of {names}"), whole + 1) == ["of ", names]
    assert all(line.text.rstrip()[-1] in "/-" or line.text == "of " for line in lines[:-1])
    assert not any(line.forced for line in lines)


def test_a_word_of_400_letters_breaks_between_any_two_and_says_so():
    lines = set_lines(text("see " + "ab" * 200 + " end"), 100, fonts(), theme())
    assert "".join(line.text for line in lines) == "see " + "ab" * 200 + " end"
    assert len(lines) < 30
    assert [line.forced for line in lines] == [True] * (len(lines) - 2) + [line.forced for line in lines[-2:]]
    assert not lines[-1].forced


def test_a_letter_at_a_forced_break_is_no_weak_word():
    words = text("ab" * 30)
    free, weak = (set_lines(words, 40, fonts(), costly(weak_end=cost)) for cost in (0, 1))
    assert [line.text for line in weak] == [line.text for line in free]
    assert any(line.text.endswith("a") for line in free)


def test_a_broken_word_keeps_marks_on_their_letters():
    assert set_in(text("e\u0301" * 3), 6) == ["e\u0301"] * 3


def test_a_character_wider_than_the_measure_stands_alone_and_says_so():
    lines = set_lines(text("W M"), 3, fonts(), theme())
    assert [(line.text, line.forced) for line in lines] == [("W ", True), ("M", True)]


# --- runs ------------------------------------------------------------------------------------------------


def test_words_of_several_pieces_stay_whole():
    style = theme().styles.body
    water = (piece("of H"), piece("2", rise=-0.2, scale=0.6), piece("O"))
    assert set_in(Text(style, water, Where("")), width("H2O", style)) == ["of ", "H2O"]


def test_pieces_alike_become_one_run_and_others_follow_in_their_place():
    pieces = (piece("of "), piece("ER"), piece("⁺ "), piece("cells", "body_b", LINK, rise=0.3, scale=0.6))
    (line,) = set_lines(Text(theme().styles.body, pieces, Where("")), 300, fonts(), theme())
    found = [(run.text, run.face, run.meaning) for run in line.runs]
    assert found == [
        ("of ER", "body", PARAGRAPH),
        ("⁺", "sans", PARAGRAPH),
        (" ", "body", PARAGRAPH),
        ("cells", "body_b", LINK),
    ]
    raised = line.runs[-1]
    assert (raised.size, raised.rise) == (pytest.approx(9.5 * 0.6), pytest.approx(9.5 * 0.3))
    assert raised.x + raised.width == pytest.approx(line.width)


def test_the_space_at_the_end_of_a_line_is_text_without_width():
    style = theme().styles.body
    first, last = set_lines(text("nun  nun"), 25, fonts(), theme())
    assert [run.text for run in (*first.runs, *last.runs)] == ["nun  ", "nun"]
    assert first.width == first.runs[0].width == pytest.approx(width("nun", style))


@given(any_text())
def test_a_text_on_one_line_is_what_it_is_in_lines_of_any_length(words):
    assert set_line(words, fonts()) == next(iter(set_lines(words, 1e6, fonts(), theme())), SetLine((), 0))


def test_a_set_line_is_placed_by_its_start_and_baseline_whichever_way_it_runs():
    line = set_line(text("nun"), fonts())
    assert line.at(10, 20, Turn.CLOCKWISE) == Line(10, 20, line.runs, Turn.CLOCKWISE)


# --- large figures ---------------------------------------------------------------------------------------


def numeral(words, size=100):
    return set_numeral(text(words, style=theme().styles.numeral.sized(size, size)), fonts(), theme())


def test_the_ink_of_a_figure_begins_at_the_line_and_rounded_ones_hang_out():
    assert numeral("7").runs[0].x == pytest.approx(-fonts().ink_left("display", "7") / 10)
    assert numeral("3").runs[0].x == pytest.approx(-fonts().ink_left("display", "3") / 10 - 0.5)


def test_ones_close_up_with_the_figures_beside_them():
    assert numeral("1096").runs[0].adjust == (-50, 0, 0, 0)
    assert numeral("2116").runs[0].adjust == (-8, -58, -50, 0)
    assert numeral("976").runs[0].adjust == ()
    closed = width("1096", theme().styles.numeral.sized(100, 100)) - 5
    assert numeral("1096").runs[0].width == pytest.approx(closed)
    assert numeral("1096").width == pytest.approx(closed + numeral("1096").runs[0].x)


def test_numbers_that_are_not_all_figures_are_set_too():
    assert numeral("P-12").runs[0].adjust == (0, 0, -50, 0)
    assert [run.face for run in numeral("中文A1").runs] == ["tc", "display"]
    assert numeral("").runs == ()
