"""Which of several entries had an ID first."""

from __future__ import annotations

from functools import cmp_to_key

from learnings.check import Context
from learnings.entry import Entry, Identifier, Log
from learnings.value import Moment

Place = tuple[Log, Entry, Identifier]


def oldest_first(found: list[Place], context: Context) -> list[Place]:
    """The one that has the right to the ID, then those that took it too."""
    inside = {
        path: _is_newest_first(log) for path, log in {log.path: log for log, _, _ in found}.items()
    }
    when = {id(entry): entry.logged for _, entry, _ in found}

    def compare(one: Place, other: Place) -> int:
        for older, newer, order in ((one, other, -1), (other, one, 1)):
            if context.is_changed(*newer[:2]) and not context.is_changed(*older[:2]):
                return order
        for older, newer, order in ((one, other, -1), (other, one, 1)):
            if older[0].is_archive and not newer[0].is_archive:
                return order
        for older, newer, order in ((one, other, -1), (other, one, 1)):
            if _before(when[id(older[1])], when[id(newer[1])]):
                return order
        below = one[1].start > other[1].start
        return (1 if below != inside[one[0].path] else -1) if one[0] is other[0] else 0

    return sorted(found, key=cmp_to_key(compare))


def _before(one: Moment | None, other: Moment | None) -> bool:
    return one is not None and other is not None and one.before(other)


def _is_newest_first(log: Log) -> bool:
    """True if the entries of a log run from the newest down to the oldest."""
    first = next((entry for entry in log.entries if entry.identifier is not None), None)
    last = next((entry for entry in reversed(log.entries) if entry.identifier is not None), None)
    return first is not None and last is not None and _before(last.logged, first.logged)
