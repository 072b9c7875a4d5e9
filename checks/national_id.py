"""The number of an identity card, a tax or social security number.

Looked for by country, `privacy = { locales = ["US"] }`, where a check digit or a word beside it
makes sure that it is one.

`learnings redact` puts a placeholder there, and so does `learnings lint --fix --select
pii`.

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
    The import choked on the SSN 536-{}22-8726 of a customer.

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
    The import choked on the SSN [REDACTED:id] of a customer.

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
    group="pii",
    severity=Severity.WARNING,
    fix="puts a placeholder in its place, if selected by name",
    unsafe_fix="the same",
)
def check(log: Log, context: Context) -> Iterator[Problem]:
    yield from context.exposed(log, "national-id")
