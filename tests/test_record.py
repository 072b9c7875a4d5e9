"""Entries as documents: values in their normal form, each with its place."""

from __future__ import annotations

from typing import Any

import pytest

from learnings import record as records
from learnings.diagnostic import Span
from learnings.entry import Entry, Log
from learnings.markdown import parse
from learnings.preset import Presets, recognise

PRESETS = Presets.load()


def read(text: str, path: str = ".learnings/LEARNINGS.md") -> Log:
    log = parse(text.encode("utf-8", "surrogateescape"), path)
    recognise(log, PRESETS)
    return log


def first(text: str, path: str = ".learnings/LEARNINGS.md") -> tuple[Entry, Log]:
    log = read(text, path)
    return log.entries[0], log


def document(text: str, path: str = ".learnings/LEARNINGS.md") -> dict[str, Any]:
    return records.record(*first(text, path), PRESETS)[0]


HEADER = [
    pytest.param("Status", "resolved", "status", "resolved", id="a canonical status"),
    pytest.param("Status", "✅ Done (2026-03-02)", "status", "resolved", id="a synonym with dress"),
    pytest.param("Status", "resolvd", "status", "resolvd", id="an unknown status stays as written"),
    pytest.param("状态", "已解决", "status", "resolved", id="a Chinese key and word"),
    pytest.param("Priority", "P0", "priority", "critical", id="P0 is critical"),
    pytest.param("Priority", "🔴 high", "priority", "high", id="an emoji before the priority"),
    pytest.param(
        "Priority", "medium-high", "priority", "medium-high", id="a mixture is not guessed"
    ),
    pytest.param("Severity", "SEV1 - outage", "severity", "P1", id="a severity of another scale"),
    pytest.param("Area", "Git Sync", "area", ["git_sync"], id="one area is a list of one"),
    pytest.param("Area", "`infra`, docs", "area", ["infra", "docs"], id="several areas"),
    pytest.param("Logged", "2026-03-01", "logged", "2026-03-01", id="a day"),
    pytest.param(
        "Logged",
        "2026-03-01 09:00 UTC",
        "logged",
        "2026-03-01T09:00:00Z",
        id="a time with its zone",
    ),
    pytest.param(
        "Logged", "2026-03-01T09:00:00+08:00", "logged", "2026-03-01T09:00:00+08:00", id="an offset"
    ),
    pytest.param("Logged", "yesterday", "logged", "yesterday", id="no date stays as written"),
    pytest.param("Duration", "08:41–09:26 UTC", "duration", "PT45M", id="two times of a day"),
    pytest.param("Duration", "23:50 to 00:10", "duration", "PT20M", id="over midnight"),
    pytest.param("Tags", "#a #b", "tags", ["a", "b"], id="tags with a hash"),
    pytest.param("Area", "infra / config", "area", ["infra", "config"], id="areas with a slash"),
    pytest.param("Area", "infra & config", "area", ["infra", "config"], id="areas with an and"),
    pytest.param("Duration", "1h 30m", "duration", "PT1H30M", id="a duration"),
    pytest.param("Source", "User Feedback", "source", "user_feedback", id="a word"),
    pytest.param("Recurrence-Count", "3+", "recurrence_count", 3, id="a count with a plus"),
    pytest.param(
        "Recurrence-Count",
        "3 times",
        "recurrence_count",
        "3 times",
        id="a count with words is text",
    ),
    pytest.param(
        "See Also",
        "LRN-20260201-001 (dup), ERR-2026-02-02-01",
        "see_also",
        ["LRN-20260201-001", "ERR-2026-02-02-01"],
        id="IDs are found in text",
    ),
    pytest.param("See Also", "the wiki", "see_also", "the wiki", id="no ID is text"),
    pytest.param(
        "Promoted To", "AGENTS.md", "promoted", "AGENTS.md", id="the target of a promotion"
    ),
]


@pytest.mark.parametrize(("key", "raw", "name", "value"), HEADER)
def test_header_field(key: str, raw: str, name: str, value: object) -> None:
    found = document(f"## [LRN-20260301-001] insight\n\n**{key}**: {raw}\n")
    assert found[name] == value


ABSENT = [
    pytest.param("Area", "", "area", id="an empty value"),
    pytest.param("Duration", "n/a", "duration", id="a duration that is not applicable"),
    pytest.param("See Also", "none", "see_also", id="no related entry"),
    pytest.param("Recurrence-Count", "unknown", "recurrence_count", id="an unknown count"),
]


@pytest.mark.parametrize(("key", "raw", "name"), ABSENT)
def test_absent(key: str, raw: str, name: str) -> None:
    assert name not in document(f"## [LRN-20260301-001] insight\n\n**{key}**: {raw}\n")


ENTRY = """\
# Learnings

## [LRN-20260301-001] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Priority**: high
**Status**: promoted (to docs/runbook.md)
**Area**: infra, docs

A word of its own.

### Summary
Pin the image.

### Metadata
- Source: error
- See Also: LRN-20260201-001, LRN-20260202-001
- Pattern-Key: infra.pin
- Pattern-Key: infra.digest

---
"""


def test_whole_record() -> None:
    assert document(ENTRY) == {
        "id": "LRN-20260301-001",
        "kind": "learning",
        "preset": "agent",
        "title": "best_practice",
        "category": "best_practice",
        "logged": "2026-03-01T09:00:00Z",
        "priority": "high",
        "status": "promoted",
        "area": ["infra", "docs"],
        "promoted": "docs/runbook.md",
        "text": "A word of its own.",
        "sections": {
            "summary": {"text": "Pin the image."},
            "metadata": {
                "text": "- Source: error\n- See Also: LRN-20260201-001, LRN-20260202-001\n"
                "- Pattern-Key: infra.pin\n- Pattern-Key: infra.digest",
                "source": "error",
                "see_also": ["LRN-20260201-001", "LRN-20260202-001"],
                "pattern_key": "infra.pin",
            },
        },
    }


PLACES = [
    pytest.param(("id",), Span.at(3, 5, 16), id="the ID without its brackets"),
    pytest.param(("category",), Span.at(3, 23, 13), id="the category in the heading"),
    pytest.param(("status",), Span.at(7, 13, 29), id="the status with its note"),
    pytest.param(("area", 1), Span.at(8, 18, 4), id="the second item of a list"),
    pytest.param(("sections", "summary"), Span.at(12, 5, 7), id="the title of a section"),
    pytest.param(
        ("sections", "metadata", "see_also", 1), Span.at(17, 31, 16), id="an ID in a list"
    ),
]


@pytest.mark.parametrize(("path", "span"), PLACES)
def test_place(path: tuple[str | int, ...], span: Span) -> None:
    _, places = records.record(*first(ENTRY), PRESETS)
    assert places[path] == span


def test_lists_of_repeated_keys_add_up_and_other_values_keep_the_first() -> None:
    found = document(
        "## [LRN-20260301-001] x\n**Area**: infra\n**Area**: docs\n"
        "**Status**: pending\n**Status**: resolved\n"
    )
    assert found["area"] == ["infra", "docs"]
    assert found["status"] == "pending"


def test_fields_of_an_issue_summary_are_the_entrys_own() -> None:
    text = (
        "# Pool\n\n### Issue Summary\n- **Date**: 2026-03-01T09:00:00Z\n- **Severity**: high\n- "
        "**Title**: Pool exhausted\n- **Duration**: 45 minutes\n"
    )
    found = document(text, "docs/ops-knowledge/issues/pool.md")
    assert (found["date"], found["severity"], found["title"], found["duration"]) == (
        "2026-03-01T09:00:00Z",
        "HIGH",
        "Pool exhausted",
        "PT45M",
    )


def test_status_and_target() -> None:
    entry, _ = first(ENTRY)
    found = records.reading(entry, "status", PRESETS)
    assert found is not None
    assert (found.raw, found.value, found.note) == (
        "promoted (to docs/runbook.md)",
        "promoted",
        "to docs/runbook.md",
    )
    assert records.status(entry, PRESETS) == "promoted"
    assert records.target(entry, PRESETS) == "docs/runbook.md"
    assert records.reading(entry, "severity", PRESETS) is None


def test_working_buffer() -> None:
    text = """\
# Working Buffer

- [x] Apply module 1
- [ ] Apply module 2

```
- [ ] not a task
```

## WAL Entry — 2026-05-20 14:32
**Operation**: terraform apply
**Affected resources**: aws_db_instance.payments
**Blast radius**: payments
**Rollback**: restore the snapshot
**Status**: PENDING
"""
    found = records.buffer(read(text, "memory/working-buffer.md"), PRESETS)
    assert found["tasks"] == [
        {"text": "Apply module 1", "done": True},
        {"text": "Apply module 2", "done": False},
    ]
    assert [entry["status"] for entry in found["wal_entries"]] == ["PENDING"]


HOSTILE = [
    pytest.param("## [LRN-20260301-001] \udcff\n**Status**: \udcff\n", id="bytes that are no text"),
    pytest.param("## [LRN-20260301-001]\n**Area**: 🔥, 🔥\n", id="an area of emoji only"),
    pytest.param(
        "## [LRN-20260301-001]\n**Logged**: 9999-99-99\n", id="a day that no calendar has"
    ),
    pytest.param(
        "## [LRN-20260301-001]\n**Duration**: 99999999999999 weeks\n",
        id="a duration beyond all bounds",
    ),
    pytest.param(
        "## [LRN-20260301-001]\r**Status**: x\r### \r", id="old line ends and an empty title"
    ),
    pytest.param(
        "## [LRN-20260301-001]\n**ID**: x\n**Sections**: y\n**Text**: z\n",
        id="keys that are our own names",
    ),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_entry_has_a_record(text: str) -> None:
    entry, log = first(text)
    found, places = records.record(entry, log, PRESETS)
    assert isinstance(found["sections"], dict)
    assert all(places[path] for path in places)
