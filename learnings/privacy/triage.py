"""Which detectors are asked about which line, found out once of each of the last lines.

A log repeats many of its lines, and so do the logs of one repository.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from .across import OF_EACH
from .detector import BlockDetector, Detector
from .folding import folded, spaced
from .least import FIRST
from .lengthy import encoded
from .page import others
from .run import parts_of
from .screen import Gates

# So many characters of lines are kept.
_MOST = 8 << 20
_NONE: frozenset[int] = frozenset()


_Has = Callable[[str], bool]
# What has to be true of a line first, and what more has to be for which detectors, if anything.
_Wanted = tuple[_Has, tuple[tuple[_Has | None, frozenset[int]], ...]]


class Told(NamedTuple):
    """What is told of a line: the ranks of the detectors that are asked about it or its text.

    `is_encoded` is True if something may be encoded in it, `goes_on` if a token of the line above
    may go on in it, and `is_joined` if one may stand in parts in it and in the line below.
    """

    of_line: frozenset[int]
    of_text: frozenset[int]
    is_encoded: bool
    goes_on: bool
    is_joined: bool


class _Plan(NamedTuple):
    """What is asked before some detectors are: of `free` ones nothing, of `gated` ones a gate."""

    free: frozenset[int]
    gated: frozenset[int]
    wanted: tuple[_Wanted, ...]


class Triage:
    """Knows of each line which of some detectors may find something in it; see `Screen`."""

    def __init__(self, detectors: Sequence[Detector | BlockDetector], screen: Gates) -> None:
        self._screen = screen
        self.least = {rank: one.least for rank, one in enumerate(detectors) if one.least in OF_EACH}
        # Behind the last detector there is what may have been encoded.
        self._encoded = len(detectors)
        self.least[self._encoded] = encoded.__name__
        self.blocks = frozenset(
            rank for rank, one in enumerate(detectors) if isinstance(one, BlockDetector)
        )
        # Detectors that are given the whole text as soon as a line has what they need at least.
        self.whole = frozenset(rank for rank in self.blocks if detectors[rank].least)
        self._planned = lru_cache(maxsize=4096)(self._plan)
        self._known: set[str] = set()
        self._told: dict[str, Told] = {}
        self._size = 0

    def lines(self, lines: Sequence[str]) -> list[tuple[int, Told]]:
        """What is told of some lines, without their ends, by their numbers from 0."""
        unique = set(lines)
        new = unique.difference(self._known)
        if new:
            size = sum(map(len, new))
            if self._size + size > _MOST:
                self._known.clear()
                self._told.clear()
                new, self._size, size = unique, 0, sum(map(len, unique))
            self._learn(list(new))
            # Only now: what was broken off is looked through again.
            self._size += size
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
                self._told[lines[number]] = self.told(ranks, goes_on, is_joined)

    def told(self, ranks: frozenset[int], goes_on: bool, is_joined: bool) -> Told:
        """What is told of a line by all the ranks that are asked, with that behind the last one."""
        is_encoded, of_text = self._encoded in ranks, ranks & self.blocks
        of_line = ranks.difference(of_text, (self._encoded,)) if ranks else ranks
        return Told(of_line, of_text, is_encoded, goes_on, is_joined)

    def _left(self, line: str, ranks: frozenset[int]) -> frozenset[int]:
        """The detectors that need nothing more than a line has."""
        left, gated, wanted = self._planned(ranks)
        if gated:
            small = spaced(folded(line))
            left = left.union(rank for rank in gated if self._screen.may_pass(rank, small))
        for is_first, some in wanted:
            if is_first(line):
                for has, ones in some:
                    if has is None or has(line):
                        left |= ones
        return left

    def _plan(self, ranks: frozenset[int]) -> _Plan:
        by_least: dict[str, set[int]] = {}
        for rank in ranks & self.least.keys():
            by_least.setdefault(self.least[rank], set()).add(rank)
        wanted: dict[_Has, list[tuple[_Has | None, frozenset[int]]]] = {}
        for least, ones in by_least.items():
            has, first = OF_EACH[least], FIRST.get(least)
            one = (has if first else None), frozenset(ones)
            wanted.setdefault(first or has, []).append(one)
        free = ranks.difference(self.least)
        gated = frozenset(filter(self._screen.is_worded, free - self.whole))
        some = tuple((first, tuple(ones)) for first, ones in wanted.items())
        return _Plan(free - gated, gated, some)
