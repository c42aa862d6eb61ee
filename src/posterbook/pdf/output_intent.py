"""Writes what an edition's colours mean: the output intent with its ICC profile."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf, String

from posterbook.design.icc import description, registered_condition
from posterbook.forms.edition import Standard

SCREEN = "sRGB IEC61966-2.1"
REGISTRY = "http://www.color.org"


def write_output_intent(pdf: Pdf, standard: Standard, profile: bytes) -> None:
    """The one output intent of a PDF/A file for the screen, or of a PDF/X file for a press."""
    intent = _screen() if standard is Standard.PDF_A_2A else _press(description(profile))
    stream = pdf.make_stream(profile)
    stream.N = 3 if standard is Standard.PDF_A_2A else 4
    intent.DestOutputProfile = stream
    pdf.Root.OutputIntents = Array([intent])


def _screen() -> Dictionary:
    name = String(SCREEN)
    return Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=name, Info=name)


def _press(description: str) -> Dictionary:
    """The printing condition by its registered name, else by the profile's own (ISO 15930-7, 6.2.2)."""
    condition = registered_condition(description)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX)
    intent.OutputConditionIdentifier = String(condition or "Custom")
    intent.Info = String(description or condition or "Custom")
    if condition:
        intent.RegistryName = String(REGISTRY)
    return intent
