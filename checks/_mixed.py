"""The lines of entries before and after a change: whose they were, and what they replace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from learnings.entry import Entry, Log
from learnings.past import Version

# A line has to say something to tell an entry from another.
_TELLING = 16
_RESOLUTION = "resolution"
_TOLD = ("summary", "content", "context", "action", "operation")
Lines = dict[str, tuple[str, int]]


class Known(NamedTuple):
    """An entry as it is, and as each side had it."""

    log: Log
    entry: Entry
    sides: Sequence[Version]


def added_lines(item: Known) -> Lines:
    """The lines that no side of an entry has, with their section and number."""
    now = lines_of(item.log, item.entry)
    for side in item.sides:
        known = lines_of(side.log, side.entry) if now else {}
        now = {line: place for line, place in now.items() if line not in known}
    return now


def lines_of(log: Log, entry: Entry) -> Lines:
    """What an entry says: lines that are long enough to tell it, with their part and number."""
    return {
        line: (name, number)
        for name, number in _places(log, entry)
        if len(line := log.line(number).strip()) >= _TELLING and not line.startswith("#")
    }


def _places(log: Log, entry: Entry) -> Iterator[tuple[str, int]]:
    for field in entry.fields:
        if field.name in _TOLD:
            yield field.name, field.line
    for part in entry.sections:
        if part.name != "metadata":
            for number in range(part.start, min(part.own_end, log.line_count + 1)):
                yield part.name, number


def owners(everyone: Sequence[Known], wanted: set[str]) -> Mapping[str, list[Known]]:
    """Which entries had those lines on a side."""
    found: dict[str, list[Known]] = defaultdict(list)
    for item in everyone:
        versions = [side for side in item.sides if side.entry is not item.entry]
        if not versions and item.sides:
            versions = [Version(item.log, item.entry)]
        lines = {line for side in versions for line in lines_of(side.log, side.entry)}
        for line in lines & wanted:
            found[line].append(item)
    return found


def is_replaced(item: Known, section: str, text: str) -> bool:
    """True if all that a section said on every side is nowhere any more."""
    if section == _RESOLUTION:
        return False
    for side in item.sides:
        old = [
            line for line, (name, _) in lines_of(side.log, side.entry).items() if name == section
        ]
        if not old or any(line in text for line in old):
            return False
    return True
