"""A page of writing lines."""

from __future__ import annotations

from posterbook.content.page_kind import PageKind
from posterbook.forms.element import Artifact, Meaning
from posterbook.forms.galley import Galley, Text
from posterbook.layout.context import UnplacedPage, stack_lines
from posterbook.layout.plan import BookPlan
from posterbook.layout.references import Folios
from posterbook.layout.writing_lines import writing_lines
from posterbook.pages.composer import Composer
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """A notes page takes no options."""


@dataclass(frozen=True, slots=True)
class NotesGalley:
    """A page of writing lines."""

    label: Text


def compose(composer: Composer, _options: Options) -> tuple[NotesGalley, ...]:
    """One page of writing lines."""
    return (_galley(composer, composer.section().child(composer.heading)),)


def filler(composer: Composer) -> Galley:
    """What a booklet is padded with: paper to write on, of which there is nothing to read aloud."""
    return Galley(KIND, _galley(composer, Artifact.PAGINATION))


def _galley(composer: Composer, meaning: Meaning) -> NotesGalley:
    wording, where = composer.booklet.words.notes, composer.booklet.where
    return NotesGalley(composer.text(composer.theme.styles.small_heading, wording, meaning, where))


def lay_out(plan: BookPlan, galley: NotesGalley, _folios: Folios) -> tuple[UnplacedPage, ...]:
    """Lines over all of the page; beside a rail the label hangs level with the first of them."""
    context, measures = plan.context, plan.context.theme.filler
    k = measures.highest if context.theme.page.rail else measures.heading
    label = stack_lines((context.line(galley.label),), galley.label.style, 0, k)
    lines = writing_lines(context, measures.step, measures.highest)
    return (UnplacedPage(KIND.name, (context.page_rule(), *label, *lines)),)


KIND = PageKind(name="notes", options=Options, compose=compose, lay_out=lay_out)
