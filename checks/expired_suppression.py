"""A suppression comment is past its last day.

A comment with `until=` hides a finding up to and including that day. After it the finding is
back, and this says why: somebody meant to look at it by then.

Mend what the comment hides and remove it, or set a later day.

### Bad

    ## [LRN-20260305-001] best_practice
    <!-- learnings: ignore[missing-field] reason="old entry" until=2026-02-28 -->

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


@define(group="suppression", severity=Severity.WARNING, fix="removes the comment")
def check(_log: Log, _context: Context) -> Iterator[Problem]:
    # A comment can only be judged once all findings are known: learnings.suppress reports it.
    yield from ()
