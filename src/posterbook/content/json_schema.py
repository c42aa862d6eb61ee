"""The JSON Schema of the files, by which editors complete and check what is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import Field
from enum import StrEnum
from types import NoneType
from typing import Any, TypeAlias, get_args

from posterbook.content.inserts import InsertedFile
from posterbook.content.model import (
    Body,
    FontFile,
    Inline,
    PageEntry,
    Picture,
    Prose,
    Section,
    TextInLanguage,
)
from posterbook.content.scalars import PATH_SCHEMA, SCALARS
from posterbook.content.schema import (
    SHORT_FORMS,
    Hint,
    is_required,
    keys_of,
    short_form_of,
    type_beside_none,
)
from posterbook.values import dataclass

_Json: TypeAlias = dict[str, Any]


def json_schema(
    cls: type,
    *,
    kinds: Mapping[str, type] | None = None,
    choices: Mapping[str, Collection[str]] | None = None,
) -> _Json:
    """JSON Schema (draft 2020-12) of a dataclass, for completion in editors.

    `kinds` are the page kinds with their options; `choices` names the values of fields that are open in
    the model, as page formats and themes.
    """
    whole = _Fragments(kinds or {}, choices or {}).of_class(cls)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": cls.__name__.lower(), **whole}


@dataclass(frozen=True, slots=True)
class _Fragments:
    """The schema of each type, given the page kinds and the names that open fields may take."""

    kinds: Mapping[str, type]
    choices: Mapping[str, Collection[str]]

    def of_class(self, cls: type) -> _Json:
        required = [field.name for field, _ in keys_of(cls) if is_required(field)]
        return {
            "description": (cls.__doc__ or "").split("\n")[0],
            "type": "object",
            "properties": {field.name: self.of_field(field, hint) for field, hint in keys_of(cls)},
            "additionalProperties": False,
            **({"required": required} if required else {}),
        }

    def of_field(self, field: Field[Any], hint: Hint) -> _Json:
        chosen = self.choices.get(field.name)
        fragment = {"enum": sorted(chosen)} if hint is str and chosen else self.of_type(hint)
        if "enum" in fragment and field.metadata.get("open"):  # completed by the known ones, whatever it is
            fragment = {"anyOf": [fragment, self.of_type(hint)]}
        described = {"description": field.metadata["doc"]} if "doc" in field.metadata else {}
        plain = isinstance(field.default, str | bool | int | float) and field.default != ""
        return fragment | described | ({"default": field.default} if plain else {})

    def of_type(self, hint: Hint) -> _Json:
        args = get_args(hint)
        if hint in SCALARS:
            return dict(SCALARS[hint].json_schema)
        if hint == tuple[Section, ...]:
            text = {"anyOf": [self.of_type(Body), self.of_class(TextInLanguage)]}
            return {"type": "object", "minProperties": 1, "additionalProperties": text}
        if NoneType in args:
            return self.of_type(type_beside_none(args))
        if args:
            return {"type": "array", "items": self.of_type(args[0])}
        if hint in SHORT_FORMS:
            return {"anyOf": [self.of_type(Inline), self.of_enum_or_class(hint)]}
        if hint in {Prose, Picture, FontFile, InsertedFile}:
            return dict(PATH_SCHEMA)
        special = {PageEntry: self.of_page_entry}
        return special.get(hint, lambda: self.of_enum_or_class(hint))()

    def of_enum_or_class(self, cls: type) -> _Json:
        return {"enum": [member.value for member in cls]} if issubclass(cls, StrEnum) else self.of_class(cls)

    def of_options(self, options: type) -> _Json:
        """What an entry of the running order takes: a mapping, or the field that may stand for it."""
        short = short_form_of(options)
        plain = [self.of_type(hint) for field, hint in keys_of(options) if field.name == short]
        return {"anyOf": [*plain, self.of_class(options)]} if plain else self.of_class(options)

    def of_page_entry(self) -> _Json:
        bare = [
            kind
            for kind, options in self.kinds.items()
            if not any(is_required(field) for field, _ in keys_of(options))
        ]
        properties = {kind: self.of_options(options) for kind, options in self.kinds.items()}
        one_kind = {"minProperties": 1, "maxProperties": 1, "additionalProperties": False}
        return {"anyOf": [{"enum": bare}, {"type": "object", "properties": properties, **one_kind}]}
