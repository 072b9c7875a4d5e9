"""A time that cannot be, or an end before its beginning.

No clock shows 25:61, no calendar has a 30 February, nothing lasts minus five minutes, and what
ended before it began, or was detected before it started or acknowledged before it was detected,
has one wrong time. Looked at are the
rows of a Timeline, the fields that say when something started, was detected, was mitigated and
ended, and durations. Where dates are missing, a step back of more than six hours is read as the
next day.

What `malformed-value`, `resolved-before-logged` and `seen-out-of-order` say of the dates of the
entry itself is not said again.

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
    | 14:75 | Mitigated |
    | 14:47 | Restored |

    ### Impact
    - **Duration**: 45 min

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
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Confidence, Problem, Related, Severity
from learnings.entry import Entry, Log
from learnings.lazy import regex
from learnings.value import moment
from learnings.vocabulary import json_name, type_of

from ._fields import in_conflict, shown
from ._incident import NAMES, Point, by_clocks, by_fields, by_rows, logged, of
from ._quantities import is_negative
from ._row import Row, is_impossible_clock
from ._timeline import timelines

_LENGTHS = frozenset({"duration", "mttr", "mttd", "mtta"})
_KEYED = frozenset({"metadata", "resolution"})
_DATE = regex(r"\d{4}-\d{2}-\d{2}")
_BETWEEN = regex(r"\s(?:-|–|—|to|until|→|至|到)\s")
_LONGEST = 120
# Which phases cannot change places; a mitigation may well come before the acknowledgement.
_PAIRS = (
    ("started", "detected"),
    ("started", "acknowledged"),
    ("detected", "acknowledged"),
    ("started", "mitigated"),
    ("started", "ended"),
    ("detected", "mitigated"),
    ("detected", "ended"),
)
_SAYS_SO = regex(
    r"\W*$|\W*(?:(?:the )?(?:issue|incident|problem|outage)(?: was)? )?"
    r"(?:detected|acknowledged|started|began)\b",
    re.IGNORECASE,
)
_HINT = "correct the time that is wrong"


@define(group="substance", severity=Severity.NOTE, confidence=Confidence.HIGH)
def check(log: Log, _context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        if in_conflict(log, entry):
            continue
        read = list(timelines(log, entry))
        yield from _rows(read)
        yield from _values(entry)
        yield from _phases(log, entry, read)


def _rows(read: list[list[Row]]) -> Iterator[Problem]:
    for rows in read:
        for row in rows:
            if row.fault:
                yield Problem(row.span, f"{shown(row.text)}: {row.fault}", f"timeline {row.text}")


def _values(entry: Entry) -> Iterator[Problem]:
    """Durations below zero or that end before they begin, and days and times that are none."""
    for section in (None, *entry.sections):
        keyed = section is None or section.name in _KEYED
        for item in entry.fields if section is None else section.fields:
            is_length = item.name in _LENGTHS or item.name.startswith("time to ")
            if not is_length and item.name not in NAMES:
                continue
            name = json_name(item.name)
            if is_length:
                if is_negative(item.raw):
                    message = f"`{item.key}` is {shown(item.raw)}: nothing lasts less than nothing"
                    yield Problem(item.span, message, name)
                elif _ends_early(item.raw):
                    message = f"`{item.key}` is {shown(item.raw)}: it ends before it begins"
                    yield Problem(item.span, message, name, _HINT)
                continue
            # Of dates in the header, metadata and resolution `malformed-value` speaks.
            elsewhere = keyed and type_of(item.name) == "moment" and _DATE.match(item.raw)
            if not elsewhere and is_impossible_clock(item.raw):
                message = f"`{item.key}` is {shown(item.raw)}: there is no such time"
                yield Problem(item.span, message, name)


def _ends_early(raw: str) -> bool:
    """True for two moments, the second of which is the earlier one."""
    if not 12 < len(raw) < _LONGEST:
        return False
    parts = _BETWEEN.split(raw)
    if len(parts) != 2:
        return False
    begin, end = moment(parts[0]), moment(parts[1])
    if begin is None or end is None or begin.zoned != end.zoned:
        return False
    if begin.time is not None and end.time is not None and not begin.zoned:
        return (end.day, end.time) < (begin.day, begin.time)
    return end.before(begin)


def _phases(log: Log, entry: Entry, read: list[list[Row]]) -> Iterator[Problem]:
    """Phases that stand in an order in which they cannot have happened."""
    told = by_fields(entry) or by_clocks(entry)
    found = _contradiction(told) or _contradiction(by_rows(read, logged(entry)))
    if found is not None:
        first, second = found
        words = {"ended": "over", "started": "started"}
        early = words.get(second.phase, second.phase)
        late = "it " + ("was " * (first.phase != "started")) + words.get(first.phase, first.phase)
        message = f"{shown(second.text)}: it was {early} before {late}, {shown(first.text)}"
        related = (Related(log.path, first.span, f"{first.phase} here"),)
        yield Problem(second.span, message, second.phase, _HINT, related)


def _contradiction(points: list[Point]) -> tuple[Point, Point] | None:
    for early, late in _PAIRS:
        before, after = of(points, early), of(points, late)
        if late == "acknowledged":
            # A row about an alert may speak of a second one.
            before = [item for item in before if _SAYS_SO.match(item.event)]
            after = [item for item in after if _SAYS_SO.match(item.event)]
        if len(before) == len(after) == 1 and after[0].minute < before[0].minute:
            return before[0], after[0]
    return None
