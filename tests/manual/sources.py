"""Facts of the program's sources, read from their syntax: wherever a module moves, they are found."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "posterbook"
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SEVERITIES = ("error", "warning", "note")
MAKERS = frozenset((*SEVERITIES, "problem", "wrong", "unfiterror", "lack"))
"""What makes a problem, underscores and capitals apart; the code is the first text that looks like one."""
FAMILIES = ("legal-", "proof-")
"""Codes that stand in tables, or before a predicate in a pair."""


@cache
def trees() -> tuple[ast.Module, ...]:
    """The syntax of every module."""
    return tuple(ast.parse(file.read_text(encoding="utf-8")) for file in sorted(SOURCE.rglob("*.py")))


@cache
def nodes() -> tuple[tuple[ast.AST, ...], ...]:
    """Every piece of syntax, by module."""
    return tuple(tuple(ast.walk(tree)) for tree in trees())


@cache
def codes() -> dict[str, frozenset[str]]:
    """Every code that is written out in the sources, with the severities that are named where it is."""
    found: dict[str, set[str]] = {}
    for tree, pieces in zip(trees(), nodes(), strict=True):
        constants = _constants(tree)
        for node in pieces:
            for code, severity in _of(node, constants):
                found.setdefault(code, set()).add(severity)
    return {code: frozenset(severities) for code, severities in found.items()}


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """The codes that are put together from a variable, as patterns."""
    made = (
        argument
        for pieces in nodes()
        for node in pieces
        if isinstance(node, ast.Call) and _maker(node)
        for argument in node.args[:1]
        if isinstance(argument, ast.JoinedStr)
    )
    return tuple(_pattern(one) for one in made if _is_code(one))


@cache
def texts() -> frozenset[str]:
    """Every text constant of the sources."""
    every = (node for pieces in nodes() for node in pieces)
    return frozenset(n.value for n in every if isinstance(n, ast.Constant) and isinstance(n.value, str))


def rules() -> list[str]:
    """The codes of functions whose docstring begins with one: the rules of wording and agreement."""
    functions = (n for pieces in nodes() for n in pieces if isinstance(n, ast.FunctionDef))
    found = (re.match(r"([a-z]+(?:-[a-z]+)+): ", ast.get_docstring(one) or "") for one in functions)
    return [one[1] for one in found if one]


def numbers_of(name: str) -> set[int]:
    """The numbers that are assigned to a name, in classes or modules."""
    assigned = [node for pieces in nodes() for node in pieces if isinstance(node, ast.Assign)]
    found = set()
    for node in assigned:
        targets = {target.id for target in node.targets if isinstance(target, ast.Name)}
        if name in targets and isinstance(node.value, ast.Constant):
            found.add(node.value.value)
    return found


def _of(node: ast.AST, constants: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The codes that one piece of syntax names."""
    if isinstance(node, ast.Call):
        maker = _maker(node)
        severity = maker if maker in SEVERITIES else "error"
        named = [word.value for word in node.keywords if word.arg == "code"]
        for argument in [*(node.args[:2] if maker else ()), *named]:
            code = _code(argument, constants)
            if code:
                yield code, severity
                return
    elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
        yield from ((code, "error") for code in (_code(node.elts[0], {}),) if code.startswith(FAMILIES))
    elif isinstance(node, ast.Dict):
        keys = (_code(key, {}) for key in node.keys if key is not None)
        yield from ((code, "error") for code in keys if code.startswith(FAMILIES))
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if isinstance(target, ast.Name) and "CODES" in target.id and node.value is not None:
            names = (one.id for one in ast.walk(node.value) if isinstance(one, ast.Name))
            yield from ((constants[name], "error") for name in names if name in constants)


def _maker(call: ast.Call) -> str:
    """The name of a function that makes a problem, '' for another."""
    function = call.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    bare = name.strip("_").lower()
    return bare if bare in MAKERS else ""


def _code(node: ast.AST, constants: dict[str, str]) -> str:
    """The code that an argument is, '' for another one."""
    if isinstance(node, ast.Name):
        return constants.get(node.id, "")
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text and CODE.fullmatch(node.value) else ""


def _constants(tree: ast.Module) -> dict[str, str]:
    """The codes that a module gives names to."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            value = node.value
            if isinstance(target, ast.Name) and isinstance(value, ast.Constant):
                code = _code(value, {})
                found |= {target.id: code} if "-" in code else {}
    return found


def _is_code(made: ast.JoinedStr) -> bool:
    """Whether a text with variables in it has hyphens and no spaces."""
    fixed = [str(part.value) for part in made.values if isinstance(part, ast.Constant)]
    return any("-" in part for part in fixed) and not any(" " in part for part in fixed)


def _pattern(made: ast.JoinedStr) -> re.Pattern[str]:
    parts = (
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z]+(?:-[a-z]+)*"
        for part in made.values
    )
    return re.compile("".join(parts))
