"""Files that break the rules of PDF at random: proved, refused, never a crash of posterbook."""

from __future__ import annotations

import random
from io import BytesIO

import pikepdf
import pytest

from posterbook.api import proving
from posterbook.errors import UnjudgedError

pytestmark = pytest.mark.slow


def spread(pdf):
    """The file with everything in it written out, so that a changed byte changes something."""
    written = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(
            written,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return written.getvalue()


@pytest.mark.parametrize("edition", ["screen", "print", "booklet"])
def test_a_file_damaged_at_random_is_proved_or_refused(example, edition):
    rng = random.Random(edition)
    whole = spread(example.files[edition])
    refused = 0
    for changes in (1, 10, 100, 1000) * 5:
        damaged = bytearray(whole)
        for _ in range(changes):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        try:
            proving._make(bytes(damaged))
            refused += bool(example.codes(edition, bytes(damaged)))
        except UnjudgedError:
            refused += 1
    assert refused >= 10


def test_a_file_cut_off_anywhere_is_refused(example):
    whole = example.files["screen"]
    for part in (0, 10, 1000, len(whole) // 2, len(whole) - 2000):
        with pytest.raises(UnjudgedError):
            proving._make(whole[:part])


def update(pdf, trailer=b""):
    """A file with page 1's content written once more at its end, as programs do that sign."""
    with pikepdf.open(BytesIO(spread(pdf))) as opened:
        number, size = opened.pages[0].Contents.objgen[0], int(opened.trailer.Size)
        root, content = opened.Root.objgen[0], opened.pages[0].Contents.read_bytes()
    old = spread(pdf)
    before = int(old.rpartition(b"startxref")[2].split()[0])
    added = b"%d 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\n" % (number, len(content), content)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (number, len(old))
    entries = b"<</Size %d /Root %d 0 R /Prev %d %s>>" % (size, root, before, trailer)
    return old + added + table + entries + b"\nstartxref\n%d\n%%%%EOF\n" % (len(old) + len(added))


def test_a_file_updated_at_its_end_holds_unless_older_programs_read_other_objects(example):
    pdf = example.files["screen"]
    assert example.codes("screen", update(pdf)) == []
    for name in (b"/XRefStm 15", b"/XRef#53tm 15", b"/#58RefStm 15"):
        assert example.codes("screen", update(pdf, name)) == ["legal-unclear"]


def test_an_object_that_names_its_content_twice_cannot_be_judged(example):
    whole = spread(example.files["screen"])
    twice = whole.replace(b"/Contents ", b"/Contents 1 0 R /Contents ", 1)
    assert example.codes("screen", twice) != []
