"""The small booklet laid out by hand, for all tests here."""

from tests.hand_laid import finished, fonts, metadata, pages, profile

__all__ = ["finished", "fonts", "metadata", "pages", "profile"]
