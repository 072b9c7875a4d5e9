"""A resolved incident does not say how the fix was verified.

What was changed is not what helped until somebody has looked. Write a section *Validation*, or
say in the Resolution how it was verified: the load test that passed, the graph that went back.

Any word that speaks of it will do, wherever in the entry it stands: verified, validated,
confirmed, tested, reproduced, monitored, no recurrence, has not come back, 验证, 确认, 复测,
测试通过. Only incidents of the `operations` preset and files of the `ops-knowledge` preset are
judged.

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

import re
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Confidence, Problem, Severity
from learnings.entry import Entry, Log
from learnings.lazy import regex
from learnings.record import status

_INCIDENT = "operations-issue"
_SECTIONS = frozenset(
    ("validation", "verification", "test results", "验证", "验证结果", "验证方法")
)
_FIELDS = frozenset(("validation", "verification", "verified", "validated", "tested", "验证"))
_WORDS = regex(
    r"\b(?:re-?)?(?:verif(?:y|ied|ies|ication)|validat(?:e|ed|es|ion)|confirm(?:ed|s|ation)?|tested"
    r"|reproduc(?:e|ed|ible)|monitored|observed|(?:load|smoke|regression)[- ]test\w*"
    r"|(?:tests?|checks?) (?:pass|passed|passes|are green|succeeded)"
    r"|back to normal|stable (?:since|for)|no (?:recurrence|further|new|more) "
    r"|(?:has|have|did) not (?:recur\w*|come back|happen\w*|return\w*))"
    r"|验证|确认|复测|测试通过|已测试|恢复正常|未再",
    re.IGNORECASE,
)


@define(group="substance", severity=Severity.NOTE, confidence=Confidence.MEDIUM)
def check(log: Log, context: Context) -> Iterator[Problem]:
    # What a file of the knowledge base has to have is said by its JSON Schema.
    for problem in context.violated(log, "missing-validation"):
        entry = log.entry_at(problem.span.line)
        if entry is None or not _WORDS.search(log.body(entry.start, entry.end)):
            yield problem
    for entry in log.entries:
        if context.kind(entry).schema != _INCIDENT or status(entry, context.presets) != "resolved":
            continue
        if not _is_validated(log, entry):
            section = entry.section("resolution")
            yield Problem(
                section.span if section is not None else entry.span,
                f"{entry.label} is resolved, but does not say how that was verified",
                "validation",
                "add a section Validation, or say in the Resolution what was looked at",
            )


def _is_validated(log: Log, entry: Entry) -> bool:
    if any(section.name in _SECTIONS for section in entry.sections):
        return True
    if any(entry.field(name) is not None for name in _FIELDS):
        return True
    return _WORDS.search(log.body(entry.start + 1, entry.end)) is not None
