"""A date lies in the future.

An entry is about what has happened. A date ahead of today is a slip, often of the year, and
keeps the entry from ever growing old. One day is allowed for, since somewhere it is tomorrow
already. Deadlines and review dates may lie ahead.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2099-03-05T09:00:00Z
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
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity, Span
from learnings.entry import Entry, Field, Log, Section
from learnings.preset import Kind
from learnings.value import moment

from ._fields import Place

_DATES = frozenset({"logged", "date", "resolved", "first seen", "last seen", "updated"})
_KEYED = frozenset({"metadata", "resolution"})
_DAY = dt.timedelta(days=1)


@define(group="identity", severity=Severity.ERROR)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        for what, subject, day, span in _days(entry, context.kind(entry)):
            if day - context.today > _DAY:
                message = f"{what} is {day}, which is in the future"
                yield Problem(span, message, subject, f"today is {context.today}")


def _days(entry: Entry, kind: Kind) -> Iterator[tuple[str, str, dt.date, Span]]:
    """The days on which something has happened: what, subject, day, place."""
    known = entry.identifier
    if known is not None and known.date is not None:
        yield f"the day in {known.text}", "id", known.date, known.span
    heading = moment(entry.heading_date) if entry.heading_date else None
    if heading is not None:
        what = "the day in the name of the file" if entry.shape == "file" else "the heading"
        yield what, "heading", heading.day, entry.span
    for field, section in _dated(entry, kind):
        found = moment(field.raw)
        if found is not None:
            subject = Place(field, kind, section, None).subject
            yield f"`{field.key}`", subject, found.day, field.span


def _dated(entry: Entry, kind: Kind) -> Iterator[tuple[Field, Section | None]]:
    """The fields that hold such a day, each with its section; None for the header's."""
    named = kind.header_section
    held = [item for item in entry.sections if item.name == named] if named else []
    for fields in (entry.fields, *(section.fields for section in held)):
        yield from ((field, None) for field in fields if field.name in _DATES)
    for section in entry.sections:
        if section.name in _KEYED:
            yield from ((field, section) for field in section.fields if field.name in _DATES)
