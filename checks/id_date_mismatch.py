"""The day in the ID is not the day the entry was logged.

Ages, sorting and the next number go by the day in the ID. One day apart is the work of time
zones and says nothing; more is mostly a wrong year or an ID that was copied. In a knowledge base
of one file per entry the day in the name of the file is compared.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2025-03-05T09:00:00Z
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

### Good

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-06T02:00:00+09:00
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
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Entry, Log
from learnings.value import moment

_APART = dt.timedelta(days=1)


@define(group="identity", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        named = _named(entry)
        if named is None:
            continue
        what, day = named
        field = entry.field("logged") or entry.field("date")
        logged = moment(field.raw) if field is not None else None
        if field is None or logged is None or abs(logged.day - day) <= _APART:
            continue
        # A day that is still to come is a fault of its own.
        if max(logged.day, day) - context.today <= _APART:
            apart = abs(logged.day - day).days
            message = f"`{field.key}` is {logged.day}, but {what} says {day}: {apart} days apart"
            yield Problem(field.span, message, entry.id, "write the right day in both")


def _named(entry: Entry) -> tuple[str, dt.date] | None:
    """What names the entry, and the day that it has in it."""
    if entry.identifier is not None:
        day = entry.identifier.date
        return ("the ID", day) if day is not None else None
    found = moment(entry.heading_date) if entry.shape == "file" and entry.heading_date else None
    return ("the name of the file", found.day) if found is not None else None
