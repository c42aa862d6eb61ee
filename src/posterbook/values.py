"""Frozen dataclasses and named tuples that are made fast: as Python's own, their classes made with less work.

For every frozen dataclass Python writes and compiles six functions, and searches each annotation for what is
no field; for every named tuple it compiles each annotation. For the three hundred classes of a build that
took a tenth of the time in which the example is built. Here five functions are shared; the sixth, `__init__`,
is written when more than a few values of a class are made. From then on a value is filled before it is
frozen, as an object of a class below its own that may be set: that takes half the time of setting what is
frozen. Every annotation is a field, and nobody reads it. In all else they are dataclasses: they can be
matched, replaced, copied and pickled, and are made anew from their fields for that.
"""

from __future__ import annotations

import dataclasses
from collections import namedtuple
from collections.abc import Callable, Iterable
from inspect import get_annotations
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, cast

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - the checkers see the decorator that it is
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - and the class
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, eq: bool = True, kw_only: bool = False
    ) -> Callable[[type], type]:
        """As `dataclasses.dataclass`; a frozen one with `eq` is compared by the values of its fields."""
        if not (frozen and slots):
            return dataclasses.dataclass(frozen=frozen, slots=slots, eq=eq, kw_only=kw_only)
        return lambda cls: _frozen_class(cls, eq=eq, kw_only=kw_only)

    class _NamedTuples(type):
        """Makes a named tuple of each class written below `NamedTuple`."""

        def __new__(cls, name: str, bases: tuple[type, ...], parts: dict[str, Any]) -> type:
            return _named_tuple(name, parts) if bases else super().__new__(cls, name, bases, parts)

    class NamedTuple(metaclass=_NamedTuples):
        """As `typing.NamedTuple`."""


FEW = 24
"""How many values of a class are filled before it pays to write a function for that: most have fewer."""
_OPEN = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
_set_class: Callable[[object, type], None] = vars(object)["__class__"].__set__


@dataclasses.dataclass(slots=True)
class _Pattern:
    """What Python notes of every dataclass and of each field, as it does of this one."""

    field: int


_OF_CLASS: Any = vars(_Pattern)["__dataclass_params__"]
_OF_FIELD: Any = cast("Any", dataclasses.fields(_Pattern)[0])._field_type  # noqa: SLF001 - as dataclasses does


def _frozen_class(cls: type, *, eq: bool, kw_only: bool) -> type:
    """The dataclass that a class describes by its annotations, made anew as one with slots."""
    inherited: dict[str, Any] = {}
    for base in reversed(cls.__mro__[1:]):
        inherited |= vars(base).get("__dataclass_fields__", {})
    parts = {name: part for name, part in vars(cls).items() if name not in {"__dict__", "__weakref__"}}
    own = {
        name: _field(name, hint, parts.pop(name, dataclasses.MISSING), kw_only=kw_only)
        for name, hint in get_annotations(cls).items()
    }
    fields = inherited | own
    parts |= {
        "__dataclass_fields__": fields,
        "__dataclass_params__": _OF_CLASS,
        "__match_args__": tuple([name for name, field in fields.items() if not field.kw_only]),
        "__slots__": tuple([name for name in own if name not in inherited]),
        "__qualname__": cls.__qualname__,
        "__repr__": _repr,
        "__reduce__": _reduce,
        "__setattr__": _refuse_set,
        "__delattr__": _refuse_delete,
    }
    if eq:
        parts["__eq__"], parts["__hash__"] = _comparison(fields.values())
    whole: Any = type(cls)(cls.__name__, cls.__bases__, parts)
    whole.__init__ = _write_late(whole)
    return cast("type", whole)


def _field(name: str, hint: object, default: Any, *, kw_only: bool) -> Any:  # noqa: ANN401 - any field's
    """What `dataclasses.fields` says of a field; its default may be written as a field itself."""
    field: Any = default if isinstance(default, dataclasses.Field) else dataclasses.field(default=default)
    field.name, field.type, field._field_type = name, hint, _OF_FIELD  # noqa: SLF001 - as dataclasses does
    field.kw_only = kw_only if field.kw_only is dataclasses.MISSING else field.kw_only
    return field


def _named_tuple(name: str, parts: dict[str, Any]) -> type:
    """The named tuple that a class describes by its annotations, with what else the class has."""
    names = tuple(parts.get("__annotations__", ()))
    defaults = [parts[field] for field in names if field in parts]
    make_class: Any = namedtuple  # noqa: PYI024 - the checkers see `typing.NamedTuple`, with its types
    made: type = make_class(name, names, defaults=defaults, module=parts["__module__"])
    for part, value in parts.items():
        if part not in names:
            setattr(made, part, value)
    return made


def _comparison(fields: Iterable[Any]) -> tuple[Callable[[Any, Any], bool], Callable[[Any], int]]:
    """Whether two of a class are equal, and the hash of one: by the fields that are compared."""
    names = [field.name for field in fields if field.compare]
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
    every = {field.name for field in fields}
    defaults = {field.name: field.default for field in fields if field.default is not dataclasses.MISSING}
    factories = [
        (field.name, field.default_factory)
        for field in fields
        if field.default_factory is not dataclasses.MISSING
    ]
    set_attribute = object.__setattr__
    made = 0

    def fill(one: object, /, *given: object, **named: object) -> None:
        nonlocal made
        made += 1
        positional = dict(zip(by_position, given, strict=False))
        values = {**defaults, **positional, **named}
        for name, make in factories:
            if name not in values:
                values[name] = make()
        fit = values.keys() == every and len(positional) == len(given) and positional.keys().isdisjoint(named)
        if made > FEW or not fit:
            cls.__init__ = _init(cls)  # it refuses what does not fit, in Python's words
            cls.__init__(one, *given, **named)
            return
        for name, value in values.items():
            set_attribute(one, name, value)

    return fill


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
