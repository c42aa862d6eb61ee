"""What stays together in text from right to left: values with their signs, telephone numbers, formulas.

Left alone, the bidirectional algorithm (UAX 9) takes such a stretch apart: of `812 ± 50` it shows the 50
first, of `-350` the sign behind it, of `Ca2+` the + before it. So each is isolated and runs from left to
right, and so are words that are said to be in a language from left to right, and what stands in brackets in
Latin letters. What is read from the right, as a list of numbers or years from 1939 to 1945, is left as it is,
and so is what letters lead, as in `p < 0.001`: there the algorithm does the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

_FROM_RIGHT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LETTER: Final = "[A-Za-zͰ-Ͽ]"
_BEFORE: Final = rf"(?<![\w)\]%.,:/])(?<!{_LETTER} )"
_DASH: Final = "[\u2013-]"
_RELATED: Final = "[<>≤≥≈~±=] ?"
_NUMBER: Final = r"\d++(?:[.,:/]\d++)*+%?+"
_VALUE: Final = rf"[+\-\u2212]?{_NUMBER}"
_UNIT: Final = r" ?[A-Za-zµμ°Ω][\w²³⁻¹/%·°]*+(?! ?[A-Za-z])"
_OTHERS: Final = rf"[^()\[\]{_FROM_RIGHT}]*"
"""What stands in brackets; looked for once, as all of these are, so that no text takes long."""
_VALUES: Final = (
    rf"(?<=[(\[])(?={_OTHERS}[)\]])[^()\[\]A-Za-z]*+[A-Za-z]{_OTHERS}+",  # (95% CI 0.4 to 0.6)
    rf"(?<![\w-])(?<!{_LETTER} )\+?\d+(?:-\d+)+(?!\w)",  # +972-3-640-8111
    rf"{_BEFORE}(?:{_RELATED})?{_VALUE} ?\({_VALUE} ?(?:{_DASH}|,) ?{_VALUE}\)",  # 1.8 (1.2 to 2.4)
    rf"{_BEFORE}(?:{_RELATED})?{_VALUE}(?: ?[±×÷=<>≤≥≈*] ?{_VALUE})+(?:{_UNIT})?",  # 812 ± 50 mg
    rf"{_BEFORE}(?:{_RELATED}|[+\-\u2212]){_VALUE}(?:{_UNIT})?",  # < 0.001, -350
    rf"{_BEFORE}\d+\.\d+{_DASH}\d+\.\d+(?:{_UNIT})?",  # 0.4 to 0.6
    rf"{_BEFORE}{_NUMBER}(?:{_DASH}{_NUMBER})?{_UNIT}",  # 12 ppm, 1,000 to 2,500 ppm
)
_SIGNED: Final = rf"(?<![\w.@/&']){_LETTER}[\w.@/&']*+[+\-\u2212*#]+(?!\w)"
"""A formula or name that ends with a sign: Ca2+, C++."""
_ENDS: Final = " .,;:!?\"'()[]"
"""What does not go with the stretch before it."""


@cache
def _values() -> re.Pattern[str]:
    return re.compile("|".join(_VALUES))


def stretches_kept(text: str, known: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The stretches (offsets) of a text that run on their own: those `known`, and what is found besides.

    Of two that overlap the earlier one stands, the `known` before those that are found.
    """
    taken, kept = bytearray(len(text)), list[tuple[int, int]]()
    for start, end in (*known, *_signed(text), *[match.span() for match in _values().finditer(text)]):
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, end))
    return tuple(sorted(kept))


def _signed(text: str) -> Iterator[tuple[int, int]]:
    """Words from left to right that stand together, one of which ends with a sign."""
    for match in re.finditer(f"[^{_FROM_RIGHT}]+", text):
        words = match[0]
        found = [one.end() for one in re.finditer(_SIGNED, words)]
        first = re.search(_LETTER, words)
        if found and first:
            end = max(found[-1], len(words.rstrip(_ENDS)))
            yield match.start() + first.start(), match.start() + end
