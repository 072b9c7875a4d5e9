"""stale-entry: nothing waits for ever."""

from __future__ import annotations

import pytest

from .learning import Since, learning, problems

NAME = "stale-entry"
OLD = "2025-03-05T09:00:00Z"
SILENT = {
    "an old entry that was reopened": learning(logged=OLD)
    + "\n### Earlier Resolution\n- **Reopened**: 2026-03-09T08:00:00Z: again\n",
    "a young entry": learning(),
    "exactly seven days": learning(logged="2026-03-03T23:59:59Z"),
    "exactly fourteen days in progress": learning(logged="2026-02-24", status="in_progress"),
    "an old entry that is resolved": learning(logged=OLD, status="resolved"),
    "an old entry that is refused": learning(logged=OLD, status="wont_fix"),
    "an old entry that is promoted": learning(logged=OLD, status="promoted (AGENTS.md)"),
    "an old entry without a status": learning(logged=OLD, status=""),
    "an old entry of unknown status": learning(logged=OLD, status="parked"),
    "an entry of the future": learning(logged="2027-01-01"),
    "a sample": "### LRN-20250305-001\n**Status**: example\n**Context**: a\n**Content**: b\n",
    "an entry without a date": learning(id="KI-1", logged=""),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME) == []


REOPENED = (
    "\n### Earlier Resolution\n- **Resolved before**: 2026-03-01\n- **Reopened**: {}: again\n"
)
STALE = {
    "an entry that was reopened long ago": (
        learning(logged=OLD) + REOPENED.format("2026-03-01"),
        "has been `pending` for 9 days, since 2026-03-01",
    ),
    "eight days": (
        learning(logged="2026-03-02"),
        "has been `pending` for 8 days, since 2026-03-02",
    ),
    "fifteen days, and nobody knows how many of them in progress": (
        learning(logged="2026-02-23", status="in-progress"),
        "is still `in_progress`, and was logged 15 days ago, on 2026-02-23",
    ),
    "one that was taken up some time after it was reopened": (
        learning(logged=OLD, status="in_progress") + REOPENED.format("2026-02-20"),
        "is still `in_progress`, and was reopened 18 days ago, on 2026-02-20",
    ),
    "a synonym": (
        learning(logged="2026-02-01T09:00:00+02:00", status="active"),
        "has been `pending` for 37 days, since 2026-02-01",
    ),
    "the day of the ID where no other is": (
        learning(id="LRN-20260301-001", logged=""),
        "has been `pending` for 9 days, since 2026-03-01",
    ),
}


@pytest.mark.parametrize(("text", "end"), STALE.values(), ids=STALE)
def test_reports(lint, text, end):
    [line] = lint(text, NAME)
    assert line.startswith("LEARNINGS.md:5:13: warning[stale-entry] LRN-20260")
    assert line.partition(NAME)[2].partition(" ")[2].partition(" ")[2] == end


def days(**limits: int) -> dict[str, dict[str, dict[str, int]]]:
    table = {name.replace("__", ":"): count for name, count in limits.items()}
    return {"checks": {NAME: {"days": table}}}


LIMITS = {
    "a longer wait": (days(pending=8), "2026-03-02", "pending", []),
    "its end": (days(pending=8), "2026-03-01", "pending", ["9 days"]),
    "no wait": (days(pending=0), "2026-03-10", "pending", []),
    "the day after none": (days(pending=0), "2026-03-09", "pending", ["1 day,"]),
    "a shorter wait for a priority": (days(pending__low=1), "2026-03-08", "pending", ["2 days"]),
    "another priority": (days(pending__high=1), "2026-03-08", "pending", []),
    "a status that is done": (days(resolved=30), "2026-02-07", "resolved", ["31 days"]),
    "the default of what is not set": (days(pending=99), "2026-02-20", "in_progress", ["18 days"]),
}


@pytest.mark.parametrize(("settings", "logged", "status", "ages"), LIMITS.values(), ids=LIMITS)
def test_the_days_can_be_set(lint, settings, logged, status, ages):
    lines = lint(learning(logged=logged, status=status), NAME, settings=settings)
    assert [age for line, age in zip(lines, ages, strict=True) if age in line] == ages


def test_the_days_count_from_the_change_of_the_status_where_it_is_known():
    text = learning(logged=OLD) + learning(id="LRN-20260305-002", logged="2026-03-01")
    history = Since({"LRN-20260305-001": "2026-03-08"})
    assert [item.message for item in problems(NAME, text, history=history)] == [
        "LRN-20260305-002 has been `pending` for 9 days, since 2026-03-01"
    ]


def test_the_day_is_that_of_the_status_where_it_is_known():
    text = learning(logged=OLD, status="in_progress")
    history = Since({"LRN-20260305-001": "2026-02-20"})
    assert [item.message for item in problems(NAME, text, history=history)] == [
        "LRN-20260305-001 has been `in_progress` for 18 days, since 2026-02-20"
    ]


def test_an_archive_does_not_age():
    assert problems(NAME, {".learnings/archive/2025.md": learning(logged=OLD)}) == []


def test_the_fingerprint_stays_while_the_entry_ages():
    first, later = (
        problems(NAME, learning(logged=OLD), today=today) for today in ("2026-03-10", "2026-04-10")
    )
    assert [item.subject for item in first] == [item.subject for item in later] == ["status"]
