"""Fixes as they are offered: where each goes, and which of them can be made at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .diagnostic import Diagnostic, Edit, Fix
from .entry import Log
from .proof import Place, ordinal, touched

Key = tuple[str, int, str, str, str]
UNSURE = frozenset(("undecodable", "conflict"))


class Offer(NamedTuple):
    """A fix that a finding offers: the log it is for, what names it, the entries it touches."""

    diagnostic: Diagnostic
    fix: Fix
    path: str
    key: Key
    places: frozenset[Place]


def refusals(logs: Iterable[Log]) -> dict[str, str]:
    """The logs that are never rewritten, by path, and why in a few words."""
    found = {}
    for log in logs:
        reasons = {region.reason for region in log.regions} & UNSURE
        if log.fault:
            found[log.path] = "it was not read whole"
        elif "undecodable" in reasons:
            found[log.path] = "it holds bytes that are not UTF-8"
        elif reasons:
            found[log.path] = "it holds a merge conflict"
    return found


def offered(
    logs: Iterable[Log], diagnostics: Iterable[Diagnostic], spared: Iterable[str] = ()
) -> Iterator[Offer]:
    """The fixes of findings, but for those of logs that are spared or never rewritten."""
    by_path = {log.path: log for log in logs}
    closed = {*refusals(by_path.values()), *spared}
    for item in diagnostics:
        offer = _offer(item, by_path)
        if offer is not None and offer.path not in closed:
            yield offer


def _offer(item: Diagnostic, logs: Mapping[str, Log]) -> Offer | None:
    fix = item.problem.fix
    if fix is None or not fix.edits:
        return None
    path = fix.path or item.path
    log = logs.get(path)
    if log is None:
        return None
    own = ordinal(logs[item.path], item.span.line) if item.path in logs else -1
    key = (item.path, own, item.check, item.problem.subject, fix.message)
    places = frozenset((path, number) for number in touched(log, fix.edits))
    return Offer(item, fix, path, key, places)


def disjoint(offers: Iterable[Offer]) -> list[Offer]:
    """The fixes of which no two meet: the first that wants a stretch of text gets it."""
    taken: dict[str, _Taken] = defaultdict(_Taken)
    return [item for item in offers if taken[item.path].take(item.fix.edits)]


def apart(offers: Iterable[Offer]) -> list[Offer]:
    """At most one fix for each entry, so that a new finding tells which fix it came of."""
    seen: set[Place] = set()
    kept = []
    for offer in offers:
        if not offer.places & seen:
            seen |= offer.places
            kept.append(offer)
    return kept


def by_path(offers: Iterable[Offer]) -> dict[str, list[Edit]]:
    """The edits of all the fixes, log by log."""
    found: dict[str, list[Edit]] = defaultdict(list)
    for offer in offers:
        found[offer.path] += offer.fix.edits
    return found


class _Taken:
    """The stretches of a log that fixes of this round have taken; none may touch another."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, edits: Sequence[Edit]) -> bool:
        """Take the stretches of a fix, all of them or none."""
        if not all(self._is_free(edit) for edit in edits):
            return False
        for edit in edits:
            at = bisect_left(self._starts, edit.start)
            self._starts.insert(at, edit.start)
            self._ends.insert(at, edit.end)
        return True

    def _is_free(self, edit: Edit) -> bool:
        at = bisect_right(self._starts, edit.end)
        return at == 0 or self._ends[at - 1] < edit.start
