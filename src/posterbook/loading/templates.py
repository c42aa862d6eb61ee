"""Fills the placeholders of prose with what the booklet says; the only file that knows jinja2, imported late.

A template comes from the people who make the booklet, its values come from strangers: what has been filled in
is never read as a template again.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Any, Final, cast

import jinja2
from jinja2 import meta, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from posterbook.content.model import Prose, Words
from posterbook.content.scalars import LONGEST_WHOLE, did_you_mean, excerpt
from posterbook.errors import Problem, Where, error
from posterbook.loading.files.reading import position
from posterbook.loading.placeholders import PRINTABLE, filters_of

FAILURES: Final = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What an expression in a template can raise; each is a fault of the template, not of posterbook."""


FILTERS: Final = (
    *("abs", "capitalize", "count", "d", "default", "first", "float", "groupby", "int", "items", "last"),
    *("length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "select"),
    *("selectattr", "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount"),
)
"""Jinja2's filters that make text for print, beside `join` and `replace`; none makes much of little."""
MOST_STEPS: Final = 1_000_000
LARGEST: Final = 1_000_000_000_000
_STEPS: Final = "steps of a loop"
"""A name that no template can call."""
_SIZED: Final = str | list | tuple
_WHOLE: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Expr,
    nodes.Helper,
)
_KEYWORDS: Final[dict[type[nodes.Node], str]] = {
    nodes.Assign: "set",
    nodes.AssignBlock: "set",
    nodes.With: "with",
    nodes.FilterBlock: "filter",
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from",
    nodes.Extends: "extends",
    nodes.Block: "block",
}


class Templates:
    """The placeholders of one booklet and what they name; `sound` says that no value is a stand-in."""

    __slots__ = ("_environment", "_sound", "_values")

    def __init__(self, values: Mapping[str, object], words: Words, *, sound: bool) -> None:
        self._values = values
        self._environment = _Environment(words)
        self._sound = sound

    def fill(self, prose: Prose) -> tuple[Prose, list[Problem]]:
        """The text with its placeholders filled, or the text as it is and why they cannot be."""
        name, source = prose.where.file, prose.text
        try:
            syntax = self._environment.parse(source)
            faults = self._unknown_names(syntax, source, name) or list(_excesses(syntax, source, name))
            if faults:
                return prose, faults
            self._environment.count_steps(syntax)
            text = self._rendered(self._environment.from_string(syntax))
        except jinja2.TemplateSyntaxError as problem:
            return prose, [self._syntax_problem(problem, source, name)]
        except FAILURES as problem:
            return prose, self._failure(problem, source, name)
        return Prose(text, prose.where, source), []

    def _rendered(self, template: jinja2.Template) -> str:
        parts, length = [], 0
        for part in template.generate(self._values):
            length += len(part)
            if length > LONGEST_WHOLE:
                raise OverflowError(f"it makes more than {LONGEST_WHOLE:,} characters")
            parts.append(part)
        return "".join(parts)

    def _unknown_names(self, syntax: nodes.Template, source: str, name: str) -> list[Problem]:
        """Every name and field that there is not, in parts too that would not be reached."""
        unknown = meta.find_undeclared_variables(syntax) - self._values.keys()
        problems = []
        for node in syntax.find_all(nodes.Name):
            if node.name in unknown and node.ctx == "load":
                message, hint = f"nothing is called '{node.name}'", self._known_names(node.name)
                places = _places(source, name, node.lineno, node.name)
                problems += [error("undefined-placeholder", message, where, hint) for where in places]
        for asked in syntax.find_all(nodes.Getattr):
            owner = self._values.get(asked.node.name) if isinstance(asked.node, nodes.Name) else None
            if is_dataclass(owner) and asked.attr[:1] != "_" and not hasattr(owner, asked.attr):
                missing = UnknownFieldError(owner, asked.attr)
                problems.append(missing.problem(_place(source, name, asked.lineno, asked.attr)))
        return list(dict.fromkeys(problems))

    def _known_names(self, word: str) -> str:
        known = f"the names are {', '.join(sorted(self._values))}"
        near = did_you_mean(word, self._values)
        return f"{near} {known}" if near else known

    def _syntax_problem(self, problem: jinja2.TemplateSyntaxError, source: str, name: str) -> Problem:
        said = (problem.message or "not a template").rstrip(".")
        found = re.fullmatch(r"No (filter|test) named '(.*)'", said)
        word = found[2] if found else ""
        known = self._environment.filters if found and found[1] == "filter" else self._environment.tests
        message = f"no {found[1]} is called '{word}'" if found else f"{said[:1].lower()}{said[1:]}"
        hint = did_you_mean(word, known) if found else "write {{ '{{' }} for two braces that mean themselves"
        return error("template-syntax", message, _place(source, name, problem.lineno, word), hint)

    def _failure(self, problem: Exception, source: str, name: str) -> list[Problem]:
        line = _line_of(problem)
        if isinstance(problem, UnknownFieldError):
            return [problem.problem(_place(source, name, line, problem.name))]
        if not self._sound:
            return []  # the values are at fault, which has been said
        where = _place(source, name, line)
        if isinstance(problem, jinja2.UndefinedError):
            return [error("undefined-placeholder", excerpt(str(problem)), where)]
        what = "refused" if isinstance(problem, jinja2.TemplateError) else "cannot be worked out"
        return [error("template-syntax", f"the placeholder {what}: {excerpt(str(problem))}", where)]


def _excesses(syntax: nodes.Template, source: str, name: str) -> Iterator[Problem]:
    """What placeholders are not for: with it a few words could ask for endless work."""
    for node in syntax.find_all(nodes.Node):
        word = ""
        if not isinstance(node, _WHOLE):
            word = _KEYWORDS.get(type(node), "autoescape")
            message, hint = f"'{word}' is not for placeholders", "they name values; filters, if and for"
        elif isinstance(node, nodes.Call):
            message, hint = "nothing can be called in a placeholder", "write {{ title | upper }}"
        elif isinstance(node, nodes.Dict) or (
            isinstance(node, nodes.List | nodes.Tuple)
            and getattr(node, "ctx", "load") == "load"
            and not all(isinstance(one, nodes.Const) for one in node.items)
        ):
            message, hint = "a list in a placeholder holds fixed values only", ""
        else:
            continue
        yield error("template-syntax", message, _place(source, name, node.lineno, word), hint)


class UnknownFieldError(jinja2.UndefinedError):
    """A template asks a part of the booklet for a field that it does not have."""

    def __init__(self, owner: object, name: str) -> None:
        super().__init__(f"'{type(owner).__name__.lower()}' has no field '{excerpt(name)}'")
        self.name = name
        self.known = [field.name for field in fields(owner) if field.name != "where"]  # type: ignore[arg-type]

    def problem(self, where: Where) -> Problem:
        """The same as a problem of the template."""
        hint = did_you_mean(self.name, self.known, f"its fields are {', '.join(self.known)}")
        return error("undefined-placeholder", str(self), where, hint)


class _Unknown(jinja2.StrictUndefined):
    """An undefined value that tells a mistyped field from whatever else is not there."""

    __slots__ = ()

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401 - passed on as they come
        super().__init__(*args, **named)
        owner, name = self._undefined_obj, self._undefined_name
        if (
            self._undefined_exception is jinja2.UndefinedError
            and is_dataclass(owner)
            and isinstance(name, str)
        ):
            self._undefined_exception = cast("Any", lambda _message: UnknownFieldError(owner, name))


class _Environment(ImmutableSandboxedEnvironment):
    """What placeholders may do: `left` are the steps that are left to the text that is being filled.

    An item of a list that a loop or a filter goes through is a step, for each part of what is done with it.
    """

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, words: Words) -> None:
        super().__init__(
            undefined=_Unknown,
            finalize=_check_printable,
            autoescape=False,  # the text is set as it is, never read as HTML
            keep_trailing_newline=True,
        )
        self.left = MOST_STEPS
        self.globals.clear()  # some of them are random
        self.filters = {name: self._counted(self.filters[name]) for name in FILTERS}
        self.filters |= {_STEPS: self._steps, "replace": self._replace, "join": self._join}
        self.filters |= filters_of(words)

    def count_steps(self, syntax: nodes.Template) -> None:
        """Have every loop count the steps that its items take: as many as its body has parts."""
        self.left = MOST_STEPS
        for loop in tuple(syntax.find_all(nodes.For)):
            parts = nodes.Const(sum(1 for _ in loop.find_all(nodes.Node)))
            loop.iter = nodes.Filter(loop.iter, _STEPS, [parts], [], None, None, lineno=loop.lineno)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - of any type
        """Numbers are multiplied up to a size, and nothing else is."""
        if not isinstance(left, int | float) or not isinstance(right, int | float):
            raise TypeError(f"'{operator}' is for numbers")
        if operator == "**" or max(abs(left), abs(right)) > LARGEST:
            raise OverflowError(f"'{operator}' is for numbers up to {LARGEST:,}, and there are no powers")
        return super().call_binop(context, operator, left, right)

    def take(self, steps: int) -> None:
        """Take so many steps of those that are left; raises OverflowError where there are too few."""
        self.left -= steps
        if self.left < 0:
            raise OverflowError(f"it takes more than {MOST_STEPS:,} steps")

    def _steps(self, value: Any, each: int) -> Iterator[Any]:  # noqa: ANN401 - whatever can be gone through
        for one in value:
            self.take(each)
            yield one

    def _counted(self, filter_: Callable[..., Any]) -> Callable[..., Any]:
        """A filter for which each character and item that it reads and makes is a step."""

        @wraps(filter_)
        def counted(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - passed on as they come
            self.take(sum(len(value) for value in given if isinstance(value, _SIZED)))
            result = filter_(*given, **named)
            self.take(len(result) if isinstance(result, _SIZED) else 1)
            return result

        return counted

    def _replace(self, text: object, old: str, new: str, count: int | None = None) -> str:
        whole = str(text)
        self.take(len(whole) + whole.count(old) * len(new))
        return whole.replace(old, new, -1 if count is None else count)

    def _join(self, items: Iterable[object], between: str = "", attribute: str = "") -> str:
        parts = []
        for item in items:
            for name in filter(None, attribute.split(".")):
                item = self.getattr(item, name)  # noqa: PLW2901 - on to a part of it
            parts.append(str(item))
            self.take(len(parts[-1]) + len(between))
        return between.join(parts)


def _check_printable(value: object) -> object:
    """Only what prints as a reader expects; a list or a missing date would come out as Python shows it."""
    if isinstance(value, PRINTABLE | jinja2.Undefined):
        return value
    if value is None:
        raise TypeError("it stands for nothing")
    if is_dataclass(value):
        raise TypeError("it has fields; name one of them, as in {{ issuer.short }}")
    raise TypeError("it is no text; a list takes a filter, as in {{ groups | listing }}")


_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{[{%#]", re.DOTALL)


def _places(source: str, name: str, line: int, word: str = "") -> list[Where]:
    """Where the placeholders begin that reach a line and hold a word."""
    found = []
    for placeholder in _PLACEHOLDER.finditer(source):
        first, column = position(source, placeholder.start())
        reached = range(first, first + placeholder[0].count("\n") + 1)
        if line in reached and _has_word(placeholder[0], word):
            found.append(Where(name, (), first, column))
    return found


def _has_word(placeholder: str, word: str) -> bool:
    return not word or bool(re.search(rf"\b{re.escape(word)}\b", placeholder))


def _place(source: str, name: str, line: int, word: str = "") -> Where:
    places = _places(source, name, line, word) or _places(source, name, line)
    return places[0] if places else Where(name, (), max(line, 1), 1)


def _line_of(problem: Exception) -> int:
    """The line of the template, which jinja2 puts into the traceback under this file name."""
    frames = traceback.extract_tb(problem.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename == "<template>"), 1)
