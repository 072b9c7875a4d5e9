"""resolved-before-logged: the dates are in order."""

from __future__ import annotations

import pytest

from .learning import learning, problems

NAME = "resolved-before-logged"
ZONED, LOCAL, DAY = "2026-03-05T09:00:00Z", "2026-03-05T09:00:00", "2026-03-05"


def resolved(logged: str, when: str) -> str:
    return learning(logged=logged, status="resolved", resolution=f"- **Resolved**: {when}")


SILENT = {
    "a pending entry": learning(),
    "resolved later": resolved(ZONED, "2026-03-06T09:00:00Z"),
    "the same instant": resolved(ZONED, ZONED),
    "the same instant in another zone": resolved(
        "2026-03-05T12:00:00+08:00", "2026-03-05T04:00:00Z"
    ),
    "the same day without times": resolved(DAY, DAY),
    "the same day, one with a time": resolved(ZONED, DAY),
    "midnight of the same day, which is no time": resolved(ZONED, "2026-03-05T00:00:00Z"),
    "the day before, one without a zone": resolved(LOCAL, "2026-03-04T23:00:00Z"),
    "the day before the day in the ID": learning(
        logged="", status="resolved", resolution="- **Resolved**: 2026-03-04T23:00:00Z"
    ),
    "no date that can be read": resolved(ZONED, "yesterday"),
    "a day that the calendar does not have": resolved(ZONED, "2026-02-30"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME) == []


FAULTS = {
    "one second": (
        resolved(ZONED, "2026-03-05T08:59:59Z"),
        "2026-03-05T08:59:59Z, before it was logged on 2026-03-05T09:00:00Z",
    ),
    "an instant that is later on the clock": (
        resolved(ZONED, "2026-03-05T10:00:00+02:00"),
        "2026-03-05T10:00:00+02:00, before it was logged on 2026-03-05T09:00:00Z",
    ),
    "a day": (resolved(DAY, "2026-03-04"), "2026-03-04, before it was logged on 2026-03-05"),
    "midnight of the day before": (
        resolved(ZONED, "2026-03-04T00:00:00Z"),
        "2026-03-04, before it was logged on 2026-03-05",
    ),
    "two days, one without a zone": (
        resolved(LOCAL, "2026-03-03T23:00:00Z"),
        "2026-03-03, before it was logged on 2026-03-05",
    ),
    "a wrong year": (
        resolved(ZONED, "2025-03-06T09:00:00Z"),
        "2025-03-06, before it was logged on 2026-03-05",
    ),
}


@pytest.mark.parametrize(("text", "end"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, text, end):
    start = f"LEARNINGS.md:11:17: warning[{NAME}] LRN-20260305-001 was resolved on "
    assert lint(text, NAME) == [start + end]


def test_points_at_the_other_date():
    [found] = problems(NAME, resolved(DAY, "2026-03-04"))
    assert [(place.span.line, place.span.column) for place in found.related] == [(3, 13)]
