"""Colour spaces as the legal proof takes them: what prints on every plate is known by all of its words."""

import pytest
from pikepdf import Array, Dictionary, Name

from posterbook.proof.legal.graphics_state import space_of
from posterbook.proof.objects.foreign_file import value_of


def tint(**other):
    values = {"FunctionType": 2, "Domain": Array([0, 1]), "C0": Array([0] * 4), "C1": Array([1] * 4), "N": 1}
    return Dictionary(**(values | other))


def space(*parts):
    return {"/All": value_of(Array(parts))}


SEPARATION = (Name.Separation, Name.All, Name.DeviceCMYK)


def test_the_separation_of_every_plate_is_known():
    assert space_of("/All", space(*SEPARATION, tint())) == "plates"


@pytest.mark.parametrize(
    "parts",
    [
        (*SEPARATION, tint(C1=Array([0] * 4))),  # prints nothing on a composite
        (*SEPARATION, tint(C0=Array([1] * 4))),
        (*SEPARATION, tint(N=2)),
        (*SEPARATION, tint(Range=Array([0, 0]))),
        (*SEPARATION, tint(C1=1)),
        (*SEPARATION, Name.Identity),
        (*SEPARATION, tint(), Dictionary()),
        (Name.Separation, Name("/None"), Name.DeviceCMYK, tint()),
        (Name.Separation, Name.All, Name.DeviceRGB, tint()),
        SEPARATION,
        (),
    ],
)
def test_any_other_separation_is_not(parts):
    assert space_of("/All", space(*parts)) == "other"
