"""Frozen dataclasses that are made fast: the same decorator, each class's functions shared or written late.

Python writes and compiles six functions for every frozen dataclass. For the hundred and fifty of them here
that took a tenth of the time in which the example is built. Five are shared; the sixth, `__init__`, is
written when more than a few values of a class are made. From then on a value is filled before it is frozen,
as an object of a class below its own that may be set: that takes half the time of setting what is frozen. In
all else they are dataclasses: they can be matched, replaced, copied and pickled, and are made anew from their
fields for that.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, cast

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - the checkers see the decorator that it is
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, eq: bool = True, kw_only: bool = False
    ) -> Callable[[type], type]:
        """As `dataclasses.dataclass`; a frozen one with `eq` is compared by the values of its fields."""
        if not (frozen and slots):
            return dataclasses.dataclass(frozen=frozen, slots=slots, eq=eq, kw_only=kw_only)

        def decorate(cls: type) -> type:
            whole: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(
                cls
            )
            whole.__init__, whole.__repr__, whole.__reduce__ = _write_late(whole), _repr, _reduce
            whole.__setattr__, whole.__delattr__ = _refuse_set, _refuse_delete
            if eq:
                whole.__eq__, whole.__hash__ = _comparison(whole)
            return whole

        return decorate


FEW = 12
"""How many values of a class are filled before it pays to write a function for that: most have fewer."""
_OPEN = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
_set_class: Callable[[object, type], None] = vars(object)["__class__"].__set__


def _comparison(cls: Any) -> tuple[Callable[[Any, Any], bool], Callable[[Any], int]]:  # noqa: ANN401 - any dataclass
    """Whether two of a class are equal, and the hash of one: by the fields that are compared."""
    names = [field.name for field in dataclasses.fields(cls) if field.compare]
    values: Callable[[Any], object] = attrgetter(*names) if names else type

    def equal(one: object, other: object) -> bool:
        return values(one) == values(other) if other.__class__ is one.__class__ else NotImplemented

    return equal, lambda one: hash(values(one))


def _repr(one: Any) -> str:  # noqa: ANN401 - any dataclass at all
    names = (field.name for field in dataclasses.fields(one) if field.repr)
    return f"{type(one).__qualname__}({', '.join(f'{name}={getattr(one, name)!r}' for name in names)})"


def _reduce(one: Any) -> tuple[Callable[..., object], tuple[object, ...]]:  # noqa: ANN401 - any dataclass at all
    """How copy and pickle make another: from its class and its fields."""
    values = tuple(getattr(one, field.name) for field in dataclasses.fields(one))
    return _remake, (type(one), *values)


def _remake(cls: Any, *values: object) -> object:  # noqa: ANN401 - any dataclass at all
    names = (field.name for field in dataclasses.fields(cls))
    return cls(**dict(zip(names, values, strict=True)))


def _refuse_set(_one: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(_one: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _write_late(cls: Any) -> Callable[..., None]:  # noqa: ANN401 - any dataclass at all
    """An `__init__` that puts one for few values in its place when it is first called."""

    def first(one: object, /, *given: object, **named: object) -> None:
        cls.__init__ = _init_of_few(cls)
        cls.__init__(one, *given, **named)

    return first


def _init_of_few(cls: Any) -> Callable[..., None]:  # noqa: ANN401 - any dataclass at all
    """An `__init__` that fills a value field by field, and after a few has the class's own written."""
    fields = dataclasses.fields(cls)
    by_position = [field.name for field in fields if not field.kw_only]
    optional = {field.name: field for field in fields if _is_optional(field)}
    every = {field.name for field in fields}
    made = 0

    def fill(one: object, /, *given: object, **named: object) -> None:
        nonlocal made
        made += 1
        values = {**dict(zip(by_position, given, strict=False)), **named}
        lacking = every - values.keys()
        fit = len(values) == len(given) + len(named) and values.keys() <= every and lacking <= optional.keys()
        if made > FEW or not fit:
            cls.__init__ = _init(cls)  # it refuses what does not fit, in Python's words
            cls.__init__(one, *given, **named)
            return
        for name in lacking:
            values[name] = _default(optional[name])
        for name, value in values.items():
            object.__setattr__(one, name, value)

    return fill


def _is_optional(field: dataclasses.Field[Any]) -> bool:
    return field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING


def _default(field: dataclasses.Field[Any]) -> object:
    return field.default if field.default_factory is dataclasses.MISSING else field.default_factory()


def _init(cls: Any) -> Callable[..., None]:  # noqa: ANN401 - any dataclass at all
    """The function that fills a new value: its parameters are the fields."""
    fields = dataclasses.fields(cls)
    names: dict[str, Any] = {
        "_absent": object(),
        "_class": cls,
        "_open": type(cls.__name__, (cls,), {"__slots__": (), **_OPEN}),
        "_set_class": _set_class,
    }
    parameters, lines = ["_one"], []
    for field in fields:
        name, given, value = f"_{field.name}", field.name, field.name
        if field.kw_only and "*" not in parameters:
            parameters.append("*")
        if field.default is not dataclasses.MISSING:
            names[name], given = field.default, f"{value}={name}"
        elif field.default_factory is not dataclasses.MISSING:
            names[name], given = field.default_factory, f"{value}=_absent"
            value = f"{name}() if {value} is _absent else {value}"
        parameters.append(given)
        lines.append(f" _one.{field.name} = {value}\n")
    head = f"def __init__({', '.join(parameters)}):\n _set_class(_one, _open)\n"
    exec(f"{head}{''.join(lines)} _one.__class__ = _class\n", names)  # noqa: S102 - as dataclasses does
    return cast("Callable[..., None]", names["__init__"])
