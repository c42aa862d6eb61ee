"""The file that objects are written into."""

import re
import zlib
from io import BytesIO
from struct import iter_unpack

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posterbook.pdf.objects import array, dictionary, name, numeral, numerals, reference, text
from posterbook.pdf.writer import FLATE, TOGETHER, PdfWriter

OBJECT = re.compile(rb"(\d+) 0 obj\n<< (.*?) >>\nstream\n(.*?)\nendstream\nendobj\n", re.DOTALL)
CATALOGUE = b"<< /Type /Catalog /Pages << /Type /Pages /Kids [ ] /Count 0 >> >>"


def small_file():
    """A file of two pages and some twenty objects, of every form that an object can have."""
    file = PdfWriter("1.7")
    tree, pages, parents = file.reserve(), [file.reserve(), file.reserve()], file.reserve()
    contents = [file.add_stream({}, b"BT (one) Tj ET"), file.add_deflated({}, b"BT (two) Tj ET" * 9)]
    file.write(tree, dictionary({"Type": name("Pages"), "Kids": array(map(reference, pages)), "Count": b"2"}))
    for page, content in zip(pages, contents, strict=True):
        entries = {"Type": name("Page"), "Parent": reference(tree), "MediaBox": numerals((0, 0, 99.5, 70))}
        file.write(page, dictionary({**entries, "Contents": content, "Resources": b"<< >>"}))
    elements = [file.reserve() for _ in range(8)]
    for number, element in enumerate(elements):
        facts = {"S": name("P"), "P": reference(parents), "K": numeral(number), "T": text(f"Ä{number}" * 2)}
        file.write(element, dictionary(facts))
    file.write(parents, dictionary({"Type": name("StructTreeRoot"), "K": array(map(reference, elements))}))
    entries = {"Type": name("Catalog"), "Pages": reference(tree), "StructTreeRoot": reference(parents)}
    return file.end(file.add(dictionary(entries)), file.add(dictionary({"Title": text("Tom (and) Jerry")})))


def objects_of(file):
    """The streams of a file in their order: number, entries and data, these inflated."""
    for number, entries, data in OBJECT.findall(file):
        plain = zlib.decompress(data) if b"/FlateDecode" in entries else data
        yield int(number), entries, sum_of_rows(plain) if b"/Type /XRef" in entries else plain


def sum_of_rows(data):
    """The rows of the table, each of which is written as what it adds to the one above."""
    rows, above = [], bytes(6)
    for at in range(0, len(data), 7):
        assert data[at] == 2
        above = bytes((one + more) % 256 for one, more in zip(above, data[at + 1 : at + 7], strict=True))
        rows.append(above)
    return b"".join(rows)


def rows_of(file):
    return list(iter_unpack(">BIB", list(objects_of(file))[-1][2]))


def description(file):
    """A file as text, without what depends on how tightly zlib packs: lengths, places and digests."""
    lines = [file[:9].decode().rstrip(), file[9:15].hex(" ")]
    for number, entries, data in objects_of(file):
        same = re.sub(rb"/Length \d+", b"/Length ...", re.sub(rb"<[0-9a-f]{32}>", b"<...>", entries))
        lines += [f"{number} 0 obj << {same.decode()} >>"]
        if b"/Type /XRef" in entries:
            rows = enumerate(iter_unpack(">BIB", data))
            lines += [
                f"  {at}: {kind} {'...' if kind == 1 else place} {index}" for at, (kind, place, index) in rows
            ]
        else:
            lines += [f"  {line}" for line in data.decode().split("\n")]
    return "\n".join([*lines, re.sub(r"\d+", "...", file[file.rindex(b"startxref") :].decode())])


def opened(file):
    return pikepdf.open(BytesIO(file))


def test_a_small_file_is_written_as_it_was(golden):
    golden("writer.txt", description(small_file()))


def test_another_program_finds_nothing_wrong_with_it():
    with opened(small_file()) as pdf:
        assert (pdf.check_pdf_syntax() if hasattr(pdf, "check_pdf_syntax") else pdf.check()) == []
        assert [page.Contents.read_bytes()[:8] for page in pdf.pages] == [b"BT (one)", b"BT (two)"]
        assert [str(one.T) for one in pdf.Root.StructTreeRoot.K] == [f"Ä{n}Ä{n}" for n in range(8)]
        assert str(pdf.trailer.Info.Title) == "Tom (and) Jerry"


def test_every_row_leads_to_its_object():
    file = small_file()
    rows = rows_of(file)
    places = {number: file.index(b"\n%d 0 obj\n" % number) + 1 for number, _, _ in objects_of(file)}
    held = {number: data for number, entries, data in objects_of(file) if b"/ObjStm" in entries}
    for number, (kind, place, index) in enumerate(rows):
        if kind == 1:
            assert place == places[number]
        elif kind == 2:
            assert int(held[place].split()[2 * index]) == number
    assert [kind for kind, _, _ in rows].count(0) == 1
    assert file.endswith(b"startxref\n%d\n%%%%EOF\n" % rows[-1][1])


def test_every_stream_is_as_long_as_it_says():
    for found in re.finditer(rb"/Length (\d+) >>\nstream\n", small_file()):
        assert small_file()[found.end() + int(found[1]) :].startswith(b"\nendstream\nendobj\n")


def test_the_same_objects_give_the_same_bytes_and_another_word_another_identity():
    def file(word):
        one = PdfWriter("1.7")
        one.add(text(word))
        return one.end(one.add(CATALOGUE))

    assert file("a") == file("a")
    with opened(file("a")) as one, opened(file("b")) as two:
        assert one.trailer.ID[0] == one.trailer.ID[1]
        assert len(bytes(one.trailer.ID[0])) == 16
        assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])


@pytest.mark.parametrize("version", ["1.6", "1.7", "2.0"])
def test_the_header_names_the_version(version):
    file = PdfWriter(version)
    with opened(file.end(file.add(CATALOGUE))) as pdf:
        assert pdf.pdf_version == version


def test_a_number_that_is_never_written_is_a_bug():
    file = PdfWriter("1.7")
    file.reserve()
    with pytest.raises(AssertionError, match="never written"):
        file.end(file.add(CATALOGUE))


def test_a_number_that_is_written_twice_is_a_bug():
    file = PdfWriter("1.7")
    number = file.reserve()
    file.write_stream(number, {}, b"")
    file.write(number, b"null")
    with pytest.raises(AssertionError, match="object 1 is written twice"):
        file.end(file.add(CATALOGUE))


def test_a_file_without_information_has_none():
    file = PdfWriter("1.7")
    with opened(file.end(file.add(CATALOGUE))) as pdf:
        assert "/Info" not in pdf.trailer


@pytest.mark.parametrize("count", [1, TOGETHER - 1, TOGETHER, TOGETHER + 1, 3 * TOGETHER])
def test_objects_fill_one_stream_after_the_other(count):
    file = PdfWriter("1.7")
    numbers = [file.reserve() for _ in range(count)]
    for number in reversed(numbers):
        file.write(number, numeral(number * 10))
    made = file.end(file.add(CATALOGUE))
    with opened(made) as pdf:
        assert [pdf.get_object(number, 0) for number in numbers] == [number * 10 for number in numbers]
        assert pdf.get_warnings() == []
    streams = [entries for _, entries, _ in objects_of(made) if b"/ObjStm" in entries]
    assert len(streams) == -(-(count + 1) // TOGETHER)


@given(st.lists(st.binary(max_size=300), max_size=8), st.booleans())
def test_any_data_of_a_stream_come_back(parts, deflated):
    file = PdfWriter("1.7")
    for part in parts:
        if deflated:
            file.add_stream(FLATE, zlib.compress(part))
        else:
            file.add_stream({}, part)
    with opened(file.end(file.add(CATALOGUE))) as pdf:
        assert [pdf.get_object(number, 0).read_bytes() for number in range(1, len(parts) + 1)] == parts
