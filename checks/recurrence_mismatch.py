"""What an entry says of its recurrences is less than the log shows.

A `Recurrence-Count` may be higher than the number of entries, since one entry can stand for many
times, but not lower. The same goes for days: a pattern was not first seen after its first entry,
nor last seen before its latest. What is computed from the entries, archives included, is what
counts for [`recurring-pattern`](#recurring-pattern); this check keeps the written numbers honest.

Compared are the entries that share a `Pattern-Key`, or, where none of them has a key, those that
point at one another. Of what they state the best holds: the highest count, the earliest
`First-Seen`, the latest `Last-Seen`. A day is let pass for the sake of time zones.

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
    - Pattern-Key: worker.stale_config

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
    - Pattern-Key: worker.stale_config
    - Recurrence-Count: 1
    - See Also: LRN-20260304-001

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
    - Pattern-Key: worker.stale_config

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
    - Pattern-Key: worker.stale_config
    - Recurrence-Count: 2
    - See Also: LRN-20260304-001
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity, Span
from learnings.entry import Field, Log
from learnings.value import moment

from ._groups import Item, grouped

_ZONES = dt.timedelta(days=1)


@define(group="recurrence", severity=Severity.NOTE, whole=True)
def check(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    told: set[tuple[str, Span]] = set()
    for group in grouped(logs, context)[1]:
        for members in group.by_key().values():
            for item, problem in (*_count(members), *_first(members), *_last(members)):
                # An entry of two keys would be told twice.
                place = (problem.path, problem.span)
                if place not in told and not item.log.is_archive:
                    told.add(place)
                    yield problem


def _count(members: Sequence[Item]) -> Iterator[tuple[Item, Problem]]:
    best: tuple[int, Item, Field] | None = None
    for item in members:
        field = item.entry.field("recurrence count")
        plain = field.raw.strip() if field is not None else ""
        if field is None or not plain.isascii() or not plain.isdecimal() or len(plain) > 9:
            continue
        if best is None or int(plain) >= best[0]:
            best = int(plain), item, field
    if best is not None and 0 < best[0] < len(members):
        number, item, field = best
        message = f"the count is {number}, but there are {len(members)} entries of the pattern"
        yield item, _problem(item, field, message, f"write {len(members)}", members)


def _first(members: Sequence[Item]) -> Iterator[tuple[Item, Problem]]:
    written = [(day, item, field) for item in members for day, field in _days(item, "first seen")]
    others = [(item.day, item) for item in members if item.entry.field("first seen") is None]
    dated = [(day, item) for day, item in others if day is not None]
    if written and dated:
        day, item, field = min(written, key=lambda row: row[0])
        earliest, other = min(dated, key=lambda row: row[0])
        if earliest < day - _ZONES:
            message = f"first seen on {day}, but {other.entry.label} is of {earliest}"
            yield item, _problem(item, field, message, f"write {earliest}", [other])


def _last(members: Sequence[Item]) -> Iterator[tuple[Item, Problem]]:
    written = [(day, item, field) for item in members for day, field in _days(item, "last seen")]
    others = [(item.day, item) for item in members if item.entry.field("last seen") is None]
    dated = [(day, item) for day, item in others if day is not None]
    if written and dated:
        day, item, field = max(written, key=lambda row: row[0])
        latest, other = max(dated, key=lambda row: row[0])
        if latest > day + _ZONES:
            message = f"last seen on {day}, but {other.entry.label} is of {latest}"
            yield item, _problem(item, field, message, f"write {latest}", [other])


def _days(item: Item, name: str) -> Iterator[tuple[dt.date, Field]]:
    field = item.entry.field(name)
    found = moment(field.raw) if field is not None else None
    if field is not None and found is not None:
        yield found.day, field


def _problem(item: Item, field: Field, message: str, hint: str, others: Sequence[Item]) -> Problem:
    related = tuple(
        Related(other.log.path, other.entry.span, f"{other.entry.label}, {other.day or 'no date'}")
        for other in others
        if other is not item
    )
    name = field.name.replace(" ", "_")
    return Problem(field.span, message, name, hint, related, path=item.log.path)
