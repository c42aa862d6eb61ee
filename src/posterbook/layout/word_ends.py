"""Where lines may break in scripts that write no spaces between their words: Thai, Lao, Khmer and Burmese.

Only a dictionary knows where such a word ends. ICU has one for each of these scripts, as browsers do; icu4py
brings it. At 16 MB it is an extra, loaded where such a text is first divided, and a booklet that needs it and
does not have it is refused before anything is laid out (`coverage.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from posterbook.content.scripts import is_unspaced


def word_ends(text: str) -> Iterator[int]:
    """The offsets within a text where a word ends that no space parts from the next."""
    from icu4py.breakers import LineBreaker  # noqa: PLC0415 - an extra, which few booklets need

    # The dictionaries go by the script alone; of a language the breaker learns nothing more.
    for _, end in LineBreaker(text, "en").segments():
        if end < len(text) and (is_unspaced(text[end - 1]) or is_unspaced(text[end])):
            yield end


@cache
def has_dictionary() -> bool:
    """Whether the extra is installed that knows where words end."""
    from importlib.util import find_spec  # noqa: PLC0415 - few booklets need it

    return find_spec("icu4py") is not None
