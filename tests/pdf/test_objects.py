"""Values as a file has them, and read back."""

from contextlib import contextmanager
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posterbook.pdf.objects import (
    FALSE,
    TRUE,
    array,
    byte_string,
    dictionary,
    name,
    numeral,
    numerals,
    reference,
    text,
)
from posterbook.pdf.writer import PdfWriter


class Named(str):
    """A name of a nest of values, told from a text."""

    __slots__ = ()


def written(value):
    """A nest of Python's values as one of the file's."""
    match value:
        case bool():
            return TRUE if value else FALSE
        case int() | float():
            return numeral(value)
        case Named():
            return name(value)
        case str():
            return text(value)
        case bytes():
            return byte_string(value)
        case list():
            return array(map(written, value))
    return dictionary({key: written(inner) for key, inner in value.items()})


@contextmanager
def read_back(*values):
    """What a reader of the file finds under the numbers of these values."""
    file = PdfWriter("1.7")
    numbers = [int(file.add(value).split()[0]) for value in values]
    catalogue = file.add(b"<< /Type /Catalog /Pages << /Type /Pages /Kids [ ] /Count 0 >> >>")
    with pikepdf.open(BytesIO(file.end(catalogue))) as pdf:
        yield [pdf.get_object(number, 0) for number in numbers]


def same(found, value):
    """Whether a value read back is the one that was written."""
    match value:
        case bool() | int():
            return found == value
        case float():
            return abs(float(found) - value) <= 0.0000501  # half of the last decimal, and its rounding
        case Named():
            return isinstance(found, pikepdf.Name) and str(found) == "/" + value
        case str():
            return isinstance(found, pikepdf.String) and str(found) == value
        case bytes():
            return isinstance(found, pikepdf.String) and bytes(found) == value
        case list():
            return len(found) == len(value) and all(map(same, found, value))
    return set(found.keys()) == {"/" + key for key in value} and all(
        same(found["/" + key], inner) for key, inner in value.items()
    )


CHARACTERS = st.characters(exclude_categories=["Cs"])
KEYS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
PLAIN = st.one_of(
    st.booleans(),
    st.integers(-(2**31), 2**31 - 1),
    st.floats(-30000, 30000),
    st.text(CHARACTERS),
    st.binary(),
    KEYS.map(Named),
)
NESTS = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=20)


@given(st.lists(NESTS, min_size=1, max_size=5))
def test_any_nest_of_values_is_read_back_as_it_was_written(values):
    with read_back(*map(written, values)) as found:
        assert all(map(same, found, values))


@pytest.mark.parametrize("code", range(256))
def test_every_byte_of_a_string_and_every_character_of_a_text_comes_back(code):
    around = chr(code), f"({chr(code)}", f"{chr(code)})\\", chr(code) * 3
    with read_back(*map(text, around), byte_string(bytes([code, 13, code]))) as found:
        assert [str(one) for one in found[:-1]] == list(around)
        assert bytes(found[-1]) == bytes([code, 13, code])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", b"()"),
        ("Results (n = 3)", rb"(Results \(n = 3\))"),
        ("a\\b", rb"(a\\b)"),
        ("Ä", b"<feff00c4>"),
        ("two\nlines", b"<feff00740077006f000a006c0069006e00650073>"),
        ("亞", b"<feff4e9e>"),
        ("\U0001f600", b"<feffd83dde00>"),
    ],
)
def test_text_is_plain_where_it_is_ascii_and_utf_16_elsewhere(value, expected):
    assert text(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Type", b"/Type"),
        ("A B", b"/A#20B"),
        ("a#/(", b"/a#23#2F#28"),
        ("é", b"/#C3#A9"),
        ("a.b-c", b"/a.b-c"),
    ],
)
def test_irregular_bytes_of_a_name_are_written_by_number(value, expected):
    assert name(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, b"0"),
        (-0.0, b"0"),
        (12.0, b"12"),
        (595.2755905, b"595.2756"),
        (-0.000001, b"0"),
        (1e-7, b"0"),
        (1e15, b"1000000000000000"),
        (0.1 + 0.2, b"0.3"),
    ],
)
def test_numbers_have_no_exponent_and_no_needless_digit(value, expected):
    assert numeral(value) == expected


def test_a_number_may_have_more_decimals_where_it_is_small():
    assert numeral(1 / 843, 9) == b"0.00118624"


def test_larger_values_are_put_together_from_smaller_ones():
    assert array([name("A"), reference(7), TRUE]) == b"[ /A 7 0 R true ]"
    assert numerals((0, 0.5)) == b"[ 0 0.5 ]"
    assert dictionary({"S": name("P"), "K": numeral(1)}) == b"<< /S /P /K 1 >>"
    assert array([]) == b"[  ]"
    assert dictionary({}) == b"<<  >>"
