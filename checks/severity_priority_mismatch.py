"""Severity and priority of an entry contradict each other.

Severity says how bad it was, priority how soon somebody has to act. They may differ by a step; a
P1 of low priority, or a P4 that is critical, is a slip in one of them. `SEV1`, `critical` and
their like are read as the preset reads them.

### Options

`allowed` says which priorities go with a severity. The default:

    [tool.learnings.checks.severity-priority-mismatch.allowed]
    P1 = ["critical", "high"]
    P2 = ["critical", "high", "medium"]
    P3 = ["high", "medium", "low"]
    P4 = ["medium", "low"]

### Bad

    <!-- path: .learnings/OPERATIONS_ISSUES.md -->
    ## [OPS-20260305-001] checkout_down

    **Logged**: 2026-03-05T18:00:00Z
    **Priority**: low
    **Status**: pending
    **Severity**: P1
    **Area**: incident_management

    ### Summary
    Checkout was down because the pool was empty.

    ### Impact
    - **Duration**: 45 min

    ### Root Cause
    A batch job held idle sessions open.

    ### Mitigation
    Stopped the job.

    ### Prevention
    A cap on the sessions of batch jobs.

    ### Metadata
    - Trigger: alert

### Good

    <!-- path: .learnings/OPERATIONS_ISSUES.md -->
    ## [OPS-20260305-001] checkout_down

    **Logged**: 2026-03-05T18:00:00Z
    **Priority**: critical
    **Status**: pending
    **Severity**: P1
    **Area**: incident_management

    ### Summary
    Checkout was down because the pool was empty.

    ### Timeline
    | Time (UTC) | Event |
    | --- | --- |
    | 14:02 | Issue detected |
    | 14:47 | Restored |

    ### Impact
    - **Duration**: 45 min

    ### Root Cause
    A batch job held idle sessions open.

    ### Mitigation
    Stopped the job.

    ### Prevention
    A cap on the sessions of batch jobs.

    ### Metadata
    - Trigger: alert
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Log
from learnings.record import reading

from ._fields import in_conflict

ALLOWED: Mapping[str, Sequence[str]] = {
    "P1": ("critical", "high"),
    "P2": ("critical", "high", "medium"),
    "P3": ("high", "medium", "low"),
    "P4": ("medium", "low"),
}
_SCALE = {"CRITICAL": "P1", "HIGH": "P2", "MEDIUM": "P3", "LOW": "P4"}
_PRIORITIES = frozenset({"critical", "high", "medium", "low"})


@define(group="substance", severity=Severity.NOTE)
def check(log: Log, context: Context) -> Iterator[Problem]:
    allowed = {**ALLOWED, **context.option("severity-priority-mismatch", "allowed", {})}
    for entry in log.entries:
        severity = entry.field("severity")
        priority = entry.field("priority") if severity is not None else None
        if severity is None or priority is None or in_conflict(log, entry):
            continue
        found = (reading(entry, name, context.presets) for name in ("severity", "priority"))
        how_bad, how_soon = (str(item.value) if item is not None else "" for item in found)
        level = _SCALE.get(how_bad.upper(), how_bad.upper())
        wanted = allowed.get(level)
        if wanted is None or how_soon not in _PRIORITIES or how_soon in wanted:
            continue
        message = f"the priority is `{how_soon}`, but the severity is `{how_bad}`"
        words = " or ".join(f"`{word}`" for word in wanted)
        hint = f"{level} goes with {words}" if wanted else ""
        related = (Related(log.path, severity.span, "the severity"),)
        yield Problem(priority.span, message, "priority", hint, related)
