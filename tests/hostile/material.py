"""Of what hostile inputs are made: signs, values, damage."""

from __future__ import annotations

import json
import math
from pathlib import Path
from random import Random

import yaml

MATERIAL: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "material.yaml").read_text(encoding="utf-8")
)
SCALARS = [*MATERIAL["scalars"], "9" * 5000, "-" + "9" * 400, "0x" + "f" * 300]
NEVER = [*MATERIAL["never"], "\ud800"]
UNBROKEN = ("A", "m", "i", "W", "1", "é", "Ω", "ж", "ﬁ", "a.", "x/", "n_", "A\u0301", "2⁺")
WORDS = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\0\1")
"""Numbers of four bytes at which counts overflow."""


class Raw(str):
    """A piece of YAML that stands as it is."""

    __slots__ = ()


def in_yaml(value: object) -> str:
    """A value as YAML, a key of a mapping a line."""
    if isinstance(value, dict):
        return "".join(f"{flow(str(key))}: {flow(one)}\n" for key, one in value.items()) or "{}\n"
    return f"{flow(value)}\n"


def flow(value: object) -> str:
    """A value in one line of YAML, which is that of JSON but for what is Raw."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(str(key))}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=any(0xD7FF < ord(sign) < 0xE000 for sign in value))
    return json.dumps(value)


def one_of(
    random: Random, usual: list[object] | tuple[object, ...], odd: object, share: float = 0.05
) -> object:
    """One of the usual values, seldom one of the odd ones, which may be a list."""
    if random.random() >= share:
        return random.choice(usual)
    return random.choice(odd) if isinstance(odd, list) else odd


def noise(random: Random, most: int = 400, never: float = 0.1) -> str:
    """A text of a few of the signs, repeated or mixed; `never` is the share of those that none can print."""
    size = int(math.exp(random.uniform(0, math.log(most))))
    signs = MATERIAL["signs"] if random.random() >= never else NEVER
    chosen = random.choices(signs, k=random.randint(1, 4))
    match random.randint(0, 3):
        case 0:
            return chosen[0] * size
        case 1:
            return "".join(random.choices(chosen, k=size))
        case 2:
            return " ".join(random.choices([*chosen, "and", "words"], k=size))
    return "".join(one * (size // len(chosen) + 1) for one in chosen)


def mutated(random: Random, source: bytes) -> bytes:
    """Bytes changed in a few places."""
    data = bytearray(source)
    for _ in range(random.choice([1, 1, 2, 5, 30])):
        at = random.randrange(len(data) + 1)
        match random.randint(0, 4):
            case 0:
                data[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                del data[at : at + random.choice([1, 4, 100])]
            case 2:
                data[at:at] = data[at : at + random.choice([1, 16, 300])]
            case 3:
                data[at : at + 4] = random.choice(WORDS)
            case 4:
                data[at:at] = random.randbytes(random.choice([1, 3, 50]))
    return bytes(data)


def damaged(random: Random, source: bytes, share: float) -> bytes:
    """Bytes of which that share is changed, and a tenth of it cut off."""
    if random.random() >= share:
        return source
    return mutated(random, source) if random.random() < 0.9 else source[: random.randrange(len(source) + 1)]
