"""An open action has no owner or no deadline.

What belongs to nobody is done by nobody. Say in each open item of *Action Items* and *Follow-up
Actions* who does it and until when: `- [ ] Cap the pool (ana, 2026-03-20)`. Other ways to say it
are understood as well: `@ana`, `owner: ana`, `ana to cap the pool`, `→ ana`, `due: 2026-03-20`,
`by Friday`, `end of Q2`, `负责人：…`, `…前`. What an item does not say, the item that it stands in
may. `TBD`, `someone`, `asap` and the like are no answer.

An item needs no box, and a table with columns for owner and deadline will do. Items without a box
and rows of tables count where the template of the preset has the section; elsewhere, and in
*Prevention*, *Prevention Measures* and *Suggested Action*, whose templates ask for no owner, they
count beside an item that has an owner and a deadline.

Items that are ticked, struck out or told as done (*Added an alert*, *Done: …*, `Status` of a row)
are left alone, and so are `N/A`, links, entries that are resolved or closed in another way, and
archives.

### Options

    [tool.learnings.checks.unowned-action]
    needs = ["owner", "deadline"]

`needs` says what an open action has to have.

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
    - [ ] Cap the sessions of batch jobs at 20

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

from ._actions import Action, actions
from ._fields import shown

_NEEDS = ("owner", "deadline")


@define(group="substance", severity=Severity.NOTE)
def check(log: Log, context: Context) -> Iterator[Problem]:
    if log.is_archive:
        return
    needs = context.option("unowned-action", "needs", _NEEDS)
    for entry in log.entries:
        now = status(entry, context.presets)
        if now is not None and context.kind(entry).lifecycle.is_final(now):
            continue
        for action in actions(log, entry, context.kind(entry)):
            lacking = [name for name in _lacks(action) if name in needs]
            if lacking and not action.done:
                without = " and ".join(f"no {name}" for name in lacking)
                message = f"the action {shown(action.title)} has {without}"
                hint = "say who does it and until when: `(ana, 2026-03-20)`"
                yield Problem(action.span, message, action.subject, hint)


def _lacks(action: Action) -> Iterator[str]:
    if not action.owned:
        yield "owner"
    if not action.dated:
        yield "deadline"
