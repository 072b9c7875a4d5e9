"""First-Seen and Last-Seen contradict each other or the log.

A pattern is first seen before it is last seen, and not after the entry about it was written.
Windows and counts of recurrences are made of these days, so a slip in one of them hides a
recurrence or invents one. A day of difference to the date of the entry is let be: it may be a
matter of time zones.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
    - First-Seen: 2026-03-05
    - Last-Seen: 2026-02-20

### Good

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
    - First-Seen: 2026-02-20
    - Last-Seen: 2026-03-05
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Entry, Field, Log
from learnings.value import moment

_ZONES = dt.timedelta(days=1)


@define(group="lifecycle", severity=Severity.WARNING)
def check(log: Log, _context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        first = _day(entry, "first seen")
        if first is None:
            continue
        last = _day(entry, "last seen")
        if last is not None and last[1] < first[1]:
            yield Problem(
                last[0].span,
                f"last seen on {last[1]}, before it was first seen on {first[1]}",
                "last_seen",
                "exchange the two days, or correct the one that is wrong",
                (Related(log.path, first[0].span, "it was first seen here"),),
            )
        elif entry.logged is not None and first[1] - entry.logged.day > _ZONES:
            message = f"first seen on {first[1]}, after it was logged on {entry.logged.day}"
            yield Problem(first[0].span, message, "first_seen", "correct the day that is wrong")


def _day(entry: Entry, name: str) -> tuple[Field, dt.date] | None:
    field = entry.field(name)
    found = moment(field.raw) if field is not None else None
    return (field, found.day) if field is not None and found is not None else None
