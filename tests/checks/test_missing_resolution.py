"""missing-resolution: what is done tells how."""

from __future__ import annotations

import pytest

from .learning import learning

DONE = "- **Resolved**: 2026-03-06T09:00:00Z\n- **Notes**: Pinned the version."
RISK = "- **Notes**: Reason: rare. Risk assessment: low."
COMPACT = "### ERR-20260305-001\n**Status**: resolved\n**Context**: a\n**Content**: b\n"
SILENT = {
    "a pending entry": learning(),
    "a resolved entry with a Resolution": learning(status="resolved", resolution=DONE),
    "a Resolution in another language": learning(status="resolved") + "### 解决方案\n升级。\n",
    "a date of resolution in the metadata": learning("Resolved: 2026-03-06", status="resolved"),
    "a refusal with reason and risk": learning(status="wont_fix", resolution=RISK),
    "a promoted entry": learning(status="promoted", header="**Promoted**: runbook"),
    "a compact entry that tells its action": COMPACT + "**Action**: c\n",
    "a status that means nothing": learning(status="see the ticket"),
    "a date heading": "## 2026-03-05\n**Status**: resolved\n**Priority**: low\n\nDone.\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "missing-resolution") == []


FAULTS = {
    "a resolved entry": (learning(status="resolved"), "1:4"),
    "a synonym with a tick": (learning(status="✅ fixed"), "1:4"),
    "a refusal without a reason": (learning(status="wont_fix"), "1:4"),
    "a refusal that gives no risk": (learning(status="wont_fix", resolution="Rare."), "10:5"),
    "a compact entry without an action": (COMPACT, "1:5"),
}


@pytest.mark.parametrize(("text", "place"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, text, place):
    [line] = lint(text, "missing-resolution")
    assert line.startswith(f"LEARNINGS.md:{place}: ")
    assert "[missing-resolution]" in line


def test_is_a_warning_on_an_entry_that_changed_and_a_note_on_others(lint):
    text = learning(status="resolved")
    [note] = lint(text, "missing-resolution")
    [warning] = lint(text, "missing-resolution", before=learning())
    assert "note[missing-resolution]" in note
    assert "warning[missing-resolution]" in warning
