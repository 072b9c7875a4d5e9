"""A value that is not on the list of its field.

Status, priority and severity are lists that reviews count by, and the operations preset closes
others as well: area, category, source, environment. A word of one's own is in no count. Synonyms
are understood, and nothing is guessed.

A team adds words of its own in its configuration: as synonyms, as statuses of a lifecycle, or by
opening a list.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: see the ticket
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

from ._templates import is_left


@define(group="schema", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for problem in context.violated(log, "unknown-value"):
        if not is_left(log, problem.span):
            yield problem
