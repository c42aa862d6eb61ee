"""Objects read from a file's bytes: what pikepdf reads, or nothing at all."""

import json
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posterbook import publish
from posterbook.pdf.objects import array, dictionary, name, numeral, reference, text
from posterbook.pdf.writer import PdfWriter
from posterbook.proof.objects.plain_objects import NotPlainError, PlainObjects


@pytest.fixture(scope="module")
def written(example):
    return publish(example, "screen").pdf


def read(value):
    """A value as it is read back from a file of ours."""
    file = PdfWriter("1.7")
    number = int(file.add(value).split()[0])
    catalogue = file.add(dictionary({"Type": name("Catalog")}))
    return PlainObjects(file.end(catalogue)).read(number)


def test_every_object_of_an_object_stream_is_what_pikepdf_reads(written):
    plain, seen = PlainObjects(written), 0
    with pikepdf.open(BytesIO(written)) as pdf:
        for one in pdf.objects:
            number, _ = one.objgen
            if not isinstance(one, pikepdf.Stream):
                assert plain.read(number) == json.loads(one.to_json(dereference=True))
                seen += 1
    assert seen > 200


def test_contents_of_pages_are_what_pikepdf_reads(written):
    plain = PlainObjects(written)
    with pikepdf.open(BytesIO(written)) as pdf:
        for page in pdf.pages:
            assert plain.stream(page.Contents.objgen[0]) == page.Contents.read_bytes()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_texts_come_back_as_they_were(words):
    assert read(array([text(words)])) == [f"u:{words}"]


@given(st.lists(st.integers(-99999, 99999) | st.integers(-9999, 9999).map(lambda n: n / 100), max_size=5))
def test_numbers_come_back_as_they_were(numbers):
    assert read(array([numeral(number, 2) for number in numbers])) == numbers


def test_names_references_and_constants_come_back_as_they_were():
    value = dictionary({"A": name("B"), "C": array([reference(1), b"true", b"null"]), "D": b"<0aff>"})
    assert read(value) == {"/A": "/B", "/C": ["1 0 R", True, None], "/D": "b:0aff"}


@pytest.mark.parametrize("kids", [b"5", b"5 0 R", b"[ 1 2 ]", b"[ 7 8 0 R 9 0 R ]", b"[ 5 0 6 0 R ]"])
def test_elements_are_read_as_all_other_dictionaries(kids):
    found, other = read(b"<< /K %b /P 1 0 R /S /P >>" % kids), read(b"<< /P 1 0 R /K %b /S /P >>" % kids)
    assert found == other
    assert set(found) == {"/K", "/P", "/S"}


@pytest.mark.parametrize(
    "value",
    [rb"(a\tb)", rb"(a(b)c)", b"(\xe9)", b"/A#20B", b"<abc>", b"<< /A >>", b"[ 1", b"1 2", b"% 1", b"x"],
)
def test_a_value_that_is_not_plain_is_left_to_pikepdf(value):
    with pytest.raises(NotPlainError):
        read(value)


def test_a_file_that_was_appended_to_or_encrypted_is_left_to_pikepdf(written):
    saved = BytesIO()
    with pikepdf.open(BytesIO(written)) as pdf:
        pdf.save(saved, encryption=pikepdf.Encryption(owner="a", user=""))
    for data in (saved.getvalue(), written + b"1 0 obj null endobj", written[:-9], b""):
        with pytest.raises(NotPlainError):
            PlainObjects(data)


def test_a_row_that_leads_elsewhere_is_not_believed(written):
    plain = PlainObjects(written)
    with pikepdf.open(BytesIO(written)) as pdf:
        own = next(one.objgen[0] for one in pdf.objects if isinstance(one, pikepdf.Stream))
    with pytest.raises(NotPlainError):
        plain.read(own)
    with pytest.raises(NotPlainError):
        plain.read(10**6)
