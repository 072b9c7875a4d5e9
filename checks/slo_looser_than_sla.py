"""An SLO promises less than the SLA that it should protect.

The objective is the line at which a team acts, the agreement the one at which it pays. A looser
objective leaves no room between them. Compared are values of one measure: availability (more is
stricter), latency of one percentile and error rates (less is stricter), where the entry states
one SLO and one SLA, or states both in one line or in one row of a table. Equal is not looser, and
a target for something ("99.5 % for batch jobs", "the search SLO") is compared with a target for the
same, and the SLA of a vendor with none of ours.

### Bad

    <!-- path: .learnings/operations/LEARNINGS.md -->
    ## [LRN-20260305-001] process_bottleneck

    **Logged**: 2026-03-05T18:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: runbooks
    **Skill**: operations

    ### Summary
    Releases wait for a signature.

    ### Details
    The SLO is 99.5 % availability, the SLA is 99.9 % availability.

    ### Suggested Action
    Write it down.

    ### Metadata
    - Source: incident

### Good

    <!-- path: .learnings/operations/LEARNINGS.md -->
    ## [LRN-20260305-001] process_bottleneck

    **Logged**: 2026-03-05T18:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: runbooks
    **Skill**: operations

    ### Summary
    Releases wait for a signature.

    ### Details
    The SLO is 99.95 % availability, the SLA is 99.9 % availability.

    ### Suggested Action
    Write it down.

    ### Metadata
    - Source: incident
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Entry, Log

from ._fields import in_conflict
from ._owner import OURS
from ._slo import Target, speaks_of_both, targets


@define(group="substance", severity=Severity.NOTE)
def check(log: Log, _context: Context) -> Iterator[Problem]:
    if not speaks_of_both(log.text):
        return
    for entry in log.entries:
        if not in_conflict(log, entry):
            yield from _entry(entry, log)


def _entry(entry: Entry, log: Log) -> Iterator[Problem]:
    by_measure: dict[tuple[str, ...], list[Target]] = defaultdict(list)
    stated = list(_owned(targets(log, entry)))
    # One owner is that of all; of several, each is compared with its own.
    owners = {owner for owner, _ in stated if owner}
    are_several = len(owners) > 1 or any(owner.startswith("=") for owner in owners)
    for owner, target in stated:
        whose = owner if are_several and owner != OURS else ""
        key = (target.measure, target.scope, whose)
        by_measure[key].append(target)
    for found in by_measure.values():
        pair = _pair(found)
        if pair is not None:
            yield from _judge(*pair, log)
            continue
        by_line: dict[int, list[Target]] = defaultdict(list)
        for target in found:
            by_line[target.span.line].append(target)
        for beside in by_line.values():
            pair = _pair(beside)
            if pair is not None:
                yield from _judge(*pair, log)


def _owned(found: Iterable[Target]) -> Iterator[tuple[str, Target]]:
    """Each target with its owner: that of the one before in the line, if none is said."""
    last, line = "", 0
    for target in found:
        last = target.owner or (last if target.span.line == line else "")
        line = target.span.line
        yield last, target


def _pair(found: Sequence[Target]) -> tuple[Target, Target] | None:
    """The one SLO and the one SLA, each maybe said more than once."""
    slos = [item for item in found if item.kind == "SLO"]
    slas = [item for item in found if item.kind == "SLA"]
    one_each = all(len({item.value for item in side}) == 1 for side in (slos, slas))
    return (slos[0], slas[0]) if one_each else None


def _judge(slo: Target, sla: Target, log: Log) -> Iterator[Problem]:
    if slo.is_looser_than(sla):
        message = f"the SLO of {slo.text} ({slo.measure}) is looser than the SLA of {sla.text}"
        related = (Related(log.path, sla.span, "the SLA"),)
        hint = "an SLO is stricter than the SLA, so that there is room to act"
        yield Problem(slo.span, message, f"slo {slo.measure}", hint, related)
