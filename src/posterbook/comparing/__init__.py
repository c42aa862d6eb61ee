"""What two booklets print, compared: a laid-out one, an approved one, one that lies on paper."""

from posterbook.comparing.approved import check_document
from posterbook.comparing.books import difference_of
from posterbook.comparing.paragraphs import paragraphs_of
from posterbook.comparing.record import printed_book
from posterbook.comparing.reports import difference_json, difference_text, ranges_of

__all__ = [
    "check_document",
    "difference_json",
    "difference_of",
    "difference_text",
    "paragraphs_of",
    "printed_book",
    "ranges_of",
]
