"""The ID of a cloud account, subscription, tenant or project.

With the ID of an account an attacker can guess roles, buckets and addresses, and phish for the
rest. It is found beside what says that it is one: inside an ARN, a console address, after
"account", "subscription" or "tenant". A UUID by itself is none.

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
    The role is arn:aws:iam::4{}81516234299:role/worker.

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
    The role is arn:aws:iam::[REDACTED:account]:role/worker.

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
    yield from context.exposed(log, "account-id")
