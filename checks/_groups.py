"""Entries that are about the same problem: by a common key, or because they name one another."""

from __future__ import annotations

import datetime as dt
import operator
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from learnings.check import Context
from learnings.diagnostic import Span
from learnings.entry import Entry, Field, Log
from learnings.record import status
from learnings.value import listing, moment
from learnings.vocabulary import fold

from ._fields import shown
from ._references import index, references
from ._values import named

_DONE = frozenset(("promoted", "promoted_to_skill", "wont_fix"))
# A sample did not happen, and what was discarded was no problem after all.
_IGNORED = frozenset(("example", "discarded"))
_NO_KEY = frozenset(("", "none", "n a", "na", "n/a", "tbd", "unknown", "无", "暂无"))
_KEYS = ("pattern key",)
_TASKS = ("task", "task id", "session", "commit/pr", "project")


@dataclass(slots=True)
class Item:
    """An entry as a member of a group: `keys` are its keys as they are compared and written.

    A day after `latest` is a slip, and puts the entry nowhere.
    """

    log: Log
    entry: Entry
    latest: dt.date
    keys: dict[str, str] = field(default_factory=dict)
    key_span: Span | None = None

    @property
    def day(self) -> dt.date | None:
        """The day of the entry."""
        logged = self.entry.logged
        return logged.day if logged is not None and logged.day <= self.latest else None

    def status(self, context: Context) -> str | None:
        """The status in its canonical word; None if it is not understood."""
        return status(self.entry, context.presets)

    def is_open(self, context: Context) -> bool:
        """True if somebody still has to act."""
        now = self.status(context)
        return now is not None and context.kind(self.entry).lifecycle.is_open(now)

    @property
    def task(self) -> str:
        """What tells its task from others: a name that it gives, or else its day."""
        named = (self.entry.field(name) for name in _TASKS)
        return next((fold(item.raw) for item in named if item and item.raw.strip()), str(self.day))


class Limits(NamedTuple):
    """What makes a pattern: so many `entries` within `days` days, from so many `tasks`."""

    entries: int
    days: int
    tasks: int


def limits(context: Context) -> Limits:
    """The limits as they are set for `recurring-pattern`."""
    option = partial(context.option, "recurring-pattern")
    return Limits(
        int(option("count", 3)), int(option("days", 30)), int(option("distinct-tasks", 1))
    )


@dataclass(slots=True)
class Group:
    """Entries of one problem, oldest first; those without a date come before all."""

    items: list[Item]

    @property
    def _shared(self) -> tuple[str, str]:
        keys = Counter(key for item in self.items for key in item.keys)
        common = sorted(keys.items(), key=lambda pair: (-pair[1], pair[0]))
        if not common or common[0][1] < 2:
            return "", ""
        key = common[0][0]
        return key, next(item.keys[key] for item in self.items if key in item.keys)

    def by_key(self) -> dict[str, list[Item]]:
        """The members that have a key in common, by that key; "" for all if none has a key."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            for key in item.keys:
                found.setdefault(key, []).append(item)
        shared = {key: members for key, members in found.items() if len(members) > 1}
        return shared if found else {"": self.items}

    @property
    def subject(self) -> str:
        """What names the group for good: the common key, or the first entry."""
        return self._shared[0] or self.items[0].entry.key

    @property
    def name(self) -> str:
        """What a message calls the group."""
        written = self._shared[1]
        return shown(written) if written else f"the problem of {self.items[0].entry.label}"

    def densest(self, days: int, tasks: int) -> Sequence[Item]:
        """The most entries within so many days, from at least so many tasks."""
        dated = [(day, item) for item in self.items if (day := item.day) is not None]
        held: Counter[str] = Counter()
        first = behind = start = 0
        for end, (day, item) in enumerate(dated, 1):
            held[item.task if tasks > 1 else ""] += 1
            while (day - dated[start][0]).days > days:
                gone = dated[start][1].task if tasks > 1 else ""
                held[gone] -= 1
                if not held[gone]:
                    del held[gone]
                start += 1
            if end - start > behind - first and (tasks < 2 or len(held) >= tasks):
                first, behind = start, end
        return [item for _, item in dated[first:behind]]

    def is_done(self, context: Context) -> bool:
        """True if the newest is promoted or will not be fixed, and none is open."""
        newest = self.items[-1].status(context) in _DONE
        return newest and not any(item.is_open(context) for item in self.items)


def items(logs: Sequence[Log], today: dt.date) -> list[Item]:
    """The entries that may belong to a group, each once though an archive has a copy of it."""
    latest = today + min(dt.timedelta(days=1), dt.date.max - today)
    found: dict[tuple[str, str] | int, Item] = {}
    for log in logs:
        for entry in log.entries:
            if entry.side in ("base", "theirs") or entry.shape == "wal":
                continue
            item = Item(log, entry, latest)
            _read_keys(item)
            name = (entry.id.upper(), entry.title) if entry.id else id(entry)
            if name not in found or found[name].log.is_archive:
                found[name] = item
    return list(found.values())


def groups(found: Sequence[Item], logs: Sequence[Log], context: Context) -> Iterator[Group]:
    """The groups of two and more, in the order of their first members."""
    union = _Union([set(item.keys) for item in found])
    by_key: dict[str, int] = {}
    number = {id(item.entry): at for at, item in enumerate(found)}
    for at, item in enumerate(found):
        for key in item.keys:
            union.join(by_key.setdefault(key, at), at)
    known = index(logs)
    for log in logs:
        for reference in references(log, known):
            named = (number.get(id(entry)) for _, entry in known.find(reference.key))
            others = [at for at in named if at is not None]
            own = number.get(id(reference.entry))
            # Relatives of different keys are different problems, or all would be one in the end.
            if len(others) == 1 and own is not None and union.agree(own, others[0]):
                union.join(own, others[0])
    for members in union.sets():
        if len(members) < 2:
            continue
        happened = [found[at] for at in members if found[at].status(context) not in _IGNORED]
        if len(happened) > 1:
            yield Group(sorted(happened, key=lambda item: item.day or dt.date.min))


def grouped(logs: Sequence[Log], context: Context) -> tuple[Sequence[Item], Sequence[Group]]:
    """The entries that may belong to a group, and the groups; worked out once for all checks."""
    known = context.kept.get("groups")
    if known is None or len(known[0]) != len(logs) or any(map(operator.is_not, known[0], logs)):
        found = items(logs, context.today)
        known = (list(logs), found, list(groups(found, logs, context)))
        context.kept["groups"] = known
    return known[1], known[2]


def stated(entry: Entry, days: int) -> tuple[Field | None, int]:
    """The field in which an entry counts its recurrences, and how many fell into one window.

    Without the day of each, it is the fewest that some window must have held.
    """
    counted = entry.field("recurrence count")
    if counted is None or not counted.raw.strip().isdecimal() or len(counted.raw) > 9:
        return None, 0
    number = int(counted.raw)
    first, last = (_day(entry, name) for name in ("first seen", "last seen"))
    if first is None or last is None or last <= first:
        return counted, number
    windows = (last - first).days // (days + 1) + 1
    return counted, -(-number // windows)


def _day(entry: Entry, name: str) -> dt.date | None:
    item = entry.field(name)
    found = moment(item.raw) if item is not None else None
    return found.day if found is not None else None


def _read_keys(item: Item) -> None:
    for row in named(item.entry, _KEYS):
        for key in listing(row.text):
            folded = fold(key)
            if folded not in _NO_KEY:
                item.keys.setdefault(folded, key)
                item.key_span = item.key_span or row.span


class _Union:
    """Disjoint sets of numbers, each with the keys of its members."""

    def __init__(self, keys: list[set[str]]) -> None:
        self._above = list(range(len(keys)))
        self._keys = keys

    def agree(self, one: int, other: int) -> bool:
        """True unless both sets have keys, and none in common."""
        first, second = self._keys[self._root(one)], self._keys[self._root(other)]
        return not first or not second or not first.isdisjoint(second)

    def join(self, one: int, other: int) -> None:
        """Make one set of the two that hold these."""
        first, second = self._root(one), self._root(other)
        if first != second:
            # The smaller set goes into the larger, or a long chain would be copied at each link.
            if len(self._keys[first]) < len(self._keys[second]):
                first, second = second, first
            self._above[second] = first
            self._keys[first] |= self._keys[second]

    def _root(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def sets(self) -> list[list[int]]:
        """The sets, in the order of their least members."""
        found: dict[int, list[int]] = {}
        for at in range(len(self._above)):
            found.setdefault(self._root(at), []).append(at)
        return list(found.values())
