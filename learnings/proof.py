"""The proof that a change of logs helps: which entries it touches, and what it adds to them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .diagnostic import Diagnostic, Edit
from .editor import EditError, edited
from .entry import Entry, Log

# A path and the number of an entry in that log, -1 for what stands before the first.
Place = tuple[str, int]
Weight = tuple[str, int, str, int]


def built(log: Log, edits: Sequence[Edit]) -> Log:
    """The log after the edits; raises `EditError` if an entry beside them would differ."""
    meant = [log.entries[number] for number in touched(log, edits) if number >= 0]
    result = edited(log, edits, meant)
    if len(result.entries) != len(log.entries):
        raise EditError(f"{log.path} would have other entries")
    return result


def touched(log: Log, edits: Iterable[Edit]) -> set[int]:
    """The entries that edits change, by their number; -1 for what is before them."""
    found: set[int] = set()
    for edit in edits:
        first = log.place(edit.start)[0] if log.starts else 1
        # What is put in front of a line belongs to what is above it.
        above = edit.start == edit.end and first > 1 and log.starts[first - 1] == edit.start
        last = log.place(max(edit.end - 1, edit.start))[0] if log.starts else 1
        start = ordinal(log, first - 1 if above else first)
        found.update(range(start, max(start, ordinal(log, last - above)) + 1))
    return found


def ordinal(log: Log, line: int) -> int:
    """The number of the entry that begins on the line or above it; -1 before the first."""
    return bisect_right(log.entries, line, key=_start) - 1


def _start(entry: Entry) -> int:
    return entry.start


def weights(logs: Sequence[Log], diagnostics: Iterable[Diagnostic]) -> Counter[Weight]:
    """How many findings of each check each entry has, of a severity or above."""
    return Counter(key for keys, _ in _weighed(logs, diagnostics) for key in keys)


def measure(diagnostics: Sequence[Diagnostic]) -> tuple[int, int, int]:
    """What every step makes smaller: the findings, how heavy they are, those with a fix."""
    heavy = sum(item.severity.rank for item in diagnostics)
    return len(diagnostics), heavy, sum(item.problem.fix is not None for item in diagnostics)


def _weighed(
    logs: Sequence[Log], diagnostics: Iterable[Diagnostic]
) -> Iterator[tuple[list[Weight], Diagnostic]]:
    by_path = {log.path: log for log in logs}
    for item in diagnostics:
        number = ordinal(by_path[item.path], item.span.line)
        ranks = range(item.severity.rank + 1)
        yield [(item.path, number, item.check, rank) for rank in ranks], item


def added_to(
    before: Counter[Weight], logs: Sequence[Log], diagnostics: Iterable[Diagnostic]
) -> dict[Place, str]:
    """Where there is more than before, with a sentence on what."""
    left = Counter(before)
    found: dict[Place, str] = {}
    for keys, item in _weighed(logs, diagnostics):
        if any(left[key] <= 0 for key in keys):
            about = f"{item.check}: {item.problem.message}"
            found.setdefault(keys[0][:2], f"it would add a finding, {about}")
        left.subtract(keys)
    return found
