"""Letters that stand together as no word has them, told without a pattern."""

from __future__ import annotations

import itertools

from .. import resource
from .folding import SMALL, only
from .kept import kept

PAIRS = "letter-pairs.json"
# From here on a run of letters is judged by its beginning alone.
_LONGEST_RUN = 80
# Above that `secrets.judge` takes letters for words.
_WORDED = -5.2
_APART = only(SMALL)
# Below that it takes a few letters for ones at random, if there are so many pairs of them.
_RANDOM = -6.0
_PAIRS_THAT_TELL = 3
_BRIEF = 10
_ALPHABET = SMALL.decode()
_PAIRS: dict[tuple[str, str], float] = {}


def is_odd(line: str, least: int, *, is_glued: bool = False) -> bool:
    """True if letters stand together as no word has them; the first may be a flag that is glued."""
    for letters in _letters(line):
        if len(letters) >= least and (
            len(letters) >= _LONGEST_RUN
            or _score(letters) < _WORDED
            or (is_glued and _score(letters[1:]) < _WORDED)
        ):
            return True
    return False


def is_brief(run: str, *, is_glued: bool = False) -> bool:
    """True if a few letters in a run without blanks, with marks between, follow as none do.

    So `secrets.judge` takes values of less than ten signs; the first may be a flag that is glued.
    """
    letters = _letters(run)
    rest = [letters[0][1:], *letters[1:]] if is_glued and letters else []
    return _has_brief(letters) or (bool(rest) and _has_brief(rest))


def _has_brief(parts: list[str]) -> bool:
    for first in range(len(parts)):
        total, count, size = 0.0, 0, 0
        for letters in parts[first:]:
            size += len(letters)
            if size >= _BRIEF:
                break
            if len(letters) > 1:
                total += _sum(letters)
                count += len(letters) - 1
            if count >= _PAIRS_THAT_TELL and total < _RANDOM * count:
                return True
    return False


def _letters(line: str) -> list[str]:
    """The runs of Latin letters, in small ones."""
    plain = line if line.isascii() else _small(line)
    return plain.lower().encode().translate(_APART).decode().split()


def _small(line: str) -> str:
    # Some capitals of other alphabets become letters of this one.
    return "".join(sign if sign.isascii() else " " for sign in line)


@kept
def _score(letters: str) -> float:
    """As `secrets.worth` has it: how likely its pairs of letters are in a text."""
    return _sum(letters) / (len(letters) - 1)


def _sum(letters: str) -> float:
    return sum(map(_pairs().__getitem__, itertools.pairwise(letters)))


def _pairs() -> dict[tuple[str, str], float]:
    """How likely each letter is behind each other one."""
    if not _PAIRS:
        rows: list[list[float]] = resource.load(PAIRS)["pairs"]
        _PAIRS.update(
            {
                (first, second): found
                for first, row in zip(_ALPHABET, rows, strict=True)
                for second, found in zip(_ALPHABET, row, strict=True)
            }
        )
    return _PAIRS
