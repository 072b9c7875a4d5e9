"""status-conflict: the status agrees with what the entry says."""

from __future__ import annotations

import pytest

from .learning import learning, problems

NAME = "status-conflict"
ID = "LRN-20260305-001"
DONE = "- **Resolved**: 2026-03-06T09:00:00Z\n- **Notes**: Pinned the version."
BEGUN = "- **Notes**: The version is pinned in staging."
SILENT = {
    "no date of resolution": learning(resolution="- **Resolved**: n/a"),
    "a dash for a date, and no notes": learning(resolution="- **Resolved**: -\n- **Notes**: tbd"),
    "a pending entry": learning(),
    "a resolved entry with a Resolution": learning(status="resolved", resolution=DONE),
    "a refused entry with a Resolution": learning(status="wont_fix", resolution=DONE),
    "a promoted entry with a target": learning("Promoted: AGENTS.md", status="promoted"),
    "the same status twice": learning("Status: open", status="pending"),
    "a second status that means nothing": learning("Status: see above"),
    "the status of something else in a text": learning(text="- **Status**: resolved upstream"),
    "a Resolution that is begun": learning(status="in_progress", resolution=BEGUN),
    "an empty Resolution": learning(resolution=""),
    "a Resolution with empty fields": learning(resolution="- **Resolved**:\n- **Notes**:"),
    "a Resolution that is to come": learning(resolution="- **Resolved**: TBD\n- **Notes**: -"),
    "a Resolution in a comment": learning(resolution="<!-- to be written -->"),
    "a Solution, which may be a proposal": learning() + "### Solution\nPin the version.\n",
    "a target that is planned": learning("Promotion Target: AGENTS.md"),
    "a promotion that did not happen": learning("Promoted: no", "Skill: x"),
    "a promotion that may come": learning("Promoted: not yet (AGENTS.md)"),
    "a resolved entry never promoted": learning("Promoted: n/a", status="done", resolution=DONE),
    "no status": learning("Promoted: AGENTS.md", status="", resolution=DONE),
    "an unknown status": learning("Promoted: AGENTS.md", status="parked", resolution=DONE),
    "a write-ahead entry": "## WAL Entry — 2026-03-05 14:00\n**Status**: PENDING\n",
    "two sides of a merge": learning().replace(
        "**Status**: pending",
        "<<<<<<< a\n**Status**: pending\n=======\n**Status**: resolved\n>>>>>>> b",
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME) == []


FAULTS = {
    "a date of resolution on a pending entry": (
        learning(resolution=DONE),
        f"5:13: {ID} has a date of resolution, but is `pending`",
    ),
    "a date of resolution on an entry in progress": (
        learning("Resolved: 2026-03-06", status="wip"),
        f"5:13: {ID} has a date of resolution, but is `in_progress`",
    ),
    "a Resolution without a date": (
        learning(resolution=BEGUN),
        f"5:13: {ID} has a Resolution, but is `pending`",
    ),
    "a second status in the metadata": (
        learning("Status: ✅ done", status="pending"),
        "11:11: the status is `resolved` here, but `pending` on line 5",
    ),
    "a second status in the header": (
        learning(header="**Area**: docs\n**状态**: 已解决"),
        "7:9: the status is `resolved` here, but `pending` on line 5",
    ),
    "a second status in the Resolution": (
        learning(status="resolved", resolution="- **Status**: pending\n- **Notes**: see above"),
        "11:15: the status is `pending` here, but `resolved` on line 5",
    ),
    "a target on a pending entry": (
        learning("Promoted: AGENTS.md"),
        f"5:13: {ID} was promoted to `AGENTS.md`, but is `pending`",
    ),
    "a target on a resolved entry": (
        learning("**Promoted to**: AGENTS.md", status="resolved", resolution=DONE),
        f"5:13: {ID} was promoted to `AGENTS.md`, but is `resolved`",
    ),
}


@pytest.mark.parametrize(("text", "line"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, text, line):
    lines = lint(text, NAME)
    assert [each.replace(f" warning[{NAME}]", "") for each in lines] == [f"LEARNINGS.md:{line}"]


def test_two_faults_of_one_entry_are_two_findings():
    found = problems(NAME, learning("Promoted: AGENTS.md", resolution=DONE))
    assert [problem.subject for problem in found] == ["resolution", "promoted"]
    assert [place.span.line for problem in found for place in problem.related] == [11, 15]
