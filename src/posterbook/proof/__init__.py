"""The written file read back: the legal proof, the proof of structure, and what a screen reader says."""

from posterbook.proof.legal.expected import Expected, expected_file
from posterbook.proof.legal.file_reader import (
    UNREADABLE,
    FileMakeup,
    leftmost_panel,
    makeup_of,
    page_texts,
)
from posterbook.proof.legal.legal_proof import UNJUDGED, LegalProof, prove_legal
from posterbook.proof.objects.reading import read_written
from posterbook.proof.objects.values import OpenFile
from posterbook.proof.structure.structure_proof import prove_structure

__all__ = [
    "UNJUDGED",
    "UNREADABLE",
    "Expected",
    "FileMakeup",
    "LegalProof",
    "OpenFile",
    "expected_file",
    "leftmost_panel",
    "makeup_of",
    "page_texts",
    "prove_legal",
    "prove_structure",
    "read_written",
]
