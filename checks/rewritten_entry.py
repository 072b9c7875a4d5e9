"""The ID or the date of a committed entry was changed.

Commits, pull requests and other entries name an entry by its ID, and what is counted by days
counts from its date. An entry that has to be renumbered keeps its old ID in `Former IDs`, by which
it is still found; `learnings renumber` writes it. An ID that was malformed, or there twice, may be
corrected without.

Two entries that swap their IDs are reported as well, and a merge of two sides that each gave an
entry another ID and that keeps but one of the two. A date that was rewritten, removed or made
unreadable weighs less than an ID: most presets make it a warning (`rewritten-entry:logged`).

It is a change that is judged: without one (`--staged`, `--changed`, `--range`, `--since`) the check
is silent. Another way to write the same moment is no change, nor is a time where there was a day
alone, nor a date that is corrected because it lay in the future.

### Before

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

### Bad

    ## [LRN-20260305-002] best_practice

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

### Good

    ## [LRN-20260305-002] best_practice

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
    - **Former IDs**: LRN-20260305-001
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Entry, Field, Log, former_ids
from learnings.past import Version
from learnings.value import Moment, moment

from ._fields import in_conflict, shown
from ._past import judged
from ._swapped import former_self

_DATES = ("logged", "date")


@define(group="history", severity=Severity.ERROR)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in judged(log, context):
        if in_conflict(log, entry):
            continue
        sides = context.history.before(entry)
        former = former_self(log, entry, context) if context.is_changed(log, entry) else None
        if former is not None and entry.identifier is not None:
            message = f"{former.entry.id} is {entry.id} now, which was the ID of another entry"
            hint = f"give it {former.entry.id} back: an entry keeps its ID"
            yield Problem(entry.identifier.span, message, "id", hint)
        elif sides:
            yield from _id(entry, sides, context)
            if context.is_changed(log, entry):
                yield from _date(entry, sides, context)


def _id(entry: Entry, sides: Sequence[Version], context: Context) -> Iterator[Problem]:
    old = _forgotten(entry, sides, context)
    if not old or any(
        other.id.upper() == old.upper() for log in context.logs for other in log.entries
    ):
        return  # it was there twice
    place = entry.identifier.span if entry.identifier else entry.span
    now = f"is {entry.id} now" if entry.id else "has no ID any more"
    message = f"{old} {now}: what names it does not find it any more"
    hint = f"give it its ID back, or add `Former IDs: {old}`"
    yield Problem(place, message, "id", hint)


def _forgotten(entry: Entry, sides: Sequence[Version], context: Context) -> str:
    """An ID that the entry had on a side and does not tell; empty if there is none.

    What another side took away, and not the merge, was for the change of that side to report.
    """
    known = {entry.id.upper(), *former_ids(entry)}
    ids = [item.entry.id for item in sides if _is_sound(item.entry)]
    lost = [id_ for id_ in ids if id_.upper() not in known]
    if len(lost) < len(sides) and lost:
        before = {item.entry.id.upper() for item in context.history.parted(entry)}
        lost = [id_ for id_ in lost if id_.upper() not in before] if before else []
    return lost[0] if lost else ""


def _is_sound(entry: Entry) -> bool:
    """False of an ID that has to be corrected: none, without an end, of no day."""
    id_ = entry.identifier
    return id_ is not None and bool(id_.suffix) and (not id_.date_text or id_.date is not None)


def _date(entry: Entry, sides: Sequence[Version], context: Context) -> Iterator[Problem]:
    field, now = _written(entry)
    wrong = None
    for item in sides:
        was, old = _written(item.entry)
        if was is None or old is None or old.day > context.today:
            return
        if now is not None and _is_same(old, now):
            return
        wrong = wrong or was
    if wrong is None:
        return
    message = f"`{wrong.key}` of {entry.label} was {shown(wrong.raw)} before"
    if field is None:
        message += ", and is gone"
    hint = "put it back: an entry keeps the day on which it was written down"
    yield Problem(field.span if field else entry.span, message, "logged", hint)


def _written(entry: Entry) -> tuple[Field | None, Moment | None]:
    field = next((found for name in _DATES if (found := entry.field(name)) is not None), None)
    return field, moment(field.raw) if field is not None else None


def _is_same(old: Moment, new: Moment) -> bool:
    """True if one moment is meant, whatever is left out of either."""
    if old.instant is not None and new.instant is not None:
        return old.instant == new.instant
    if old.day != new.day:
        return False
    if old.time is None or new.time is None:
        return True
    return old.time.replace(tzinfo=None) == new.time.replace(tzinfo=None)
