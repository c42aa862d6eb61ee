"""Pages for paper: framed with marks for a print shop, imposed on sheets to fold, small on one to look at."""

from posterbook.press.folding import can_fold
from posterbook.press.formes import formes
from posterbook.press.job import Job
from posterbook.press.plan import sheet_plan, unprintable
from posterbook.press.proofsheet import proofsheet_forme
from posterbook.press.testsheet import duplex_testsheet

__all__ = ["Job", "can_fold", "duplex_testsheet", "formes", "proofsheet_forme", "sheet_plan", "unprintable"]
