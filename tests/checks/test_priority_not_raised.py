"""priority-not-raised: what keeps coming back matters more than each time it came."""

from __future__ import annotations

import pytest

from .learning import learning, problems

NAME = "priority-not-raised"
KEY = "Pattern-Key: pool.exhausted"


def entry(day: str, *metadata: str, priority: str = "low", status: str = "pending") -> str:
    text = learning(KEY, *metadata, id=f"LRN-{day.replace('-', '')}-001", logged=day, status=status)
    return text.replace("**Priority**: low", f"**Priority**: {priority}")


def entries(*days: str, priority: str = "low", status: str = "pending") -> str:
    return "".join(entry(day, priority=priority, status=status) for day in days)


THREE = ("2026-02-03", "2026-02-20", "2026-03-05")
SILENT = {
    "two of a key": entries(*THREE[:2]),
    "three within thirty-one days": entries("2026-02-02", "2026-02-20", "2026-03-05"),
    "a high priority": entries(*THREE, priority="high"),
    "a critical priority": entries(*THREE, priority="critical"),
    "a high one among low ones": entries(*THREE[:2]) + entry(THREE[2], priority="high"),
    "an unknown priority": entries(*THREE, priority="soon"),
    "all resolved": entries(*THREE, status="resolved"),
    "all promoted": entries(*THREE, status="promoted"),
    "a count of two": entry(THREE[0], "Recurrence-Count: 2"),
    "a count of three with a high priority": entry(
        THREE[0], "Recurrence-Count: 3", priority="high"
    ),
    "a count of three that is resolved": entry(THREE[0], "Recurrence-Count: 3", status="resolved"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME) == []


REPORTED = {
    "three of low priority": (entries(*THREE), "26:15", "low", 3),
    "three of medium priority": (entries(*THREE, priority="medium"), "26:15", "medium", 3),
    "a synonym": (entries(*THREE, priority="P2"), "26:15", "medium", 3),
    "the newest that is open": (
        entries(*THREE[:2]) + entry(THREE[2], status="resolved"),
        "15:15",
        "low",
        3,
    ),
    "one that is still open under promoted ones": (
        entry(THREE[0]) + entries(*THREE[1:], priority="high", status="promoted"),
        "4:15",
        "low",
        3,
    ),
    "one that counts by itself": (entry(THREE[0], "Recurrence-Count: 4"), "4:15", "low", 4),
}


@pytest.mark.parametrize(("text", "place", "word", "count"), REPORTED.values(), ids=REPORTED)
def test_reports(lint, text, place, word, count):
    assert lint(text, NAME) == [
        f"LEARNINGS.md:{place}: note[{NAME}] the priority is `{word}`, though this came up"
        f" {count} times"
    ]


def test_says_what_to_do():
    [found] = problems(NAME, entries(*THREE))
    assert found.hint == "raise it to `high`, or close the entry"
    assert found.subject == "priority"


@pytest.mark.parametrize(("options", "count"), [({"count": 4}, 0), ({"days": 29}, 0), ({}, 1)])
def test_the_options_are_those_of_recurring_pattern(lint, options, count):
    settings = {"checks": {"recurring-pattern": options}}
    assert len(lint(entries(*THREE), NAME, settings=settings)) == count


def test_an_archive_counts_and_is_not_judged():
    logs = {
        ".learnings/LEARNINGS.md": entries(THREE[2]),
        ".learnings/archive/2026.md": entries(*THREE[:2]),
    }
    assert [item.path for item in problems(NAME, logs)] == [".learnings/LEARNINGS.md"]
