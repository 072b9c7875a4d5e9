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
    "a journal": "## 2026-03-05\n\n**Logged**: yesterday\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "malformed-value") == []


REPORTED = {
    "a word for a date": (learning(logged="yesterday"), "3:13", "`Logged` is `yesterday`"),
    "a month that does not exist": (
        learning(logged="2026-13-40T10:00:00Z"),
        "3:13",
        "`Logged` is `2026-13-40T10:00:00Z`",
    ),
    "a time that does not exist": (
        learning(logged="2026-03-05T25:99:00Z"),
        "3:13",
        "`Logged` is `2026-03-05T25:99:00Z`: the clock has no such time",
    ),
    "a day that does not exist": (
        learning("Last-Seen: 2026-02-30"),
        "11:14",
        "`Last-Seen` is `2026-02-30`",
    ),
    "a word for a count": (
        learning("Recurrence-Count: several"),
        "11:21",
        "`Recurrence-Count` is `several`",
    ),
    "a word for a day": (learning("First-Seen: spring"), "11:15", "`First-Seen` is `spring`"),
}


@pytest.mark.parametrize(("text", "place", "message"), REPORTED.values(), ids=REPORTED)
def test_reports(lint, text, place, message):
    (line,) = lint(text, "malformed-value")
    found = line.replace("warning[", "note[")
    assert found.startswith(f"LEARNINGS.md:{place}: note[malformed-value] {message}")
