"""The design as values: the tokens of one page format and theme, read once.

No measure, colour or font name stands in Python outside this file; all of them come from `tokens.yaml`. Here
every length is in points: those typed `Mm` are millimetres in the file. Heights (k) count from the live top
downwards. The file is long because it lists every measure there is. Annotations are types here, not their
text, since the tokens are read by them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from posterbook.content.languages import best
from posterbook.content.model import Binding, OwnFont, OwnTheme
from posterbook.content.scripts import is_right_to_left
from posterbook.design.geometry import MM
from posterbook.values import dataclass

Mm = Annotated[float, "mm"]
"""A length in points that the tokens give in millimetres."""


class Wrap(StrEnum):
    """How a text breaks into lines: total-fit with a ragged edge, the same in few lines, or as titles do."""

    RAGGED = "ragged"
    TIGHT = "tight"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in both spaces, components from 0 to 1.

    `weight` is what a rule of this colour weighs in CMYK: a light grey on the screen is thin black in print,
    which needs no raster. 0 leaves the rule as heavy as it is.
    """

    rgb: tuple[float, float, float]
    cmyk: tuple[float, float, float, float]
    weight: float = 0


@dataclass(frozen=True, slots=True)
class Topic:
    """A group's colour and the tint of its panel."""

    colour: Colour
    tint: Colour


@dataclass(frozen=True, slots=True)
class Face:
    """One font file and the faces that stand in for it: per missing character, for bold, italic and both.

    `signs` are those that a Chinese face gives in its place, beside a Chinese character.
    """

    file: str
    fallback: tuple[str, ...] = ()
    signs: str = ""
    b: str = ""
    i: str = ""
    bi: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: face, size and lead in points, tracking in 1/1000 em.

    `colour` names a field of Theme, or 'topic' for the group's colour; `para_gap` is the space between
    paragraphs beside the lead; `dx` moves every line to the right. `from_right` is true in a booklet from
    right to left, of which everything is laid out from the right (`forms/mirrored.py`).
    """

    font: str
    size: float
    lead: float
    track: float = 0
    colour: str = "ink"
    wrap: Wrap = Wrap.RAGGED
    para_gap: float = 0
    dx: float = 0
    from_right: bool = False

    def sized(self, size: float, lead: float) -> "Style":
        """The same style at another size and lead."""
        return replace(self, size=size, lead=lead)


@dataclass(frozen=True, slots=True)
class Styles:
    """Every style of the booklet by its use."""

    disclaimer: Style
    company: Style
    company_han: Style
    incorporation: Style
    stock_code: Style
    kind: Style
    cover_meeting: Style
    cover_place: Style
    cover_title: Style
    divider: Style
    divider_ordinal: Style
    divider_detail: Style
    divider_number: Style
    divider_title: Style
    divider_page: Style
    ladder_label: Style
    ladder_number: Style
    ladder_count: Style
    ladder_posters: Style
    page_heading: Style
    subheading: Style
    small_heading: Style
    lead: Style
    table_intro: Style
    contents_head: Style
    contents_page: Style
    contents: Style
    table_head: Style
    table_topic: Style
    table_title: Style
    table_number: Style
    table_page: Style
    label: Style
    topic_tag: Style
    numeral: Style
    title: Style
    authors: Style
    affiliations: Style
    caption: Style
    locator_board: Style
    locator: Style
    section: Style
    body: Style
    continued: Style
    caution_head: Style
    caution: Style
    signature: Style
    board_list: Style
    tab: Style
    tab_ordinal: Style
    folio: Style
    running_foot: Style
    sheet_label: Style
    slug: Style
    press_head: Style
    press_text: Style
    spine: Style
    colophon: Style
    stamp: Style
    listing: Style
    listing_number: Style
    listing_page: Style
    listing_name: Style
    index: Style
    index_page: Style
    index_head: Style
    programme_day: Style
    programme_time: Style
    programme_name: Style
    programme_text: Style
    programme_small: Style
    compact_numeral: Style
    compact_title: Style
    compact_authors: Style
    compact_body: Style
    table_mark: Style
    person: Style
    person_role: Style
    plan_number: Style
    plan_note: Style
    plan_group: Style
    placard_tag: Style
    placard_number: Style
    placard_title: Style
    placard_presenter: Style
    placard_board: Style
    placard_small: Style


@dataclass(frozen=True, slots=True)
class PageFormat:
    """A trimmed page and its live area.

    `last` is the k of the last baseline, `foot` the baseline of folio and running foot from the upper edge;
    `multiple` is what the page count is padded to; `sheet` names the paper that two pages side by side are
    printed on; labels hang in the `rail`, 0 wide without one; over `thick` pages no saddle stitch holds. One
    that is `screen_only` is never printed.
    """

    name: str
    width: Mm
    height: Mm
    inside: Mm
    outside: Mm
    live_top: Mm
    foot: Mm
    baseline: float
    last: float
    facing: bool
    rail: Mm
    gap: Mm
    multiple: int
    thick: int
    binding: Binding
    sheet: str
    screen_only: bool = False

    @property
    def measure(self) -> float:
        """The width of the text block."""
        return self.width - self.inside - self.outside

    @property
    def main_x(self) -> float:
        """The left edge of the main column, to the right of the rail where there is one."""
        return self.rail + self.gap

    @property
    def main(self) -> float:
        """The width of the main column, in which running text is set."""
        return self.measure - self.main_x


@dataclass(frozen=True, slots=True)
class Balance:
    """What a break costs in a balanced text."""

    target: float
    weak_end: float
    weak_words: frozenset[str]
    before_bracket: float
    divided: float
    in_compound: float
    compound_nouns: frozenset[str]
    in_name: float
    in_keep: float
    short_last: float
    short_last_under: float


@dataclass(frozen=True, slots=True)
class Ragged:
    """What a line costs in running text."""

    per_line: float
    tight_line: float
    divided: float
    short_last: float
    short_last_under: float
    weak_end: float
    weak_words: frozenset[str]
    stranded: float
    stranded_chars: int
    stranded_after: str


@dataclass(frozen=True, slots=True)
class Numerals:
    """Optical corrections of large figures, in 1/1000 em."""

    round: str
    round_left: float
    after_one: float
    before_one: float


@dataclass(frozen=True, slots=True)
class Rules:
    """Weights of rules."""

    legal_top: float
    legal_frame: float
    page_top: float
    group: float
    panel_top: float
    cover_lower: float
    light: float
    row: float
    note: float


@dataclass(frozen=True, slots=True)
class Panel:
    """The call-out panel of a poster page; `hang` is how far it stands out of the text block."""

    label_below_body: float
    label_alone: float
    label_after: float
    top_above_label: float
    bottom_below_text: float
    hang: Mm


@dataclass(frozen=True, slots=True)
class NoteLines:
    """Writing lines on a poster page: from the last baseline upwards, clear of what stands above.

    `least` lines at least, and where `both` on the facing poster page too, unless the page is filled to less
    than the part `bare`.
    """

    step: float
    clear: float
    label_above: float
    least: int
    both: bool
    bare: float


@dataclass(frozen=True, slots=True)
class PosterMeasures:
    """Heights on a poster page."""

    label: float
    numeral: float
    numeral_steps: tuple[float, ...]
    numeral_step_over: int
    figure_em: float
    locator_clear: float
    figure_below: float
    figure_caption: float
    title: float
    title_steps: tuple[tuple[float, ...], ...]
    section_below: float
    section_to_body: float
    next_section: float
    continued: float
    authors_below_title: float
    author_lines: int
    affiliation_lines: int
    strike: float
    list_indent: float
    paragraph_gap: float
    paragraph_indent: float
    panel: Panel
    notes: NoteLines
    figure_height: Mm
    figure_row_least: Mm
    figure_gap: Mm


@dataclass(frozen=True, slots=True)
class CodeMeasures:
    """The QR code of a poster: its size without the quiet zone, its top, and how text makes way.

    Text beside it is narrower by `narrows` down to `clear` below it; `ascent` is how far a line reaches up,
    in em. A code of a version under `least` has larger modules, whose quiet zone the group's tag would enter;
    one whose modules are smaller than `module` is hard to scan.
    """

    level: str
    least: int
    top: float
    ascent: float
    size: Mm
    narrows: Mm
    clear: Mm
    module: Mm


@dataclass(frozen=True, slots=True)
class Resolution:
    """Pixels to the inch: under `least` a picture is soft in print, under `poor` its pixels are seen."""

    least: float
    poor: float


@dataclass(frozen=True, slots=True)
class Marks:
    """The sponsors' marks: boxes in columns; a mark takes the part `small` of one at least."""

    columns: int
    above: float
    below_heading: float
    small: float
    gap: Mm
    height: Mm


@dataclass(frozen=True, slots=True)
class Tiers:
    """The sponsors' page: how many columns a tier has, and how high its boxes are, from large to small.

    No mark is wider than `widest`.
    """

    columns: tuple[int, ...]
    heights: tuple[Mm, ...]
    widest: Mm


@dataclass(frozen=True, slots=True)
class PeopleMeasures:
    """Lists of people: at most so many columns, white between people and above the name of a further list."""

    most: int
    between: float
    above_list: float
    column_gap: Mm


@dataclass(frozen=True, slots=True)
class PlanMeasures:
    """The board plan, in points: a board is at most `longest` long, its bar `thickness` of that.

    No bar is thinner than `least_bar`. Bars stand `between` apart, numbers `clear` of them; aisles are at
    least `least_aisle`, at most so many boards wide. A hall is turned that is wider than `turn_over` times
    its height and then `turn_gain` as large or more. Its walls leave a `margin` at the ends of the rows and
    open `door` wide; what is said at the entrance takes `note`. The key's colours are `chip` wide.
    """

    thickness: float
    least_bar: float
    longest: float
    between: float
    clear: float
    margin: float
    least_aisle: float
    widest_aisle: float
    turn_over: float
    turn_gain: float
    wall: float
    frame: float
    door: float
    note: float
    chip: float
    above_key: float


@dataclass(frozen=True, slots=True)
class PlacardMeasures:
    """A placard: the band at its head, the `number` as a part of the sheet's height, the code at its foot.

    The steps of the title are sizes and leads.
    """

    number: float
    title_below: float
    title_steps: tuple[tuple[float, ...], ...]
    presenter_below: float
    band: Mm
    tag: Mm
    margin: Mm
    gap: Mm
    code: Mm


@dataclass(frozen=True, slots=True)
class LogoMeasures:
    """The logo on the cover: its top below the lower rule, how far it moves the company down."""

    below_rule: float
    shift: float
    width: Mm
    height: Mm


@dataclass(frozen=True, slots=True)
class CoverMeasures:
    """Heights and the title column of the cover; steps are size, lead and most lines.

    A picture stands `picture_below` what is above it and `picture_above_title` the baseline below it, if it
    can be `picture_least` high.
    """

    disclaimer: float
    disclaimer_last: float
    disclaimer_to_rule: float
    lower_rule: float
    company: float
    han_below_company: float
    incorporation_below: float
    code_below: float
    meeting: float
    place: float
    title_clear: float
    kind_above_title: float
    kind_em: float
    title_steps: tuple[tuple[float, ...], ...]
    title_crowded: tuple[tuple[float, ...], ...]
    picture_below: float
    picture_above_title: float
    picture_least: float
    column: Mm
    company_column: Mm


@dataclass(frozen=True, slots=True)
class Ladder:
    """The groups' blocks on the cover; steps are size, lead and columns."""

    label: float
    label_lines: int
    number_gap: float
    number_em: float
    without_label: float
    clear: float
    most: int
    least_height: float
    steps: tuple[tuple[float, ...], ...]
    count_above_foot: float
    count_gap: float
    width: Mm
    text_inset: Mm
    text_width: Mm
    column: Mm


@dataclass(frozen=True, slots=True)
class GroupHeads:
    """The summary table with group names above their rows, where they are too long to stand beside them."""

    name: float
    rows: float
    first_baseline: float
    first_pad: float
    switch_over: Mm
    name_x: Mm
    title_width: Mm


@dataclass(frozen=True, slots=True)
class TableMeasures:
    """The summary table.

    On one page its rows share the white that is left, `most_added` each, `added_above` of it above their
    text; `most_taken` is taken off each where the table would not fit otherwise. Numbers
    have the first of `number_steps` at which none of them is broken.
    """

    sentence: float
    heads_end: float
    top: float
    first_baseline: float
    row_pad: float
    most_added: float
    most_taken: float
    added_above: float
    number_steps: tuple[float, ...]
    least_group: float
    heads: GroupHeads
    title_x: Mm
    title_width: Mm
    number_x: Mm
    number_head: Mm


@dataclass(frozen=True, slots=True)
class ListingMeasures:
    """Rows of posters in columns; the one that fills takes the part `least` of the measure at least.

    From the heads' baseline to the `first` below them; the rule of a part is `rule_above` its first baseline.
    """

    first: float
    rule_above: float
    part_gap: float
    below_name: float
    row_pad: float
    least: float
    gap: Mm


@dataclass(frozen=True, slots=True)
class IndexMeasures:
    """An index in columns: its page heading, the first baseline below that, and that of later pages.

    A letter stands `head_above` the lead below the entry before it; the lines of an entry after its first
    are `hung` to the right.
    """

    heading: float
    first: float
    later: float
    head_above: float
    columns: int
    gap: Mm
    hung: Mm


@dataclass(frozen=True, slots=True)
class CompactMeasures:
    """Posters one below the other.

    Titles stand `rule_above` a poster's rule, which is `between` the last baseline of the one before; on a
    page the first baseline is `first`. A rule reaches the part `descent` of the size below what is concluded.
    """

    first: float
    rule_above: float
    between: float
    authors_below: float
    below_head: float
    paragraph_gap: float
    author_lines: int
    descent: float
    title_x: Mm
    number_clear: Mm
    indent: Mm


@dataclass(frozen=True, slots=True)
class ProgrammeMeasures:
    """Days and what is on them.

    A day is named `day_below` the last baseline above it, and its first row is `first_below` that; rows are
    `between` apart beside their leads, those of one session not. On later pages the first stands at `later`.
    """

    first: float
    later: float
    day_below: float
    first_below: float
    between: float
    rule_above: float
    text_x: Mm
    page_column: Mm
    gap: Mm


@dataclass(frozen=True, slots=True)
class IntroductionMeasures:
    """The opening page and the contents list."""

    kind: float
    lead: float
    contents_head_above: float
    contents_rule_above: float
    own_head: float
    own_first: float
    entry_x: Mm


@dataclass(frozen=True, slots=True)
class DividerMeasures:
    """The page before a session's or a group's posters.

    The list stands `list_below` the last baseline of the head, on later pages from `later` on; a frame ends
    `frame_below` the last baseline of the page.
    """

    ordinal: float
    name: float
    details_below: float
    list_below: float
    rule_above: float
    later: float
    between: float
    frame_below: float
    title_x: Mm
    page_column: Mm


@dataclass(frozen=True, slots=True)
class TextMeasures:
    """A page of running text.

    A table's columns stand `column_gap` apart, its rows `row_pad` beside their lines; a row's rule is
    `row_rule` above its first baseline, the head's `head_rule` below its last.
    """

    heading: float
    body: float
    column_gap: float
    row_pad: float
    row_rule: float
    head_rule: float


@dataclass(frozen=True, slots=True)
class FillerMeasures:
    """A page of writing lines."""

    heading: float
    step: float
    highest: float


@dataclass(frozen=True, slots=True)
class LegalMeasures:
    """The legal page; no legal text is smaller than `floor`."""

    floor: float
    head: float
    head_gap: float
    frame_align: float
    frame_below_text: float
    signature_least: float
    signature_below_frame: float
    list_rule_above: float
    list_clear: float
    frame_hang: Mm


@dataclass(frozen=True, slots=True)
class Tabs:
    """The thumb tabs at the fore-edge; `label_steps` are sizes, `capital` a cap's height in em."""

    top: float
    most: int
    label_steps: tuple[float, ...]
    label_clear: float
    ordinal: float
    capital: float
    width: Mm
    label_from_trim: Mm
    inset: Mm
    ordinal_from_trim: Mm


@dataclass(frozen=True, slots=True)
class Look:
    """What a theme draws at all; a weight is 0 where an area is filled instead.

    Tabs are bars of `tab_bar`, the ladder has rules of `ladder_rule`, the panel a frame of `panel_frame`.
    With `black_marks` logos are black ink. A panel that would fit a page of its own `panel_divides` all the
    same.
    """

    fills: bool
    tabs: bool
    tab_bar: float
    ladder: bool
    ladder_rule: float
    notes: bool
    running_foot: bool
    rules_on_boundary: bool
    panel_frame: float
    panel_divides: bool
    page_below_number: bool
    black_marks: bool


@dataclass(frozen=True, slots=True)
class Plates:
    """What is done for plates that are a little apart: type smaller than `small_type` is black alone."""

    small_type: float


@dataclass(frozen=True, slots=True)
class Crops:
    """Printer's marks around a trimmed page.

    Crops stand `offset` from the trim; paper shows `margin` beyond it, the slug line stands `slug` below it.
    """

    weight: float
    offset: Mm
    length: Mm
    margin: Mm
    slug: Mm


@dataclass(frozen=True, slots=True)
class Folding:
    """Marks on a sheet that is folded; `staple_at` are parts of the page's height.

    `unprintable` is how much of a sheet's edge an office printer is thought to leave white. A spine carries
    text from `spine_least` on.
    """

    weight: float
    staple_at: tuple[float, ...]
    tick: Mm
    staple: Mm
    label: Mm
    unprintable: Mm
    spine_least: Mm


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact sheet of spreads: numbers of columns to try, the last over as many sheets as it takes."""

    columns: tuple[int, ...]
    margin: Mm
    gap: Mm
    head: Mm
    caption: Mm


@dataclass(frozen=True, slots=True)
class Fit:
    """How text is made to fit: the sizes of all posters, and what one of them may do for itself.

    A poster whose last page is filled to less than `absorb` is tried at its `own` smaller sizes, with
    `figures` a part as large and white `closer` by those factors, the last at the smallest size only. At most
    the part `most_own` is set tighter than the others. A smaller size for all must save the part
    `least_saved` of their pages. `least_lines` stand on both sides of a page break, `least_tail` on a last
    page.
    """

    body: tuple[tuple[float, ...], ...]
    own: tuple[tuple[float, ...], ...]
    most_continued: float
    most_own: float
    least_saved: float
    absorb: float
    figures: tuple[float, ...]
    closer: tuple[float, ...]
    least_lines: int
    least_tail: int


@dataclass(frozen=True, slots=True)
class Theme:
    """Every measure, colour and face of a booklet in one page format and theme.

    One that is bound at the right, and laid out `from_right`, is so by its language.
    """

    name: str
    page: PageFormat
    faces: Mapping[str, Face]
    ink: Colour
    grey: Colour
    rule: Colour
    hair: Colour
    paper: Colour
    registration: Colour
    topics: tuple[Topic, ...]
    balance: Balance
    ragged: Ragged
    numerals: Numerals
    styles: Styles
    rules: Rules
    poster: PosterMeasures
    code: CodeMeasures
    resolution: Resolution
    marks: Marks
    tiers: Tiers
    people: PeopleMeasures
    plan: PlanMeasures
    placard: PlacardMeasures
    logo: LogoMeasures
    cover: CoverMeasures
    ladder: Ladder
    table: TableMeasures
    listing: ListingMeasures
    index: IndexMeasures
    compact: CompactMeasures
    programme: ProgrammeMeasures
    introduction: IntroductionMeasures
    divider: DividerMeasures
    text: TextMeasures
    filler: FillerMeasures
    legal: LegalMeasures
    tabs: Tabs
    look: Look
    fit: Fit
    crops: Crops
    folding: Folding
    plates: Plates
    contact: Contact
    sheets: Mapping[str, tuple[Mm, ...]]
    bleed: Mm
    safe: Mm
    from_right: bool = False

    def topic(self, group: int) -> Topic:
        """The colours of a group by its index; they repeat after the last."""
        return self.topics[group % len(self.topics)]

    def colour(self, style: Style, group: int = 0) -> Colour:
        """The colour that a style names; `group` decides where it is the group's."""
        if style.colour == "topic":
            return self.topic(group).colour
        colour: Colour = getattr(self, style.colour)
        return colour


HAN_LANGUAGES = frozenset(("zh", "ja"))
"""Those whose booklets stand on a wider unit, `han_unit` of the tokens."""
HEAVY_HAN = ("han_sb", "han_sans_sb")
"""The Chinese faces of semibold and bold text."""
SHARED = (
    "topics",
    "balance",
    "ragged",
    "numerals",
    "look",
    "crops",
    "folding",
    "plates",
    "contact",
    "sheets",
)


def formats(tokens: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the page formats."""
    return tuple(tokens["pages"])


def themes(tokens: Mapping[str, Any], design: Iterable[OwnTheme] = ()) -> tuple[str, ...]:
    """The names of our themes, and of those that theme files bring."""
    return (*tokens["themes"], *(own.name for own in design if own.name))


def base_theme(theme: str, design: Iterable[OwnTheme]) -> str:
    """The theme of ours that a theme is or extends."""
    return next((own.extends for own in design if own.name == theme), theme)


def page_for(tokens: Mapping[str, Any], page: str, theme: str, design: Iterable[OwnTheme] = ()) -> str:
    """The format that a theme takes for `page`: another one where it does not exist on it."""
    name: str = tokens["themes"][base_theme(theme, design)].get("pages_for", {}).get(page, page)
    return name


def build(
    tokens: Mapping[str, Any],
    page: str,
    theme: str,
    language: str = "",
    binding: Binding | None = None,
    *,
    own: Iterable[OwnFont] = (),
    design: Iterable[OwnTheme] = (),
) -> Theme:
    """The theme `theme` on the page format `page`, with the Chinese faces in the order of `language`.

    The binding is the format's own unless one is given. `own` fonts stand in for what no other face has.
    `design` are the theme files that are known. What one that amends says for all themes gives way to what
    makes a theme, as the blackness of plain and the sizes of large-print. A theme of one's own goes first.
    """
    whole = tokens_for(tokens, page, theme, binding, design, language)
    han = tokens["han"][best(language, tuple(tokens["han"])) or "default"]
    from_right = is_right_to_left(language)
    styles = {
        name: {**style, "font": han.get(style["font"], [style["font"]])[0], "from_right": from_right}
        for name, style in whole["styles"].items()
    }
    faces = _faces(tokens["fonts"], han, tuple(own))
    built: Theme = _value(Theme, {**whole, "styles": styles, "faces": faces, "from_right": from_right})
    return built


def tokens_for(
    tokens: Mapping[str, Any],
    page: str,
    theme: str,
    binding: Binding | None = None,
    design: Iterable[OwnTheme] = (),
    language: str = "",
) -> dict[str, Any]:
    """The tokens that hold for one page format and theme, in their own form.

    What comes later goes before: the family a5, of which all others say only what differs; the format's
    family; the format; what the booklet's `language` asks of either; the file that amends, for all themes;
    our theme; a theme of one's own, then what it says for the format; what the file that amends says for the
    format, and for the theme.
    """
    design = tuple(design)
    base = base_theme(theme, design)
    size = tokens["pages"][page]
    bound = binding or Binding(size["binding"])
    size = {**size, "name": page, **tokens["bindings"][bound].get(size["family"], {}), "binding": bound}
    shared = {key: tokens[key] for key in SHARED}
    whole = {**shared, **tokens["colour"], "name": theme, "page": size}
    whole = merge(whole, tokens["families"]["a5"])
    if size["family"] != "a5":
        whole = merge(whole, tokens["families"][size["family"]])
    whole = merge(whole, tokens["formats"].get(page, {}))
    unit = tokens["han_unit"] if language.partition("-")[0] in HAN_LANGUAGES else {}
    whole = merge(whole, unit.get(size["family"], {}))
    ours = merge(tokens["themes"][base], unit.get(base, {}))
    if not design:
        return merge(whole, ours)
    from posterbook.design.theme_names import apply_names  # noqa: PLC0415 - few booklets have a theme file

    whole |= {"cuts": tokens["cuts"], "floors": tokens["floors"]}
    amending = [one for one in design if not one.name]
    for one in amending:
        whole = apply_names(whole, one.values, base)
    whole = merge(whole, ours)
    named = [one for one in design if one.name == theme]
    said = [values for one in named for values in (one.values, one.formats.get(page, {}))]
    said += [values for one in amending for values in (one.formats.get(page, {}), one.themes.get(theme, {}))]
    for values in said:
        whole = apply_names(whole, values, base)
    return whole


def merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with the values of `over` in their places."""
    result = dict(base)
    for key, value in over.items():
        inner = result.get(key)
        both = isinstance(inner, Mapping) and isinstance(value, Mapping)
        result[key] = merge(inner, value) if both and inner is not None else value
    return result


def _faces(fonts: Mapping[str, Any], han: Mapping[str, Any], own: tuple[OwnFont, ...]) -> dict[str, Any]:
    """The faces, each falling back on the user's last: a semibold or bold one on their bold."""
    plain = {f"own_{n}": {"file": str(font.file.path)} for n, font in enumerate(own, 1)}
    bold = {f"own_{n}_b": {"file": str((font.bold or font.file).path)} for n, font in enumerate(own, 1)}
    faces = {}
    for key, face in fonts.items():
        chain = face.get("fallback", ())
        heavy = any(one in chain or key in han[one] for one in HEAVY_HAN)
        names = [one for name in chain for one in han.get(name, [name])]
        latin = next((at for at, name in enumerate(chain) if name in han), len(names))
        at = latin if han.get("own_first") else len(names)
        fallback = [*names[:at], *(bold if heavy else plain), *names[at:]]
        faces[key] = {**face, "fallback": fallback, "signs": han.get("signs", "")}
    return {**faces, **plain, **bold}


@cache
def _plan(cls: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a class of this file, each with its type."""
    return tuple([(field.name, field.type) for field in fields(cls)])


def _value(kind: Any, raw: Any) -> Any:  # noqa: ANN401 - a value of whatever type `kind` is
    if kind == Mm:
        return float(raw) * MM
    if kind is Colour:
        return _colour(raw)
    if kind is Topic:
        return Topic(_colour(raw), Colour(_rgb(raw["tint"]), _cmyk(raw["tint_cmyk"])))
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _value(hint, raw[name]) for name, hint in _plan(kind) if name in raw})
    if get_origin(kind) is tuple:
        return tuple(_value(get_args(kind)[0], one) for one in raw)
    if get_origin(kind) is Mapping:
        return {key: _value(get_args(kind)[1], one) for key, one in raw.items()}
    return kind(raw)


def _colour(raw: Mapping[str, Any]) -> Colour:
    return Colour(_rgb(raw["hex"]), _cmyk(raw["cmyk"]), raw.get("weight", 0))


def _rgb(code: str) -> tuple[float, float, float]:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _cmyk(percent: list[float]) -> tuple[float, float, float, float]:
    cyan, magenta, yellow, black = (part / 100 for part in percent)
    return cyan, magenta, yellow, black
