"""A resolved incident does not say how the fix was verified.

What was changed is not what helped until somebody has looked. Write a section *Validation*, or
say in the Resolution how it was verified: the load test that passed, the graph that went back.

A section or a field *Validation* or *Verification* will do, unless it says the opposite. So will
what is said in the Resolution, the Mitigation and in rows of the Timeline from the fix on:
verified, validated, confirmed, tested, monitored, checked, watched, no recurrence, has not come
back, back to normal, stable since, 验证, 确认, 复测, 测试通过, 恢复正常. *Not verified yet*, *to be
confirmed* and *will be monitored* are no answer. In other sections, which speak of the fault, a
clause has to name the fix too: *the rollback was verified*, but not *root cause confirmed*.

Only incidents of the `operations` preset and files of the `ops-knowledge` preset are judged.

### Bad

    <!-- path: .learnings/OPERATIONS_ISSUES.md -->
    ## [OPS-20260305-001] checkout_down

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: critical
    **Status**: resolved
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
    - [x] Cap the sessions of batch jobs at 20 (ana, 2026-03-05)

    ### Resolution
    - **Resolved**: 2026-03-05T12:00:00Z
    - **Postmortem**: https://wiki.example.net/pm/checkout
    - **Notes**: A cap on the sessions.

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
    **Status**: resolved
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
    - [x] Cap the sessions of batch jobs at 20 (ana, 2026-03-05)

    ### Resolution
    - **Resolved**: 2026-03-05T12:00:00Z
    - **Postmortem**: https://wiki.example.net/pm/checkout
    - **Notes**: A cap on the sessions, verified with a load test.

    ### Metadata
    - Trigger: alert
    - Environment: production
    - Services Affected: checkout-web
    - DORA Metrics Impact: mttr
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Confidence, Problem, Severity
from learnings.entry import Log
from learnings.record import status

from ._validation import is_told

_INCIDENT = "operations-issue"


@define(group="substance", severity=Severity.NOTE, confidence=Confidence.MEDIUM)
def check(log: Log, context: Context) -> Iterator[Problem]:
    # What a file of the knowledge base has to have is said by its JSON Schema.
    for problem in context.violated(log, "missing-validation"):
        entry = log.entry_at(problem.span.line)
        if entry is None or not is_told(log, entry):
            yield problem
    for entry in log.entries:
        if context.kind(entry).schema != _INCIDENT or status(entry, context.presets) != "resolved":
            continue
        if not is_told(log, entry):
            section = entry.section("resolution")
            yield Problem(
                section.span if section is not None else entry.span,
                f"{entry.label} is resolved, but does not say how that was verified",
                "validation",
                "add a section Validation, or say in the Resolution what was looked at",
            )
