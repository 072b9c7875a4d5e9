"""Slips of the keyboard: letters added, left out, changed or swapped."""

from __future__ import annotations

from collections.abc import Iterable

# In a shorter word one letter makes another word.
_SHORTEST = 4
_LONG = 8
# From here on a single slip leaves little doubt.
_SURE = 6


def nearest(name: str, known: Iterable[str], most: int = 2) -> str:
    """The known name that is a slip away: one, in long names up to `most`; "" if there is none."""
    allowed = min(most, 1 if len(name) < _LONG else 2)
    if len(name) < _SHORTEST:
        return ""
    best, found = allowed + 1, ""
    for other in known:
        far = slips(name, other, allowed) if len(other) >= _SHORTEST else best
        if 0 < far < best:
            best, found = far, other
    return found


def is_sure(one: str, other: str) -> bool:
    """True if the words are long, begin alike and are a single slip apart."""
    long = min(len(one), len(other)) >= _SURE
    return long and one[:1] == other[:1] and slips(one, other, 1) == 1


def slips(one: str, other: str, most: int) -> int:
    """How many slips lie between two words; `most` + 1 stands for all that is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        current = [row]
        for column, right in enumerate(other, 1):
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (left != right))
            if row > 1 and column > 1 and left == other[column - 2] and one[row - 2] == right:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, above = above, current
    return min(above[-1], most + 1)
