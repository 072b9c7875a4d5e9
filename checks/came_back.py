"""A problem that was resolved or promoted came back.

Then the rule failed: it is not read, not true, or nothing enforces it. To resolve the new entry
in the same way would only wait for the next time. Look at what was meant to prevent it (the
target of the promotion, the section Prevention, the notes of the Resolution), and mend that.

Entries belong together if they share a `Pattern-Key` or point at one another in `See Also` and
have no different keys; archives count. One of them has come back if it was written down on a later
day than that on which another was resolved (`Resolved`, else the day of the entry). It is reported
while it is open, or if the judged change adds or edits it. An entry comes back by itself if its
`Last-Seen` is later than its `Resolved`, or if a change raises its `Recurrence-Count` though it
was done. What will not be fixed is expected to come back.

### Bad

    ## [LRN-20260304-001] best_practice

    **Logged**: 2026-03-04T09:00:00Z
    **Priority**: medium
    **Status**: resolved
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Resolution
    - **Resolved**: 2026-03-05T09:00:00Z
    - **Notes**: A line in the runbook says so.

    ### Metadata
    - Source: error
    - Pattern-Key: worker.stale_config

    ## [LRN-20260309-001] best_practice

    **Logged**: 2026-03-09T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    The worker ran with an old configuration for a day

    ### Details
    Nobody restarted it.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
    - Pattern-Key: worker.stale_config

### Good

    ## [LRN-20260304-001] best_practice

    **Logged**: 2026-03-04T09:00:00Z
    **Priority**: medium
    **Status**: resolved
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Resolution
    - **Resolved**: 2026-03-09T10:00:00Z
    - **Notes**: The worker watches the file.

    ### Metadata
    - Source: error
    - Pattern-Key: worker.stale_config

    ## [LRN-20260309-001] best_practice

    **Logged**: 2026-03-09T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    The worker ran with an old configuration for a day

    ### Details
    Nobody restarted it.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
    - Pattern-Key: worker.stale_config

### When to ignore

Entries that `See Also` merely relates, without a common cause, are a case for a suppression.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Entry, Field, Log
from learnings.record import status

from ._groups import Group, Item, grouped
from ._past import was
from ._remedies import DONE, day_of, prevention, remedy, since, told


@define(group="recurrence", severity=Severity.WARNING, unchanged=Severity.NOTE, whole=True)
def check(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    found, together = grouped(logs, context)
    for group in together:
        yield from _again(group, context)
    for item in found:
        if not item.log.is_archive:
            yield from _by_itself(item.log, item.entry, context)


def _again(group: Group, context: Context) -> Iterator[Problem]:
    done = [(day, item) for item in group.items if (day := _end(item, context)) is not None]
    for item in reversed(group.items):
        day = item.day
        if day is None or item.log.is_archive or not _is_news(item, context):
            continue
        failed = [other for end, other in done if other is not item and end < day]
        if failed:
            yield _problem(item, failed[-1], group, context)
            return


def _end(item: Item, context: Context) -> dt.date | None:
    """The day from which on it should not have come back; None if it never was done."""
    if item.status(context) not in DONE:
        return None
    return day_of(item.entry, "resolved") or item.day


def _is_news(item: Item, context: Context) -> bool:
    return item.is_open(context) or context.is_changed(item.log, item.entry)


def _problem(item: Item, failed: Item, group: Group, context: Context) -> Problem:
    old = failed.entry
    now = failed.status(context) or ""
    what = told(old, now, context)
    message = f"{group.name} came back: {old.label} {what}{since(old, now)}"
    places = [Related(failed.log.path, old.span, f"{old.label}, {failed.day or 'no date'}")]
    places += prevention(failed.log, old)
    hint = remedy(now)
    place = item.key_span or item.entry.span
    return Problem(place, message, group.subject, hint, tuple(places), path=item.log.path)


def _by_itself(log: Log, entry: Entry, context: Context) -> Iterator[Problem]:
    """An entry that is done and counts on."""
    seen = entry.field("last seen")
    count = entry.field("recurrence count")
    if seen is None and count is None:
        return
    now = status(entry, context.presets)
    if now not in DONE:
        return
    end, last = day_of(entry, "resolved"), day_of(entry, "last seen")
    what = told(entry, now, context)
    hint = "open it again, or write a new entry: " + remedy(now)
    places = tuple(prevention(log, entry))
    if seen is not None and end is not None and last is not None and end < last <= context.today:
        message = f"{entry.label} {what}{since(entry, now)}, but was seen again on {last}"
        yield Problem(seen.span, message, "last_seen", hint, places, path=log.path)
    elif count is not None and _was_raised(entry, count, context):
        message = f"{entry.label} {what}, but came up again"
        yield Problem(count.span, message, "recurrence_count", hint, places, path=log.path)


def _was_raised(entry: Entry, count: Field, context: Context) -> bool:
    """True if a change raises the count of an entry that was done before as well."""
    sides, kind = context.history.before(entry), context.kind(entry)
    return bool(sides) and all(
        was(item, kind) in DONE
        and 0 <= _number(item.entry.field("recurrence count")) < _number(count)
        for item in sides
    )


def _number(field: Field | None) -> int:
    text = field.raw.strip() if field is not None else ""
    return int(text) if text.isdecimal() and len(text) < 10 else -1
