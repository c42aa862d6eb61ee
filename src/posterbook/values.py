"""Frozen dataclasses that are made fast: the same decorator, each class's functions shared or written late.

Python writes and compiles six functions for every frozen dataclass. For the hundred and fifty of them here
that took a tenth of the time in which the example is built. Five are shared; the sixth, `__init__`, is
written when the first value of a class is made. A value is filled before it is frozen, as an object of a
class below its own that may be set: that takes half the time of setting what is frozen. In all else they are
dataclasses: they can be matched, replaced, copied and pickled, and are made anew from their fields for that.
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
    """An `__init__` that puts the class's own in its place when it is first called."""

    def first(one: object, /, *given: object, **named: object) -> None:
        cls.__init__ = _init(cls)
        cls.__init__(one, *given, **named)

    return first


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
