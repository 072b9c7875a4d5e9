"""seen-out-of-order: First-Seen and Last-Seen agree with each other and with the entry."""

from __future__ import annotations

import pytest

from .learning import learning

NAME = "seen-out-of-order"
SILENT = {
    "no days": learning(),
    "one of them alone": learning("Last-Seen: 2026-03-05"),
    "the same day": learning("First-Seen: 2026-03-05", "Last-Seen: 2026-03-05"),
    "in order": learning("First-Seen: 2026-02-01", "Last-Seen: 2026-03-05"),
    "last seen after it was written": learning("First-Seen: 2026-02-01", "Last-Seen: 2026-03-09"),
    "first seen a day after it was written": learning("First-Seen: 2026-03-06"),
    "words": learning("First-Seen: long ago", "Last-Seen: 2026-03-05"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME) == []


FAULTS = {
    "last before first": (
        ("First-Seen: 2026-03-05", "Last-Seen: 2026-03-04"),
        "12:14: warning[seen-out-of-order] last seen on 2026-03-04, before it was first seen"
        " on 2026-03-05",
    ),
    "first two days after it was written": (
        ("First-Seen: 2026-03-07", "Last-Seen: 2026-03-08"),
        "11:15: warning[seen-out-of-order] first seen on 2026-03-07, after it was logged"
        " on 2026-03-05",
    ),
}


@pytest.mark.parametrize(("metadata", "line"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, metadata, line):
    assert lint(learning(*metadata), NAME) == [f"LEARNINGS.md:{line}"]
