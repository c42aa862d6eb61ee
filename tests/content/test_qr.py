"""The modules of a QR code, as ISO/IEC 18004 has them."""

import pytest

from posterbook.content.qr import modules

FINDER = ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")


def corner(rows, x, y):
    return tuple(row[x : x + 7] for row in rows[y : y + 7])


def test_a_code_has_its_three_finders_and_no_quiet_zone():
    rows = modules("https://example.org/", "M", 1)
    assert corner(rows, 0, 0) == FINDER
    assert corner(rows, len(rows) - 7, 0) == FINDER
    assert corner(rows, 0, len(rows) - 7) == FINDER


def test_error_correction_is_the_one_asked_for_and_not_more():
    # the format information begins with two bits for the level, 00 for M, under the mask 10
    rows = modules("https://example.org/", "M", 4)
    assert rows[8][:2] == "10"


@pytest.mark.parametrize(("link", "size"), [("https://a.org/", 33), ("https://a.org/" + "x" * 60, 37)])
def test_a_code_is_no_smaller_than_asked_for_and_as_large_as_it_must_be(link, size):
    rows = modules(link, "M", 4)
    assert len(rows) == size
    assert {len(row) for row in rows} == {size}


def test_a_link_is_coded_as_a_url():
    assert modules("https://münchen.example/ü", "M", 4) == modules(
        "https://xn--mnchen-3ya.example/%C3%BC", "M", 4
    )


def test_the_same_link_gives_the_same_code():
    assert modules("https://example.org/", "M", 4) == modules("https://example.org/", "M", 4)
