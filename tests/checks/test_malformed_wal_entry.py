"""malformed-wal-entry: whoever resumes is told when, what and how to get back."""

from __future__ import annotations

import pytest

from .actions import BUFFER, operation

NAME = "malformed-wal-entry"
SILENT = {
    "a whole entry": operation(),
    "a day without a time": operation(when="2026-03-08"),
    "a time with its zone": operation(when="2026-03-08 14:32 UTC"),
    "no way back, with what is done instead": operation(rollback="none: load the dump"),
    "a closed one": operation(status="ROLLED_BACK"),
    "a template": operation(when="YYYY-MM-DD HH:MM"),
    "an entry of another kind": "## [LRN-20260305-001] insight\n\n- Rollback: none\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME, path=BUFFER) == []


FAULTS = {
    "no time": (operation(when=""), "1:4", "the operation has no time in its heading"),
    "a day that there is not": (
        operation(when="2026-02-30 14:32"),
        "1:4",
        "the heading has no time that there is: `2026-02-30 14:32`",
    ),
    "a time that there is not": (
        operation(when="2026-03-08 25:99"),
        "1:4",
        "the heading has no time that there is: `2026-03-08 25:99`",
    ),
    "nothing for the way back": (
        operation(rollback="n/a"),
        "5:15",
        "`Rollback` of the operation is `n/a`",
    ),
    "nothing in Chinese": (operation(rollback="无"), "5:15", "`Rollback` of the operation is `无`"),
    "nothing for the operation": (
        operation(operation="None."),
        "2:16",
        "`Operation` of the operation is `None.`",
    ),
}


@pytest.mark.parametrize(("text", "place", "words"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, text, place, words):
    line = f"working-buffer.md:{place}: warning[{NAME}] {words}"
    assert lint(text, NAME, path=BUFFER) == [line]


ONCE = {
    "a missing field": operation().replace("**Rollback**: Restore the snapshot\n", ""),
    "an empty field": operation(rollback=""),
    "no resources": operation(resources="none"),
    "a field to be filled in": operation(rollback="TBD"),
    "an unknown status": operation(status="MAYBE"),
    "no status": operation().replace("**Status**: PENDING\n", ""),
    "no way back": operation(rollback="n/a"),
    "no time": operation(when=""),
}


@pytest.mark.parametrize("text", ONCE.values(), ids=ONCE)
def test_every_fault_is_told_once_by_all_checks(lint, text):
    found = [
        line
        for line in lint(f"# Working Buffer\n\n{text}", path=BUFFER)
        if "open-wal-entry" not in line
    ]
    assert len(found) == 1, found
