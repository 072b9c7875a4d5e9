"""recurring-pattern: what comes up three times is told once."""

from __future__ import annotations

import pytest

from .learning import learning, problems

NAME = "recurring-pattern"
KEY = "Pattern-Key: pool.exhausted"


def days(*written: str, key: str = KEY, **given: str) -> list[str]:
    """Entries of one key, one per day."""
    return [
        learning(key, id=f"LRN-{day.replace('-', '')}-001", logged=day, **given) for day in written
    ]


def chain(*links: tuple[int, int], count: int = 3, key: str = "") -> str:
    """Entries of 1, 2, 3 … March; a pair says which points at which."""
    text = ""
    for number in range(1, count + 1):
        named = ", ".join(f"LRN-2026030{to}-001" for start, to in links if start == number)
        fields = [f"See Also: {named}"] if named else []
        text += learning(
            *([f"Pattern-Key: {key}"] if key and number == 1 else []), *fields,
            id=f"LRN-2026030{number}-001", logged=f"2026-03-0{number}",
        )  # fmt: skip
    return text


def text(*entries: str) -> str:
    return "".join(entries)


THREE = ("2026-02-03", "2026-02-20", "2026-03-05")
SILENT = {
    "no key": text(*days(*THREE, key="Source: error")),
    "a key of nothing": text(*days(*THREE, key="Pattern-Key: n/a")),
    "two of a key": text(*days(*THREE[:2])),
    "three of three keys": text(*(days(day, key=f"Pattern-Key: key.{day}")[0] for day in THREE)),
    "three within thirty-one days": text(*days("2026-02-02", "2026-02-20", "2026-03-05")),
    "three within a year": text(*days("2025-03-06", "2025-09-01", "2026-03-05")),
    "three without any date": text(
        *(learning(KEY, id=f"KI-{number}", logged="") for number in range(3))
    ),
    "one of them twice, as an archive keeps it": text(*days(*THREE[:2]), *days(THREE[0])),
    "all of them promoted": text(*days(*THREE, status="promoted")),
    "all of them dealt with": text(
        *days(*THREE[:2], status="promoted_to_skill"), *days(THREE[2], status="wont_fix")
    ),
    "the newest promoted, the others resolved": text(
        *days(*THREE[:2], status="resolved"), *days(THREE[2], status="promoted")
    ),
    "samples": text(
        *(
            f"### LRN-2026030{n}-001\n**Status**: example\n**Context**: a\n**Content**: b\n{KEY}\n"
            for n in (1, 2, 3)
        )
    ),
    "two that point at each other": chain((1, 2), (2, 1), count=2),
    "three of which two are related": chain((1, 2)),
    "an entry that points at itself and at nothing": chain((1, 1), (2, 9)),
}


@pytest.mark.parametrize("log", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, log):
    assert lint(log, NAME) == []


GROUPS = {
    "three within thirty days": (
        text(*days(*THREE)),
        "33:16: `pool.exhausted` came up 3 times from 2026-02-03 to 2026-03-05",
    ),
    "the newest wherever it stands": (
        text(*days(*reversed(THREE))),
        "11:16: `pool.exhausted` came up 3 times",
    ),
    "three of four": (
        text(*days("2025-01-01", *THREE)),
        "44:16: `pool.exhausted` came up 4 times from 2025-01-01 to 2026-03-05,"
        " 3 of them within 30 days",
    ),
    "a cluster in the past": (
        text(*days("2025-01-01", "2025-01-02", "2025-01-03", "2026-03-05")),
        "44:16: `pool.exhausted` came up 4 times from 2025-01-01 to 2026-03-05,"
        " 3 of them within 30 days",
    ),
    "spellings of one key": (
        text(
            *days(THREE[0], key="Pattern-Key: Pool_Size.Too-Small"),
            *days(THREE[1], key="Pattern-Key: pool-size.too-small"),
            *days(THREE[2], key="**Pattern-Key**: `pool_size.too_small`"),
        ),
        "33:20: `Pool_Size.Too-Small` came up 3 times",
    ),
    "one that comes back after it was promoted": (
        text(*days(*THREE[:2], status="promoted"), *days(THREE[2])),
        "33:16: `pool.exhausted` came up 3 times",
    ),
    "one that is still open under a promoted one": (
        text(*days(THREE[0]), *days(*THREE[1:], status="promoted")),
        "33:16: `pool.exhausted` came up 3 times",
    ),
    "a chain of references": (
        chain((2, 1), (3, 2)),
        "23:4: the problem of LRN-20260301-001 came up 3 times from 2026-03-01 to 2026-03-03",
    ),
    "two that point at a third": (
        chain((2, 1), (3, 1)),
        "23:4: the problem of LRN-20260301-001 came up 3 times",
    ),
    "a chain that begins with a key": (
        chain((2, 1), (3, 2), key="a.b"),
        "23:4: the problem of LRN-20260301-001 came up 3 times",
    ),
}


@pytest.mark.parametrize(("log", "start"), GROUPS.values(), ids=GROUPS)
def test_reports(lint, log, start):
    lines = [line.replace(f" warning[{NAME}]", "") for line in lint(log, NAME)]
    assert len(lines) == 1, lines
    assert lines[0].startswith(f"LEARNINGS.md:{start}")


def test_a_day_in_the_future_is_no_date(lint):
    assert lint(text(*days(*THREE[:2], "2026-12-01")), NAME) == []


def test_relatives_of_different_keys_are_different_problems(lint):
    first = days(*THREE[:2], key="Pattern-Key: a.b\n- See Also: LRN-20260305-001")
    assert lint(text(*first, *days(THREE[2], key="Pattern-Key: c.d")), NAME) == []


def test_archives_count_and_the_others_are_shown():
    first, second, third = days(*THREE)
    logs = {".learnings/LEARNINGS.md": third + second, ".learnings/archive/2026.md": first}
    [found] = problems(NAME, logs)
    assert (found.path, found.span.line, found.subject) == (
        ".learnings/LEARNINGS.md", 11, "pool.exhausted",
    )  # fmt: skip
    assert [(place.path, place.span.line, place.message) for place in found.related] == [
        (".learnings/LEARNINGS.md", 12, "LRN-20260220-001, 2026-02-20"),
        (".learnings/archive/2026.md", 1, "LRN-20260203-001, 2026-02-03"),
    ]


def test_a_copy_in_an_archive_is_no_second_time():
    first, second, _ = days(*THREE)
    logs = {".learnings/LEARNINGS.md": first + second, ".learnings/archive/2026.md": first}
    assert problems(NAME, logs) == []


def options(**given: int) -> dict[str, dict[str, dict[str, int]]]:
    return {"checks": {NAME: {name.replace("_", "-"): value for name, value in given.items()}}}


OPTIONS = {
    "fewer are enough": (options(count=2), THREE[:2], 1),
    "more are needed": (options(count=4), THREE, 0),
    "a longer time": (options(days=60), ("2026-01-05", "2026-02-03", "2026-03-05"), 1),
    "a shorter time": (options(days=29), THREE, 0),
    "two tasks": (options(distinct_tasks=2), THREE, 1),
    "two tasks of one day": (options(distinct_tasks=2), ("2026-03-05",) * 3, 0),
}


@pytest.mark.parametrize(("settings", "written", "count"), OPTIONS.values(), ids=OPTIONS)
def test_can_be_set_so_that(lint, settings, written, count):
    entries = [
        learning(KEY, id=f"LRN-{day.replace('-', '')}-00{number}", logged=day)
        for number, day in enumerate(written)
    ]
    assert len(lint(text(*entries), NAME, settings=settings)) == count


def test_a_task_is_told_by_its_name_where_there_is_one(lint):
    names = ["Task: release 1", "Task: Release-1", "Task: release_1"]
    entries = [
        learning(name, KEY, id=f"LRN-2026030{number}-001", logged=f"2026-03-0{number}")
        for number, name in enumerate(names, 1)
    ]
    assert lint(text(*entries), NAME, settings=options(distinct_tasks=2)) == []
    assert len(lint(text(*entries), NAME)) == 1


COUNTED = {
    "twice": (("Recurrence-Count: 2",), "pending", False),
    "three times": (("Recurrence-Count: 3",), "pending", True),
    "three times, resolved": (("Recurrence-Count: 3",), "resolved", False),
    "three times, promoted": (("Recurrence-Count: 3",), "promoted", False),
    "three times in a month": (
        ("Recurrence-Count: 3", "First-Seen: 2026-02-03", "Last-Seen: 2026-03-05"),
        "pending",
        True,
    ),
    "three times in a year": (
        ("Recurrence-Count: 3", "First-Seen: 2025-03-05", "Last-Seen: 2026-03-05"),
        "pending",
        False,
    ),
    "so often in a year that a month must have had three": (
        ("Recurrence-Count: 30", "First-Seen: 2025-03-05", "Last-Seen: 2026-03-05"),
        "pending",
        True,
    ),
    "no number": (("Recurrence-Count: many",), "pending", False),
    "a huge number": (("Recurrence-Count: " + "9" * 5000,), "pending", False),
}


@pytest.mark.parametrize(("metadata", "status", "is_told"), COUNTED.values(), ids=COUNTED)
def test_an_entry_counts_by_itself(lint, metadata, status, is_told):
    lines = lint(learning(*metadata, status=status), NAME)
    number = metadata[0].partition(": ")[2]
    told = (
        f"LEARNINGS.md:11:21: warning[{NAME}] LRN-20260305-001 came up {number} times by its own"
        " count, and is still open"
    )
    assert lines == ([told] if is_told else [])


def test_a_group_is_told_once_whatever_its_entries_count(lint):
    entries = days(*THREE[:2]) + days(THREE[2], key=f"{KEY}\n- Recurrence-Count: 3")
    assert len(lint(text(*entries), NAME)) == 1
