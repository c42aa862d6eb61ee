"""posterbook turns the study records of a poster session into a printable booklet.

What a Python program needs stands here by name, and is imported when it is first asked for: so the command
line answers at once, and `import posterbook` imports neither reportlab nor pikepdf. The manual explains all
of it with examples (posterbook/manual/api.md).
"""

from importlib import import_module
from typing import TYPE_CHECKING

from posterbook.version import __version__

if TYPE_CHECKING:
    from posterbook.api.approving import Approval, approve
    from posterbook.api.building import build, check
    from posterbook.api.comparing import diff
    from posterbook.api.documents import corrections, signoff
    from posterbook.api.exporting import Export, export
    from posterbook.api.freezing import Frozen, freeze, thaw
    from posterbook.api.importing import Import, import_tables
    from posterbook.api.mailing import mail
    from posterbook.api.many import build_many
    from posterbook.api.proving import Judgement, Verdict, prove
    from posterbook.api.publishing import Publication, PublishedFile, publish, read
    from posterbook.api.running import locate
    from posterbook.api.typesetting import Stopwatch, Typeset, load, typeset
    from posterbook.content.book_difference import BookDifference
    from posterbook.content.model import Booklet
    from posterbook.errors import (
        AssetError,
        ContentError,
        LayoutError,
        OutputError,
        PosterbookError,
        Problem,
        ProofError,
        Severity,
        UnjudgedError,
        UsageError,
        Where,
    )
    from posterbook.forms.edition import Edition
    from posterbook.forms.legal import FoundBlock
    from posterbook.loading.selections import Selection
    from posterbook.report import Output, Part, Result
else:

    def __getattr__(name):  # noqa: ANN001, ANN202 - the checkers see the names themselves
        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"posterbook.{home}"), name)
        raise AttributeError(f"module 'posterbook' has no attribute '{name}'")

    def __dir__():  # noqa: ANN202 - the same
        return sorted((*globals(), *__all__))


_HOMES = {
    "api.approving": ("Approval", "approve"),
    "api.building": ("build", "check"),
    "api.comparing": ("diff",),
    "api.documents": ("corrections", "signoff"),
    "api.freezing": ("Frozen", "freeze", "thaw"),
    "api.mailing": ("mail",),
    "content.book_difference": ("BookDifference",),
    "api.exporting": ("Export", "export"),
    "api.many": ("build_many",),
    "api.importing": ("Import", "import_tables"),
    "api.proving": ("Judgement", "Verdict", "prove"),
    "api.publishing": ("Publication", "PublishedFile", "publish", "read"),
    "api.running": ("locate",),
    "api.typesetting": ("Stopwatch", "Typeset", "load", "typeset"),
    "content.model": ("Booklet",),
    "errors": (
        "AssetError",
        "ContentError",
        "LayoutError",
        "OutputError",
        "PosterbookError",
        "Problem",
        "ProofError",
        "Severity",
        "UnjudgedError",
        "UsageError",
        "Where",
    ),
    "forms.edition": ("Edition",),
    "forms.legal": ("FoundBlock",),
    "loading.selections": ("Selection",),
    "report": ("Output", "Part", "Result"),
}
"""The module of each public name."""

__all__ = [
    "Approval",
    "AssetError",
    "BookDifference",
    "Booklet",
    "ContentError",
    "Edition",
    "Export",
    "FoundBlock",
    "Frozen",
    "Import",
    "Judgement",
    "LayoutError",
    "Output",
    "OutputError",
    "Part",
    "PosterbookError",
    "Problem",
    "ProofError",
    "Publication",
    "PublishedFile",
    "Result",
    "Selection",
    "Severity",
    "Stopwatch",
    "Typeset",
    "UnjudgedError",
    "UsageError",
    "Verdict",
    "Where",
    "__version__",
    "approve",
    "build",
    "build_many",
    "check",
    "corrections",
    "diff",
    "export",
    "freeze",
    "import_tables",
    "load",
    "locate",
    "mail",
    "prove",
    "publish",
    "read",
    "signoff",
    "thaw",
    "typeset",
]
