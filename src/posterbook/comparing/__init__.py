"""What two booklets print, compared: a laid-out one, an approved one, one that lies on paper."""

from posterbook.comparing.approved import check_document
from posterbook.comparing.paragraphs import paragraphs_of
from posterbook.comparing.record import printed_book

__all__ = ["check_document", "paragraphs_of", "printed_book"]
