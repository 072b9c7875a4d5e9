"""An internal IP address.

Internal addresses draw the map of a network for whoever reads along. Addresses for documentation
(192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32), loopback addresses and whole
ranges such as 10.0.0.0/8 are fine.

`learnings redact` puts a placeholder there, and so does `learnings lint --fix --select
network`.

The examples are written so that no scanner takes them for leaks: `{}` stands for nothing in
them, and `{w*20}` for twenty random characters.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    The worker on 10.{}31.7.12 kept the old file.

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
    The worker on [REDACTED:ip] kept the old file.

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


@define(
    group="network",
    severity=Severity.WARNING,
    fix="puts a placeholder in its place, if selected by name",
    unsafe_fix="the same",
)
def check(log: Log, context: Context) -> Iterator[Problem]:
    yield from context.exposed(log, "private-address")
