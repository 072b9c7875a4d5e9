"""An entry has been waiting for too long.

An entry that nobody touches is a lesson that nobody learns. Go through what waits: resolve it,
promote it, or say that it will not be fixed. The days count from the last change of the
status, if the history of the repository tells it, or else from the date of the entry or its last
`Reopened`; the message says from which.

### Options

`days` sets how many days an entry may wait, by status, or by status and priority:

    [tool.learnings.checks.stale-entry]
    days = { pending = 7, in_progress = 14, "pending:critical" = 2 }

By default 7 for `pending` and 14 for `in_progress`; other statuses wait as long as they like.

### Bad

    ## [LRN-20260301-001] best_practice

    **Logged**: 2026-03-01T09:00:00Z
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

### When to ignore

An entry that waits for somebody else, on purpose and until a known day, is a case for a
suppression with `until=`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Entry, Log
from learnings.record import reading, status
from learnings.value import moment

_DAYS = {"pending": 7, "in_progress": 14}


class _Since(NamedTuple):
    """The day from which is counted: that of the status, or else of an event of the entry."""

    day: dt.date
    event: str = ""


@define(group="ageing", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    if log.is_archive:
        return
    limits = {**_DAYS, **context.option("stale-entry", "days", {})}
    for entry in log.entries:
        if entry.shape == "wal":
            continue  # an open operation is no entry that waits
        now, field = status(entry, context.presets), entry.field("status")
        limit = _limit(entry, now, limits, context) if now is not None else None
        if field is None or now is None or limit is None:
            continue
        since = _since(entry, now, limit, context)
        age = (context.today - since.day).days if since is not None else 0
        if since is not None and age > limit:
            message = f"{entry.label} {_waits(now, since, age)}"
            hint = f"resolve it, promote it or set `wont_fix`; it may wait for {_days(limit)}"
            facts = (
                ("status", now), ("since", since.day.isoformat()), ("event", since.event),
                ("days", age), ("limit", limit),
            )  # fmt: skip
            yield Problem(field.span, message, "status", hint, facts=facts)


def _limit(entry: Entry, now: str, limits: Mapping[str, int], context: Context) -> int | None:
    word = now.lower()
    found = reading(entry, "priority", context.presets)
    priority = found.value if found is not None else None
    return limits.get(f"{word}:{priority}", limits.get(word))


def _since(entry: Entry, now: str, limit: int, context: Context) -> _Since | None:
    """The day the status was set, or that of the entry."""
    own = _dated(entry)
    if own is not None and (context.today - own.day).days <= limit:
        return own  # the status is no older than that, and history need not be read
    known = context.history.status_since(entry, now)
    if known is not None:
        return _Since(known)
    # What is opened gets the first status. Any other one may be younger than the entry.
    is_first = context.kind(entry).lifecycle.initial[:1] == (now,)
    return _Since(own.day) if own is not None and is_first else own


def _dated(entry: Entry) -> _Since | None:
    """When it was opened, by its own word: logged, or the last time reopened."""
    days = [_Since(entry.logged.day, "logged")] if entry.logged is not None else []
    for field in entry.every("reopened"):
        # A reason stands behind the date.
        found = moment(field.raw[:10])
        days += [_Since(found.day, "reopened")] if found is not None else []
    return max(days, default=None)


def _waits(now: str, since: _Since, age: int) -> str:
    """What is true of the day: that the status is as old as that, or only the entry."""
    if since.event:
        return f"is still `{now}`, and was {since.event} {_days(age)} ago, on {since.day}"
    return f"has been `{now}` for {_days(age)}, since {since.day}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
