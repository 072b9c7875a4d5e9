"""The lines of a text, and which of them a gate lets pass.

A detector that reads a whole text looks no further at the others. A gate as it is takes thirty
times as long for a long text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple, overload

from .. import resource
from .across import OF_EACH
from .folding import lowered, with_feeds
from .page import line_starts
from .screen import looked_for

# What begins a fenced block, or ends one.
FENCES = ("```|~~~",)


class Spans(Sequence[tuple[int, int]]):
    """Where each line begins and ends, by where each of them begins and the last one ends."""

    def __init__(self, starts: Sequence[int]) -> None:
        self._starts = starts

    @overload
    def __getitem__(self, place: int) -> tuple[int, int]: ...

    @overload
    def __getitem__(self, place: slice) -> list[tuple[int, int]]: ...

    def __getitem__(self, place: int | slice) -> tuple[int, int] | list[tuple[int, int]]:
        if isinstance(place, slice):
            first, last, _ = place.indices(len(self))
            return list(pairwise(self._starts[first : last + 1])) if first < last else []
        return self._starts[place], self._starts[place + 1]

    def __len__(self) -> int:
        return len(self._starts) - 1


class Lines(NamedTuple):
    """Where each line is, with its end, and the numbers (from 0) of those that a gate lets pass."""

    spans: Spans
    told: Sequence[int]

    def after(self, number: int, is_in_table: bool) -> int:
        """The next of these lines; in a table below one, the next line, whatever it holds.

        -1 behind the last one.
        """
        if is_in_table and number + 1 < len(self.spans):
            return number + 1
        at = bisect_right(self.told, number)
        return self.told[at] if at < len(self.told) else -1


# What is known of the last texts: detectors with the same gates ask one after the other.
_MOST = 8
_known: dict[tuple[str, tuple[str, ...], str], Lines] = {}


def lines_of(
    text: str, gates: tuple[str, ...], least: str = "", told: Sequence[int] | None = None
) -> Lines:
    """The lines of a text; `gates` and `least` are as those of a `Detector`.

    Who has found out which lines these let pass gives their numbers, for all who ask later.
    """
    least = least if least in OF_EACH else ""
    key = text, gates, least
    if key not in _known or told is not None:
        _known.pop(key, None)
        while len(_known) >= _MOST:
            del _known[next(iter(_known))]
        spans = _spans(text)
        told = _told(text, gates, least) if told is None else told
        # What follows the last line end is no line if it is empty.
        _known[key] = Lines(spans, told[: bisect_left(told, len(spans))])
    return _known[key]


def _spans(text: str) -> Spans:
    starts = line_starts(text)
    return Spans(starts[:-1] if len(starts) > 1 and starts[-2] == starts[-1] else starts)


def _told(text: str, gates: tuple[str, ...], least: str) -> Sequence[int]:
    # Words at the end of a line are asked for with what stands behind them.
    lines = with_feeds(lowered(text)).split("\n")
    written = [line + " " for line in lines]
    # A log repeats many of its lines, which are looked through once.
    passed = _passed(list(dict.fromkeys(written)), gates)
    told = [number for number, line in enumerate(written) if line in passed]
    if not least:
        return told
    lines = with_feeds(text).split("\n")
    return [number for number in told if OF_EACH[least](lines[number])]


def _passed(lines: Sequence[str], gates: tuple[str, ...]) -> set[str]:
    """Which of some lines, in small letters, a gate lets pass."""
    words, patterns, gate = _looked_for(gates)
    spaced = [f" {line}\n" for line in lines]
    starts = [0, *accumulate(map(len, spaced))]
    small = "".join(spaced)
    maybe: set[int] = set()
    for word in words:
        at = small.find(word)
        while at >= 0:
            line = _at(starts, at)
            maybe.add(line)
            at = small.find(word, max(starts[line + 1], at + 1))
    for pattern in patterns:
        maybe.update(_at(starts, found.start()) for found in pattern.finditer(small))
    return {lines[number] for number in maybe if gate.search(lines[number])}


def _at(starts: Sequence[int], place: int) -> int:
    return bisect_right(starts, place, hi=len(starts) - 1) - 1


@lru_cache(maxsize=16)
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
