"""id-date-mismatch: the day in the ID and the day of the entry."""

from __future__ import annotations

import pytest

from .learning import learning

NAME = "id-date-mismatch"

SILENT = {
    "the same day": learning(),
    "the day before, in another zone": learning(logged="2026-03-04T22:30:00-05:00"),
    "the day after": learning(logged="2026-03-06T01:00:00+09:00"),
    "no date": learning(logged="yesterday"),
    "an ID without a date": learning(id="ADR-001", logged="2025-01-01"),
    "an impossible day in the ID": learning(id="LRN-20260230-001"),
    "a day that is still to come": learning(logged="2099-01-01"),
    "a journal": "## 2026-03-05\n\n**Date**: 2025-01-01\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME) == []


REPORTED = {
    "two days before": ("2026-03-03T23:00:00Z", "2026-03-03", 2),
    "two days after": ("2026-03-07T00:00:00Z", "2026-03-07", 2),
    "a wrong year": ("2025-03-05", "2025-03-05", 365),
}


@pytest.mark.parametrize(("logged", "day", "apart"), REPORTED.values(), ids=REPORTED)
def test_reports(lint, logged, day, apart):
    assert lint(learning(logged=logged), NAME) == [
        f"LEARNINGS.md:3:13: warning[id-date-mismatch] `Logged` is {day},"
        f" but the ID says 2026-03-05: {apart} days apart"
    ]


def test_compares_the_name_of_a_file_with_its_date(lint):
    text = "# Entry\n\n### Issue Summary\n- **Date**: 2026-02-05T14:30:00Z\n- **Category**: issue\n"
    path = "docs/ops-knowledge/issues/ops-learning-2026-03-05-14-30-00-issue-x.md"
    (line,) = lint(text, NAME, path=path)
    assert line.endswith("but the name of the file says 2026-03-05: 28 days apart")
