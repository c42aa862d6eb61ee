"""The page kind `quotation`: one sentence in large type, and below it who said it."""

from __future__ import annotations

from dataclasses import dataclass, field

from posterbook.content.model import Inline, doc
from posterbook.content.page_kind import PageKind
from posterbook.forms.element import Role
from posterbook.forms.galley import Text
from posterbook.forms.page import Item
from posterbook.layout.context import UnplacedPage, last_baseline, stack_lines
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.pages.composer import Composer


@dataclass(frozen=True, slots=True)
class Options:
    """What `quotation:` takes in running_order."""

    words: Inline = field(metadata=doc("what was said"))
    speaker: Inline = field(default=Inline(""), metadata=doc("who said it"))


@dataclass(frozen=True, slots=True)
class Quotation:
    """The galley: two texts, not yet in lines."""

    words: Text
    speaker: Text | None


def compose(composer: Composer, options: Options) -> tuple[Quotation, ...]:
    """Each text in a style of the theme, with the structure element that a screen reader announces."""
    styles, where, section = composer.theme.styles, composer.booklet.where, composer.section()
    words = composer.inline(styles.divider, options.words, section.child(composer.heading), where)
    if not options.speaker:
        return (Quotation(words, None),)
    return (Quotation(words, composer.inline(styles.lead, options.speaker, section.child(Role.P), where)),)


def lay_out(plan: BookPlan, galley: Quotation, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """One page: the words hang from a third of its height, the speaker stands two lines below them."""
    context, page = plan.context, plan.context.theme.page
    items: tuple[Item, ...] = (context.page_rule(),)
    k = page.last / 3
    lines = context.lines(galley.words, page.main)
    items += stack_lines(lines, galley.words.style, page.main_x, k)
    if galley.speaker:
        below = last_baseline(lines, galley.words.style, k) + 2 * galley.speaker.style.lead
        said = context.lines(galley.speaker, page.main)
        items += stack_lines(said, galley.speaker.style, page.main_x, below)
    return (UnplacedPage(KIND.name, items),)


KIND = PageKind(name="quotation", options=Options, compose=compose, lay_out=lay_out)
