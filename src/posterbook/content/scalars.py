"""What a YAML scalar may stand for: text of each type, numbers, dates, true and false; with its JSON Schema.

Scalars come as they are written, so `no` stays a word until a field wants true or false, and a poster number
0968 keeps its zero until its field has said that it needs quotes.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from posterbook.content.han import join_lines
from posterbook.content.model import Body, Inline, Language, Link, Moment, Number, Slug, When
from posterbook.values import dataclass


class Plain(str):
    """A YAML scalar written without quotes, as it is written: its field decides what it stands for."""

    __slots__ = ()


class BeforeComment(Plain):
    """One behind which a comment begins that may have been meant as text: `Sensor #3` loses `#3`."""

    __slots__ = ("comment",)
    comment: str


def before_comment(written: str, comment: str) -> BeforeComment:
    """A scalar as it is written, and the comment behind it."""
    value = BeforeComment(written)
    value.comment = comment
    return value


class UnfitError(Exception):
    """A value does not fit its field: `finding` is a predicate, as "wants a list, found text"."""

    def __init__(self, code: str, finding: str, hint: str = "") -> None:
        super().__init__(finding)
        self.code, self.finding, self.hint = code, finding, hint


def unfit(wanted: str, value: object, hint: str = "") -> UnfitError:
    """The finding that a value is of another type than wanted."""
    kinds = {dict: "a mapping", list: "a list", type(None): "nothing"}
    return UnfitError("wrong-type", f"wants {wanted}, found {kinds.get(type(value), 'text')}", hint)


def excerpt(text: str) -> str:
    """A text as a message shows it: on one line, and not all of it."""
    line = text if text.isprintable() else re.sub(r"[^\S ]|[\x00-\x1f\x7f-\x9f\ud800-\udfff]", " ", text)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def fold(text: str) -> str:
    """The text with every stretch of white space as one space: how legal texts are compared and digested."""
    return " ".join(join_lines(text).split())


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint at the known word that is nearest to a mistyped one."""
    from difflib import get_close_matches  # noqa: PLC0415 - only wanted when something is wrong

    by_folded = {one.casefold(): one for one in known}
    near = get_close_matches(word.casefold(), by_folded, n=1)
    return f"did you mean '{by_folded[near[0]]}'?" if near else otherwise


def control_character(text: str) -> int:
    """Position of the first character that no text can have, -1 if there is none."""
    found = _CONTROL.search(text)
    return found.start() if found else -1


def too_many_marks(text: str) -> int:
    """Position of the first letter that bears more marks than anybody writes, -1 if there is none."""
    found = None if text.isascii() else _MARKS.search(text)
    return found.start() if found else -1


def control_hint(character: str) -> str:
    """What to do about a control character: most of U+0080 to U+009F are signs of Windows-1252."""
    sign = character.encode("latin-1").decode("cp1252", "ignore") if "\x80" <= character <= "\x9f" else ""
    return f"write {sign} in its place, which it is in Windows-1252" if sign else "remove it"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A type of scalar: how it is read from a value, raising UnfitError, and its JSON Schema."""

    read: Callable[[object], object]
    json_schema: Mapping[str, object]
    stand_in: object = None
    """What stands in a field that could not be read, so that the rest can be looked at."""

    @property
    def is_text(self) -> bool:
        """Whether people write words in it."""
        return self.read in {line, inline, text, number}


LONGEST_TEXT: Final = 50_000
LONGEST_WHOLE, MOST_LINES = 200_000, 5_000
"""The most characters and lines of all sections of a record, or of a text file: eighty pages of text."""
LONGEST_LINE: Final = 8000
"""How many characters a text and a single line may have: what is longer is no text of a booklet."""
MOST_NAMED: Final = 100
"""How many unknown fields of one mapping are named; the others are counted."""
MOST_MARKS: Final = 8
"""How many combining marks a letter may bear; the expression below finds one more."""
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{9}")
_MOST_DIGITS: Final = 15
"""Digits of a number beyond which no field means one."""
_SHOWN: Final = 60
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = "[\n\r\x85\u2028\u2029]"
_DECIMAL = re.compile(r"0|[1-9][0-9]*")
_FRACTION = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
# What YAML 1.1 or 1.2 programs, spreadsheets among them, would read as another number than is written.
_NUMBER_LIKE = (
    r"(?i)[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:e[-+]?[0-9]+)?|[-+]?0[box][0-9a-f_]+"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|[-+]?\.inf|\.nan"
)
_WHEN = re.compile(r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})[T ])?([0-9]{1,2}):([0-9]{2})")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LINK = re.compile(r"(?:https?://[^\s/?#][^\s]*|mailto:[^\s@]+@[^\s@]+)", re.IGNORECASE)
_LONGEST_LINK: Final = 500
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def text(value: object) -> str:
    """Any text; the line breaks that end a block scalar are dropped."""
    if not isinstance(value, str):
        raise unfit("text", value, "put text that holds ': ' or begins with a bracket in quotes")
    # No character that cannot be in a text is printable, and most texts have no others.
    position = -1 if value.isprintable() else control_character(value)
    if position >= 0:
        code = f"U+{ord(value[position]):04X}"
        finding = f"holds the control character {code} at position {position + 1}"
        raise UnfitError("control-character", finding, control_hint(value[position]))
    if len(value) > LONGEST_TEXT:
        finding = f"is {len(value):,} characters long, more than {LONGEST_TEXT:,}"
        raise UnfitError("text-too-long", finding, "shorten it")
    position = too_many_marks(value)
    if position >= 0:
        finding = f"holds more than {MOST_MARKS} marks on one letter, at position {position + 1}"
        raise UnfitError("too-many-marks", finding, "remove them: nobody could read it")
    return value.rstrip("\r\n")


def too_long_together(texts: Iterable[str]) -> str:
    """What is too long about texts that are set one after the other, in words; nothing if they are not."""
    texts = tuple(texts)
    length, lines = sum(map(len, texts)), sum(text.count("\n") + 1 for text in texts)
    if length > LONGEST_WHOLE:
        return f"{length:,} characters long, more than {LONGEST_WHOLE:,}"
    return f"{lines:,} lines long, more than {MOST_LINES:,}" if lines > MOST_LINES else ""


def line(value: object) -> str:
    """Text without a line break."""
    found = text(value)
    if not found.isprintable() and re.search(_LINE_BREAK, found):  # most texts can be printed
        hint = "use '>-' in place of '|', or write it on one line"
        raise UnfitError("line-break", "wants one line, found a line break", hint)
    return found


def inline(value: object) -> str:
    """A line without white space around it."""
    found = line(value).strip()
    if len(found) > LONGEST_LINE:
        finding = f"is {len(found):,} characters long, more than {LONGEST_LINE:,}"
        raise UnfitError("text-too-long", finding, "shorten it")
    return found


def number(value: object) -> str:
    """A poster number, which stands without quotes only where every program reads what is written."""
    if isinstance(value, Plain) and not _DECIMAL.fullmatch(value) and re.fullmatch(_NUMBER_LIKE, value):
        finding = f"reads as another number than is written, found {value} without quotes"
        raise UnfitError("unquoted-number", finding, f'write "{value}", with quotes')
    return inline(value)


def slug(value: object) -> str:
    """A file name's stem."""
    found = line(value)
    if _SLUG.fullmatch(found):
        return found
    near = "-".join(re.findall("[a-z0-9]+", found.casefold()))
    hint = f"did you mean '{near}'?" if near else ""
    raise UnfitError("wrong-value", f"wants a-z, 0-9 and single hyphens, found '{excerpt(found)}'", hint)


def language(value: object) -> str:
    """A language tag, each part in its usual case (RFC 5646, 2.1.1), so that zh-hant is zh-Hant."""
    found = line(value)
    if not _LANGUAGE.fullmatch(found):
        near = found.strip().replace("_", "-")
        hint = f"did you mean '{language(near)}'?" if _LANGUAGE.fullmatch(near) else ""
        wanted = "a language tag as en or zh-Hant"
        raise UnfitError("wrong-value", f"wants {wanted}, found '{excerpt(found)}'", hint)
    first, *rest = found.lower().split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([first, *(cased.get(len(part), str)(part) for part in rest)])


def link(value: object) -> str:
    """An address of the web or of mail; nothing else may be opened by a click or a scan."""
    found = inline(value)
    if not _LINK.fullmatch(found):
        wanted = "an address that begins with https://, http:// or mailto:"
        raise UnfitError("wrong-value", f"wants {wanted}, found '{excerpt(found)}'")
    if len(found) > _LONGEST_LINK:
        finding = f"is {len(found)} characters long, more than {_LONGEST_LINK}"
        raise UnfitError("wrong-value", finding, "take a shorter address, as a DOI")
    return found


def truth(value: object) -> bool:
    """True or false, also as yes or no."""
    known = {"true": True, "yes": True, "false": False, "no": False}
    return known[_plain(value, "true or false", lambda written: written.lower() in known).lower()]


def whole(value: object) -> int:
    """A whole number."""
    return int(_plain(value, "a whole number", lambda n: _is_number(_DECIMAL, n)))


def fraction(value: object) -> float:
    """A number."""
    return float(_plain(value, "a number", lambda n: _is_number(_FRACTION, n)))


def day(value: object) -> date:
    """A date, year first."""
    wanted = "a date as 2021-04-13"
    if not isinstance(value, str):
        raise unfit(wanted, value)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise UnfitError("wrong-date", f"wants {wanted}, but there is no day '{value}'") from None
    raise UnfitError("wrong-date", f"wants {wanted}, found '{excerpt(value)}'")


def when(value: object) -> When:
    """A time of day, after its day if that is named."""
    wanted = "a time as 09:30 or 2021-04-13 09:30"
    if not isinstance(value, str):
        raise unfit(wanted, value)
    found = _WHEN.fullmatch(value)
    if not found:
        raise UnfitError("wrong-date", f"wants {wanted}, found '{excerpt(value)}'")
    try:
        time = datetime.time(int(found[2]), int(found[3]))
    except ValueError:
        raise UnfitError("wrong-date", f"wants {wanted}, but there is no time '{value}'") from None
    return When(time, day(found[1]) if found[1] else None)


def moment(value: object) -> Moment:
    """A date and time with its zone (ISO 8601)."""
    wanted = "a date and time with its zone as 2021-04-13T09:00+08:00"
    if not isinstance(value, str):
        raise unfit(wanted, value)
    try:
        found = datetime.datetime.fromisoformat(value.strip())
    except ValueError:
        raise UnfitError("wrong-date", f"wants {wanted}, found '{excerpt(value)}'") from None
    if found.tzinfo is None:
        message = f"wants {wanted}, found no zone in '{excerpt(value)}'"
        raise UnfitError("wrong-date", message, "add it, as +08:00")
    return Moment(found)


def _is_number(form: re.Pattern[str], written: str) -> bool:
    digits = written.removeprefix("-")
    return (
        len(digits) <= 2 * _MOST_DIGITS
        and bool(form.fullmatch(digits))
        and len(digits.partition(".")[0]) <= _MOST_DIGITS
    )


def _plain(value: object, wanted: str, fits: Callable[[str], bool]) -> str:
    if not isinstance(value, str):
        raise unfit(wanted, value)
    if not fits(value):
        raise UnfitError("wrong-value", f"wants {wanted}, found '{excerpt(value)}'")
    if not isinstance(value, Plain):
        raise UnfitError("wrong-value", f"wants {wanted}, found text in quotes", "remove the quotes")
    return value


_LINE_SCHEMA: Final = {"type": "string", "pattern": r"^[^\n\r]*\S[^\n\r]*$"}

SCALARS: Final[Mapping[Any, Scalar]] = {
    str: Scalar(line, _LINE_SCHEMA, ""),
    Inline: Scalar(inline, _LINE_SCHEMA, ""),
    Body: Scalar(text, {"type": "string", "pattern": r"\S"}, ""),
    Number: Scalar(number, {"type": ["string", "integer"], "pattern": r"\S", "minimum": 0}, ""),
    Slug: Scalar(slug, {"type": "string", "pattern": f"^{_SLUG.pattern}$"}, ""),
    Language: Scalar(language, {"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"}, ""),
    Link: Scalar(link, {"type": "string", "pattern": "^(https?|mailto):"}, ""),
    bool: Scalar(truth, {"type": "boolean"}),
    int: Scalar(whole, {"type": "integer"}),
    float: Scalar(fraction, {"type": "number"}),
    date: Scalar(day, {"type": "string", "format": "date"}),
    When: Scalar(when, {"type": "string", "pattern": f"^{_WHEN.pattern}$"}),
    Moment: Scalar(moment, {"type": "string", "format": "date-time"}),
}
"""Every type of scalar that a field may have."""

PATH_SCHEMA: Final[Mapping[str, object]] = {"type": "string", "minLength": 1}
"""JSON Schema of a Prose or Picture, which is written as the path of its file."""
