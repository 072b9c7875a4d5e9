"""A suppression comment cannot be understood, and may hide nothing.

It names a check that does not exist, or none at all, carries a date that is not in the
calendar, or does not end on its line. A comment has this form, `reason` and `until` being
optional:

    <!-- learnings: ignore[stale-entry] reason="waits for the vendor" until=2026-12-31 -->

A comment that marks entries as removed names their IDs, and has no `until`:

    <!-- learnings: removed[ERR-20260301-001] reason="the service is gone" -->

### Bad

    ## [LRN-20260305-001] best_practice
    <!-- learnings: ignore[stale-entri] -->

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


@define(group="suppression", severity=Severity.WARNING)
def check(_log: Log, _context: Context) -> Iterator[Problem]:
    # A comment can only be judged once all findings are known: learnings.suppress reports it.
    yield from ()
