"""What a maker is, and the small parts that several of them need."""

from __future__ import annotations

import functools
import random
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

# A maker is given dice and what stands behind its name in the recipe.
Maker = Callable[[random.Random, str], str]

DIGITS = "0123456789"
HEX = DIGITS + "abcdef"
LOWER = "abcdefghijklmnopqrstuvwxyz"
UPPER = LOWER.upper()
BASE62 = DIGITS + UPPER + LOWER


@functools.cache
def _lists() -> Mapping[str, Sequence[str]]:
    text = Path(__file__).with_name("data").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words(name: str) -> Sequence[str]:
    """A list of words of `data/words.toml`."""
    return _lists()[name]


def run(dice: random.Random, characters: str, count: int) -> str:
    """That many of these characters."""
    return "".join([dice.choice(characters) for _ in range(count)])


def one(dice: random.Random, given: str) -> str:
    """One of the texts between bars."""
    return dice.choice(given.split("|"))


def whole(dice: random.Random, given: str) -> str:
    """A number of a range such as `3-40`, both ends included."""
    low, high = given.split("-")
    return str(dice.randint(int(low), int(high)))
