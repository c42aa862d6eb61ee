"""Drawn pages to the finished file: structure, links, outline, metadata; and its proof, read back.

`aloud` and `weight` are imported from their own files: few runs want them.
"""

from posterbook.finish.expected import Expected, expected
from posterbook.finish.finishing import finish
from posterbook.finish.inspection import prove_structure
from posterbook.finish.metadata import Metadata
from posterbook.finish.proof import Found, Proof, prove_legal
from posterbook.finish.reading import UNREADABLE, Make, make_of, page_texts

__all__ = [
    "UNREADABLE",
    "Expected",
    "Found",
    "Make",
    "Metadata",
    "Proof",
    "expected",
    "finish",
    "make_of",
    "page_texts",
    "prove_legal",
    "prove_structure",
]
