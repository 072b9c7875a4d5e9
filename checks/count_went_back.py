"""A count of recurrences went down, or the day of the last one back.

`Recurrence-Count` and `Last-Seen` only grow. Where they shrink, a merge took the older side, or an
entry was written over with what was copied before: what happened meanwhile is lost, and the
pattern seems to come up less often than it does. The same holds for a count above 1 that is gone,
or that is no number any more.

It is a change that is judged: without one (`--staged`, `--changed`, `--range`, `--since`) the check
is silent. In a merge the larger number of both sides counts. A last day that is corrected because
it lay in the future is no loss.

### Before

    ## [LRN-20260304-001] best_practice

    **Logged**: 2026-03-04T09:00:00Z
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
    - Recurrence-Count: 2
    - First-Seen: 2026-03-04
    - Last-Seen: 2026-03-08

### Bad

    ## [LRN-20260304-001] best_practice

    **Logged**: 2026-03-04T09:00:00Z
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
    - Recurrence-Count: 1
    - First-Seen: 2026-03-04
    - Last-Seen: 2026-03-06

### Good

    ## [LRN-20260304-001] best_practice

    **Logged**: 2026-03-04T09:00:00Z
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
    - Recurrence-Count: 2
    - First-Seen: 2026-03-04
    - Last-Seen: 2026-03-09
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Entry, Field, Log
from learnings.past import Version
from learnings.value import Moment, moment

from ._past import judged

_HINT = "put it back, unless it was wrong before"


@define(group="history", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in judged(log, context):
        sides = context.history.before(entry)
        if sides:
            yield from _count(entry, sides)
            yield from _last(entry, sides, context)


def _count(entry: Entry, sides: Sequence[Version]) -> Iterator[Problem]:
    field, now = _number(entry)
    before = [old for item in sides if (old := _number(item.entry)[1]) is not None]
    most = max(before, default=0)
    if now is not None and field is not None:
        if now < most:
            message = f"`{field.key}` of {entry.label} went back from {most} to {now}"
            yield Problem(field.span, message, "recurrence_count", _HINT)
    elif most > 1 and field is not None:
        message = f"`{field.key}` of {entry.label} was {most}, and is no number any more"
        yield Problem(field.span, message, "recurrence_count", _HINT)
    elif most > 1:
        message = f"`Recurrence-Count` of {entry.label} was {most}, and is gone"
        yield Problem(entry.span, message, "recurrence_count", _HINT)


def _number(entry: Entry) -> tuple[Field | None, int | None]:
    field = entry.field("recurrence count")
    if field is None or not field.raw.strip().isdecimal() or len(field.raw) > 9:
        return field, None
    return field, int(field.raw)


def _last(entry: Entry, sides: Sequence[Version], context: Context) -> Iterator[Problem]:
    field, now = _moment(entry)
    if field is None or now is None:
        return
    for item in sides:
        _, old = _moment(item.entry)
        if old is None or old.day > context.today or not now.before(old):
            continue
        message = f"`{field.key}` of {entry.label} went back from {old.day} to {now.day}"
        yield Problem(field.span, message, "last_seen", _HINT)
        return


def _moment(entry: Entry) -> tuple[Field | None, Moment | None]:
    field = entry.field("last seen")
    return field, moment(field.raw) if field is not None else None
