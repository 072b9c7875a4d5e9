"""A resolved entry does not tell how it was resolved.

The next one with the same problem looks for what helped. A Resolution section, with the date
and what was done, is what makes an entry worth finding; an entry that will not be fixed tells
the reason there, and the risk that is accepted.

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

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Log

from ._mending import with_resolution


@define(
    group="lifecycle",
    severity=Severity.WARNING,
    unchanged=Severity.NOTE,
    unsafe_fix="adds a Resolution, if the status holds its day",
)
def check(log: Log, context: Context) -> Iterator[Problem]:
    # What each kind asks for is said in its JSON Schema.
    for problem in context.violated(log, "missing-resolution"):
        yield with_resolution(problem, log, context)
