"""An entry points at itself.

It was likely copied together with the reference, or another ID was meant. Either way the
reader ends where he began.

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
    - See Also: LRN-20260305-001

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
    - See Also: none
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Log

from ._references import index, references


@define(group="references", severity=Severity.WARNING)
def check(log: Log, _context: Context) -> Iterator[Problem]:
    for item in references(log, index([log])):
        if item.entry.identifier is not None and item.key == item.entry.id.upper():
            hint = "name the entry that was meant, or remove the reference"
            yield Problem(item.span, f"{item.id} points at itself", item.id, hint)
