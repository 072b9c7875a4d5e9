"""The error budget that is said to be spent is not what the outage cost.

The budget is (1 - SLO) x window: 99.9 % leaves 43 min in 30 days. An outage of all users spends
its duration of that (Google, *The Site Reliability Workbook*, chapter "Implementing SLOs":
https://sre.google/workbook/implementing-slos/). The check speaks only if the entry states the
share that was consumed, one availability SLO, the window and the duration. A month has 28 to 31
days, a quarter 90 to 92.

An outage of some users spends less, how much depends on requests that no log knows. So a share
that is too small is reported only where `Users Affected` says all of them, and a share that is
too large where it is more than a whole outage of that duration spends. What was "spent this month"
may be the sum of several incidents, so it is never too large.

### Options

A difference of `points` percentage points, and of `percent` of the computed share, is allowed.

    [tool.learnings.checks.budget-mismatch]
    points = 1
    percent = 10

### Bad

    <!-- path: .learnings/OPERATIONS_ISSUES.md -->
    ## [OPS-20260305-001] checkout_down

    **Logged**: 2026-03-05T18:00:00Z
    **Priority**: medium
    **Status**: pending
    **Severity**: P3
    **Area**: incident_management
    **SLO**: 99.9 %

    ### Summary
    Checkout was down because the pool was empty.

    ### Impact
    - **Users Affected**: 100 %
    - **Duration**: 45 min
    - **SLO Impact**: consumed 40 % of the monthly error budget

    ### Metadata
    - Trigger: alert

### Good

    <!-- path: .learnings/OPERATIONS_ISSUES.md -->
    ## [OPS-20260305-001] checkout_down

    **Logged**: 2026-03-05T18:00:00Z
    **Priority**: medium
    **Status**: pending
    **Severity**: P3
    **Area**: incident_management
    **SLO**: 99.9 %

    ### Summary
    Checkout was down because the pool was empty.

    ### Impact
    - **Users Affected**: 100 %
    - **Duration**: 45 min
    - **SLO Impact**: consumed 104 % of the monthly error budget

    ### Metadata
    - Trigger: alert
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Confidence, Problem, Severity
from learnings.entry import Entry, Log
from learnings.vocabulary import json_name

from . import _budget
from ._fields import in_conflict
from ._quantities import percent, said


@define(group="substance", severity=Severity.NOTE, confidence=Confidence.MEDIUM)
def check(log: Log, context: Context) -> Iterator[Problem]:
    points = int(context.option("budget-mismatch", "points", 1))
    portion = int(context.option("budget-mismatch", "percent", 10)) / 100
    for entry in log.entries:
        claim = _budget.consumed(entry)
        if claim is not None and not in_conflict(log, entry):
            yield from _judge(claim, entry, log, points, portion)


def _judge(
    claim: _budget.Claim, entry: Entry, log: Log, points: float, portion: float
) -> Iterator[Problem]:
    objective = _budget.objective(log, entry, claim.field)
    window = _budget.window(claim.field, entry)
    length = _budget.length(entry)
    if objective is None or window is None or length is None:
        return
    budgets = [(100 - objective) / 100 * days * _budget.DAY for days in window]
    least, most = 100 * length.low / budgets[1], 100 * length.high / budgets[0]
    vague = 2 if claim.sign or length.vague else 1
    slack = vague * max(points, claim.grain / 2) + 100 * length.grain / 2 / budgets[0]
    too_much = not claim.is_sum and claim.share > most * (1 + portion * vague) + slack
    too_little = claim.share < least * (1 - portion * vague) - slack
    if too_much or (too_little and _budget.is_total(entry)):
        took = length.high if too_much else length.low
        few = f"{window[0]}" if window[0] == window[1] else f"{window[0]}-{window[1]}"
        days = f"{few} day" if few == "1" else f"{few} days"
        message = (
            f"`{claim.field.key}` says {percent(claim.share)} of the budget, but {said(took)} of "
            f"{said(budgets[0])}, which an SLO of {percent(objective)} leaves in {days}, "
            f"are {percent(100 * took / budgets[0])}"
        )
        hint = "correct the share, the duration or the SLO"
        yield Problem(claim.field.span, message, json_name(claim.field.name), hint)
