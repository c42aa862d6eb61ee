"""Papers that go with a booklet, in its design: corrections to what is printed, and the document to sign."""

from posterbook.documents.corrections import corrections
from posterbook.documents.signoff import LegalFact, signoff

__all__ = ["LegalFact", "corrections", "signoff"]
