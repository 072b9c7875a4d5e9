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
}


@pytest.mark.parametrize(("now", "before", "once"), SILENT.values(), ids=SILENT)
def test_is_silent_about(now, before, once):
    assert change(NAME, now, before, once=once) == []


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
