"""What the entries of the corpus are made of (`phrases.json`), and the source that picks it."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

Item = TypeVar("Item")

_DATA: dict[str, Any] = json.loads(Path(__file__).with_name("phrases.json").read_bytes())


def phrases(name: str) -> list[str]:
    """The list of that name: `services`, `categories`, `openers` and so on."""
    return list(_DATA[name])


def cores() -> list[tuple[str, str, str, str]]:
    """Component, failure, cause and remedy: one row is the core of a theme."""
    return [(row[0], row[1], row[2], row[3]) for row in _DATA["cores"]]


def fences() -> list[tuple[str, str]]:
    """Language and text of the code fences, as templates."""
    return [(row[0], row[1]) for row in _DATA["fences"]]


class Rand:
    """A reproducible source, seeded with words.

    Only `random.Random(str).random()` is used, which Python keeps the same on every machine
    and in every version.
    """

    __slots__ = ("real",)

    def __init__(self, *key: object) -> None:
        self.real = random.Random(":".join(map(str, key))).random

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.real() * (high - low + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[int(self.real() * len(items))]

    def chance(self, share: float) -> bool:
        """True in that share of the calls."""
        return self.real() < share

    def hexadecimal(self, length: int) -> str:
        """That many hexadecimal digits."""
        out = ""
        while len(out) < length:
            out += f"{int(self.real() * 4294967296):08x}"
        return out[:length]

    def characters(self, alphabet: str, length: int) -> str:
        """That many characters of the alphabet."""
        return "".join([alphabet[int(self.real() * len(alphabet))] for _ in range(length)])
