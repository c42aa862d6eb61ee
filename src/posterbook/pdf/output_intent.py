"""Writes what a file's colours mean: the output intents of its standards, with their one ICC profile."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from posterbook.design.icc import colour_space, description, registered_condition
from posterbook.forms.edition import Edition

COMPONENTS = {"RGB": 3, "CMYK": 4, "GRAY": 1}
STANDARD_NAMES = {"sRGB": "sRGB IEC61966-2.1"}
"""What a profile for a screen calls itself, and the name of the standard that it means."""
REGISTRY = "http://www.color.org"


def write_output_intents(pdf: Pdf, edition: Edition, profile: bytes) -> None:
    """One output intent for each subtype that the edition's standards demand; nothing where none does."""
    subtypes = {standard.intent.subtype: None for standard in edition.standards if standard.intent}
    if subtypes:
        stream = pdf.make_stream(profile)
        stream.N = COMPONENTS[colour_space(profile)]
        pdf.Root.OutputIntents = Array([_intent(subtype, profile, stream) for subtype in subtypes])


def _intent(subtype: str, profile: bytes, stream: Object) -> Dictionary:
    """The condition by its standard or registered name, else by the profile's own (ISO 15930-7, 6.2.2)."""
    named = description(profile)
    standard, registered = STANDARD_NAMES.get(named, ""), registered_condition(named)
    intent = Dictionary(Type=Name.OutputIntent, S=Name(f"/{subtype}"), DestOutputProfile=stream)
    intent.OutputConditionIdentifier = String(standard or registered or "Custom")
    intent.Info = String(standard or named or registered or "Custom")
    if registered:
        intent.RegistryName = String(REGISTRY)
    return intent
