"""Logs and their diagnostics to mended logs: which fixes are made, and the proof that they help.

Pure: what judges the logs is given, and nothing is written. Fixes are made in rounds, and each
round is judged anew. A fix stays out if it would change another entry than it names, or if any
entry had more findings of any check than before, or a heavier one. Where what it brings to light
can be mended too, the two are made in one step.

What stays out may hold once other fixes are made. So all is tried again until a pass over the
logs makes nothing, and that pass is what a second run would do. Each step leaves fewer findings,
or as many of which fewer can be mended: there is an end to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeVar

from .diagnostic import Diagnostic
from .editor import EditError
from .entry import Log
from .offer import Key, Offer, apart, by_path, disjoint, offered, refusals
from .proof import Place, added_to, built, measure, weights

__all__ = ["Dropped", "Outcome", "Verdict", "mend", "refusals"]

_ROUNDS = 100
_TRIALS = 60
# How many fixes in a row may be needed to mend what the first brings to light.
_CHAIN = 3
_IDLE = "it would not help"
_OTHERS = "it would change other entries"
_UNSETTLED = "it does not settle: another fix undoes it"
_COSTLY = "what it would change elsewhere could not be told"


class Verdict(Protocol):
    """What a judge gives: the diagnostics of the logs, and whatever else."""

    diagnostics: list[Diagnostic]


_Verdict = TypeVar("_Verdict", bound=Verdict)


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
    while work.go_through(outcome):
        pass
    outcome.dropped = list(work.banned.values())
    if not unsafe:
        left = offered(outcome.logs, outcome.verdict.diagnostics, spared)
        outcome.untried = [item.diagnostic for item in left if not item.fix.safe]
    return outcome


@dataclass(slots=True)
class _Step(Generic[_Verdict]):
    """Fixes made on trial: the logs then, what is said of them, and where that is more."""

    made: list[Offer]
    logs: list[Log]
    verdict: _Verdict
    added: dict[Place, str]


@dataclass(slots=True)
class _Work(Generic[_Verdict]):
    judge: Callable[[Sequence[Log]], _Verdict]
    unsafe: bool
    spared: frozenset[str]
    banned: dict[Key, Dropped] = field(default_factory=dict)
    trials: int = 0

    def go_through(self, outcome: Outcome[_Verdict]) -> bool:
        """Make what holds; False if another pass would make nothing, for all is as it was."""
        self.banned, self.trials = {}, 0
        made = doubtful = False
        for _ in range(_ROUNDS):
            offers = self.choose(outcome)
            if not offers:
                return doubtful
            if self.advance(outcome, offers):
                made = True
                # What was refused up to here was refused while the logs were others.
                doubtful = doubtful or bool(self.banned or self.trials)
        return made

    def choose(self, outcome: Outcome[_Verdict]) -> list[Offer]:
        """The fixes that can be made at once, of which no two meet.

        Those that are not safe wait for the others. They add to an entry more often than they
        change it, so that of these an entry gets one at a time.
        """
        offers = [item for item in self._offers(outcome) if item.key not in self.banned]
        safe = [item for item in offers if item.fix.safe]
        return disjoint(safe or (apart(offers) if self.unsafe else []))

    def _offers(self, outcome: Outcome[_Verdict] | _Step[_Verdict]) -> list[Offer]:
        return list(offered(outcome.logs, outcome.verdict.diagnostics, self.spared))

    def advance(self, outcome: Outcome[_Verdict], offers: list[Offer]) -> bool:
        """Make those of the fixes that hold; False if none did, and some are out of the game."""
        for tried in (offers, apart(offers)):
            kept = self._sound(outcome.logs, tried)
            if not kept:
                return False
            step = self._try(outcome, kept)
            if not step.added:
                return self._accept(outcome, step)
        suspects = [item for item in kept if item.places & set(step.added)]
        if not suspects:
            return self._bisect(outcome, kept)
        # The findings may come of two fixes together: alone each of these has to add one too.
        step = self._try(outcome, suspects)
        if step.added and self._go_on(outcome, suspects, step):
            return True
        is_known = self._ban(suspects, step.added)
        rest = [item for item in kept if item not in suspects]
        if not rest:
            return False if is_known else self._bisect(outcome, suspects)
        step = self._try(outcome, rest)
        return self._bisect(outcome, rest) if step.added else self._accept(outcome, step)

    def _ban(self, offers: list[Offer], added: dict[Place, str]) -> bool:
        """Rule out the fixes of entries with new findings; False if there are none such."""
        guilty = [(item, min(places)) for item in offers if (places := item.places & set(added))]
        for item, place in guilty:
            self.banned[item.key] = Dropped(item.diagnostic, added[place])
        return bool(guilty)

    def _bisect(self, outcome: Outcome[_Verdict], offers: list[Offer]) -> bool:
        """Make the first half that holds; a fix that does not hold alone is out."""
        self.trials += 1
        if self.trials > _TRIALS:
            for item in offers:
                self.banned[item.key] = Dropped(item.diagnostic, _COSTLY)
            return False
        step = self._try(outcome, offers)
        if not step.added:
            return self._accept(outcome, step)
        if len(offers) == 1:
            if self._go_on(outcome, offers, step):
                return True
            offer = offers[0]
            self.banned[offer.key] = Dropped(offer.diagnostic, next(iter(step.added.values())))
            return False
        half = len(offers) // 2
        return self._bisect(outcome, offers[:half]) or self._bisect(outcome, offers[half:])

    def _accept(self, outcome: Outcome[_Verdict], step: _Step[_Verdict]) -> bool:
        outcome.logs, outcome.verdict = step.logs, step.verdict
        outcome.fixed += [item.diagnostic for item in step.made]
        return True

    def _go_on(
        self, outcome: Outcome[_Verdict], offers: list[Offer], step: _Step[_Verdict]
    ) -> bool:
        """Make the fixes of which all that they bring to light is mended in the same step."""
        done = self._chain(outcome, step)
        clean = [item for item in offers if not item.places & set(done.added)]
        if done.made == step.made or not clean:
            return False
        if done.added:
            done = self._chain(outcome, self._try(outcome, clean))
        return not done.added and self._accept(outcome, done)

    def _chain(self, outcome: Outcome[_Verdict], step: _Step[_Verdict]) -> _Step[_Verdict]:
        """The step, and the fixes that it makes possible where it adds findings."""
        known = {item.key for item in self._offers(outcome)}
        for _ in range(_CHAIN):
            new = [
                item
                for item in self._offers(step)
                if item.key not in known
                and item.places & set(step.added)
                and (item.fix.safe or self.unsafe)
            ]
            new = self._sound(step.logs, disjoint(apart(new))) if new else []
            if not step.added or not new:
                break
            step = self._try(outcome, new, step)
        return step

    def _try(
        self, outcome: Outcome[_Verdict], offers: list[Offer], onto: _Step[_Verdict] | None = None
    ) -> _Step[_Verdict]:
        """Make the fixes, maybe on top of a step; what is said is compared with the outcome."""
        edits = by_path(offers)
        base = onto.logs if onto is not None else outcome.logs
        made = [*(onto.made if onto is not None else ()), *offers]
        try:
            logs = [built(log, edits[log.path]) if log.path in edits else log for log in base]
        except (EditError, ValueError):
            # They hold beside others that are left out now: two ends of a fence, for one.
            refused = {place: _OTHERS for item in made for place in item.places}
            return _Step(made, list(outcome.logs), outcome.verdict, refused)
        verdict = self.judge(logs)
        step = _Step(made, logs, verdict, {})
        before = weights(outcome.logs, outcome.verdict.diagnostics)
        added = added_to(before, logs, verdict.diagnostics)
        step.added = {**self._idle(outcome, step), **added}
        if not step.added and measure(verdict.diagnostics) >= measure(outcome.verdict.diagnostics):
            step.added = {place: _UNSETTLED for item in made for place in item.places}
        return step

    def _idle(self, old: Outcome[_Verdict], new: _Step[_Verdict]) -> dict[Place, str]:
        """The places of fixes that left what they were to mend."""
        most = Counter(item.key for item in self._offers(old))
        asked = [item for item in new.made if most[item.key]]
        most.subtract(item.key for item in asked)
        left = Counter(item.key for item in self._offers(new))
        return {min(item.places): _IDLE for item in asked if left[item.key] > most[item.key]}

    def _sound(self, logs: Sequence[Log], offers: list[Offer]) -> list[Offer]:
        """The fixes that leave the entries around them alone."""
        logs_by_path = {log.path: log for log in logs}
        groups: dict[str, list[Offer]] = defaultdict(list)
        for offer in offers:
            groups[offer.path].append(offer)
        found = (self._part(logs_by_path[path], group) for path, group in groups.items())
        return [item for part in found for item in part]

    def _part(self, log: Log, offers: list[Offer]) -> list[Offer]:
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
