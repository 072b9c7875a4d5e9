"""recurrence-mismatch: what is written of recurrences is no less than what is there."""

from __future__ import annotations

import pytest

from .learning import learning, problems

NAME = "recurrence-mismatch"
KEY = "Pattern-Key: pool.exhausted"


def entry(day: str, *metadata: str, key: str = KEY, **given: str) -> str:
    fields = [key] if key else []
    return learning(*fields, *metadata, id=f"LRN-{day.replace('-', '')}-001", logged=day, **given)


FIRST, SECOND, THIRD = "2026-03-01", "2026-03-03", "2026-03-05"
SILENT = {
    "nothing written": entry(FIRST) + entry(SECOND),
    "one entry of its own count": entry(FIRST, "Recurrence-Count: 1"),
    "the right count": entry(FIRST) + entry(SECOND, "Recurrence-Count: 2"),
    "one entry that was raised several times": (
        entry(FIRST) + entry(SECOND, "Recurrence-Count: 9")
    ),
    "each entry as it was then": (
        entry(FIRST, "Recurrence-Count: 1") + entry(SECOND, "Recurrence-Count: 2")
    ),
    "the first one kept current": entry(FIRST, "Recurrence-Count: 2") + entry(SECOND),
    "a count that is none": entry(FIRST) + entry(SECOND, "Recurrence-Count: often"),
    "no count yet": entry(FIRST) + entry(SECOND, "Recurrence-Count: 0"),
    "different keys": entry(FIRST) + entry(SECOND, "Recurrence-Count: 1", key="Pattern-Key: b.c"),
    "a sample": entry(FIRST, status="pending")
    + "### LRN-20260303-001\n**Status**: example\n**Context**: a\n**Content**: b\n"
    + f"{KEY}\nRecurrence-Count: 1\n",
    "the right days": entry(FIRST) + entry(THIRD, f"First-Seen: {FIRST}", f"Last-Seen: {THIRD}"),
    "seen before it was written down": entry(FIRST) + entry(THIRD, "First-Seen: 2026-02-01"),
    "seen after it was written down": entry(THIRD) + entry(FIRST, "Last-Seen: 2026-03-09"),
    "a day off": entry(FIRST) + entry(THIRD, "First-Seen: 2026-03-02", "Last-Seen: 2026-03-04"),
    "its own entry was written later": entry(THIRD, "Last-Seen: 2026-03-01") + entry(FIRST),
    "each day as it was then": (
        entry(FIRST, f"First-Seen: {FIRST}", f"Last-Seen: {FIRST}")
        + entry(THIRD, f"First-Seen: {THIRD}", f"Last-Seen: {THIRD}")
    ),
    "relatives with a key each": (
        entry(FIRST)
        + entry(SECOND, "See Also: LRN-20260301-001", "Recurrence-Count: 1", key="Pattern-Key: b.c")
    ),
    "a relative without a key": (
        entry(FIRST, "Recurrence-Count: 1") + entry(SECOND, "See Also: LRN-20260301-001", key="")
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME) == []


FAULTS = {
    "a count below the number of entries": (
        entry(FIRST) + entry(SECOND) + entry(THIRD, "Recurrence-Count: 2"),
        "34:21",
        "the count is 2, but there are 3 entries of the pattern (write 3)",
    ),
    "the highest of several": (
        entry(FIRST, "Recurrence-Count: 1") + entry(SECOND, "Recurrence-Count: 2") + entry(THIRD),
        "24:21",
        "the count is 2, but there are 3 entries of the pattern (write 3)",
    ),
    "relatives without a key": (
        entry(FIRST, key="")
        + entry(SECOND, "See Also: LRN-20260301-001", "Recurrence-Count: 1", key=""),
        "23:21",
        "the count is 1, but there are 2 entries of the pattern (write 2)",
    ),
    "first seen after the first entry": (
        entry(FIRST) + entry(THIRD, f"First-Seen: {THIRD}"),
        "23:15",
        "first seen on 2026-03-05, but LRN-20260301-001 is of 2026-03-01 (write 2026-03-01)",
    ),
    "last seen before the latest entry": (
        entry(FIRST, f"Last-Seen: {FIRST}") + entry(THIRD),
        "12:14",
        "last seen on 2026-03-01, but LRN-20260305-001 is of 2026-03-05 (write 2026-03-05)",
    ),
}


@pytest.mark.parametrize(("text", "place", "words"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, text, place, words):
    [line] = lint(text, NAME)
    message = words.partition(" (")[0]
    assert line == f"LEARNINGS.md:{place}: note[{NAME}] {message}"
    [found] = problems(NAME, text)
    assert f"{found.message} ({found.hint})" == words


def test_archives_count_and_are_not_judged():
    archive, log = ".learnings/archive/2026.md", ".learnings/LEARNINGS.md"
    first, second = entry(FIRST), entry(SECOND, "Recurrence-Count: 1")
    assert [item.path for item in problems(NAME, {archive: first, log: second})] == [log]
    assert problems(NAME, {log: entry(THIRD), archive: second}) == []


def test_a_copy_in_an_archive_is_no_second_entry():
    text = entry(FIRST, "Recurrence-Count: 1")
    logs = {".learnings/LEARNINGS.md": text, ".learnings/archive/2026.md": text}
    assert problems(NAME, logs) == []


def test_an_entry_of_two_keys_is_told_once(lint):
    keys = "Pattern-Key: a.b, c.d"
    text = entry(FIRST, key=keys) + entry(SECOND, "Recurrence-Count: 1", key=keys)
    assert len(lint(text, NAME)) == 1


def test_a_huge_number_is_no_count(lint):
    assert lint(entry(FIRST) + entry(SECOND, "Recurrence-Count: " + "9" * 5000), NAME) == []
