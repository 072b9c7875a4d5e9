"""Logs against the schemas: every violation, its place and its words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from learnings import resource, schema
from learnings.errors import ConfigurationError, UsageError
from learnings.markdown import parse
from learnings.preset import Presets, recognise

LEARNING = """\
## [LRN-20260301-001] {category}

**Logged**: {logged}
**Priority**: {priority}
**Status**: {status}
**Area**: {area}

### Summary
Pin the base image.

### Details
The tag moved.

### Suggested Action
Pin by digest.

### Metadata
- Source: {source}
{more}"""
AGENT = {
    "category": "best_practice",
    "logged": "2026-03-01T09:00:00Z",
    "priority": "high",
    "status": "pending",
    "area": "infra",
    "source": "error",
    "more": "",
}
OPERATIONS = {**AGENT, "category": "incident_pattern", "area": "monitoring", "source": "incident"}

ISSUE = """\
## [OPS-20260301-001] {title}

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: {status}
**Severity**: {severity}
**Area**: incident_management

### Summary
Checkout answered with errors.

{sections}
### Impact
- **Users Affected**: 40%
- **Duration**: {duration}
- **SLO Impact**: consumed 40% of the monthly budget

### Metadata
- Trigger: {trigger}
- Environment: production
- Services Affected: checkout, payments
- Related Incidents: OPS-20260110-001
- DORA Metrics Impact: mttr | failed_deployment_recovery_time
"""
TOLD = """\
### Timeline
| Time (UTC) | Event |
|------------|-------|
| 08:41 | Issue detected |

### Root Cause
The pool was too small.

### Mitigation
Rolled back to the release before.

### Prevention
Alert on the pool.

"""
INCIDENT = {
    "title": "checkout_outage",
    "status": "pending",
    "severity": "P3",
    "sections": "",
    "duration": "45 min",
    "trigger": "alert",
}

FEATURE = """\
## [FEAT-20260301-001] dry_run

**Logged**: 2026-03-01T09:00:00Z
**Priority**: medium
**Status**: pending
**Area**: {area}

### Requested Capability
A dry run of the deployment.

### User Context
Saves two hours a week.

### Complexity Estimate
{complexity}

### Suggested Implementation
A flag.

### Metadata
- Frequency: recurring
- Related Features: deploy
"""
ERROR = """\
## [ERR-20260301-001] docker_build

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: pending
**Area**: infra

### Summary
The build failed.

### Error
```
exit status 1
```

### Context
- A fresh runner

### Suggested Fix
Pin the image.

### Metadata
- Reproducible: yes
- Related Files: Dockerfile
- See Also: ERR-20260110-001 (if recurring)
"""
COMPACT = """\
### ERR-20260520-001
**Status**: {status}
**Context**: Applying a plan that replaces a database
**Content**: Took a rename for harmless. It forces replacement.
"""
WAL = """\
## WAL Entry — 2026-05-20 14:32
**Operation**: terraform apply, replaces the payments database
**Affected resources**: aws_db_instance.payments
**Blast radius**: payments, eight minutes
**Rollback**: {rollback}
**Status**: {status}
"""
KNOWLEDGE = """\
# Operational Learning Entry

## Learning Entry

### Issue Summary
- **Date**: 2026-03-01T09:00:00Z
- **Category**: {category}
- **Title**: Pool exhausted
- **Severity**: {severity}
- **Duration**: 45 minutes
- **Impact**: Writes failed
{status}
### Context
- **System State**: High load
- **Symptoms**: Timeouts
- **Environment**: Production
- **Related Services**: memory, orchestrator
- **Trigger**: More parallel runs than the pool allows

### Root Cause Analysis
- **Primary Cause**: A pool of ten
- **Secondary Causes**: No back-pressure
- **Systemic Issues**: No load test
- **Human Factors**: The default was not reviewed

### Resolution Steps
{steps}

### Commands Used
```bash
# look at the pool
tool pool --show
```

### Prevention Measures
- **Load Testing**: Run one each week

### Learning Points
- Defaults need a look

### Metrics
- **Time to Detection**: 5 minutes
- **Time to Resolution**: 45 minutes
- **System Availability**: 99.2%
- **Performance Impact**: three times slower

### Follow-up Actions
- [ ] Scale the pool (ada, 2026-04-01)
"""
KNOWN = {"category": "issue", "severity": "HIGH", "status": "", "steps": "1. Raised the size"}
HERE = ".learnings/LEARNINGS.md"
BASE = "docs/ops-knowledge/issues/pool.md"


def said(text: str, path: str = HERE, presets: Presets | None = None) -> list[str]:
    """`line:column check subject: message (hint)` for each violation."""
    presets = presets or Presets.load()
    log = parse(text.encode(), path)
    recognise(log, presets)
    rows = []
    for found in schema.violations(log, presets):
        problem = found.problem
        hint = f" ({problem.hint})" if problem.hint else ""
        place = f"{problem.span.line}:{problem.span.column}"
        rows.append(f"{place} {found.check} {problem.subject}: {problem.message}{hint}")
    return rows


VALID = [
    pytest.param(LEARNING.format(**AGENT), HERE, id="the agent's learning"),
    pytest.param(
        LEARNING.format(**{**AGENT, "area": "git_sync", "category": "workflow"}),
        HERE,
        id="an agent's own words",
    ),
    pytest.param(
        LEARNING.format(
            **{
                **AGENT,
                "more": "- Recurrence-Count: 1\n- First-Seen: 2026-01-15\n"
                "- Last-Seen: 2026-01-15\n- Pattern-Key: harden.input\n",
            }
        ),
        HERE,
        id="a recurring learning",
    ),
    pytest.param(
        LEARNING.format(
            **{
                **AGENT,
                "status": "resolved",
                "more": "\n### Resolution\n- **Resolved**: 2026-03-02T09:00:00Z\n",
            }
        ),
        HERE,
        id="a resolved learning",
    ),
    pytest.param(
        LEARNING.format(**{**AGENT, "status": "promoted", "more": "- Promoted: AGENTS.md\n"}),
        HERE,
        id="a promoted learning",
    ),
    pytest.param(
        LEARNING.format(**{**AGENT, "status": "promoted (to AGENTS.md)"}),
        HERE,
        id="the target in the status",
    ),
    pytest.param(LEARNING.format(**OPERATIONS), HERE, id="an operations learning"),
    pytest.param(ERROR, ".learnings/ERRORS.md", id="the agent's error"),
    pytest.param(
        FEATURE.format(area="config", complexity="medium"),
        ".learnings/FEATURE_REQUESTS.md",
        id="the agent's request",
    ),
    pytest.param(
        FEATURE.format(area="automation", complexity="simple"),
        ".learnings/FEATURE_REQUESTS.md",
        id="an operations request",
    ),
    pytest.param(
        ISSUE.format(**INCIDENT), ".learnings/OPERATIONS_ISSUES.md", id="a light incident"
    ),
    pytest.param(
        ISSUE.format(**{**INCIDENT, "severity": "P1", "sections": TOLD}),
        ".learnings/OPERATIONS_ISSUES.md",
        id="a grave incident told in full",
    ),
    pytest.param(
        COMPACT.format(status="pending"), ".learnings/ERRORS.md", id="a pending compact entry"
    ),
    pytest.param(
        COMPACT.format(status="resolved") + "**Action**: Added prevent_destroy.\n",
        ".learnings/ERRORS.md",
        id="a resolved compact entry",
    ),
    pytest.param(
        WAL.format(rollback="restore the snapshot", status="PENDING"),
        "memory/working-buffer.md",
        id="a write-ahead entry",
    ),
    pytest.param(KNOWLEDGE.format(**KNOWN), BASE, id="a file of the knowledge base"),
    pytest.param(
        KNOWLEDGE.format(**{**KNOWN, "status": "- **Status**: resolved\n"})
        + "\n### Validation\n- Load test\n",
        BASE,
        id="a resolved one with its validation",
    ),
    pytest.param("## 2026-03-01 what happened\n**Status**: whatever\n", HERE, id="a journal"),
    pytest.param(
        "## [KI-20260301-001] anything\n", ".learnings/notes.md", id="a note of another kind"
    ),
    pytest.param("# Learnings\n", HERE, id="a log without entries"),
]


@pytest.mark.parametrize(("text", "path"), VALID)
def test_valid(text: str, path: str) -> None:
    assert said(text, path) == []


STATUSES = "use pending, in_progress, resolved, wont_fix, promoted or promoted_to_skill"
VIOLATED = [
    pytest.param(
        LEARNING.format(**{**AGENT, "priority": "urgent"}),
        HERE,
        ["4:15 unknown-value priority: `Priority` is `urgent`: use low, medium, high or critical"],
        id="an unknown priority",
    ),
    pytest.param(
        LEARNING.format(**{**AGENT, "priority": "hihg"}),
        HERE,
        [
            (
                "4:15 unknown-value priority: `Priority` is `hihg`: use low, medium, high or "
                "critical (did you mean `high`?)"
            )
        ],
        id="a slip in the priority",
    ),
    pytest.param(
        LEARNING.format(**{**AGENT, "status": "accepted"}),
        HERE,
        [f"5:13 unknown-value status: `Status` is `accepted`: {STATUSES}"],
        id="an unknown status",
    ),
    pytest.param(
        LEARNING.format(**{**AGENT, "status": ""}),
        HERE,
        ["5:13 missing-field status: `Status` is empty"],
        id="an empty status",
    ),
    pytest.param(
        LEARNING.format(**AGENT).replace("**Status**: pending\n", ""),
        HERE,
        ["1:4 missing-field status: `Status` is missing"],
        id="no status",
    ),
    pytest.param(
        LEARNING.format(**{**AGENT, "logged": "yesterday"}),
        HERE,
        [
            (
                "3:13 malformed-value logged: `Logged` is `yesterday`: expected a date such as "
                "2026-03-01T09:00:00Z"
            )
        ],
        id="no date",
    ),
    pytest.param(
        LEARNING.format(**{**AGENT, "more": "- Recurrence-Count: thrice\n"}),
        HERE,
        [
            (
                "19:21 malformed-value metadata.recurrence_count: `Recurrence-Count` is `thrice`: "
                "expected a whole number such as 3"
            )
        ],
        id="a count in words",
    ),
    pytest.param(
        (
            "## [LRN-20260301-001] insight\n**Logged**: 2026-03-01\n**Status**: "
            "pending\n**Priority**: low\n**Area**: docs\n"
        ),
        HERE,
        [
            "1:4 missing-section summary: the section Summary is missing",
            "1:4 missing-section details: the section Details is missing",
            "1:4 missing-section suggested_action: the section Suggested Action is missing",
        ],
        id="a header and nothing else",
    ),
    pytest.param(
        LEARNING.format(**{**AGENT, "status": "resolved"}),
        HERE,
        [
            (
                "1:4 missing-resolution resolution: a `resolved` entry tells how it was resolved, "
                "and there is no Resolution (add a Resolution section with the date and what was "
                "done)"
            )
        ],
        id="resolved, but how",
    ),
    pytest.param(
        LEARNING.format(
            **{**AGENT, "status": "wont_fix", "more": "\n### Resolution\n- **Notes**: too costly\n"}
        ),
        HERE,
        [
            (
                "20:5 missing-resolution resolution: a `wont_fix` entry gives the reason and a "
                "risk assessment, and the Resolution does not (add it to the section "
                "Resolution)"
            )
        ],
        id="not fixed, and no risk assessed",
    ),
    pytest.param(
        LEARNING.format(**{**AGENT, "status": "promoted"}),
        HERE,
        [
            (
                "1:4 missing-promotion-target promoted: a `promoted` entry names where it went, "
                "and there is no Promoted (add a line such as **Promoted**: AGENTS.md)"
            )
        ],
        id="promoted, but where to",
    ),
    pytest.param(
        LEARNING.format(**{**AGENT, "status": "promoted_to_skill"}),
        HERE,
        [
            (
                "1:4 missing-skill skill_path: a `promoted_to_skill` entry names the folder of "
                "its skill, and there is no Skill Path (add a line such as **Skill-Path**: "
                "skills/name)"
            )
        ],
        id="made a skill, but which",
    ),
    pytest.param(
        LEARNING.format(**{**OPERATIONS, "area": "on_call, monitorng"}),
        HERE,
        [
            (
                "6:20 unknown-value area: `Area` is `monitorng`: use incident_management, "
                "change_management, capacity_planning, automation, monitoring, runbooks or "
                "on_call (did you mean `monitoring`?)"
            )
        ],
        id="a slip in the second area",
    ),
    pytest.param(
        LEARNING.format(**{**OPERATIONS, "source": "hearsay"}),
        HERE,
        [
            (
                "18:11 unknown-value metadata.source: `Source` is `hearsay`: use incident, "
                "monitoring, capacity_review, change_audit, on_call_handoff or postmortem"
            )
        ],
        id="an unknown source",
    ),
    pytest.param(
        LEARNING.format(**{**OPERATIONS, "logged": "2026-03-01"}),
        HERE,
        [
            (
                "3:13 malformed-value logged: `Logged` is `2026-03-01`: expected date, time and "
                "offset, such as 2026-03-01T09:00:00Z"
            )
        ],
        id="a day where a time is asked for",
    ),
    pytest.param(
        LEARNING.format(**OPERATIONS),
        ".learnings/operations/LEARNINGS.md",
        [
            (
                "1:4 missing-field skill: `Skill` is missing: in a folder of several skills an "
                "entry names its own (add the line **Skill**: operations)"
            )
        ],
        id="no skill in a shared folder",
    ),
    pytest.param(
        ISSUE.format(**{**INCIDENT, "severity": "P2"}),
        HERE,
        [
            (
                "1:4 missing-section root_cause: the section Root Cause is missing: an incident "
                "of severity P1 or P2 needs one"
            ),
            (
                "1:4 missing-section timeline: the section Timeline is missing: an incident of "
                "severity P1 or P2 needs one"
            ),
            (
                "1:4 missing-section prevention: the section Prevention is missing: an incident "
                "of severity P1 or P2 needs one"
            ),
        ],
        id="a grave incident told in brief",
    ),
    pytest.param(
        ISSUE.format(
            **{
                **INCIDENT,
                "severity": "P1",
                "duration": "5 hours",
                "sections": TOLD.replace("The pool was too small.\n", ""),
            }
        ),
        HERE,
        [
            (
                "17:5 missing-section root_cause: the section Root Cause is empty: it took 5 h, "
                "over the target of 4 h for P1"
            )
        ],
        id="over the target, and no cause",
    ),
    pytest.param(
        ISSUE.format(**{**INCIDENT, "trigger": "deployment"}),
        HERE,
        [
            (
                "1:4 missing-section mitigation: the section Mitigation is missing: a rollback or "
                "a failed deployment tells there what was rolled back and how"
            )
        ],
        id="a deployment without mitigation",
    ),
    pytest.param(
        ISSUE.format(**{**INCIDENT, "title": "rollback_of_checkout"}),
        HERE,
        [
            (
                "1:4 missing-section mitigation: the section Mitigation is missing: a rollback or "
                "a failed deployment tells there what was rolled back and how"
            )
        ],
        id="a rollback in the title",
    ),
    pytest.param(
        ISSUE.format(**{**INCIDENT, "severity": "P7"}),
        HERE,
        ["6:15 unknown-value severity: `Severity` is `P7`: use P1, P2, P3 or P4"],
        id="a severity off the scale",
    ),
    pytest.param(
        ISSUE.format(**{**INCIDENT, "duration": "a while"}),
        HERE,
        [
            (
                "15:17 malformed-value impact.duration: `Duration` is `a while`: expected a "
                "duration such as `45 min`, `2h` or `PT45M`"
            )
        ],
        id="a duration in words",
    ),
    pytest.param(
        FEATURE.format(area="automation", complexity="huge"),
        HERE,
        [],
        id="one word of operations makes no operations entry: its lists stay open",
    ),
    pytest.param(
        COMPACT.format(status="resolved"),
        ".learnings/ERRORS.md",
        [
            (
                "1:5 missing-resolution action: a `resolved` entry tells what was done, and there "
                "is no Action"
            )
        ],
        id="compact and resolved without an action",
    ),
    pytest.param(
        WAL.format(rollback="", status="DONE"),
        "memory/working-buffer.md",
        [
            "5:15 missing-field rollback: `Rollback` is empty",
            "6:13 unknown-value status: `Status` is `DONE`: use PENDING, COMMITTED or ROLLED_BACK",
        ],
        id="an operation without a way back",
    ),
    pytest.param(
        KNOWLEDGE.format(**{**KNOWN, "category": "incident"}),
        BASE,
        [
            (
                "7:17 unknown-value category: `Category` is `incident`: use issue, performance, "
                "configuration, deployment, recovery, monitoring or maintenance"
            )
        ],
        id="a category of another dialect",
    ),
    pytest.param(
        KNOWLEDGE.format(**{**KNOWN, "steps": "Raised the size"}),
        BASE,
        [
            (
                "26:5 malformed-value resolution_steps: the section Resolution Steps is not in "
                "the form that is asked for (number the steps: 1. …, 2. …)"
            )
        ],
        id="steps without numbers",
    ),
    pytest.param(
        KNOWLEDGE.format(**{**KNOWN, "status": "- **Status**: resolved\n"}),
        BASE,
        [
            (
                "1:3 missing-validation validation: a resolved learning tells how the resolution "
                "was validated, and there is no Validation"
            )
        ],
        id="resolved, but never validated",
    ),
]


@pytest.mark.parametrize(("text", "path", "rows"), VIOLATED)
def test_violation(text: str, path: str, rows: list[str]) -> None:
    assert said(text, path) == rows


def test_the_severity_of_another_scale_is_read() -> None:
    text = ISSUE.format(**{**INCIDENT, "severity": "SEV-1 (checkout)"})
    assert len(said(text)) == 3
    assert said(KNOWLEDGE.format(**{**KNOWN, "severity": "P1"}), BASE) == []


def test_a_value_is_shortened_in_a_message() -> None:
    row = said(LEARNING.format(**{**AGENT, "status": "x" * 500}))[0]
    assert len(row) < 220


# A team's own schemas.

COUNTED = {"properties": {"sections": {"properties": {"metadata": {"required": ["tags"]}}}}}
UNIQUE = {
    "properties": {"area": {"uniqueItems": True, "x-check": "unknown-value"}},
    "required": ["owner"],
}


def laid(tmp_path: Path, node: Any, kind: str = "learning") -> Presets:
    path = tmp_path / "own.schema.json"
    path.write_text(node if isinstance(node, str) else json.dumps(node))
    return Presets.load(schemas={kind: str(path)})


def test_a_teams_schema_is_laid_over_ours(tmp_path: Path) -> None:
    presets = laid(tmp_path, COUNTED)
    assert said(LEARNING.format(**AGENT), presets=presets) == [
        "17:5 missing-field metadata.tags: `Tags` is missing"
    ]
    assert said(ERROR, ".learnings/ERRORS.md", presets) == []


def test_a_teams_schema_may_use_any_keyword(tmp_path: Path) -> None:
    presets = laid(tmp_path, UNIQUE, "agent/learning")
    assert said(LEARNING.format(**{**AGENT, "area": "docs, docs"}), presets=presets) == [
        "6:11 unknown-value area: `Area` is `docs, docs`, but must name each item once",
        "1:4 missing-field owner: `Owner` is missing",
    ]


# `uniqueItems` is nothing that `predicate` knows: one schema is judged by each of the two.
REFERRED = {
    "properties": {
        "x-ray": {"const": 1},
        "area": {"$ref": "#/$defs/area", "minItems": 1, "x-because": "here"},
    },
    "additionalProperties": {"$ref": "#/$defs/area"},
    "$defs": {
        "area": {"items": {"$ref": "#/$defs/word"}},
        "word": {"enum": ["ops"], "x-check": "ours"},
    },
}


@pytest.mark.parametrize("more", [{}, {"uniqueItems": True}], ids=["known", "unknown"])
def test_annotations_are_found_behind_references(tmp_path: Path, more: dict[str, Any]) -> None:
    node = {**REFERRED, **more}
    text = LEARNING.format(**{**AGENT, "area": "docs"})
    assert said(text, presets=laid(tmp_path, node)) == [
        "6:11 ours area: `Area` is `docs`: use ops",
    ]


@pytest.mark.parametrize("more", [{}, {"uniqueItems": True}], ids=["known", "unknown"])
def test_each_unknown_key_is_told(tmp_path: Path, more: dict[str, Any]) -> None:
    known = dict.fromkeys(("id", "kind", "preset", "title", "category", "sections", "statsu"), True)
    node = {"properties": known, "additionalProperties": False, **more}
    rows = said(LEARNING.format(**AGENT), presets=laid(tmp_path, node))
    assert [row.split(": ", 1)[0] for row in rows] == [
        "3:13 malformed-value logged",
        "4:15 malformed-value priority",
        "5:13 malformed-value status",
        "6:11 malformed-value area",
    ]
    assert rows[2].endswith("the schema knows no field `Status` (did you mean `Statsu`?)")


def section(node: Any) -> dict[str, Any]:
    return {"properties": {"sections": {"properties": {"metadata": node}}}}


def text(node: Any) -> dict[str, Any]:
    details = {"details": {"properties": {"text": node}}}
    return {"properties": {"sections": {"properties": details}}}


def value(node: Any) -> dict[str, Any]:
    return {"properties": {"priority": node}}


def count(node: Any) -> dict[str, Any]:
    return section({"properties": {"recurrence_count": node}})


def items(node: Any) -> dict[str, Any]:
    return {"properties": {"area": node}}


OWNED = [{"required": ["owner"]}, {"required": ["team"]}]
KEYS = dict.fromkeys(("id", "kind", "preset", "title", "category", "sections", "logged"), True)
KEYS |= {"status": True, "area": True}
HIGH = "4:15 malformed-value priority: `Priority` is `high`, "
COUNT = "19:21 malformed-value metadata.recurrence_count: `Recurrence-Count` is `3`, but must "
AREA = "6:11 malformed-value area: `Area` is `docs, infra`, but must "
ENTRY = "1:4 malformed-value : the entry "
DETAILS = "11:5 malformed-value details: the section Details "
METADATA = "17:5 malformed-value metadata: the section Metadata "
KEYWORDS: dict[str, tuple[Any, list[str]]] = {
    "type": (value({"type": "integer"}), [f"{HIGH}but must be a whole number"]),
    "const, a text": (
        value({"const": "x"}),
        ["4:15 unknown-value priority: `Priority` is `high`: use x"],
    ),
    "const, a number": (
        value({"const": 3}),
        ["4:15 unknown-value priority: `Priority` is `high`: use 3"],
    ),
    "enum of all types": (
        value({"enum": [1, None, "x"]}),
        ["4:15 unknown-value priority: `Priority` is `high`: use 1, null or x"],
    ),
    "pattern": (value({"pattern": "^x"}), [f"{HIGH}but must match `^x`"]),
    "minLength": (value({"minLength": 9}), [f"{HIGH}but must have at least 9 characters"]),
    "maxLength": (value({"maxLength": 1}), [f"{HIGH}but must have at most 1 character"]),
    "false": (value(False), [f"{HIGH}but must not be there"]),
    "not const": (value({"not": {"const": "high"}}), [f"{HIGH}but must not be `high`"]),
    "not two things at once": (
        value({"not": {"type": "string", "minLength": 2}}),
        [f"{HIGH}but is what the schema rules out"],
    ),
    "anyOf": (
        value({"anyOf": [{"const": "x"}, {"pattern": "^y"}]}),
        [f"{HIGH}but must be `x` or match `^y`"],
    ),
    "anyOf, too long to tell": (
        value({"anyOf": [{"not": {"minLength": 1, "type": "string"}}, {"const": "x"}]}),
        [f"{HIGH}but fits none of the forms that the schema allows"],
    ),
    "oneOf, none": (
        value({"oneOf": [{"const": "x"}, {"type": "null"}]}),
        [f"{HIGH}but must be `x` or be null"],
    ),
    "oneOf, two": (
        value({"oneOf": [{"type": "string"}, {"minLength": 1}]}),
        [f"{HIGH}but fits more than one of the forms of which the schema allows one"],
    ),
    "minimum": (count({"minimum": 4}), [f"{COUNT}be at least 4"]),
    "maximum": (count({"maximum": 2}), [f"{COUNT}be at most 2"]),
    "exclusiveMinimum": (count({"exclusiveMinimum": 3}), [f"{COUNT}be more than 3"]),
    "exclusiveMaximum": (count({"exclusiveMaximum": 3}), [f"{COUNT}be less than 3"]),
    "multipleOf": (count({"multipleOf": 2}), [f"{COUNT}be a multiple of 2"]),
    "minItems": (items({"minItems": 3}), [f"{AREA}have at least 3 items"]),
    "maxItems": (items({"maxItems": 1}), [f"{AREA}have at most 1 item"]),
    "contains": (
        items({"contains": {"const": "x"}}),
        [f"{AREA}have an item of this kind: it must be `x`"],
    ),
    "minContains": (
        items({"contains": {"minLength": 5}, "minContains": 2}),
        [f"{AREA}have 2 or more items of the kind that is asked for"],
    ),
    "maxContains": (
        items({"contains": {"type": "string"}, "maxContains": 1}),
        [f"{AREA}have no more than 1 of the items that are counted"],
    ),
    "prefixItems": (
        items({"prefixItems": [True, {"const": "x"}]}),
        ["6:17 unknown-value area: `Area` is `infra`: use x"],
    ),
    "items, no further": (
        items({"prefixItems": [True], "items": False}),
        [f"{AREA}have no further items"],
    ),
    "unevaluatedItems": (
        items({"prefixItems": [True], "unevaluatedItems": False}),
        [f"{AREA}have no further items"],
    ),
    "not, on an entry": ({"not": {"required": ["area"]}}, [f"{ENTRY}must not have `Area`"]),
    "anyOf, on an entry": ({"anyOf": OWNED}, [f"{ENTRY}must have `Owner` or have `Team`"]),
    "oneOf, on an entry": (
        {"oneOf": [{"required": ["priority"]}, {"required": ["status"]}]},
        [f"{ENTRY}fits more than one of the forms of which the schema allows one"],
    ),
    "two keywords on an entry": (
        {"anyOf": OWNED, "minProperties": 30},
        [
            f"{ENTRY}must have `Owner` or have `Team`",
            f"{ENTRY}has 10 keys, but must have at least 30",
        ],
    ),
    "maxProperties": ({"maxProperties": 1}, [f"{ENTRY}has 10 keys, but must have at most 1"]),
    "propertyNames": (
        {"propertyNames": {"not": {"pattern": "^pri"}}},
        ["4:15 malformed-value priority: the entry has a key `priority`, which must not match `^pri`"],
    ),
    "dependentRequired": (
        {"dependentRequired": {"priority": ["owner"], "text": ["team"]}},
        ["1:4 missing-field owner: `Owner` is missing: it goes with `priority`"],
    ),
    "dependentSchemas": (
        {"dependentSchemas": {"priority": {"required": ["owner"]}}},
        ["1:4 missing-field owner: `Owner` is missing"],
    ),
    "additionalProperties": (
        {"properties": KEYS, "additionalProperties": False},
        ["4:15 malformed-value priority: the schema knows no field `Priority`"],
    ),
    "unevaluatedProperties": (
        {"properties": KEYS, "unevaluatedProperties": False},
        ["4:15 malformed-value priority: the schema knows no field `Priority`"],
    ),
    "patternProperties": (
        {"patternProperties": {"^prio": {"const": "x"}}},
        ["4:15 unknown-value priority: `Priority` is `high`: use x"],
    ),
    "then false": (
        {"if": value({"const": "high"}), "then": False, "x-because": "we have no time"},
        ["1:4 malformed-value : the schema allows no such entry: we have no time"],
    ),
    "x-expects on an entry": (
        {"anyOf": OWNED, "x-expects": "an owner or a team"},
        [f"{ENTRY}is not as it should be: expected an owner or a team"],
    ),
    "minLength of a text": (
        text({"minLength": 99, "x-because": "others read it"}),
        [f"{DETAILS}has 14 characters, but must have at least 99: others read it"],
    ),
    "pattern of a text": (text({"pattern": "zz"}), [f"{DETAILS}must match `zz`"]),
    "not pattern of a text": (text({"not": {"pattern": "tag"}}), [f"{DETAILS}must not match `tag`"]),
    "x-expects of a text": (
        text({"pattern": "zz", "x-expects": "a number"}),
        [f"{DETAILS}is not as it should be: expected a number"],
    ),
    "minProperties of the sections": (
        {"properties": {"sections": {"minProperties": 9}}},
        ["1:4 malformed-value sections: the entry has 4 sections, but must have at least 9"],
    ),
    "an unknown section": (
        {"properties": {"sections": {"properties": {"summary": True, "suggested_action": True,
         "metadata": True, "detail": True}, "additionalProperties": False}}},
        [
            "11:5 malformed-value details: the schema knows no section Details"
            " (did you mean `Detail`?)"
        ],
    ),
    "no section": (section(False), [f"{METADATA}must not be there"]),
    "not, on a section": (section({"not": {"required": ["source"]}}), [f"{METADATA}must not have `Source`"]),
    "anyOf, on a section": (section({"anyOf": OWNED}), [f"{METADATA}must have `Owner` or have `Team`"]),
    "an unknown field of a section": (
        section({"properties": {"text": True, "source": True}, "additionalProperties": False}),
        [
            "19:21 malformed-value metadata.recurrence_count: the schema knows no field"
            " `Recurrence-Count` in the section Metadata"
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("node", "rows"), KEYWORDS.values(), ids=KEYWORDS)
def test_each_keyword_is_said_in_words(tmp_path: Path, node: Any, rows: list[str]) -> None:
    entry = LEARNING.format(**{**AGENT, "area": "docs, infra", "more": "- Recurrence-Count: 3\n"})
    assert said(entry, presets=laid(tmp_path, node)) == rows


def test_a_reference_to_nothing_is_named_when_it_is_met(tmp_path: Path) -> None:
    node = {"properties": {"area": {"uniqueItems": True, "$ref": "#none"}}}
    with pytest.raises(ConfigurationError, match="the reference 'none' leads nowhere"):
        said(LEARNING.format(**AGENT), presets=laid(tmp_path, node))


KINDS = [
    pytest.param("learning", None, id="a kind"),
    pytest.param("operations/operations-issue", None, id="a kind of a preset"),
    pytest.param(
        "lerning",
        "schemas.lerning: there is no kind 'lerning'; did you mean 'learning'?",
        id="a slip",
    ),
    pytest.param(
        "agent/lerning",
        "schemas.agent/lerning: there is no kind 'lerning'; did you mean 'learning'?",
        id="a slip in the kind of a preset",
    ),
    pytest.param(
        "agnet/learning",
        "schemas.agnet/learning: there is no preset 'agnet'; did you mean 'agent'?",
        id="a slip in the preset",
    ),
    pytest.param(
        "compact/zzz",
        "schemas.compact/zzz: there is no kind 'zzz'; there are learning, error",
        id="nothing like it",
    ),
]


@pytest.mark.parametrize(("kind", "message"), KINDS)
def test_a_schema_is_for_a_kind_that_there_is(
    tmp_path: Path, kind: str, message: str | None
) -> None:
    presets = laid(tmp_path, COUNTED, kind)
    if message is None:
        schema.verify(presets)
        return
    with pytest.raises(ConfigurationError) as caught:
        schema.verify(presets)
    assert str(caught.value).startswith(message)


def test_a_schema_in_a_preset_is_for_a_kind_that_it_has() -> None:
    ours = {"extends": "agent", "schemas": {"lerning": COUNTED}}
    message = "presets.ours.schemas.lerning: there is no kind 'lerning'; did you mean 'learning'?"
    with pytest.raises(ConfigurationError) as caught:
        schema.verify(Presets.load({"ours": ours}))
    assert str(caught.value) == message


def test_a_teams_preset_may_hold_a_schema() -> None:
    presets = Presets.load(
        {"ours": {"extends": "agent", "schemas": {"learning": COUNTED}}}, default="ours"
    )
    assert said(LEARNING.format(**AGENT), presets=presets) == [
        "17:5 missing-field metadata.tags: `Tags` is missing"
    ]


DEEP = '{"not": ' * 200 + "{}" + "}" * 200
REFUSED = [
    pytest.param("{", "not JSON, line 1", id="no JSON"),
    pytest.param("[]", "a schema is a table", id="a list"),
    pytest.param('{"type": "text"}', "at type: ", id="an unknown type"),
    pytest.param(
        '{"properties": {"a": {"minLength": "2"}}}',
        "at properties/a/minLength: ",
        id="text for a number",
    ),
    pytest.param(
        '{"$ref": "https://example.org/x"}',
        "at $ref: only references inside the schema (#/…) are followed",
        id="a reference to the network",
    ),
    pytest.param(
        '{"allOf": [{"$ref": "file:///etc/passwd"}]}',
        "at allOf/0/$ref: only references",
        id="a reference to a file",
    ),
    pytest.param('{"$ref": "#/$defs/none"}', "leads nowhere", id="a reference to nothing"),
    pytest.param('{"$ref": "#"}', "leads back to itself without end", id="a reference in a circle"),
    pytest.param('{"properties": {"title": {"pattern": "("}}}', "'('", id="a pattern that is none"),
    pytest.param(DEEP, "at most 60 levels deep", id="too deep"),
    pytest.param("[" * 100_000, "not JSON", id="a bomb of brackets"),
    pytest.param(" " * (1 << 20) + "{}", "at most 1048576 bytes", id="too large"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_a_schema_that_cannot_be_used_is_named(tmp_path: Path, text: str, message: str) -> None:
    presets = laid(tmp_path, text)
    with pytest.raises(ConfigurationError) as caught:
        schema.verify(presets)
    assert str(tmp_path / "own.schema.json") in str(caught.value)
    assert message in str(caught.value)


def test_a_schema_that_is_not_there_is_named(tmp_path: Path) -> None:
    presets = Presets.load(schemas={"learning": str(tmp_path / "none.json")})
    with pytest.raises(ConfigurationError, match="cannot be read"):
        schema.verify(presets)


# The schemas themselves.


def _nodes(node: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    found = []
    if isinstance(node, dict):
        found.append((path, node))
        for key, value in node.items():
            found += _nodes(value, f"{path}/{key}")
    if isinstance(node, list):
        for index, item in enumerate(node):
            found += _nodes(item, f"{path}/{index}")
    return found


@pytest.mark.parametrize("name", schema.kinds())
def test_a_schema_stands_alone(name: str) -> None:
    whole = schema.schema_for(name)
    jsonschema.Draft202012Validator.check_schema(whole)
    assert whole["$id"] == f"urn:learnings:schema:{name}:1"
    assert whole["title"]
    assert whole["description"]
    references = [node["$ref"] for _, node in _nodes(whole) if isinstance(node.get("$ref"), str)]
    assert all(item.startswith("#/") for item in references)


@pytest.mark.parametrize("name", schema.kinds())
def test_the_examples_of_a_schema_are_valid(name: str) -> None:
    whole = schema.schema_for(name)
    assert whole["examples"]
    for example in whole["examples"]:
        assert schema.document_errors(name, example) == []
        jsonschema.Draft202012Validator(whole).validate(example)


def test_a_document_is_judged_by_name() -> None:
    document = {"tasks": [{"text": "", "done": 1, "owner": "ada"}]}
    assert schema.document_errors("working-buffer", document) == [
        ((), "`wal_entries` is missing"),
        (("tasks", 0, "text"), "must have at least 1 character"),
        (("tasks", 0, "done"), "must be true or false"),
        (("tasks", 0, "owner"), "unknown key `owner`"),
    ]


def test_an_unknown_schema_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match="did you mean 'learning'"):
        schema.schema_for("lerning")


ASKED = [
    pytest.param("high", [b"0", b"False"], id="not for an entry that is fine"),
    pytest.param("urgent", [b"1", b"True"], id="for the errors of one that is not"),
]


@pytest.mark.parametrize(("priority", "printed"), ASKED)
def test_jsonschema_is_imported_when_it_has_something_to_say(
    priority: str, printed: list[bytes]
) -> None:
    """Its import costs more than the whole hook."""
    code = """
import sys
from learnings import schema
from learnings.markdown import parse
from learnings.preset import Presets, recognise

presets = Presets.load()
log = parse(sys.stdin.buffer.read(), "x/LEARNINGS.md")
recognise(log, presets)
print(len(schema.violations(log, presets)), "jsonschema" in sys.modules)
"""
    text = LEARNING.format(**{**AGENT, "priority": priority})
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=text.encode(),
        capture_output=True,
        env=os.environ,
        check=True,
    )
    assert done.stdout.split() == printed


def test_resources_are_found_by_name() -> None:
    assert resource.load("vocabulary.json")["core"]
    with pytest.raises(KeyError):
        resource.load("none.json")


@pytest.mark.parametrize(
    "name", sorted(set(schema.kinds()) - {"changes", "config", "preset", "report", "review"})
)
@pytest.mark.parametrize(
    "document",
    (
        {},
        {"kind": 3, "sections": []},
        {"kind": "x", "status": "resolved", "sections": {}},
        {"kind": "x", "status": "promoted", "priority": "urgent", "sections": {"metadata": {}}},
        {
            "kind": "x",
            "status": 1,
            "severity": "P9",
            "logged": "soon",
            "sections": {"": {"text": 1}},
        },
        {"id": "", "kind": "x", "title": [], "area": ["a", 1], "sections": {"summary": "text"}},
    ),
)
def test_a_schema_taken_apart_says_what_the_whole_says(name, document):
    from jsonschema import Draft202012Validator

    from learnings.narrow import parts

    def said(part):
        errors = Draft202012Validator(part).iter_errors(document)
        return sorted((list(map(str, error.absolute_path)), error.message) for error in errors)

    whole = schema.schema_for(name)
    assert sorted(row for part in parts(whole) for row in said(part)) == said(whole)
