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
