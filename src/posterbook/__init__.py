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
    from posterbook.api.exporting import Export, export
    from posterbook.api.importing import Import, import_tables
    from posterbook.api.many import build_many
    from posterbook.api.proving import Judgement, Verdict, prove
    from posterbook.api.publishing import Publication, PublishedFile, publish, read
    from posterbook.api.running import locate
    from posterbook.api.typesetting import Stopwatch, Typeset, load, typeset
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
    "Booklet",
    "ContentError",
    "Edition",
    "Export",
    "FoundBlock",
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
    "export",
    "import_tables",
    "load",
    "locate",
    "prove",
    "publish",
    "read",
    "typeset",
]
