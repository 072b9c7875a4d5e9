"""IDs for new entries: `PREFIX-YYYYMMDD-XXX`, at random or in sequence."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Callable, Collection

# No letter that is read as a digit, and none that make words with vowels.
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_SIGNS = _LETTERS + "23456789"
_LENGTH = 3
_TRIES = 64

STYLES = ("random", "sequence")


def allocate(
    prefix: str,
    day: dt.date,
    taken: Collection[str],
    style: str = "random",
    choose: Callable[[str], str] = secrets.choice,
) -> str:
    """An ID that none of `taken` has; upper and lower case are the same.

    `sequence` counts the highest number of the day on, and collides where two branches count
    at once; `random` has 15,680 suffixes of three signs a day (at least one of them a letter,
    so that nobody takes them for a count) and gets longer when they run out.
    """
    used = {name.upper() for name in taken}
    stem = f"{prefix}-{day:%Y%m%d}-"
    if style == "sequence":
        return stem + _next(stem, used)
    length = _LENGTH
    while True:
        for _ in range(_TRIES):
            suffix = _suffix(length, choose)
            if stem + suffix not in used:
                return stem + suffix
        length += 1


def _suffix(length: int, choose: Callable[[str], str]) -> str:
    """Random signs with a letter first: `20260301-B7K` cannot be read as a longer date."""
    return choose(_LETTERS) + "".join(choose(_SIGNS) for _ in range(length - 1))


def _next(stem: str, used: Collection[str]) -> str:
    pattern = re.compile(re.escape(stem.upper()) + r"(\d+)$")
    numbers = [int(found[1]) for name in used if (found := pattern.match(name))]
    return f"{max(numbers, default=0) + 1:03d}"
