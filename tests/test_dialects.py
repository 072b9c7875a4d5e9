"""Logs as agents write them are read entry by entry, and the default run is livable."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import os
from collections import Counter

import pytest

from learnings.diagnostic import Diagnostic
from learnings.markdown import parse

from .judge import FOLDER, judge
from .upstream import MadeLog, repositories

REPOSITORIES = repositories(seed=1, count=48)
TODAY = dt.date(2026, 6, 1)


@functools.cache
def errors(number: int) -> list[Diagnostic]:
    """The errors that a default run reports in one of the repositories."""
    files = {FOLDER + name: log.data for name, log in REPOSITORIES[number].items()}
    found = judge(files, TODAY).diagnostics
    return [diagnostic for diagnostic in found if diagnostic.severity == "error"]


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_exactly_the_entries_that_were_written_are_found(repository: dict[str, MadeLog]) -> None:
    for name, log in repository.items():
        found = parse(log.data, FOLDER + name)
        assert [(entry.shape, entry.id) for entry in found.entries] == [
            ("id", made.id) for made in log.entries
        ]
        assert found.to_bytes() == log.data


@pytest.mark.parametrize("number", range(len(REPOSITORIES)))
def test_an_error_is_said_of_nothing_but_a_fault(number: int) -> None:
    faults: dict[str, set[str]] = {}
    for log in REPOSITORIES[number].values():
        for made in log.entries:
            faults.setdefault(made.id, set()).update(made.faults)
    for diagnostic in errors(number):
        assert diagnostic.check in faults.get(diagnostic.entry, set()), diagnostic


def test_nine_in_ten_entries_as_agents_write_them_carry_no_error() -> None:
    entries = wrong = 0
    seen: Counter[str] = Counter()
    for number, repository in enumerate(REPOSITORIES):
        found = errors(number)
        entries += sum(len(log.entries) for log in repository.values())
        wrong += len({(each.path, each.entry) for each in found})
        seen.update(each.check for each in found)
    assert entries >= 1_000
    assert wrong <= entries / 10, seen
    # The faults that were planted are found: a reader that finds nothing would pass as well.
    assert wrong >= entries / 100, seen


FENCES = {"open": "```\nls", "closed": "```\nls\n```", "named": "```sh\nls", "none": "ls"}


@pytest.mark.parametrize("kinds", list(itertools.product(FENCES, repeat=3)), ids="-".join)
def test_no_entry_is_lost_whichever_fences_are_left_open(kinds: tuple[str, ...]) -> None:
    text = "".join(
        f"## [ERR-2026030{number}-001] failed\n\n**Logged**: 2026-03-0{number}\n"
        f"**Status**: pending\n\n### Error\n{FENCES[kind]}\n\n### Metadata\n- Source: error\n\n---\n\n"
        for number, kind in enumerate(kinds, 1)
    )
    found = [entry.id for entry in parse(text.encode(), FOLDER + "ERRORS.md").entries]
    assert found == ["ERR-20260301-001", "ERR-20260302-001", "ERR-20260303-001"]


# Every shape that the parts below can make, each in a log of its own.
LEVELS = ["#", "##", "###", "######"]
# Every shape is parsed; to judge as many takes minutes. LEARNINGS_SHAPES=all for a quarter of them.
JUDGED = 4 if os.environ.get("LEARNINGS_SHAPES") == "all" else 48
IDS = [
    "[LRN-20260301-001]",
    "LRN-20260301-001",
    "[LRN-2026-03-01-001]",
    "[LRN-20260301-A7B]",
    "[LRN-20260301-0915]",
    "[LRN-20260301-101530]",
    "[LRN-20260301-10153001]",
    "[LRN-20260301-SLOW-BUILD]",
    "[LRN-001]",
    "[CORR-20260301-001]",
    "[lrn-20260301-001]",
    "[LRN-20260301-]",
    "[LRN-20260230-001]",
    "✅ [LRN-20260301-001]",
    "~~[LRN-20260301-001]~~",
    "[LRN-YYYYMMDD-XXX]",
    "2026-03-01",
    "[2026-03-01]",
    "WAL Entry — 2026-03-01 14:32",
    "No ID at all",
]
TAILS = [
    "",
    " insight",
    " | title",
    " — title",
    ": title",
    " (title)",
    " {.class}",
    " `code` **b**",
]
HEADERS = [
    "**Logged**: 2026-03-01T09:00:00Z\n**Priority**: low\n**Status**: pending\n**Area**: docs\n",
    "**Logged:** 2026-03-01\n**Status:** resolved\n",
    "**Logged**：2026-03-01T09:00:00+08:00\n**状态**：已解决\n**优先级**：高\n",
    "- **Status**: done\n- **Priority**: P0\n* Area: a b\n",
    "| Status | pending |\n|---|---|\n| Priority | high |\n",
    "**Status**: ✅ resolved (2026-03-02) — pinned\n**Status**: pending\n",
    "**Status**: pending | resolved\n",
    "**Status**:\n**Priority**:   \n",
    "Status: pending\nPriority: low\n",
    "status: pending\n---\n",
    "**Status**: pending **Priority**: low **Area**: docs\n",
    "",
]
BODIES = [
    "### Summary\nText.\n\n### Metadata\n- Source: error\n- See Also: LRN-20260301-001\n",
    "### Summary\n\n### Summary\nTwice.\n\n### Resolution\n- **Resolved**: 2026-02-01\n",
    "### What broke\n~~~sh\n# restart\n## [ERR-20260301-999] not an entry\n~~~\n",
    "### Error\n```\nopen fence\n",
    "### Error\n```\nx\n```## [ERR-20260302-001] glued\n\n**Status**: pending\n",
    "<!--\n## [LRN-20260301-002] put away\n-->\nText\n---\nMore\n",
    "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> topic\n",
    "> **Status**: quoted\n> ## [LRN-20260301-003] quoted\n",
    "#### 深い\n**原因**：缓存\n",
    "### Metadata\nSource: error\nTags: a\n\n| Key | Value |\n|---|---|\n| Source | b |\n",
    "Only prose.",
    "",
]


@pytest.mark.parametrize("level", LEVELS)
def test_no_shape_makes_a_check_fail(level: str) -> None:
    shapes = itertools.product(IDS, TAILS, HEADERS, BODIES)
    for number, (id_, tail, header, body) in enumerate(shapes):
        if number % 4 != LEVELS.index(level):
            continue
        text = f"{level} {id_}{tail}\n\n{header}\n{body}"
        data = text.encode()
        assert parse(data, FOLDER + "LEARNINGS.md").to_bytes() == data
        if number % JUDGED == LEVELS.index(level):
            judge({FOLDER + "LEARNINGS.md": data}, TODAY)
