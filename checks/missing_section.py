"""A section that the preset asks for is missing.

The sections carry what happened and what to do about it. Which ones an entry needs is said by
its preset and its JSON Schema; some are needed only in some cases, such as Root Cause for a
severe incident. In the agent preset another section, or plain prose, may take the place of one.

### Bad

    ## [OPS-20260305-001] queue_full

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

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

from ._mending import with_section


@define(
    group="schema",
    severity=Severity.WARNING,
    unsafe_fix="adds the section, which says “Not recorded.”",
)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for problem in context.violated(log, "missing-section"):
        yield with_section(problem, log, context)
