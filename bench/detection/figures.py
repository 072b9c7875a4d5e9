"""What share of the values is found, by kind, family and surrounding, and what share covered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from .engine import Flag
from .sample import Decoy, Sample
from .wrapping import SURROUNDINGS

ROWS = tuple(dict.fromkeys(row for row, _ in SURROUNDINGS.values()))


@dataclass(frozen=True, slots=True)
class Answer:
    """A sample and what an engine said of it."""

    sample: Sample
    flags: tuple[Flag, ...]

    @property
    def is_found(self) -> bool:
        """Whether a check that may report it flags a part of a value."""
        return any(self._touches(flag) for flag in self.flags)

    @property
    def is_covered(self) -> bool:
        """Whether all of each value is flagged, so that nothing of it would stay."""
        places = {i for flag in self._flagging() for i in range(flag.start, flag.end)}
        return all(places.issuperset(range(*span)) for span in self.sample.spans)

    def _flagging(self) -> Iterator[Flag]:
        return (flag for flag in self.flags if flag.check in self.sample.kind.checks)

    def _touches(self, flag: Flag) -> bool:
        if flag.check not in self.sample.kind.checks:
            return False
        return any(flag.start < end and start < flag.end for start, end in self.sample.spans)


@dataclass(slots=True)
class Score:
    """How many of how many; by kind as well, as each kind counts alike in `macro`."""

    found: int = 0
    total: int = 0
    kinds: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def add(self, kind: str, is_found: bool) -> None:
        self.found += is_found
        self.total += 1
        self.kinds[kind][0] += is_found
        self.kinds[kind][1] += 1

    @property
    def micro(self) -> float:
        """The share of the samples; 0 of none."""
        return self.found / self.total if self.total else 0.0

    @property
    def macro(self) -> float:
        """The mean of the shares of the kinds."""
        return fmean(hit / of for hit, of in self.kinds.values()) if self.kinds else 0.0


def score(answers: Iterable[Answer], is_hit: Callable[[Answer], bool] | None = None) -> Score:
    """How many of the samples are found, or are what `is_hit` says."""
    result = Score()
    for answer in answers:
        result.add(answer.sample.kind.key, is_hit(answer) if is_hit else answer.is_found)
    return result


def grouped(answers: Iterable[Answer], key: Callable[[Answer], str]) -> dict[str, Score]:
    """The scores of the groups that `key` makes; no group for an empty name."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if name := key(answer):
            groups[name].append(answer)
    return {name: score(items) for name, items in groups.items()}


def surroundings(answers: Iterable[Answer]) -> dict[str, Score]:
    """The scores of the rows of bare tokens, by what surrounds them."""
    rows = grouped(answers, lambda item: SURROUNDINGS.get(item.sample.surrounding, ("",))[0])
    return {name: rows[name] for name in ROWS if name in rows}


def noise(decoys: Sequence[Decoy], flags: Sequence[Sequence[Flag]], checks: Iterable[str]) -> Score:
    """How many of the decoys are flagged by one of the checks; all checks where none is given."""
    wanted = frozenset(checks)
    result = Score()
    for decoy, found in zip(decoys, flags, strict=True):
        result.add(decoy.kind, any(not wanted or flag.check in wanted for flag in found))
    return result
