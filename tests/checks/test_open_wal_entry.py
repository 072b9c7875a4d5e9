"""open-wal-entry: an operation that was begun ended somehow."""

from __future__ import annotations

import pytest

from .actions import BUFFER, operation

NAME = "open-wal-entry"
SILENT = {
    "a committed operation": operation(status="COMMITTED"),
    "one that was rolled back": operation(status="ROLLED_BACK"),
    "one of an unknown status": operation(status="MAYBE"),
    "one of today": operation(when="2026-03-10 09:00"),
    "one of yesterday": operation(when="2026-03-09 00:01"),
    "one of tomorrow": operation(when="2026-03-11 09:00"),
    "one without a time": operation(when=""),
    "one that a later entry closes": operation() + "\n" + operation(status="COMMITTED"),
    "a template": operation(when="YYYY-MM-DD HH:MM"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME, path=BUFFER) == []


def test_reports_an_operation_of_two_days_ago(lint):
    assert lint(operation(), NAME, path=BUFFER) == [
        f"working-buffer.md:6:13: warning[{NAME}] the operation has been `PENDING` for 2 days,"
        " since 2026-03-08"
    ]


def test_another_operation_of_the_same_time_closes_nothing(lint):
    text = operation() + "\n" + operation(status="COMMITTED", operation="git push --force")
    assert len(lint(text, NAME, path=BUFFER)) == 1


DAYS = {"none": (0, 2), "one": (1, 1), "two": (2, 0)}


@pytest.mark.parametrize(("days", "count"), DAYS.values(), ids=DAYS)
def test_the_days_can_be_set(lint, days, count):
    text = operation() + "\n" + operation(when="2026-03-09 10:00", operation="git push --force")
    settings = {"checks": {NAME: {"days": days}}}
    assert len(lint(text, NAME, path=BUFFER, settings=settings)) == count


def test_a_change_elsewhere_does_not_bring_it_up_but_closing_it_is_seen(lint):
    old = operation()
    text = old + "\n" + operation(when="2026-03-10 09:00", status="COMMITTED")
    assert lint(text, NAME, path=BUFFER, before=old) == []
