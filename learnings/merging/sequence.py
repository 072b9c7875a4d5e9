"""Three orders of the same things merged into one: what each side adds goes where it put it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from typing import Any, TypeVar

_Key = TypeVar("_Key", bound=Hashable)

Rank = Callable[[Any], Any]


def merge_order(
    base: Sequence[_Key],
    ours: Sequence[_Key],
    theirs: Sequence[_Key],
    rank: Rank | None = None,
) -> list[_Key]:
    """All keys of both sides in one order, each once.

    The order of our side holds, unless only theirs changed it. What both sides add at the same
    place is sorted by `rank` (a smaller one first, None beside anything), and else ours is first;
    what one side added keeps its order.
    """
    ours_first = not _moved(base, theirs) or _moved(base, ours)
    spine, other = (ours, theirs) if ours_first else (theirs, ours)
    inside, known = set(spine), set(other)
    added: dict[_Key | None, list[_Key]] = {}
    behind: _Key | None = None
    for key in other:
        if key in inside:
            behind = key
        else:
            added.setdefault(behind, []).append(key)
    result = []
    at = 0
    anchor: _Key | None = None
    while True:
        run = []
        while at < len(spine) and spine[at] not in known:
            run.append(spine[at])
            at += 1
        more = added.pop(anchor, [])
        result += _woven(run, more, rank) if ours_first else _woven(more, run, rank)
        if at == len(spine):
            return result
        anchor = spine[at]
        result.append(anchor)
        at += 1


def _moved(base: Sequence[_Key], side: Sequence[_Key]) -> bool:
    """True if the side has in another order what both have."""
    places = {key: index for index, key in enumerate(base)}
    shared = [places[key] for key in side if key in places]
    return any(one > two for one, two in pairwise(shared))


def _woven(first: list[_Key], second: list[_Key], rank: Rank | None) -> list[_Key]:
    """Two runs as one, each in its own order; the first goes first unless the rank forbids it."""
    if not first or not second or rank is None:
        return [*first, *second]
    result = []
    one = two = 0
    while one < len(first) and two < len(second):
        left, right = rank(first[one]), rank(second[two])
        if left is not None and right is not None and right < left:
            result.append(second[two])
            two += 1
        else:
            result.append(first[one])
            one += 1
    return [*result, *first[one:], *second[two:]]
