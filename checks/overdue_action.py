"""The deadline of an open action has passed.

Either the action is done and nobody ticked it, or what was learned from an incident was never
put to use. Do it, tick it, or agree on another day.

Only days that the calendar alone tells are judged: `2026-03-20`, `2026/03/20`, `20 March 2026`,
`20.03.2026` or `2026年3月20日`, in brackets, at the end, in a column of a table, or after a word
such as `due`, `by` or `截止`. `Friday` and `end of Q2` are not. `20 March` is the first one after
the entry was logged; of `03/04/2026` the later reading holds. Where a deadline was moved
(`2026-03-01 → 2026-03-20`) the last day holds.

Which items count is told under [`unowned-action`](checks.md#unowned-action). Actions of a
resolved entry count where a box or a column says that they are open, since they outlive it; those
of an entry that was closed in another way, and of archives, do not.

### Bad

    <!-- path: .learnings/OPERATIONS_ISSUES.md -->
    ## [OPS-20260305-001] checkout_down

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: critical
    **Status**: pending
    **Severity**: P1
    **Area**: incident_management

    ### Summary
    Checkout was down for 45 minutes.

    ### Timeline
    | Time (UTC) | Event |
    |------------|-------|
    | 08:02 | Issue detected |
    | 08:47 | Restored |

    ### Impact
    - **Users Affected**: 12 %
    - **Duration**: 45 min
    - **SLO Impact**: consumed 40 % of the monthly budget

    ### Root Cause
    A batch job held idle sessions open.

    ### Mitigation
    Stopped the job and restarted the workers.

    ### Prevention
    A cap on the sessions of batch jobs.

    ### Action Items
    - [ ] Cap the sessions of batch jobs at 20 (ana, 2026-03-08)

    ### Metadata
    - Trigger: alert
    - Environment: production
    - Services Affected: checkout-web
    - DORA Metrics Impact: mttr

### Good

    <!-- path: .learnings/OPERATIONS_ISSUES.md -->
    ## [OPS-20260305-001] checkout_down

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: critical
    **Status**: pending
    **Severity**: P1
    **Area**: incident_management

    ### Summary
    Checkout was down for 45 minutes.

    ### Timeline
    | Time (UTC) | Event |
    |------------|-------|
    | 08:02 | Issue detected |
    | 08:47 | Restored |

    ### Impact
    - **Users Affected**: 12 %
    - **Duration**: 45 min
    - **SLO Impact**: consumed 40 % of the monthly budget

    ### Root Cause
    A batch job held idle sessions open.

    ### Mitigation
    Stopped the job and restarted the workers.

    ### Prevention
    A cap on the sessions of batch jobs.

    ### Action Items
    - [ ] Cap the sessions of batch jobs at 20 (ana, 2026-03-20)

    ### Metadata
    - Trigger: alert
    - Environment: production
    - Services Affected: checkout-web
    - DORA Metrics Impact: mttr
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Log
from learnings.record import status

from ._actions import actions
from ._fields import shown


@define(group="substance", severity=Severity.NOTE)
def check(log: Log, context: Context) -> Iterator[Problem]:
    if log.is_archive:
        return
    for entry in log.entries:
        now = status(entry, context.presets)
        is_over = now is not None and context.kind(entry).lifecycle.is_final(now)
        if is_over and now != "resolved":
            continue
        for action in actions(log, entry, context.kind(entry)):
            if action.done or action.due is None or action.due >= context.today:
                continue
            # Nobody ticks what has no box.
            if is_over and not action.marked:
                continue
            late = (context.today - action.due).days
            days = "1 day" if late == 1 else f"{late} days"
            message = f"the action {shown(action.title)} was due on {action.due}, {days} ago"
            hint = "do it, tick it, or agree on another day"
            facts = (("action", action.title), ("due", action.due.isoformat()), ("days", late))
            yield Problem(action.span, message, action.subject, hint, facts=facts)
