"""Letters that stand together as no word has them, told without a pattern."""

from __future__ import annotations

import itertools
from functools import lru_cache

from .. import resource

PAIRS = "letter-pairs.json"
# From here on a run of letters is judged by its beginning alone.
_LONGEST_RUN = 80
# Above that `secrets.judge` takes letters for words.
_WORDED = -5.2
_APART = str.maketrans({chr(code): " " for code in range(128) if not chr(code).islower()})


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


def _letters(line: str) -> list[str]:
    """The runs of Latin letters, in small ones."""
    return (line if line.isascii() else _small(line)).lower().translate(_APART).split()


def _small(line: str) -> str:
    # Some capitals of other alphabets become letters of this one.
    return "".join(sign if sign.isascii() else " " for sign in line)


@lru_cache(maxsize=10_000)
def _score(letters: str) -> float:
    """As `secrets.worth` has it: how likely its pairs of letters are in a text."""
    rows: list[list[float]] = resource.load(PAIRS)["pairs"]
    codes = [ord(letter) - 97 for letter in letters]
    pairs = itertools.pairwise(codes)
    return sum(rows[first][second] for first, second in pairs) / (len(codes) - 1)
