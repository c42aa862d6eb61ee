"""Cleans a cell of a spreadsheet or export, and says each thing that it changed or would change.

What people paste into forms has been through browsers, word processors and wrong encodings. Cleaning is
repeated until nothing changes any more, so that cleaning twice is the same as once: a sign that was escaped
twice comes out in the end. Every step takes marks away or makes the text shorter, so it does end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from html.entities import html5
from typing import Final

from posterbook.importing.html import markdown_of_html
from posterbook.values import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was cleaned: its kind, what stood there, and what stands there now.

    Those of the kinds in `ONLY_SAID` were not made: of `hyphen`, `after` is what to put in the place of
    `before` if a person agrees; of `capitals`, both are the text as it is.
    """

    kind: str
    before: str
    after: str


ONLY_SAID: Final = frozenset({"hyphen", "capitals"})
"""Kinds of change that a person has to decide."""

_EMPTY: Final = frozenset((
    *("None", "none", "NONE", "null", "NULL", "Null", "nan", "NaN", "N/A", "n/a", "NotFound", "<NA>"),
    *("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#N/A!", "#ERROR!"),
))  # fmt: skip
"""What spreadsheets and programs write where there is nothing."""
_FORMER: Final = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xA0)}
_SIGNS: Final = {byte: sign for byte, sign in _FORMER.items() if sign != "\ufffd"}
"""Control characters U+0080 to U+009F, and the signs of Windows-1252 that were meant."""
_LATIN_1: Final = {ord(sign): byte for byte, sign in _SIGNS.items()}
"""The signs of Windows-1252 as the bytes that they are there."""
_UNMAPPED = re.compile("[^\x00-\xff" + "".join(map(chr, _LATIN_1)) + "]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACES: Final = (
    ("\r\x0b\x0c\x1c\x1d\x1e\u2028\u2029", re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\u2028\u2029]"), "\n"),
    ("\ufeff", re.compile("\ufeff"), ""),
    ("\t\u00a0", re.compile("[ \t\u00a0]*[\t\u00a0][ \t\u00a0]*"), " "),
    ((" \n",), re.compile(r" +(?=\n)"), ""),
    (("\n ",), re.compile(r"(?<=\n) ++(?!(?:[-*]|[0-9]{1,9}[.)]) )"), ""),  # items of lists keep their indent
    (("  ",), re.compile(r"(?<=[^ \n])  +"), " "),
    (("\n\n\n",), re.compile(r"\n{3,}"), "\n\n"),
)
"""What tells that a pattern is wanted, in a tenth of its time, the pattern, and what it becomes."""
_TORN = re.compile(r"([^\W\d_]{2,})-[ ]?\n[ ]*([^\W\d_]{2,})")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORTEST_SHOUT: Final = 12
"""How many letters make a text in capitals more than an abbreviation or two."""

_Step = Callable[[str], tuple[str, list[Change]]]


def clean(text: str, *, off: frozenset[str] = frozenset()) -> tuple[str, tuple[Change, ...]]:
    """A text cleaned, and what was changed, each once; `off` are the kinds of change (`KINDS`) left alone.

    HTML becomes the Markdown of records. A text read in a wrong encoding is mended only where the whole of it
    decodes. Hyphens at line ends and titles in capitals are only told.
    """
    changes: list[Change] = []
    found, before = text, None
    while found != before:
        before = found
        for kind, step in _STEPS.items():
            if kind not in off:
                found, made = step(found)
                changes += made
    changes += [change for change in _offered(found) if change.kind not in off]
    return found, tuple(dict.fromkeys(changes))


def _decode_again(text: str) -> tuple[str, list[Change]]:
    """UTF-8 that was read as Windows-1252, once or more often, is read right."""
    if text.isascii():
        return text, []
    runs = dict.fromkeys(_NOT_ASCII.findall(text))
    found = dict(zip(runs, runs, strict=True))
    while found and all(decoded := [_decoded(run) for run in found.values()]):
        found = dict(zip(runs, decoded, strict=True))
    if all(run == after for run, after in found.items()):
        return text, []
    return _substitute("mojibake", _NOT_ASCII, found.__getitem__, text)


def _decoded(run: str) -> str:
    """What bytes above 127, read as Windows-1252, are in UTF-8; '' if they are none, or not all are."""
    if run.isascii() or _UNMAPPED.search(run):
        return ""
    try:
        return run.translate(_LATIN_1).encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _replace_controls(text: str) -> tuple[str, list[Change]]:
    """Control characters become the signs that were meant; the others are dropped, as no file holds them."""
    if text.isprintable() or not _CONTROL.search(text):
        return text, []
    return _substitute("control-character", _CONTROL, lambda found: _SIGNS.get(ord(found), ""), text)


def _decode_entities(text: str) -> tuple[str, list[Change]]:
    """Entities of HTML become signs; only with its semicolon, as R&D and AT&T mean themselves."""
    if "&" not in text:
        return text, []
    return _substitute("entity", _ENTITY, _entity, text)


def _entity(written: str) -> str:
    if written[1] != "#" and written[1:] not in html5:
        return written
    sign = unescape(written)
    return written if not sign or "\ufffd" in sign else sign


def _translate_html(text: str) -> tuple[str, list[Change]]:
    """Tags become the Markdown of records, or are dropped."""
    if "<" not in text:
        return text, []
    found, replaced = markdown_of_html(text)
    return found, [Change("html-markup", before, after) for before, after in replaced]


def _fold_spaces(text: str) -> tuple[str, list[Change]]:
    """Folds line ends of other systems, no-break and double spaces, spaces around lines, blank lines."""
    found, changes = text, list[Change]()
    for signs, pattern, to in _SPACES:
        if any(map(found.__contains__, signs)):
            found, made = _substitute("space", pattern, _always(to), found)
            changes += made
    stripped = found.strip(" \n")
    if stripped != found:
        start = len(found) - len(found.lstrip(" \n"))
        ends = (found[:start], found[start + len(stripped) :])
        changes += [Change("space", end, "") for end in ends if end]
    return stripped, changes


def _always(to: str) -> Callable[[str], str]:
    return lambda _: to


def _empty(text: str) -> tuple[str, list[Change]]:
    """What programs write where there is nothing becomes nothing."""
    return ("", [Change("empty", text, "")]) if text.strip() in _EMPTY else (text, [])


def _substitute(
    kind: str, pattern: re.Pattern[str], to: Callable[[str], str], text: str
) -> tuple[str, list[Change]]:
    changes: list[Change] = []

    def replace(match: re.Match[str]) -> str:
        after = to(match[0])
        if after != match[0]:
            changes.append(Change(kind, match[0], after))
        return after

    return pattern.sub(replace, text), changes


def _offered(text: str) -> Iterator[Change]:
    """What is told and not done: nothing says whether `well-` and `known` are two words or one."""
    for torn in _TORN.finditer(text) if "-\n" in text or "- \n" in text else ():
        if torn[2][0].islower():
            yield Change("hyphen", torn[0], torn[1] + torn[2])
    words = _WORD.findall(text) if text.isupper() and "\n" not in text else []
    if len(words) > 2 and sum(map(len, words)) >= _SHORTEST_SHOUT:
        yield Change("capitals", text, text)


_STEPS: Final[dict[str, _Step]] = {
    "mojibake": _decode_again,
    "control-character": _replace_controls,
    "entity": _decode_entities,
    "html-markup": _translate_html,
    "space": _fold_spaces,
    "empty": _empty,
}

KINDS: Final = (*_STEPS, *sorted(ONLY_SAID))
"""Every kind of change."""
