"""malformed-value: values that cannot be read as what their field holds."""

from __future__ import annotations

import pytest

from .learning import learning

SILENT = {
    "no date of resolution": learning(resolution="- **Resolved**: n/a"),
    "a date of resolution to be told": learning(resolution="- **Resolved**: TBD"),
    "a date with a time and a zone": learning(),
    "a date alone": learning(logged="2026-03-05"),
    "milliseconds": learning(logged="2026-03-05T09:00:00.371Z"),
    "a count": learning("Recurrence-Count: 3"),
    "a count that is not known": learning("Recurrence-Count: unknown"),
    "days": learning("First-Seen: 2026-03-01", "Last-Seen: 2026-03-05"),
    "what placeholder-text names: a sample date": learning(logged="ISO-8601 timestamp"),
    "what placeholder-text names: a sample day": learning("First-Seen: YYYY-MM-DD"),
    "a journal": "## 2026-03-05\n\n**Logged**: yesterday\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "malformed-value") == []


EXPECTED_DATE = "expected a date such as 2026-03-01T09:00:00Z"
EXPECTED_DAY = "expected a day such as 2026-03-01"
NO_DAY = "the calendar has no such day"
# What the metadata say is a note in the preset of agents; the header is not.
REPORTED = {
    "a word for a date": (
        learning(logged="yesterday"),
        f"3:13: warning[malformed-value] `Logged` is `yesterday`: {EXPECTED_DATE}",
    ),
    "a month that does not exist": (
        learning(logged="2026-13-40T10:00:00Z"),
        f"3:13: warning[malformed-value] `Logged` is `2026-13-40T10:00:00Z`: {NO_DAY}",
    ),
    "a time that does not exist": (
        learning(logged="2026-03-05T25:99:00Z"),
        "3:13: warning[malformed-value] `Logged` is `2026-03-05T25:99:00Z`: the clock has no such"
        " time",
    ),
    "a day that does not exist": (
        learning("Last-Seen: 2026-02-30"),
        f"11:14: note[malformed-value] `Last-Seen` is `2026-02-30`: {NO_DAY}",
    ),
    "a word for a count": (
        learning("Recurrence-Count: several"),
        "11:21: warning[malformed-value] `Recurrence-Count` is `several`:"
        " expected a whole number such as 3",
    ),
    "a word for a day": (
        learning("First-Seen: spring"),
        f"11:15: note[malformed-value] `First-Seen` is `spring`: {EXPECTED_DAY}",
    ),
}


@pytest.mark.parametrize(("text", "line"), REPORTED.values(), ids=REPORTED)
def test_reports(lint, text, line):
    assert lint(text, "malformed-value") == [f"LEARNINGS.md:{line}"]
