"""reused-id: an ID names one entry for ever."""

from __future__ import annotations

from importlib import import_module

import pytest

from learnings.past import Version

from .learning import change, learning, read

NAME = "reused-id"
ID = "LRN-20260305-001"
HEAD = "# Learnings\n\n"
WORKER = learning(text="Restart the worker after a change of its configuration.")
DISK = learning(text="Empty the cache of the build machine every night.")
WORKING = "Restart the worker after a change of its configuration."
EMPTYING = "Empty the cache of the build machine every night."
SHORTER = learning(text="The worker: restart it when its configuration changes!")


def told(summary: str, details: str = "") -> str:
    more = details or "It reads files once, at the start, so that edits wait for another boot."
    return learning(text=f"{summary}\n\n### Details\n{more}")


def keyed(summary: str) -> str:
    return learning("Pattern-Key: worker.stale", text=summary)


DONE = learning(
    text="Restart the worker after a change of its configuration.",
    status="resolved",
    resolution="- **Notes**: It watches the file.",
)
SILENT = {
    "an ID that was never used": (HEAD + WORKER, HEAD, ""),
    "an ID of another entry": (HEAD + WORKER, HEAD, DISK.replace("-001]", "-002]")),
    "an entry that comes back": (HEAD + WORKER, HEAD, WORKER),
    "an entry that comes back with another status": (HEAD + WORKER, HEAD, DONE),
    "an entry that was there before the change": (HEAD + WORKER, WORKER, DISK),
    "an entry that was resolved": (DONE, WORKER, ""),
    "a summary in other words": (SHORTER, WORKER, ""),
    "a summary that is longer": (learning(text=f"{WORKING} It watches no file."), WORKER, ""),
    "another summary above the same details": (told("Nothing of it stayed."), told(WORKING), ""),
    "a stub that was written out": (WORKER, learning(text="Later."), ""),
    "an entry with a key of its own": (keyed(EMPTYING), keyed(WORKING), ""),
}


@pytest.mark.parametrize(("now", "before", "once"), SILENT.values(), ids=SILENT)
def test_is_silent_about(now, before, once):
    assert change(NAME, now, before, once=once) == []


def test_reports_an_id_that_another_entry_had_before():
    renamed = learning(f"Former IDs: {ID}", id="LRN-20260305-K7B", text=EMPTYING)
    [found] = change(NAME, renamed + WORKER, renamed)
    assert found.message == f"{ID} named another entry before: LRN-20260305-K7B had it"
    # The pair that a merge made of two entries with one ID.
    assert change(NAME, renamed + WORKER, WORKER) == []


def test_is_silent_where_no_change_is_judged(lint):
    assert lint(WORKER, NAME) == []


def test_reports_an_id_that_named_another_entry():
    [found] = change(NAME, HEAD + WORKER, HEAD, once=DISK)
    assert found.message == (
        f"{ID} named another entry before: `Empty the cache of the build machine ev…`"
    )
    assert (found.span.line, found.span.column, found.subject) == (3, 5, "id")


def test_reports_it_whatever_the_case_of_the_letters():
    assert change(NAME, HEAD + WORKER, HEAD, once=DISK.replace(ID, ID.lower())) != []


@pytest.mark.parametrize("status", ["pending", "resolved"])
def test_reports_an_entry_that_was_written_over(status):
    now = told(EMPTYING, "Nobody ever looked at how full the disk gets.")
    [found] = change(NAME, now.replace("pending", status), told(WORKING))
    assert found.message == (
        f"{ID} named another entry before the change: `Restart the worker after a change of it…`"
    )
    assert (found.span.line, found.subject) == (1, "id")


@pytest.mark.parametrize(
    ("where", "said"),
    [
        pytest.param("", "", id="nowhere that is known"),
        pytest.param("0123456789abcdef" * 4, " in commit 0123456789", id="a long commit"),
        pytest.param("01234567" * 5, " in commit 0123456701", id="a commit"),
        pytest.param("side", " on `side`", id="a branch"),
    ],
)
def test_the_place_of_another_entry_is_short(where, said):
    [log] = read(HEAD + DISK)
    at = import_module("learnings.checks._past").at
    assert at(Version(log, log.entries[0], where)) == said
