"""lost-entry: no entry goes without a word."""

from __future__ import annotations

import pytest

from .learning import LOG, change, learning

NAME = "lost-entry"
ID, OTHER = "LRN-20260305-001", "LRN-20260305-002"
ONE = learning(text="Restart the worker after a change.")
TWO = learning(id=OTHER, text="Empty the cache of the build machine.")
OLD = learning(id=OTHER, status="resolved", text="Empty the cache of the build machine.")
DISK = learning(text="Publish before the token of the registry runs out.")
MARK = f'<!-- learnings: removed[{OTHER}] reason="a customer is named" -->\n'
WAL = (
    "# Working Buffer\n\n## WAL Entry — 2026-03-08 14:32\n**Operation**: terraform apply\n"
    "**Affected resources**: the database\n**Status**: {}\n"
)
SILENT = {
    "nothing changed": (ONE + TWO, ONE + TWO),
    "an entry that is new": (ONE + TWO, ONE),
    "an entry that moved": (TWO + ONE, ONE + TWO),
    "an entry that was edited": (ONE + OLD, ONE + TWO),
    "an entry in another file": (
        {LOG: ONE, ".learnings/ERRORS.md": TWO},
        {LOG: ONE + TWO},
    ),
    "an entry in an archive": (
        {LOG: ONE, ".learnings/archive/2026.md": TWO},
        {LOG: ONE + TWO},
    ),
    "a renamed log": ({".learnings/NOTES.md": ONE + TWO}, {LOG: ONE + TWO}),
    "an entry that was renumbered": (
        ONE + learning(f"Former IDs: {OTHER}", id="LRN-20260305-009", text="Something else."),
        ONE + TWO,
    ),
    "an entry that is marked as removed": (MARK + ONE, ONE + TWO),
    "a mark in another log, in small letters": (
        {LOG: ONE, ".learnings/ERRORS.md": f"# Errors\n\n{MARK.lower()}"},
        {LOG: ONE + TWO},
    ),
    "a mark of several": (
        f"<!-- learnings: removed[LRN-20260101-001, {OTHER}] -->\n{ONE}",
        ONE + TWO,
    ),
    "a sample": (
        "# Learnings\n",
        f"### {ID}\n**Status**: example\n**Context**: a\n**Content**: b\n",
    ),
    "a heading without an ID": (ONE, ONE + "## 2026-03-05 The disk was full\n\nIt was.\n"),
    "an operation that has ended": ("# Working Buffer\n", WAL.format("COMMITTED")),
    "an entry that one side of a merge has and the merge keeps": (ONE + TWO, ONE, ONE + TWO),
    "both sides of a merge edited one entry": (
        learning(text="Restart the worker after a change.", status="resolved"),
        ONE,
        learning(text="Restart the worker after a change.", status="in_progress"),
    ),
}


@pytest.mark.parametrize("states", SILENT.values(), ids=SILENT)
def test_is_silent_about(states):
    assert change(NAME, *states) == []


def test_is_silent_where_no_change_is_judged(lint):
    assert lint(ONE, NAME) == []


FAULTS = {
    "an entry that is gone": (
        (ONE, ONE + TWO),
        f"{OTHER} is gone: `Empty the cache of the build machine.`",
    ),
    "an entry that was done": (
        (ONE, ONE + OLD),
        f"{OTHER} is gone: `Empty the cache of the build machine.`",
    ),
    "an entry of one side of a merge": (
        (ONE, ONE, ONE + TWO),
        f"{OTHER} is gone: `Empty the cache of the build machine.`",
    ),
    "a mark that cannot be read": (
        (f"<!-- learnings: removed[{OTHER}] until=2026-12-31 -->\n{ONE}", ONE + TWO),
        f"{OTHER} is gone: `Empty the cache of the build machine.`",
    ),
    "a mark in a code block": (
        (f"```\n{MARK}```\n{ONE}", ONE + TWO),
        f"{OTHER} is gone: `Empty the cache of the build machine.`",
    ),
    "a file that is gone": (
        ({".learnings/ERRORS.md": ONE}, {".learnings/ERRORS.md": ONE, LOG: TWO}),
        f"{OTHER} is gone, and the file with it: `Empty the cache of the build machine.`",
    ),
    "an operation that was open": (
        ("# Working Buffer\n", WAL.format("PENDING")),
        "the operation of 2026-03-08 14:32 is gone, but was open",
    ),
}


@pytest.mark.parametrize(("states", "message"), FAULTS.values(), ids=FAULTS)
def test_reports(states, message):
    [found] = change(NAME, *states)
    assert found.message == message
    assert found.span.line == 1
    assert found.gone


def test_a_merge_keeps_both_of_two_entries_with_one_id():
    [found] = change(NAME, ONE, ONE, DISK)
    assert found.message == f"the merge keeps one of two entries that are called {ID}"
    assert "Publish before" in found.hint
    kept = ONE + learning(
        id="LRN-20260305-003", text="Publish before the token of the registry runs out."
    )
    assert change(NAME, kept, ONE, DISK) == []


@pytest.mark.parametrize(("final", "count"), [(True, 1), (False, 0)])
def test_what_was_done_may_be_let_go(final, count):
    options = {NAME: {"final": final}}
    assert len(change(NAME, ONE, ONE + OLD, options=options)) == count
    assert len(change(NAME, ONE, ONE + TWO, options=options)) == 1
