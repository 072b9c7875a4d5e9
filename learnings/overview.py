"""Where the logs stand: counts by log, what is urgent, what waits too long, what comes back.

Pure: all of it is computed from the rows of the entries.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .row import FINAL, OPEN, Row, folded_pattern

WAL = "wal-entry"
_AUTOMATION = ("automation_gap", "toil_accumulation")
_URGENT = ("P1", "P2")
_PRESSING = ("critical", "high")
# What `stale-entry` allows where nothing is configured.
_DAYS = {"pending": 7, "in_progress": 14}


class Tally(NamedTuple):
    """The entries of a log, and how far they are."""

    path: str
    archive: bool
    entries: int
    open: int
    pending: int
    final: int


class Pattern(NamedTuple):
    """A Pattern-Key that several entries share; `open` are those that are not done with."""

    key: str
    entries: Sequence[Row]
    open: int

    @property
    def last(self) -> str:
        """The day of the newest."""
        return max((row.logged[:10] for row in self.entries), default="")


@dataclass(slots=True)
class Overview:
    """Where the logs stand. Only `logs` and `patterns` count what is in archives."""

    logs: list[Tally] = field(default_factory=list)
    pending: list[Row] = field(default_factory=list)
    urgent: list[Row] = field(default_factory=list)
    pressing: list[Row] = field(default_factory=list)
    stale: list[Row] = field(default_factory=list)
    automation: list[Row] = field(default_factory=list)
    wal: list[Row] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)


def overview(
    rows: Iterable[Row], today: dt.date, limits: Callable[[Row], Mapping[str, int]]
) -> Overview:
    """Where the logs stand; `limits` are the days an entry may wait, as `stale-entry` has them.

    The entries of a write-ahead log are no entries that wait: only those that are open count.
    """
    rows = list(rows)
    entries = [row for row in rows if row.kind != WAL]
    living = [row for row in entries if not row.archive]
    waiting = [row for row in living if row.phase == OPEN]
    return Overview(
        logs=_tallies(entries),
        pending=[row for row in living if row.status == "pending"],
        urgent=[row for row in waiting if row.severity in _URGENT],
        pressing=[row for row in waiting if row.priority in _PRESSING],
        stale=[row for row in living if is_stale(row, today, limits(row))],
        automation=[row for row in waiting if row.category in _AUTOMATION],
        wal=[row for row in rows if row.kind == WAL and row.phase == OPEN and not row.archive],
        patterns=_patterns(entries),
    )


def is_stale(row: Row, today: dt.date, days: Mapping[str, int]) -> bool:
    """True if the entry has been in its status for longer than it may."""
    limits = {**_DAYS, **days}
    word = row.status.lower()
    limit = limits.get(f"{word}:{row.priority}", limits.get(word))
    return limit is not None and row.day is not None and (today - row.day).days > limit


def _tallies(rows: Sequence[Row]) -> list[Tally]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.path].append(row)
    return [
        Tally(
            path, held[0].archive, len(held), sum(row.phase == OPEN for row in held),
            sum(row.status == "pending" for row in held), sum(row.phase == FINAL for row in held),
        )
        for path, held in found.items()
    ]  # fmt: skip


def _patterns(rows: Sequence[Row]) -> list[Pattern]:
    """The Pattern-Keys of two entries and more, the most frequent first."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.pattern:
            found[folded_pattern(row)].append(row)
    shared = [
        Pattern(held[-1].pattern, held, sum(row.phase == OPEN for row in held))
        for key, held in found.items() if key and len(held) > 1
    ]  # fmt: skip
    return sorted(shared, key=lambda item: (-len(item.entries), item.key))
