"""A stated duration does not fit the times that are stated.

`Duration`, MTTR (or Time to Resolution), MTTD and MTTA are what targets and error budgets are
made of. They are compared with the timeline and with the fields that say when something started,
was detected and ended. A duration is fine if any beginning and any end that can be meant fit it:
first row, detection, first errors or a deploy; mitigation, restoration, rollback or last row; or if
all episodes together do. A postmortem or a report is no end. An average, several values at once
and what is still going on are not judged; neither is MTTD without a start.

How exact a value is depends on how it is written: half a unit of its last number is allowed
(30 min for `2 h`, 3 min for `2.5 h`; a whole day for `3 days`), but at least 5 minutes and at
least 10 % of what was computed; twice as much for "about", "~" and "约".

### Options

    [tool.learnings.checks.duration-mismatch]
    minutes = 5
    percent = 10

### Bad

    <!-- path: .learnings/OPERATIONS_ISSUES.md -->
    ## [OPS-20260305-001] checkout_down

    **Logged**: 2026-03-05T18:00:00Z
    **Priority**: medium
    **Status**: pending
    **Severity**: P3
    **Area**: incident_management

    ### Summary
    Checkout was down because the pool was empty.

    ### Timeline
    | Time (UTC) | Event |
    | --- | --- |
    | 14:02 | Issue detected |
    | 14:40 | Mitigated |
    | 14:47 | Restored |

    ### Impact
    - **Duration**: 2 hours

    ### Metadata
    - Trigger: alert

### Good

    <!-- path: .learnings/OPERATIONS_ISSUES.md -->
    ## [OPS-20260305-001] checkout_down

    **Logged**: 2026-03-05T18:00:00Z
    **Priority**: medium
    **Status**: pending
    **Severity**: P3
    **Area**: incident_management

    ### Summary
    Checkout was down because the pool was empty.

    ### Timeline
    | Time (UTC) | Event |
    | --- | --- |
    | 14:02 | Issue detected |
    | 14:40 | Mitigated |
    | 14:47 | Restored |

    ### Impact
    - **Duration**: 45 min

    ### Metadata
    - Trigger: alert
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from learnings.check import Context, define
from learnings.diagnostic import Confidence, Problem, Related, Severity
from learnings.entry import Entry, Field, Log
from learnings.lazy import regex
from learnings.value import duration
from learnings.vocabulary import json_name

from ._between import between
from ._course import beginnings, endings, episodes
from ._fields import in_conflict, shown
from ._incident import Point, by_fields, by_timeline, of
from ._quantities import Stated, readings, said

_LENGTH = frozenset({"duration", "downtime", "total downtime", "outage duration", "停机时间"})
_RESOLVE = frozenset(
    ("mttr", "ttr", "time to resolution", "time to resolve", "time to restore", "time to recover",
     "time to restoration", "time to recovery", "time to mitigate"),
)  # fmt: skip
_DETECT = frozenset({"mttd", "ttd", "time to detection", "time to detect"})
_ACKNOWLEDGE = frozenset({"mtta", "time to acknowledge", "time to acknowledgement"})
_KNOWN = _LENGTH | _RESOLVE | _DETECT | _ACKNOWLEDGE
_MEAN = frozenset({"frequency", "recurrence count"})
_RANGE = regex(r"[(（]([^()（）]{9,24})[)）]")
# Times with more beside them are not those of the whole duration.
_MORE = regex(r"\b(?:plus|then|followed|degraded|dann|luego|after that)\b|\+ ?\d", re.IGNORECASE)
_DAY = 86400
# More fields or rows of one kind are no incident, and every pair of them takes time.
_MOST = 40
_HINT = "correct the duration, or the time that is wrong"


@define(group="substance", severity=Severity.NOTE, confidence=Confidence.MEDIUM)
def check(log: Log, context: Context) -> Iterator[Problem]:
    least = 60 * int(context.option("duration-mismatch", "minutes", 5))
    share = int(context.option("duration-mismatch", "percent", 10)) / 100
    for entry in log.entries:
        stating = list(islice(_stating(entry), _MOST))
        if stating and not in_conflict(log, entry):
            courses = [points for points in (by_timeline(log, entry), by_fields(entry)) if points]
            for item in stating:
                yield from _judge(item, courses, log, least, share)


def _stating(entry: Entry) -> Iterator[Field]:
    """The fields that state a duration of this incident, and not the mean of several."""
    for section in (None, *entry.sections):
        found = entry.fields if section is None else section.fields
        several = any(item.name in _MEAN for item in found)
        for item in found:
            if item.raw and item.name in _KNOWN and not (several and item.name not in _LENGTH):
                yield item


def _judge(
    item: Field, courses: Sequence[list[Point]], log: Log, least: float, share: float
) -> Iterator[Problem]:
    claims = readings(item.raw)
    own = _own(item.raw)
    if not claims or (between(item.raw) is not None and _MORE.search(item.raw)):
        return
    if own is not None and not any(_fits(claim, own, least, share) for claim in claims):
        message = f"`{item.key}` is {shown(item.raw)}: the times beside it make {said(own)}"
        yield Problem(item.span, message, json_name(item.name), _HINT)
        return
    nearest: tuple[Point, Point] | None = None
    for points in courses:
        pairs = _pairs(item.name, points)
        lengths = [60 * (end.minute - begin.minute) for begin, end in pairs]
        together = episodes(points)
        sums = [60 * together] if together is not None and item.name in _LENGTH else []
        for length, claim in product([*lengths, *sums], claims):
            if length >= 0 and _fits(claim, length, least, share):
                return
        forward = [pair for pair, length in zip(pairs, lengths, strict=True) if length > 0]
        if nearest is None and forward:
            nearest = forward[0]
    if nearest is not None:
        yield _problem(item, *nearest, log)


def _own(raw: str) -> float | None:
    """The seconds between the two times that stand beside a duration."""
    apart = between(raw)
    if apart is not None:
        return apart
    bracket = _RANGE.search(raw)
    found = duration(bracket[1]) if bracket is not None and ":" in bracket[1] else None
    return found.total_seconds() if found is not None else None


def _problem(item: Field, begin: Point, end: Point, log: Log) -> Problem:
    length = said(60 * max(0.0, end.minute - begin.minute))
    message = f"`{item.key}` is {shown(item.raw)}, but {begin.text} to {end.text} is {length}"
    related = (Related(log.path, begin.span, "from here"), Related(log.path, end.span, "to here"))
    return Problem(item.span, message, json_name(item.name), _HINT, related)


def _pairs(name: str, points: list[Point]) -> list[tuple[Point, Point]]:
    """What the duration may run from and to; first what it most likely means.

    None for so many rows that any duration would fit some pair of them.
    """
    if name in _DETECT or name in _ACKNOWLEDGE:
        begins = of(points, *(["started"] if name in _DETECT else ["detected", "started"]))
        ends = of(points, "detected" if name in _DETECT else "acknowledged")[:1]
    else:
        begins, ends = beginnings(points), endings(points)
    if len(begins) > _MOST or len(ends) > _MOST:
        return []
    return list(product(begins, ends))


def _fits(claim: Stated, length: float, least: float, share: float) -> bool:
    # A day that was begun is a day to many.
    step = claim.grain if claim.grain >= _DAY else claim.grain / 2
    slack = max(least, share * length, step)
    return claim.is_near(length, slack * (2 if claim.vague else 1))
