"""A value that is not in the form of its field.

A date, a duration, a count or a percentage that cannot be read is not there for ages, targets
and recurrences. The form of each field is said by the JSON Schema of its kind.

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
    - Recurrence-Count: several

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
    - Recurrence-Count: 2
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Entry, Log
from learnings.lazy import regex
from learnings.value import moment
from learnings.vocabulary import type_of

from ._fields import fields, shown
from ._templates import is_left

_DAY = regex(r"\d{4}-\d{2}-\d{2}")
_DATED = frozenset({"moment", "instant", "day"})
_NO_TIME = "clock has no such time"
_KEYED = frozenset({"metadata", "resolution"})


@define(group="schema", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    said = set()
    for problem in context.violated(log, "malformed-value"):
        said.add(problem.span)
        if not is_left(log, problem.span):
            yield problem
    for entry in log.entries:
        if entry.shape != "date":
            for problem in _impossible(entry, context):
                if problem.span not in said:
                    yield problem


def _impossible(entry: Entry, context: Context) -> Iterator[Problem]:
    """Days and times in the right form that do not exist: no schema can tell them."""
    for place in fields(entry, context):
        field = place.field
        if not field.raw[:1].isdecimal() or type_of(field.name) not in _DATED:
            continue
        if not _DAY.match(field.raw):
            continue
        keyed = place.section is None or place.section.name in _KEYED
        if keyed and moment(field.raw) is None:
            lacks = "calendar has no such day" if moment(field.raw[:10]) is None else _NO_TIME
            message = f"`{field.key}` is {shown(field.raw)}: the {lacks}"
            yield Problem(field.span, message, place.subject)
