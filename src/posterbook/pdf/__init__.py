"""Drawn pages to the finished file: its objects, structure, links, outline, labels and metadata."""

from posterbook.pdf.finishing import finish

__all__ = ["finish"]
