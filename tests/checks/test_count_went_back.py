"""count-went-back: a count of recurrences only grows."""

from __future__ import annotations

import pytest

from .learning import change, learning

NAME = "count-went-back"
ID = "LRN-20260305-001"


def seen(count: object = 3, last: str = "2026-03-08") -> str:
    return learning(f"Recurrence-Count: {count}", "First-Seen: 2026-03-05", f"Last-Seen: {last}")


SILENT = {
    "nothing changed": (seen(), seen()),
    "a count that grew": (seen(4, "2026-03-09"), seen()),
    "another text": (seen().replace("once", "twice"), seen()),
    "a new entry": (seen(1), "# Learnings\n"),
    "a count of one that is gone": (learning(), seen(1)),
    "a count that nobody could read": (seen(1), seen("often")),
    "a count of one that nobody can read now": (seen("often"), seen(1)),
    "a count that one side of a merge never had": (seen(3), learning(), seen(3)),
    "a count too long to be one": (seen(1), seen("9" * 5000)),
    "a last day that lay in the future": (seen(), seen(last="2027-03-08")),
    "the same day written otherwise": (seen(last="2026/3/8"), seen()),
    "the larger count of a merge": (seen(4), seen(3), seen(4)),
}


@pytest.mark.parametrize("states", SILENT.values(), ids=SILENT)
def test_is_silent_about(states):
    assert change(NAME, *states) == []


def test_is_silent_where_no_change_is_judged(lint):
    assert lint(seen(), NAME) == []


FAULTS = {
    "a smaller count": (
        (seen(2), seen()),
        ["`Recurrence-Count` of LRN-20260305-001 went back from 3 to 2"],
    ),
    "none any more": (
        (seen(0), seen(1)),
        ["`Recurrence-Count` of LRN-20260305-001 went back from 1 to 0"],
    ),
    "a count that is gone": (
        (learning(), seen()),
        ["`Recurrence-Count` of LRN-20260305-001 was 3, and is gone"],
    ),
    "a count in a word": (
        (seen("three"), seen()),
        ["`Recurrence-Count` of LRN-20260305-001 was 3, and is no number any more"],
    ),
    "an earlier day": (
        (seen(last="2026-03-07"), seen()),
        ["`Last-Seen` of LRN-20260305-001 went back from 2026-03-08 to 2026-03-07"],
    ),
    "both": (
        (seen(2, "2026-03-07"), seen()),
        [
            "`Recurrence-Count` of LRN-20260305-001 went back from 3 to 2",
            "`Last-Seen` of LRN-20260305-001 went back from 2026-03-08 to 2026-03-07",
        ],
    ),
    "a merge that takes the smaller count": (
        (seen(3), seen(3), seen(4)),
        ["`Recurrence-Count` of LRN-20260305-001 went back from 4 to 3"],
    ),
}


@pytest.mark.parametrize(("states", "messages"), FAULTS.values(), ids=FAULTS)
def test_reports(states, messages):
    assert [item.message for item in change(NAME, *states)] == messages
