"""The content folder to a Booklet: YAML with positions on demand, texts with their placeholders filled."""

from posterbook.loading.files.pictures_and_fonts import read_output_intent
from posterbook.loading.folder import load
from posterbook.loading.legal.approval import APPROVED, Scope, approval_of
from posterbook.loading.legal.profile import legal_rules
from posterbook.loading.printed import PRINTED, printed_in, printed_yaml, read_printed
from posterbook.loading.problems import apply_acceptances, without_accepted
from posterbook.loading.rules.booklet import check_content
from posterbook.loading.selections import Selection, read_selections, select
from posterbook.loading.themes import design_tokens, theme_of_package
from posterbook.loading.translations import file_in
from posterbook.loading.words import read_words
from posterbook.loading.yaml.document import read_tokens, read_yaml
from posterbook.loading.yaml.positions import locate

__all__ = [
    "APPROVED",
    "PRINTED",
    "Scope",
    "Selection",
    "apply_acceptances",
    "approval_of",
    "check_content",
    "design_tokens",
    "file_in",
    "legal_rules",
    "load",
    "locate",
    "printed_in",
    "printed_yaml",
    "read_output_intent",
    "read_printed",
    "read_selections",
    "read_tokens",
    "read_words",
    "read_yaml",
    "select",
    "theme_of_package",
    "without_accepted",
]
