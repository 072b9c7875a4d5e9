"""The lines of a text, and which of them a gate lets pass.

A detector that reads a whole text looks no further at the others. A gate as it is takes thirty
times as long for a long text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from .. import resource
from .folding import lowered
from .page import line_starts
from .screen import looked_for

# What begins a fenced block, or ends one.
FENCES = ("```|~~~",)


class Lines(NamedTuple):
    """Where each line is, with its end, and the numbers (from 0) of those that a gate lets pass."""

    spans: list[tuple[int, int]]
    told: list[int]

    def after(self, number: int, is_in_table: bool) -> int:
        """The next of these lines; in a table below one, the next line, whatever it holds.

        -1 behind the last one.
        """
        if is_in_table and number + 1 < len(self.spans):
            return number + 1
        at = bisect_right(self.told, number)
        return self.told[at] if at < len(self.told) else -1


# What is known of the last texts: detectors with the same gates ask one after the other.
_MOST = 4
_known: dict[tuple[str, tuple[str, ...]], Lines] = {}


def lines_of(text: str, gates: tuple[str, ...], maybe: Iterable[int] | None = None) -> Lines:
    """The lines of a text; `gates` are as those of a `Detector`.

    Who has found out which lines a gate may let pass gives their numbers, for all who ask later.
    """
    key = text, gates
    if key not in _known:
        while len(_known) >= _MOST:
            del _known[next(iter(_known))]
        _known[key] = _lines(text, gates, maybe)
    return _known[key]


def _lines(text: str, gates: tuple[str, ...], maybe: Iterable[int] | None) -> Lines:
    starts, small = line_starts(text), lowered(text)
    spans = list(pairwise(starts))
    if maybe is None:
        # A log repeats many of its lines, which are looked through once.
        written = [small[start:end] for start, end in spans]
        passed = _passed(list(dict.fromkeys(written)), gates)
        told = [number for number, line in enumerate(written) if line in passed]
    else:
        gate = _looked_for(gates)[2]
        told = [line for line in sorted(maybe) if gate.search(small[slice(*spans[line])] + " ")]
    return Lines(spans[:-1] if spans and spans[-1][0] == spans[-1][1] else spans, told)


def _passed(lines: Sequence[str], gates: tuple[str, ...]) -> set[str]:
    """Which of some lines, in small letters, a gate lets pass."""
    words, patterns, gate = _looked_for(gates)
    starts = [0, *accumulate(map(len, lines))]
    small = "".join(lines) + " "
    maybe: set[int] = set()
    for word in words:
        at = small.find(word)
        while at >= 0:
            line = _at(starts, at)
            maybe.add(line)
            at = small.find(word, max(starts[line + 1], at + 1))
    for pattern in patterns:
        maybe.update(_at(starts, found.start()) for found in pattern.finditer(small))
    return {lines[number] for number in maybe if gate.search(lines[number] + " ")}


def _at(starts: Sequence[int], place: int) -> int:
    return bisect_right(starts, place, hi=len(starts) - 1) - 1


@lru_cache(maxsize=4)
def _looked_for(
    gates: tuple[str, ...],
) -> tuple[list[str], list[re.Pattern[str]], re.Pattern[str]]:
    """What a line has at least, and all gates in one, for text in small letters."""
    known = resource.load("gates.json")["looked_for"]
    wanted = [known.get(one) or looked_for(one) for one in gates]
    words = {word for one in wanted for word in one.get("words", ())}
    patterns = {pattern for one in wanted for pattern, *_ in one.get("patterns", ())}
    return (
        sorted(words),
        [re.compile(pattern) for pattern in sorted(patterns)],
        re.compile("|".join(one.lower() for one in gates)),
    )
