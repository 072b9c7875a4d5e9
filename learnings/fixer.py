"""Logs and their diagnostics to mended logs: which fixes are made, and the proof that they help.

Pure: what judges the logs is given, and nothing is written. Fixes are made in rounds, and each
round is judged anew. A fix stays out if it would change another entry than it names, or if any
entry had a finding about something that was fine before, or a heavier one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeVar

from .diagnostic import Diagnostic, Edit, Fix
from .editor import EditError
from .entry import Log
from .proof import Place, added_to, built, ordinal, touched, weights

_ROUNDS = 100
# A fix that is offered again after it was made so often undoes what another one does.
_MOST = 3
_TRIALS = 60
_IDLE = "it would not help"
_OTHERS = "it would change other entries"
_UNSETTLED = "it does not settle: another fix undoes it"
_COSTLY = "what it would change elsewhere could not be told"
UNSURE = frozenset(("undecodable", "conflict"))


class Verdict(Protocol):
    """What a judge gives: the diagnostics of the logs, and whatever else."""

    diagnostics: list[Diagnostic]


_Verdict = TypeVar("_Verdict", bound=Verdict)
_Key = tuple[str, int, str, str, str]


class Dropped(NamedTuple):
    """A fix that was not made, and why."""

    diagnostic: Diagnostic
    reason: str


@dataclass(slots=True)
class Outcome(Generic[_Verdict]):
    """The logs after the fixes, what is said of them, and which fixes were made and were not.

    `untried` are findings that are left and have a fix that is not safe, where none was wanted.
    """

    logs: list[Log]
    verdict: _Verdict
    fixed: list[Diagnostic] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    untried: list[Diagnostic] = field(default_factory=list)


class _Offer(NamedTuple):
    diagnostic: Diagnostic
    fix: Fix
    path: str
    key: _Key
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


def mend(
    logs: Sequence[Log],
    judge: Callable[[Sequence[Log]], _Verdict],
    *,
    unsafe: bool = False,
    spared: Collection[str] = (),
) -> Outcome[_Verdict]:
    """Make all fixes that hold, until none is left; the logs that are given stay as they are.

    `judge` may set the kind and preset of entries, as the engine does, and nothing else.
    `spared` are the paths of logs that must not change.
    """
    work = _Work(judge, unsafe, frozenset(spared))
    outcome = Outcome(list(logs), judge(logs))
    for _ in range(_ROUNDS):
        offers = work.choose(outcome)
        if not offers:
            break
        work.advance(outcome, offers)
    outcome.dropped = list(work.banned.values())
    outcome.untried = work.untried(outcome)
    return outcome


@dataclass(slots=True)
class _Work(Generic[_Verdict]):
    judge: Callable[[Sequence[Log]], _Verdict]
    unsafe: bool
    spared: frozenset[str]
    banned: dict[_Key, Dropped] = field(default_factory=dict)
    made: Counter[_Key] = field(default_factory=Counter)
    trials: int = 0

    def choose(self, outcome: Outcome[_Verdict]) -> list[_Offer]:
        """The fixes that can be made at once, of which no two meet.

        Those that are not safe wait for the others. They add to an entry more often than they
        change it, so that of these an entry gets one at a time.
        """
        offers = [item for item in self._offers(outcome) if not self._is_out(item)]
        safe = [item for item in offers if item.fix.safe]
        wanted = safe or (_apart(offers) if self.unsafe else [])
        taken: dict[str, _Taken] = defaultdict(_Taken)
        return [item for item in wanted if taken[item.path].take(item.fix.edits)]

    def _is_out(self, offer: _Offer) -> bool:
        if (offer.fix.safe or self.unsafe) and self.made[offer.key] >= _MOST:
            self.banned.setdefault(offer.key, Dropped(offer.diagnostic, _UNSETTLED))
        return offer.key in self.banned

    def untried(self, outcome: Outcome[_Verdict]) -> list[Diagnostic]:
        """The findings whose fixes are not safe, and were not wanted."""
        left = (item for item in self._offers(outcome) if not item.fix.safe)
        return [] if self.unsafe else [item.diagnostic for item in left]

    def _offers(self, outcome: Outcome[_Verdict]) -> Iterator[_Offer]:
        by_path = {log.path: log for log in outcome.logs}
        closed = {*refusals(outcome.logs), *self.spared}
        for item in outcome.verdict.diagnostics:
            offer = self._offer(item, by_path)
            if offer is not None and offer.path not in closed:
                yield offer

    def _offer(self, item: Diagnostic, logs: dict[str, Log]) -> _Offer | None:
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
        return _Offer(item, fix, path, key, places)

    def advance(self, outcome: Outcome[_Verdict], offers: list[_Offer]) -> bool:
        """Make those of the fixes that hold; False if none did, and some are out of the game."""
        for tried in (offers, _apart(offers)):
            kept = self._sound(outcome.logs, tried)
            if not kept:
                return False
            logs, verdict, added = self._try(outcome, kept)
            if not added:
                return self._accept(outcome, kept, logs, verdict)
        suspects = [item for item in kept if item.places & set(added)]
        if not suspects:
            return self._bisect(outcome, kept)
        # The findings may come of two fixes together: alone each of these has to add one too.
        _, _, alone = self._try(outcome, suspects)
        for item in suspects:
            places = item.places & set(alone)
            if places:
                self.banned[item.key] = Dropped(item.diagnostic, alone[min(places)])
        rest = [item for item in kept if item not in suspects]
        if not rest:
            return self._bisect(outcome, suspects) if not alone else False
        logs, verdict, added = self._try(outcome, rest)
        return self._bisect(outcome, rest) if added else self._accept(outcome, rest, logs, verdict)

    def _bisect(self, outcome: Outcome[_Verdict], offers: list[_Offer]) -> bool:
        """Make the first half that holds; a fix that does not hold alone is out."""
        self.trials += 1
        if self.trials > _TRIALS:
            for item in offers:
                self.banned[item.key] = Dropped(item.diagnostic, _COSTLY)
            return False
        logs, verdict, added = self._try(outcome, offers)
        if not added:
            return self._accept(outcome, offers, logs, verdict)
        if len(offers) == 1:
            offer = offers[0]
            self.banned[offer.key] = Dropped(offer.diagnostic, next(iter(added.values())))
            return False
        half = len(offers) // 2
        return self._bisect(outcome, offers[:half]) or self._bisect(outcome, offers[half:])

    def _accept(
        self, outcome: Outcome[_Verdict], offers: list[_Offer], logs: list[Log], verdict: _Verdict
    ) -> bool:
        self.made.update(item.key for item in offers)
        outcome.logs, outcome.verdict = logs, verdict
        outcome.fixed += [item.diagnostic for item in offers]
        return True

    def _try(
        self, outcome: Outcome[_Verdict], offers: list[_Offer]
    ) -> tuple[list[Log], _Verdict, dict[Place, str]]:
        """The logs with these fixes, what is said of them, and where that is more than before."""
        edits = _by_path(offers)
        logs = [built(log, edits[log.path]) if log.path in edits else log for log in outcome.logs]
        verdict = self.judge(logs)
        before = weights(outcome.logs, outcome.verdict.diagnostics)
        added = added_to(before, logs, verdict.diagnostics)
        return logs, verdict, {**self._idle(outcome, Outcome(logs, verdict), offers), **added}

    def _idle(
        self, old: Outcome[_Verdict], new: Outcome[_Verdict], offers: list[_Offer]
    ) -> dict[Place, str]:
        """The places of fixes that left what they were to mend."""
        most = Counter(item.key for item in self._offers(old))
        most.subtract(item.key for item in offers)
        left = Counter(item.key for item in self._offers(new))
        return {min(item.places): _IDLE for item in offers if left[item.key] > most[item.key]}

    def _sound(self, logs: Sequence[Log], offers: list[_Offer]) -> list[_Offer]:
        """The fixes that leave the entries around them alone."""
        by_path = {log.path: log for log in logs}
        groups: dict[str, list[_Offer]] = defaultdict(list)
        for offer in offers:
            groups[offer.path].append(offer)
        return [item for path, group in groups.items() for item in self._part(by_path[path], group)]

    def _part(self, log: Log, offers: list[_Offer]) -> list[_Offer]:
        try:
            built(log, [edit for item in offers for edit in item.fix.edits])
        except (EditError, ValueError):
            if len(offers) == 1:
                self.banned[offers[0].key] = Dropped(offers[0].diagnostic, _OTHERS)
                return []
        else:
            return offers
        half = len(offers) // 2
        return self._part(log, offers[:half]) or self._part(log, offers[half:])


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


def _by_path(offers: Iterable[_Offer]) -> dict[str, list[Edit]]:
    found: dict[str, list[Edit]] = defaultdict(list)
    for offer in offers:
        found[offer.path] += offer.fix.edits
    return found


def _apart(offers: Iterable[_Offer]) -> list[_Offer]:
    """At most one fix for each entry, so that a new finding tells which fix it came of."""
    seen: set[Place] = set()
    kept = []
    for offer in offers:
        if not offer.places & seen:
            seen |= offer.places
            kept.append(offer)
    return kept
