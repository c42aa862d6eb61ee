"""The theme files in use: theme.yaml of the content folder, and themes that installed packages bring.

A package brings a theme by an entry point of the group `posterbook.themes`: its name is the theme's, its
value the package that holds the file NAME.yaml. To read what is installed takes milliseconds, so packages are
asked only for a theme that is neither ours nor the folder's.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from posterbook.assets import tokens_file
from posterbook.content.model import Booklet, OwnTheme
from posterbook.content.scalars import did_you_mean, excerpt
from posterbook.design.theme import themes
from posterbook.errors import (
    AssetError,
    ContentError,
    PosterbookError,
    Problem,
    Severity,
    UsageError,
    Where,
    error,
    note,
)
from posterbook.loading.files.reading import is_inside
from posterbook.loading.yaml.document import read_tokens
from posterbook.loading.yaml.positions import locate

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

FILE: Final = "theme.yaml"
GROUP: Final = "posterbook.themes"


def design_tokens() -> dict[str, Any]:
    """The design as numbers, for every page format and theme of ours.

    Beside the YAML file lies the same as JSON, which is read in a tenth of the time. It names the digest of
    the YAML that it was made of; where that has changed since, the YAML is read.
    """
    path = tokens_file()
    with suppress(OSError, ValueError):
        digest, tokens = json.loads(path.with_suffix(".json").read_bytes())
        if digest == sha256(path.read_bytes()).hexdigest():
            return cast("dict[str, Any]", tokens)
    return read_tokens(path)


def tokens_as_json() -> str:
    """What belongs into the JSON beside the tokens."""
    path = tokens_file()
    content = (sha256(path.read_bytes()).hexdigest(), read_tokens(path))
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def design_of(
    folder: Path, booklet: Booklet, tokens: Mapping[str, Any], asked: str = ""
) -> tuple[tuple[OwnTheme, ...], list[Problem]]:
    """The theme files that are known, and what is wrong with them or with the choice of a theme.

    `asked` is the theme of the command line, which goes before the booklet's. Raises UsageError where nobody
    knows it, AssetError for a theme of a package that cannot be used.
    """
    ours, where = themes(tokens), booklet.where.at("theme")
    given, problems = _read_theme_file(folder)
    called = given["name"] if isinstance(given.get("name"), str) else ""
    wanted = asked or booklet.theme
    own: tuple[OwnTheme, ...] = ()
    brought: tuple[OwnTheme, ...] = ()
    for name in dict.fromkeys((booklet.theme, wanted)):
        if name not in {*ours, called}:
            place = where if name == booklet.theme else None
            found, faults = theme_of_package(name, (*ours, called), tokens, place)
            problems += faults
            brought += found
    if given:
        from posterbook.design.overrides import check_overrides, is_sound, own_theme  # noqa: PLC0415 - few have one

        faults = check_overrides(given, tokens, {wanted} - {called})
        problems += faults
        own = (own_theme(given),) if is_sound(faults) else ()
        problems += [_idle_theme(called, booklet)] if called not in {"", booklet.theme, wanted} else []
    return (*brought, *own), problems


def _read_theme_file(folder: Path) -> tuple[dict[str, Any], list[Problem]]:
    """What theme.yaml says; nothing where there is none."""
    path = folder / FILE
    if not path.exists():
        return {}, []
    if not is_inside(path, os.path.realpath(folder)):
        message = f"'{FILE}' leads outside the content folder"
        return {}, [error("outside-folder", message, Where(FILE), "copy the file into the content folder")]
    try:
        return read_tokens(path, FILE), []
    except ContentError as failed:
        return {}, list(failed.problems)


def _idle_theme(name: str, booklet: Booklet) -> Problem:
    message = f"the theme '{name}' of {FILE} is not in use: the booklet's is '{booklet.theme}'"
    return note("idle-theme", message, Where(FILE, ("name",)), f"say 'theme: {name}' in booklet.yaml")


def theme_of_package(
    name: str, known: tuple[str, ...], tokens: Mapping[str, Any], where: Where | None = None
) -> tuple[tuple[OwnTheme, ...], list[Problem]]:
    """The theme of that name that an installed package brings; `where` is the place that asks for it.

    An unknown name is a problem there, a UsageError without a place. Raises AssetError for one that cannot be
    used.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415 - see the head of this file

    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, _package(point)))
    found = [point for point in points if point.name == name]
    if not found:
        brought = [f"{point.name} (of {_package(point)})" for point in points]
        there_are = f"there are {', '.join([*filter(None, known), *brought])}"
        hint = did_you_mean(name, [*filter(None, known), *(point.name for point in points)], there_are)
        message = f"unknown theme '{excerpt(name)}'"
        if where is None:
            raise UsageError(error("unknown-theme", message, hint=hint))
        return (), [error("wrong-value", message, where, hint)]
    if len(found) > 1:
        message = f"the theme '{name}' is brought by more than one package: {', '.join(map(_package, found))}"
        raise AssetError(error("theme-unusable", message, where, "uninstall all but one"))
    return _read(found[0], tokens, where)


def _package(point: EntryPoint) -> str:
    """What the package that an entry point belongs to is called."""
    return point.dist.name if point.dist else point.value


def _read(
    point: EntryPoint, tokens: Mapping[str, Any], where: Where | None
) -> tuple[tuple[OwnTheme, ...], list[Problem]]:
    """The theme in a package's file, and its warnings; raises AssetError that names the package."""
    from importlib.resources import as_file, files  # noqa: PLC0415 - see the head of this file

    from posterbook.design.overrides import check_overrides, is_sound, own_theme  # noqa: PLC0415 - few booklets have one

    called = f"the theme '{point.name}' of the package {_package(point)}"
    try:
        with as_file(files(point.value) / f"{point.name}.yaml") as path:
            given = {"name": point.name, **read_tokens(path)}
            problems = [
                *_name_faults(given, point.name, path.name),
                *check_overrides(given, tokens, (), path.name),
            ]
            problems = list(locate(path.parent, problems))
    except PosterbookError as failed:
        problems, given = list(failed.problems), {}
    except Exception as failure:  # a stranger's package is imported, and can raise anything
        message = f"{called} cannot be read: {type(failure).__name__}: {excerpt(str(failure))}"
        raise AssetError(error("theme-unusable", message, where, "update or remove the package")) from failure
    if not is_sound(problems):
        first = next(problem for problem in problems if problem.severity is Severity.ERROR)
        message = f"{called} cannot be used: {first.where}: {first.message}"
        raise AssetError(
            error("theme-unusable", message, where, first.hint or "update or remove the package")
        )
    warned = [replace(one, where=where, message=f"{called}: {one.message}") for one in problems]
    return (own_theme(given),), warned


def _name_faults(given: Mapping[str, Any], name: str, file: str) -> Iterator[Problem]:
    """A package's theme that says another name than the one by which it is called."""
    if given["name"] != name:
        message = f"its name is '{excerpt(str(given['name']))}', not '{name}'"
        yield error("wrong-value", message, Where(file, ("name",)))
