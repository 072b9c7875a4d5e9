"""missing-section: what the schema of an entry asks for and is not there."""

from __future__ import annotations

import pytest

from .learning import learning

OPS = """## [OPS-20260305-001] queue_full

**Logged**: 2026-03-05T09:00:00Z
**Priority**: high
**Status**: pending
**Severity**: P3
**Area**: monitoring

### Summary
The queue took no more messages.

### Impact
- **Duration**: 45 min

### Metadata
- Environment: production
"""

SILENT = {
    "all sections of an incident": OPS,
    "a learning in prose": "## [LRN-20260305-001] insight\n\n**Status**: pending\n\nRestart it.\n",
    "a summary in Chinese": OPS.replace("### Summary", "### 摘要"),
    "a journal": "## 2026-03-05\n\nThe runner hung.\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about_what_matters_in(lint, text):
    lines = lint(text, "missing-section")
    assert [line for line in lines if "error[" in line or "warning[" in line] == []


def test_reports_an_incident_without_its_summary(lint):
    text = OPS.replace("### Summary\nThe queue took no more messages.\n\n", "")
    assert lint(text, "missing-section") == [
        "LEARNINGS.md:1:4: error[missing-section] the section Summary is missing"
    ]


def test_reports_what_a_severe_incident_needs(lint):
    lines = lint(OPS.replace("P3", "P1"), "missing-section")
    assert [line.partition("the section ")[2].partition(" is")[0] for line in lines] == [
        "Prevention",
        "Root Cause",
        "Timeline",
    ]


def test_reports_a_learning_that_says_nothing_once_it_is_changed(lint):
    text = "## [LRN-20260305-001] insight\n\n**Status**: pending\n\n### Metadata\n- Source: error\n"
    lines = lint(text, "missing-section", before="")
    summary = [line for line in lines if "section Summary" in line]
    assert summary == ["LEARNINGS.md:1:4: warning[missing-section] the section Summary is missing"]
    assert lint(text, "missing-section") != lines


def test_only_notes_that_a_learning_lacks_its_lesser_sections(lint):
    assert lint(learning(), "missing-section") == [
        "LEARNINGS.md:1:4: note[missing-section] the section Suggested Action is missing"
    ]
