"""came-back: what was done stays done."""

from __future__ import annotations

import pytest

from .learning import change, learning, problems

NAME = "came-back"
FIRST, SECOND = "LRN-20260303-001", "LRN-20260308-001"
KEY = "Pattern-Key: worker.stale_config"
NOTES = "- **Resolved**: 2026-03-04T09:00:00Z\n- **Notes**: The runbook says so."


def first(*metadata: str, status: str = "resolved", **given: str) -> str:
    given = {"resolution": NOTES if status == "resolved" else ""} | given
    return learning(*(metadata or (KEY,)), id=FIRST, logged="2026-03-03", status=status, **given)


def second(*metadata: str, logged: str = "2026-03-08", status: str = "pending") -> str:
    return learning(*(metadata or (KEY,)), id=SECOND, logged=logged, status=status)


SILENT = {
    "a problem that was resolved": first(),
    "two that are open": first(status="pending") + second(),
    "one that was refused": first(status="wont_fix") + second(),
    "one that was written down before the other was resolved": first()
    + second(logged="2026-03-04"),
    "one that was resolved too": first() + second(status="resolved"),
    "another key": first() + second("Pattern-Key: disk.full"),
    "entries that are no relatives": first("Source: error") + second("Source: error"),
    "relatives of different keys": first() + second("Pattern-Key: disk.full", f"See Also: {FIRST}"),
    "the entry that was done is the later one": first(status="pending") + second(status="resolved"),
    "no date": first() + learning(KEY, id="KI-1", logged=""),
    "last seen on the day of the resolution": first("Last-Seen: 2026-03-04"),
    "last seen later, but open": first("Last-Seen: 2026-03-08", status="in_progress"),
    "last seen later, but nobody knows since when it is done": first(
        "Last-Seen: 2026-03-08", resolution="- **Notes**: done"
    ),
    "last seen in the future": first("Last-Seen: 2027-03-08"),
    "a sample": first(status="example") + second(),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(text):
    assert problems(NAME, text) == []


FAULTS = {
    "a resolved problem": (
        first() + second(),
        f"`worker.stale_config` came back: {FIRST} was resolved on 2026-03-04",
        "the resolution: `The runbook says so.`",
    ),
    "a promoted one": (
        first(status="promoted", header="**Promoted**: AGENTS.md") + second(),
        f"`worker.stale_config` came back: {FIRST} was promoted to `AGENTS.md`",
        f"{FIRST}, 2026-03-03",
    ),
    "a promoted one that was resolved before": (
        first(status="promoted", header="**Promoted**: AGENTS.md", resolution=NOTES) + second(),
        f"`worker.stale_config` came back: {FIRST} was promoted to `AGENTS.md`, resolved on "
        "2026-03-04",
        "the resolution: `The runbook says so.`",
    ),
    "one that became a skill": (
        first(status="promoted_to_skill", header="**Skill-Path**: skills/worker") + second(),
        f"`worker.stale_config` came back: {FIRST} was made the skill `skills/worker`",
        f"{FIRST}, 2026-03-03",
    ),
    "a relative": (
        first("Source: error") + second(f"See Also: {FIRST}"),
        f"the problem of {FIRST} came back: {FIRST} was resolved on 2026-03-04",
        "the resolution: `The runbook says so.`",
    ),
    "the prevention that failed": (
        first() + "\n### Prevention\n- Read the runbook.\n\n" + second(),
        f"`worker.stale_config` came back: {FIRST} was resolved on 2026-03-04",
        "the prevention: `Read the runbook.`",
    ),
    "last seen after its resolution": (
        first("Last-Seen: 2026-03-05"),
        f"{FIRST} was resolved on 2026-03-04, but was seen again on 2026-03-05",
        "the resolution: `The runbook says so.`",
    ),
}


@pytest.mark.parametrize(("text", "message", "related"), FAULTS.values(), ids=FAULTS)
def test_reports(text, message, related):
    [found] = problems(NAME, text)
    assert (found.message, found.related[-1].message) == (message, related)


def test_the_one_that_failed_may_be_archived():
    logs = {".learnings/LEARNINGS.md": second(), ".learnings/archive/2026.md": first()}
    [found] = problems(NAME, logs)
    assert found.path == ".learnings/LEARNINGS.md"
    assert found.related[0].path == ".learnings/archive/2026.md"
    assert problems(NAME, {".learnings/archive/2026.md": first() + second()}) == []


def test_the_last_one_that_failed_is_named():
    third = learning(KEY, id="LRN-20260309-001", logged="2026-03-09")
    text = first(status="promoted", header="**Promoted**: AGENTS.md") + second(status="resolved")
    [found] = problems(NAME, text + third)
    assert f"{SECOND} was resolved" in found.message


def test_a_change_may_not_resolve_it_in_passing():
    now = first() + second(status="resolved")
    assert len(change(NAME, now, first())) == 1
    assert change(NAME, now, now) == []


COUNTS = {
    "a count that grows on a promoted entry": ("promoted", 1, 2, 1),
    "a count that stays": ("promoted", 2, 2, 0),
    "a count that grows on an open entry": ("pending", 1, 2, 0),
}


@pytest.mark.parametrize(("status", "old", "new", "count"), COUNTS.values(), ids=COUNTS)
def test_an_entry_that_is_done_and_counts_on(status, old, new, count):
    before, now = (first(f"Recurrence-Count: {each}", status=status) for each in (old, new))
    found = change(NAME, now, before)
    assert [item.subject for item in found] == ["recurrence_count"] * count


def test_a_change_that_promotes_an_entry_may_count_it():
    before, now = first("Recurrence-Count: 1", status="pending"), first("Recurrence-Count: 2")
    assert change(NAME, now, before) == []
