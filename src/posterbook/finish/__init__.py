"""Drawn pages to the finished file: structure, links, outline, metadata; and its proof, read back."""

from posterbook.finish.aloud import aloud
from posterbook.finish.finishing import finish
from posterbook.finish.inspection import prove_structure
from posterbook.finish.metadata import Metadata
from posterbook.finish.proof import prove_legal
from posterbook.finish.reading import page_texts

__all__ = ["Metadata", "aloud", "finish", "page_texts", "prove_legal", "prove_structure"]
