"""Which detectors are asked about which line, found out once of each of the last lines.

A log repeats many of its lines, and so do the logs of one repository.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from .across import OF_EACH
from .detector import BlockDetector, Detector
from .folding import folded
from .least import OF_VALUES
from .page import others
from .run import parts_of
from .runs import encoded, value
from .screen import Gates

# So many characters of lines are kept.
_MOST = 8 << 20
_NONE: frozenset[int] = frozenset()


class Told(NamedTuple):
    """What is told of a line: the ranks of the detectors that are asked about it.

    `goes_on` is True if a token of the line above may go on in it, `is_joined` if one may stand in
    parts in it and in the line below.
    """

    asked: frozenset[int]
    goes_on: bool
    is_joined: bool


# Detectors: those that are asked, those of which a gate has to match, and those that need more, by
# whether it is something of a value, and by their conditions.
_Plan = tuple[
    frozenset[int], frozenset[int], tuple[tuple[bool, tuple[tuple[str, set[int]], ...]], ...]
]


class Triage:
    """Knows of each line which of some detectors may find something in it; see `Screen`."""

    def __init__(self, detectors: Sequence[Detector | BlockDetector], screen: Gates) -> None:
        self._screen = screen
        self.least = {rank: one.least for rank, one in enumerate(detectors) if one.least in OF_EACH}
        # Behind the last detector there is what may have been encoded.
        self.least[len(detectors)] = encoded.__name__
        # Detectors that are given the whole text as soon as a line has what they need at least.
        self.whole = frozenset(
            rank
            for rank, one in enumerate(detectors)
            if isinstance(one, BlockDetector) and one.least
        )
        self._planned = lru_cache(maxsize=4096)(self._plan)
        self._known: set[str] = set()
        self._told: dict[str, Told] = {}
        self._size = 0

    def lines(self, lines: Sequence[str]) -> list[tuple[int, Told]]:
        """What is told of some lines, without their ends, by their numbers from 0."""
        unique = set(lines)
        new = unique.difference(self._known)
        if new:
            if self._size + sum(map(len, new)) > _MOST:
                self._known.clear()
                self._told.clear()
                new, self._size = unique, 0
            self._learn(list(new))
            # Only now: what was broken off is looked through again.
            self._size += sum(map(len, new))
            self._known |= new
        told = {line: self._told[line] for line in self._told.keys() & unique}
        places = compress(enumerate(lines), map(told.__contains__, lines))
        return [(number, told[line]) for number, line in places]

    def _learn(self, lines: Sequence[str]) -> None:
        candidates = self._screen.candidates(lines)
        asked = {number: self._left(lines[number], ranks) for number, ranks in candidates.items()}
        odd = list(others("\n".join(lines)))
        shown = [said for _, said in odd]
        more = self._screen.candidates(shown)
        for place, ranks in more.items():
            line = odd[place][0]
            asked[line] = asked.get(line, _NONE) | self._left(shown[place], ranks)
        further, parted = parts_of(lines)
        for number in asked.keys() | further | parted:
            ranks = asked.get(number, _NONE)
            goes_on, is_joined = number in further, number in parted
            if ranks or goes_on or is_joined:
                self._told[lines[number]] = Told(ranks, goes_on, is_joined)

    def _left(self, line: str, ranks: frozenset[int]) -> frozenset[int]:
        """The detectors that need nothing more than a line has."""
        left, gated, wanted = self._planned(ranks)
        if gated:
            small = folded(line) + " "
            left = left.union(rank for rank in gated if self._screen.may_pass(rank, small))
        for is_of_value, some in wanted:
            if not is_of_value or value(line):
                left = left.union(*(ranks for least, ranks in some if OF_EACH[least](line)))
        return left

    def _plan(self, ranks: frozenset[int]) -> _Plan:
        wanted: dict[bool, dict[str, set[int]]] = {True: {}, False: {}}
        for rank in ranks & self.least.keys():
            least = self.least[rank]
            wanted[least in OF_VALUES].setdefault(least, set()).add(rank)
        free = frozenset(ranks).difference(self.least)
        gated = frozenset(filter(self._screen.is_worded, free - self.whole))
        some = tuple((which, tuple(one.items())) for which, one in wanted.items() if one)
        return free - gated, gated, some
