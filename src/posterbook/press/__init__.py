"""Pages for paper: framed with marks for a print shop, imposed on sheets to fold, small on one to look at."""

from posterbook.press.contact import contact_forme
from posterbook.press.folding import can_fold
from posterbook.press.formes import formes
from posterbook.press.job import Job
from posterbook.press.plan import sheet_plan, unprintable
from posterbook.press.trial import trial_forme

__all__ = ["Job", "can_fold", "contact_forme", "formes", "sheet_plan", "trial_forme", "unprintable"]
