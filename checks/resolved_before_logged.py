"""An entry was resolved before it was written down.

One of the two dates is wrong, and with it every figure that is made of them, such as the time
to resolution. The same instant is fine: many entries are written once the work is done. So is
midnight of the same day, which stands for an unknown time. Where only one of the dates has a
time zone, a day of difference is let be.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: resolved
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Resolution
    - **Resolved**: 2026-03-02T09:00:00Z
    - **Notes**: The worker now watches the file.

    ### Metadata
    - Source: error

### Good

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: resolved
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Resolution
    - **Resolved**: 2026-03-06T09:00:00Z
    - **Notes**: The worker now watches the file.

    ### Metadata
    - Source: error
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Entry, Log
from learnings.value import Moment, moment

_INCIDENTS = frozenset({"issue", "operations-issue", "ops-knowledge"})
_REPORTED_WITHIN = dt.timedelta(days=7)


@define(group="lifecycle", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        field, logged = entry.field("resolved"), entry.logged
        resolved = moment(field.raw) if field is not None else None
        if field is None or resolved is None or logged is None:
            continue
        if _is_before(resolved, logged) and not _is_report(entry, context, resolved, logged):
            written = entry.field("logged")
            place = written.span if written is not None else entry.span
            one_day = resolved.day == logged.day
            done, begun = (
                item.isoformat() if one_day else str(item.day) for item in (resolved, logged)
            )
            yield Problem(
                field.span,
                f"{entry.label} was resolved on {done}, before it was logged on {begun}",
                "resolved",
                "correct the date that is wrong",
                (Related(log.path, place, "it was logged here"),),
            )


def _is_before(resolved: Moment, logged: Moment) -> bool:
    if _has_time(resolved) and _has_time(logged) and resolved.zoned == logged.zoned:
        return resolved.before(logged)
    # Written by clocks of different zones, the same instant may bear two dates.
    slack = 0 if _zone(resolved) == _zone(logged) else 1
    return logged.day - resolved.day > dt.timedelta(days=slack)


def _is_report(entry: Entry, context: Context, resolved: Moment, logged: Moment) -> bool:
    """True for an incident that was written down when it was over, as they usually are."""
    incident = context.kind(entry).schema in _INCIDENTS
    return incident and logged.day - resolved.day <= _REPORTED_WITHIN


def _has_time(moment: Moment) -> bool:
    """False for midnight too: it is what people write who do not know the time."""
    return moment.time is not None and moment.time.replace(tzinfo=None) != dt.time()


def _zone(moment: Moment) -> dt.timedelta | None:
    return moment.time.utcoffset() if moment.time is not None else None
