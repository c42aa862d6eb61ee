"""What an ICC profile says of itself."""

from struct import pack

import pytest

from posterbook.assets import assets_folder
from posterbook.design.icc import description, registered_condition, unfit


@pytest.fixture(scope="module")
def fogra():
    return (assets_folder() / "icc" / "FOGRA39.icc").read_bytes()


@pytest.fixture(scope="module")
def srgb():
    return (assets_folder() / "icc" / "sRGB.icc").read_bytes()


def test_the_shipped_profile_is_fit_for_pdf_x_and_names_its_condition(fogra):
    assert not unfit(fogra)
    assert description(fogra) == "Coated FOGRA39L"
    assert registered_condition(description(fogra)) == "FOGRA39"


def test_the_shipped_profile_is_dated_by_its_measurements_not_by_the_day_it_was_made(fogra):
    assert fogra[24:36] == pack(">6H", 2006, 12, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda profile: profile[:100], "is not an ICC profile"),
        (lambda profile: profile[:36] + b"acsq" + profile[40:], "is not an ICC profile"),
        (lambda profile: profile[:12] + b"mntr" + profile[16:], "is no profile of a printer or press"),
        (lambda profile: profile[:16] + b"RGB " + profile[20:], "is a profile for RGB, not for CMYK"),
        (lambda profile: profile[:8] + b"\5" + profile[9:], "is of version 5, which PDF/X-4 does not know"),
    ],
)
def test_what_cannot_be_an_output_intent_says_why(fogra, spoil, reason):
    assert unfit(spoil(fogra)) == reason


def test_a_profile_of_a_screen_is_refused(srgb):
    assert unfit(srgb) == "is no profile of a printer or press"


def test_names_are_read_as_version_4_writes_them():
    name = "PSO Coated v3 (FOGRA51)".encode("utf-16-be")
    tag = pack(">4s4x2I2s2s2I", b"mluc", 1, 12, b"en", b"US", len(name), 28) + name
    profile = bytes(128) + pack(">I4s2I", 1, b"desc", 144, len(tag)) + tag
    assert description(profile) == "PSO Coated v3 (FOGRA51)"
    assert registered_condition(description(profile)) == "FOGRA51"
    assert registered_condition("House paper") == ""


def test_a_profile_without_a_name_has_none():
    assert description(bytes(128) + pack(">I", 0)) == ""
