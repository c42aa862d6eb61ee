"""Frozen dataclasses that are made fast: the same decorator, each class's functions shared or written late.

Python writes and compiles six functions for every frozen dataclass. For the hundred and fifty of them here
that took a fifth of the time in which the example is built. Five are shared; the sixth, `__init__`,
is written when the first value of a class is made, which for half of the classes never happens. It fills the
slots directly, which is also faster than what Python writes.
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

        def made(cls: type) -> type:
            whole: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(
                cls
            )
            whole.__init__, whole.__repr__ = _written_late(whole), _shown
            whole.__setattr__, whole.__delattr__ = _unset, _undeleted
            if eq:
                whole.__eq__, whole.__hash__ = _compared(whole)
            return whole

        return made


def _compared(cls: Any) -> tuple[Callable[[Any, Any], bool], Callable[[Any], int]]:  # noqa: ANN401 - any dataclass
    """Whether two of a class are equal, and the hash of one: by the fields that are compared."""
    names = [field.name for field in dataclasses.fields(cls) if field.compare]
    values: Callable[[Any], object] = attrgetter(*names) if names else type

    def equal(one: object, other: object) -> bool:
        return values(one) == values(other) if other.__class__ is one.__class__ else NotImplemented

    return equal, lambda one: hash(values(one))


def _shown(one: Any) -> str:  # noqa: ANN401 - any dataclass at all
    told = (field.name for field in dataclasses.fields(one) if field.repr)
    return f"{type(one).__qualname__}({', '.join(f'{name}={getattr(one, name)!r}' for name in told)})"


def _unset(_one: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _undeleted(_one: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _written_late(cls: Any) -> Callable[..., None]:  # noqa: ANN401 - any dataclass at all
    """An `__init__` that puts the class's own in its place when it is first called."""

    def first(one: object, *given: object, **named: object) -> None:
        cls.__init__ = _init(cls)
        cls.__init__(one, *given, **named)

    return first


def _init(cls: Any) -> Callable[..., None]:  # noqa: ANN401 - any dataclass at all
    """The function that fills the slots of a new value, its parameters the fields."""
    names: dict[str, Any] = {"absent": object()}
    parameters, lines = ["one_"], []
    for field in dataclasses.fields(cls):
        name, value = f"f_{field.name}", field.name
        names[f"put_{name}"] = getattr(cls, field.name).__set__
        if field.kw_only and "*" not in parameters:
            parameters.append("*")
        if field.default is not dataclasses.MISSING:
            names[name], parameter = field.default, f"{value}={name}"
        elif field.default_factory is not dataclasses.MISSING:
            names[name], parameter = field.default_factory, f"{value}=absent"
            value = f"{name}() if {value} is absent else {value}"
        else:
            parameter = value
        parameters.append(parameter)
        lines.append(f" put_{name}(one_, {value})")
    body = "\n".join(lines) or " pass"
    exec(f"def __init__({', '.join(parameters)}):\n{body}", names)  # noqa: S102 - as dataclasses does
    return cast("Callable[..., None]", names["__init__"])
