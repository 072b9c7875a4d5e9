"""A field that the preset asks for is missing or empty.

Reviews sort and filter by the fields: an entry without a status is neither open nor done, one
without a date cannot become old. Which fields an entry needs is said by its preset and its JSON
Schema, and so is how bad it is: without a status an entry that was just written is an error,
without an area it is a note.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
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

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Log

from ._mending import with_field


@define(
    group="schema",
    severity=Severity.WARNING,
    unsafe_fix="`pending` for a status, the day of the ID for Logged",
)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for problem in context.violated(log, "missing-field"):
        yield with_field(problem, log, context)
