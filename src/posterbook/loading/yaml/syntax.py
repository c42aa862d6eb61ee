"""What PyYAML says of a broken file to what its editor needs to hear."""

from __future__ import annotations

import re
from typing import Final

import yaml

from posterbook.content.scalars import control_hint
from posterbook.errors import Problem, Where, error
from posterbook.loading.files.reading import position
from posterbook.values import dataclass


def syntax_problem(problem: yaml.YAMLError, text: str, name: str) -> Problem:
    """A parser's error as a problem of the file, at its line and column."""
    if not isinstance(problem, yaml.MarkedYAMLError):
        return _unprintable(text, name)
    mark = problem.problem_mark or problem.context_mark
    said = f"{problem.context or ''}: {problem.problem or ''}"
    fault = next((fault for fault in _FAULTS if re.search(fault.said, said)), None)
    if fault and fault.at_start:
        mark = problem.context_mark or mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    where = Where(name, (), line + 1, column + 1)
    written = [*text.split("\n"), ""][line] if line <= text.count("\n") else ""
    if tab := re.match(" *\t", written):
        place = Where(name, (), line + 1, tab.end())
        return error("yaml-syntax", "a tab cannot indent YAML", place, "indent with spaces")
    if fault:
        return error("yaml-syntax", fault.message, where, fault.hint)
    return error("yaml-syntax", f"not YAML: {problem.problem}", where, "check quotes and indentation")


@dataclass(frozen=True, slots=True)
class _Fault:
    """Words of both parsers (libyaml's and PyYAML's own) for a fault, and ours."""

    said: str
    message: str
    hint: str
    at_start: bool = False


_FAULTS: Final = (
    _Fault(
        r"mapping values are not allowed",
        "found ': ' where a text goes on, or a key that is indented too far",
        "put text that holds ': ' in quotes, or write it after '>-' on lines of its own",
    ),
    _Fault(
        r"quoted scalar: found unexpected end of stream",
        "a quotation mark opens here and never closes",
        "close it, or write the text after '>-' on lines of its own",
        at_start=True,
    ),
    _Fault(
        r"quoted scalar: .*escape",
        "a backslash in double quotes begins no known character",
        "use single quotes, or write the text after '>-' on lines of its own",
    ),
    _Fault(
        r"scanning an? (alias|anchor)",
        "a text cannot begin with * or &",
        "put the text in quotes",
        at_start=True,
    ),
    _Fault(
        r"(scanning|parsing) a (tag|directive)", "a text cannot begin with ! or %", "put the text in quotes"
    ),
    _Fault(r"cannot start any token", "a text cannot begin with this character", "put the text in quotes"),
    _Fault(r"could not find expected ':'", "a key without a colon", "write 'key: value'"),
    _Fault(
        r"scanning a block scalar",
        "nothing can stand after | or > on its line",
        "begin the text on the next line",
    ),
    _Fault(
        r"flow sequence", "a list in [ ] is not closed, or lacks a comma", "close it with ]", at_start=True
    ),
    _Fault(
        r"flow mapping", "a mapping in { } is not closed, or lacks a comma", "close it with }", at_start=True
    ),
    _Fault(
        r"sequence entries are not allowed",
        "a list cannot begin on the line of its key",
        "begin it on the next line",
    ),
    _Fault(
        r"block (mapping|collection|sequence)",
        "this does not line up with what stands above it",
        "indent entries of one level alike; put text that begins or ends with quotes in quotes as a whole",
    ),
)


def _unprintable(text: str, name: str) -> Problem:
    """The first character that no YAML file may hold: the parsers give its position in units of their own."""
    found = re.search(
        "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]", text
    )
    if not found:
        return error("yaml-syntax", "not YAML", Where(name, (), 1, 1))
    where = Where(name, (), *position(text, found.start()))
    message = f"the control character U+{ord(found[0]):04X} cannot stand in YAML"
    # every other byte of UTF-16 is zero
    hint = control_hint(found[0]) if ord(found[0]) else "save the file as UTF-8"
    return error("control-character", message, where, hint)
