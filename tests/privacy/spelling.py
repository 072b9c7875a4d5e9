"""Spells out what a regular expression matches."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from learnings.privacy.gate import REPEATS, parsed


def spellings(pattern: str) -> list[str]:
    """A text for each way through a pattern: each branch, each character of a set, or its ends.

    What is repeated stands there as seldom as it may, and once more where it may be left out.
    """
    return sorted(set(_sequence(parsed(pattern))))


def _sequence(nodes: Iterable[Any]) -> Iterator[str]:
    return map("".join, itertools.product(*(list(_ways(node)) for node in nodes)))


def _ways(node: Any) -> Iterator[str]:
    name, value = str(node[0]), node[1]
    if name == "LITERAL":
        yield chr(value)
    elif name in {"ANY", "NOT_LITERAL"}:
        yield "."
    elif name == "IN":
        yield from _set(value)
    elif name in {"SUBPATTERN", "ATOMIC_GROUP"}:
        yield from _sequence(value[3] if name == "SUBPATTERN" else value)
    elif name == "BRANCH":
        yield from itertools.chain.from_iterable(map(_sequence, value[1]))
    elif name in REPEATS:
        least, most, inner = int(value[0]), int(value[1]), list(_sequence(value[2]))
        for times in {least, min(max(least, 1), most)}:
            yield from (one * times for one in inner)
    else:
        yield ""  # what is only looked at takes no place


def _set(items: Iterable[Any]) -> Iterator[str]:
    for name, value in ((str(item[0]), item[1]) for item in items):
        if name in {"NEGATE", "CATEGORY"}:
            yield "."
            return
        yield from map(chr, (value,) if name == "LITERAL" else value)
