"""future-date: what has not happened yet."""

from __future__ import annotations

import pytest

from .learning import learning

NAME = "future-date"

SILENT = {
    "today": learning(id="LRN-20260310-001", logged="2026-03-10T23:59:00Z"),
    "tomorrow, for somebody": learning(id="LRN-20260311-001", logged="2026-03-11"),
    "a deadline": learning("Deadline: 2027-01-01", "Review By: 2027-01-01"),
    "a date in prose": learning(text="- **Date**: 2027-01-01\n- **Resolved**: 2027-01-01"),
    "no date": learning(logged="next year"),
    "a sample in a fence": "```\n" + learning(logged="2099-01-01") + "```\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME) == []


REPORTED = {
    "the day after tomorrow": (learning(logged="2026-03-12"), "3:13", "`Logged` is 2026-03-12"),
    "the day in the ID": (
        learning(id="LRN-20990101-001"),
        "1:5",
        "the day in LRN-20990101-001 is 2099-01-01",
    ),
    "a resolution": (
        learning(resolution="- **Resolved**: 2027-01-01T09:00:00Z"),
        "11:17",
        "`Resolved` is 2027-01-01",
    ),
    "a last occurrence": (
        learning("Last-Seen: 2027-01-01"),
        "11:14",
        "`Last-Seen` is 2027-01-01",
    ),
    "a journal": ("## 2027-01-01\n\nThe runner hung.\n", "1:4", "the heading is 2027-01-01"),
}


@pytest.mark.parametrize(("text", "place", "message"), REPORTED.values(), ids=REPORTED)
def test_reports(lint, text, place, message):
    assert lint(text, NAME) == [
        f"LEARNINGS.md:{place}: error[future-date] {message}, which is in the future"
    ]


def test_goes_by_the_day_it_is_told(lint):
    assert lint(learning(), NAME, today="2026-03-03") != []
    assert lint(learning(), NAME, today="2026-03-04") == []
