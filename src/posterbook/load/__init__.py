"""The content folder to a Booklet: YAML with positions on demand, texts with their placeholders filled."""

from posterbook.load.acceptance import accepted
from posterbook.load.approval import APPROVED, approval_of
from posterbook.load.document import read_tokens, read_yaml
from posterbook.load.folder import load
from posterbook.load.intent import read_output_intent
from posterbook.load.positions import locate
from posterbook.load.rules import check_content
from posterbook.load.words import read_words

__all__ = [
    "APPROVED",
    "accepted",
    "approval_of",
    "check_content",
    "load",
    "locate",
    "read_output_intent",
    "read_tokens",
    "read_words",
    "read_yaml",
]
