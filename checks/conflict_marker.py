"""A merge left its conflict markers behind.

The markers are text to every reader of the log, and both versions of an entry stand in it.
What the log says then is what nobody decided.

Markers have seven signs, or more where the attribute `conflict-marker-size` says so. Those
inside a code fence are a quotation and are left alone.

### Bad

    <<<<<<< HEAD
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
    =======
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
    >>>>>>> topic

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
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Log, Region

_WORDS = {"|": "the common ancestor begins", "=": "the other side begins", ">": "it ends"}


@define(group="structure", severity=Severity.ERROR)
def check(log: Log, _context: Context) -> Iterator[Problem]:
    markers = [region for region in log.regions if region.reason == "conflict"]
    conflict: list[Region] = []
    for marker in markers:
        if marker.names[0] == "<" and conflict:
            yield _problem(log, conflict)
            conflict = []
        conflict.append(marker)
        if marker.names[0] == ">":
            yield _problem(log, conflict)
            conflict = []
    if conflict:
        yield _problem(log, conflict)


def _problem(log: Log, conflict: list[Region]) -> Problem:
    first, last = conflict[0], conflict[-1]
    name = log.line(first.span.line).lstrip(first.names[0]).strip()
    related = tuple(
        Related(log.path, marker.span, _WORDS.get(marker.names[0], "it begins"))
        for marker in conflict[1:]
    )
    lines = f"lines {first.span.line} to {last.span.line}" if conflict[1:] else "this line"
    return Problem(
        first.span,
        "a merge conflict that nobody resolved",
        name,
        f"keep what is right of {lines}, and remove the markers",
        related,
    )
