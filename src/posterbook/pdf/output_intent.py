"""Writes what a file's colours mean: the output intents of its standards, with their one ICC profile."""

from __future__ import annotations

from posterbook.design.icc import colour_space, description, registered_condition
from posterbook.forms.edition import Edition
from posterbook.pdf.objects import array, dictionary, name, numeral, text
from posterbook.pdf.writer import PdfWriter

COMPONENTS = {"RGB": 3, "CMYK": 4, "GRAY": 1}
STANDARD_NAMES = {"sRGB": "sRGB IEC61966-2.1"}
"""What a profile for a screen calls itself, and the name of the standard that it means."""
REGISTRY = "http://www.color.org"


def write_output_intents(file: PdfWriter, edition: Edition, profile: bytes) -> bytes:
    """An output intent for each subtype that the edition's standards demand; nothing where none does."""
    subtypes = {standard.intent.subtype: None for standard in edition.standards if standard.intent}
    if not subtypes:
        return b""
    stream = file.add_deflated({"N": numeral(COMPONENTS[colour_space(profile)])}, profile)
    return array([_intent(subtype, profile, stream) for subtype in subtypes])


def _intent(subtype: str, profile: bytes, stream: bytes) -> bytes:
    """The condition by its standard or registered name, else by the profile's own (ISO 15930-7, 6.2.2)."""
    named = description(profile)
    standard, registered = STANDARD_NAMES.get(named, ""), registered_condition(named)
    entries = {
        "Type": name("OutputIntent"),
        "S": name(subtype),
        "DestOutputProfile": stream,
        "OutputConditionIdentifier": text(standard or registered or "Custom"),
        "Info": text(standard or named or registered or "Custom"),
    }
    return dictionary(entries | ({"RegistryName": text(REGISTRY)} if registered else {}))
