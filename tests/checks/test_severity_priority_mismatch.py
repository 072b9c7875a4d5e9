"""severity-priority-mismatch: how bad and how soon agree."""

from __future__ import annotations

import pytest

from .incident import incident, knowledge_entry

NAME = "severity-priority-mismatch"
PATH = ".learnings/OPERATIONS_ISSUES.md"
FITTING = (
    ("P1", "critical"),
    ("P1", "high"),
    ("P2", "critical"),
    ("P2", "medium"),
    ("P3", "high"),
    ("P3", "low"),
    ("P4", "medium"),
    ("P4", "low"),
    ("SEV1", "P1"),
    ("critical", "p0"),
    ("", "low"),
    ("P7", "low"),
    ("P1", "someday"),
)


@pytest.mark.parametrize(("severity", "priority"), FITTING)
def test_is_silent_about(lint, severity, priority):
    assert lint(incident(severity=severity, priority=priority), NAME, path=PATH) == []


@pytest.mark.parametrize(
    ("severity", "priority", "words"),
    [
        ("P1", "medium", "the priority is `medium`, but the severity is `P1`"),
        ("P1", "low", "the priority is `low`, but the severity is `P1`"),
        ("P2", "low", "the priority is `low`, but the severity is `P2`"),
        ("P3", "critical", "the priority is `critical`, but the severity is `P3`"),
        ("P4", "high", "the priority is `high`, but the severity is `P4`"),
        ("SEV1", "低", "the priority is `low`, but the severity is `P1`"),
    ],
)
def test_reports(lint, severity, priority, words):
    expected = [f"OPERATIONS_ISSUES.md:4:15: warning[{NAME}] {words}"]
    assert lint(incident(severity=severity, priority=priority), NAME, path=PATH) == expected


def test_reads_the_scale_of_the_knowledge_base(lint):
    text = knowledge_entry("**Severity**: CRITICAL", "**Priority**: low")
    path = "docs/ops-knowledge/ops-learning-2026-03-05-14-30-00-issue-x.md"
    [line] = lint(text, NAME, path=path)
    assert line.endswith("the priority is `low`, but the severity is `CRITICAL`")


def test_the_map_can_be_set_level_by_level(lint):
    settings = {"checks": {NAME: {"allowed": {"P1": ["critical"]}}}}
    assert len(lint(incident(priority="high"), NAME, path=PATH, settings=settings)) == 1
    text = incident(severity="P4", priority="critical")
    assert len(lint(text, NAME, path=PATH, settings=settings)) == 1
