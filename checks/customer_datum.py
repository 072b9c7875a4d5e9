"""The ID of a customer.

What names a customer is known to the organisation alone, and so this looks for nothing but the
patterns in the settings:

    [tool.learnings.privacy.customers.tenant]
    pattern = "TEN-[0-9]{6}"
    examples = ["TEN-004711"]

`learnings redact` puts a placeholder there, and so does `learnings lint --fix --select
pii`.

### Bad

    <!-- settings: privacy.customers.t = { pattern = "TEN-[0-9]{6}", examples = ["TEN-004711"] } -->
    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    The queue of TEN-004711 was full.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

### Good

    <!-- settings: privacy.customers.t = { pattern = "TEN-[0-9]{6}", examples = ["TEN-004711"] } -->
    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    The queue of [REDACTED:customer] was full.

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
    severity=Severity.ERROR,
    fix="puts a placeholder in its place, if selected by name",
    unsafe_fix="the same",
)
def check(log: Log, context: Context) -> Iterator[Problem]:
    yield from context.exposed(log, "customer-datum")
