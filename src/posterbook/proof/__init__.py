"""The written file read back: the legal proof, the proof of structure, and what a screen reader says."""

from posterbook.proof.legal.expected import ExpectedBlock, expected_blocks
from posterbook.proof.legal.reading import UNREADABLE, Make, make_of, page_texts
from posterbook.proof.legal.search import Proof, prove_legal
from posterbook.proof.structure.structure_proof import prove_structure

__all__ = [
    "UNREADABLE",
    "ExpectedBlock",
    "Make",
    "Proof",
    "expected_blocks",
    "make_of",
    "page_texts",
    "prove_legal",
    "prove_structure",
]
