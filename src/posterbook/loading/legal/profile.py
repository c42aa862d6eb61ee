"""Holds the legal blocks against a profile: a YAML file that says which there must be, where and how heavy.

A profile is data, ours in `profiles/` or the user's own in the content folder; every finding names its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Final

from posterbook.assets import profiles_folder
from posterbook.content.languages import best
from posterbook.content.model import (
    INTERNAL,
    NOWHERE,
    Booklet,
    LegalBlock,
    LegalPlace,
    Weight,
    doc,
    groups_of,
    hanging_records,
)
from posterbook.content.scalars import did_you_mean, excerpt, fold
from posterbook.content.schema import read
from posterbook.content.scripts import WITHOUT_SPACES
from posterbook.errors import AssetError, Problem, Where, error
from posterbook.loading.files.reading import leads_out
from posterbook.loading.records import read_document
from posterbook.loading.yaml.document import parse
from posterbook.loading.yaml.positions import locate
from posterbook.values import dataclass


class Named(StrEnum):
    """What of the booklet a block must name."""

    GROUPS = "groups"
    DATE = "date"
    ISSUER = "issuer"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a demand in another language."""

    lang: str = field(metadata=doc("language of the block, as zh-Hant"))
    says: tuple[str, ...] = field(metadata=doc("words that it must hold, in this order"))


@dataclass(frozen=True, slots=True)
class Demand:
    """What a profile asks of one legal block."""

    id: str = field(metadata=doc("id of the block in booklet.yaml"))
    place: LegalPlace = field(metadata=doc("where it stands"))
    rule: str = field(default="", metadata=doc("the rule that asks for it, as messages name it"))
    weight: Weight = field(default=Weight.PLAIN, metadata=doc("how heavy it stands at least"))
    floor: float | None = field(default=None, metadata=doc("smallest size of its type, in points"))
    says: tuple[str, ...] = field(default=(), metadata=doc("words that it must hold, in this order"))
    in_other_languages: tuple[Wording, ...] = field(
        default=(), metadata=doc("the words that a block in another language must hold instead")
    )
    names: tuple[Named, ...] = field(default=(), metadata=doc("what of the booklet it must name"))
    where: Where = field(default=NOWHERE, metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a kind of document must carry, in its order."""

    about: str = field(default="", metadata=doc("the kind of document"))
    blocks: tuple[Demand, ...] = field(default=(), metadata=doc("the legal blocks, in order"))


HEAVIER: Final = {
    Weight.PLAIN: tuple(Weight),
    Weight.SIGNATURE: (Weight.SIGNATURE,),
    Weight.FRAMED: (Weight.FRAMED,),
}
"""The weights that meet a demand."""


def apply_profile(folder: Path, booklet: Booklet) -> tuple[Booklet, list[Problem]]:
    """The booklet with its profile's floors, and what the profile finds wrong with its legal blocks.

    Raises AssetError for a profile that is missing or no profile.
    """
    where = booklet.where.at("legal_profile")
    name = booklet.legal_profile
    if not _is_path(name) and name not in shipped_profiles():
        known = f"there are {', '.join(shipped_profiles())}, or a path as legal/rules.yaml"
        message = f"no legal profile is called '{excerpt(name)}'"
        return booklet, [
            error("unknown-profile", message, where, did_you_mean(name, shipped_profiles(), known))
        ]
    if _is_path(name) and leads_out(name):
        return booklet, [error("outside-folder", f"'{excerpt(name)}' lies outside the content folder", where)]
    home, file = (folder, name) if _is_path(name) else (profiles_folder(), f"{name}.yaml")
    profile = _profile(home, file, where)
    legal = tuple(_with_floor(block, profile) for block in booklet.legal)
    return replace(booklet, legal=legal), list(_Audit(booklet, profile, home).findings())


def legal_rules(folder: Path, booklet: Booklet) -> dict[str, str]:
    """The rules that ask for legal blocks, by the blocks' ids; of a profile that was found sound."""
    name = booklet.legal_profile
    home, file = (folder, name) if _is_path(name) else (profiles_folder(), f"{name}.yaml")
    profile = _profile(home, file, booklet.where.at("legal_profile"))
    return {demand.id: demand.rule for demand in profile.blocks}


def _with_floor(block: LegalBlock, profile: Profile) -> LegalBlock:
    """The block with the larger of its own floor and the profile's."""
    floors = [demand.floor for demand in profile.blocks if demand.id == block.id]
    asked = [floor for floor in (*floors, block.floor) if floor is not None]
    return replace(block, floor=max(asked)) if asked else block


def shipped_profiles() -> tuple[str, ...]:
    """The names of the profiles that posterbook brings."""
    return tuple(sorted(path.stem for path in profiles_folder().glob("*.yaml")))


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))


def _profile(home: Path, file: str, where: Where) -> Profile:
    """The profile in a file, its demands knowing their lines."""
    if not (home / file).is_file():
        raise AssetError(error("missing-profile", f"no legal profile '{excerpt(file)}'", where))
    if home == profiles_folder():
        value, problems = parse((home / file).read_bytes(), file)
    else:
        value, problems = read_document(home, file)
    if not problems:
        profile, problems = read(Profile, value, Where(file))
        if profile and not problems:
            return profile
    raise AssetError(locate(home, problems))


_EDGES: Final = r"(?<!\w)\S", r".(?!\w)"
_EDGES_WITHOUT_SPACES: Final = (
    rf"[{WITHOUT_SPACES}]|(?<![^\W{WITHOUT_SPACES}])\S",
    rf"[{WITHOUT_SPACES}]|.(?![^\W{WITHOUT_SPACES}])",
)
"""Where a word begins and where it ends, in texts of Latin letters alone and in others."""


@dataclass(frozen=True, slots=True)
class _Audit:
    """A booklet held against a profile."""

    booklet: Booklet
    profile: Profile
    home: Path

    def findings(self) -> Iterator[Problem]:
        found = {block.id: block for block in self.booklet.legal}
        for position, demand in enumerate(self.profile.blocks):
            block = found.get(demand.id)
            if block is None:
                yield self._missing(position, demand)
            else:
                yield from self._faults(position, demand, block)
        yield from self._disorder()

    def _wrong(self, code: str, position: int, said: str, where: Where, hint: str = "") -> Problem:
        return error(code, f"{said}, as {self._asker(position)} asks", where, hint)

    def _asker(self, position: int) -> str:
        """The demand's place and rule, looked up only now that something is wrong."""
        demand = self.profile.blocks[position]
        (found,) = locate(self.home, [error("", "", demand.where)])
        rule = f" ({demand.rule})" if demand.rule else ""
        return f"the legal profile {demand.where.file}:{found.where.line if found.where else 0}{rule}"

    def _missing(self, position: int, demand: Demand) -> Problem:
        said = f"there is no legal block '{demand.id}' at {demand.place}"
        hint = f"add it below 'legal:' with id: {demand.id} and place: {demand.place}"
        return self._wrong("profile-missing", position, said, self.booklet.where.at("legal"), hint)

    def _faults(self, position: int, demand: Demand, block: LegalBlock) -> Iterator[Problem]:
        called = f"the legal block '{block.id}'"
        if block.place != demand.place:
            said = f"{called} stands at {block.place}, not at {demand.place}"
            yield self._wrong("profile-place", position, said, block.where.at("place"))
        if block.weight not in HEAVIER[demand.weight]:
            said = f"{called} is {block.weight}, not {demand.weight}"
            yield self._wrong("profile-weight", position, said, block.where.at("weight"))
        in_language = f" in '{self.booklet.translation}'" if self.booklet.translation else ""
        for words in _missing_words(self._wording(demand, block), block.file.text):
            said = f"{called} does not say '{words}'{in_language}"
            yield self._wrong("profile-wording", position, said, block.file.where)
        for name in self._missing_names(demand, block):
            said = f"{called} does not name '{excerpt(name)}'"
            yield self._wrong("profile-name", position, said, block.file.where)

    def _wording(self, demand: Demand, block: LegalBlock) -> tuple[str, ...]:
        """What a block must say, in its language."""
        others = {wording.lang: wording.says for wording in demand.in_other_languages}
        return others.get(best(block.lang or self.booklet.language, tuple(others)), demand.says)

    def _missing_names(self, demand: Demand, block: LegalBlock) -> Iterator[str]:
        for kind in demand.names:
            yield from missing_names(block.file.text, self._names(kind))

    def _names(self, kind: Named) -> list[str]:
        book = self.booklet
        if kind is Named.GROUPS:
            return [group.name for group in groups_of(hanging_records(book.records)) if group.name]
        if kind is Named.ISSUER:
            return [book.issuer_name or "the issuer, whom booklet.yaml lacks"]
        return [book.words.date_in_words(book.date) if book.date else "the date, which booklet.yaml lacks"]

    def _disorder(self) -> Iterator[Problem]:
        """Blocks of one place that stand in another order than the profile's."""
        given = [block.id for block in self.booklet.legal]
        demands = list(enumerate(self.profile.blocks))
        for (_, before), (position, demand) in pairwise(demands):
            both = before.id in given and demand.id in given
            if both and given.index(before.id) > given.index(demand.id):
                said = f"the legal block '{demand.id}' stands before '{before.id}', not after it"
                where = self.booklet.where.at("legal", given.index(demand.id))
                yield self._wrong("profile-order", position, said, where)


def missing_names(text: str, names: Sequence[str]) -> list[str]:
    """The names that a text does not have as words of their own: APG-12 is not found in APG-1252.

    Wherever a word may begin, what stands there is looked up at the lengths that names have: a text that
    lists thousands of groups is read once. In a script without spaces a word may begin and end at every
    letter, and so beside one: 就APG-12獲得 names APG-12.
    """
    wanted = {fold(name) for name in names}
    lengths = {len(name) for name in wanted}
    text, found = fold(text), set[str]()
    begins, ends = map(re.compile, _EDGES if text.isascii() else _EDGES_WITHOUT_SPACES)
    for start in (begin.start() for begin in begins.finditer(text)):
        for length in lengths:
            part = text[start : start + length]
            if part in wanted and ends.match(text, start + length - 1):
                found.add(part)
    return [name for name in names if fold(name) not in found]


def _missing_words(wanted: tuple[str, ...], text: str) -> Iterator[str]:
    """The words that a text does not hold after the ones before."""
    rest = fold(text)
    for words in wanted:
        _, found, after = rest.partition(fold(words))
        if not found:
            yield words
        else:
            rest = after
