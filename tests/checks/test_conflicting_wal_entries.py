"""conflicting-wal-entries: what is written of operations can all be true."""

from __future__ import annotations

import pytest

from .actions import BUFFER, operation

NAME = "conflicting-wal-entries"


def both(first: str, second: str) -> str:
    return f"{first}\n{second}"


LATER = "2026-03-08 15:10"
SILENT = {
    "one operation": operation(),
    "two on different resources": both(
        operation(), operation(when=LATER, operation="apply", resources="aws_s3_bucket.logs")
    ),
    "two on one resource, the first of them closed": both(
        operation(status="COMMITTED"), operation(when=LATER)
    ),
    "two on no resource": both(operation(resources="none"), operation(LATER, resources="none")),
    "an operation that was closed by a second entry": both(
        operation(), operation(status="COMMITTED")
    ),
    "an operation that was rolled back, and committed later": both(
        operation(status="ROLLED_BACK"), operation(when=LATER, status="COMMITTED")
    ),
    "two without a time": both(
        operation(when="", status="ROLLED_BACK"), operation(when="", status="COMMITTED")
    ),
    "a resource twice in one entry": operation(resources="a.b, a.b"),
    "a resource twice in one entry, once with its region": operation(resources="a.b, a.b (eu)"),
    "resources of one name in two regions": both(
        operation(resources="a.b (us-east-1)"), operation(LATER, resources="a.b (eu-west-1)")
    ),
    "two of a list, told apart by their index": both(
        operation(resources="a.b[0]"), operation(LATER, resources="a.b[1]")
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME, path=BUFFER) == []


def test_reports_two_open_operations_on_one_resource(lint):
    text = both(
        operation(resources="`db.main`, cache"), operation(LATER, resources="queue, DB.main")
    )
    assert lint(text, NAME, path=BUFFER) == [
        f"working-buffer.md:10:25: warning[{NAME}] `DB.main` is touched by two operations that are"
        " `PENDING`, here and in the entry on line 1"
    ]


SAME = {
    "with its region in the first alone": ("a.b (us-east-1)", "a.b"),
    "with its region in the second alone": ("a.b", "A.b (us-east-1)"),
    "with a region of two words": ("a.b (us-east-1, primary)", "c, a.b"),
    "in back-ticks, the region outside": ("`a.b` (eu)", "a.b(eu)"),
    "with wide parentheses": ("a.b（东京）", "a.b"),
}


@pytest.mark.parametrize(("first", "second"), SAME.values(), ids=SAME)
def test_knows_a_resource(lint, first, second):
    text = both(operation(resources=first), operation(LATER, resources=second))
    assert len(lint(text, NAME, path=BUFFER)) == 1


def test_reports_resources_in_a_list(lint):
    listed = operation(resources="").replace(
        "resources**: ", "resources**:\n- db.main\n- cache.main"
    )
    text = both(listed, operation(LATER, resources="cache.main"))
    assert len(lint(text, NAME, path=BUFFER)) == 1


def test_reports_two_endings_of_one_operation(lint):
    text = both(operation(status="COMMITTED"), operation(status="ROLLED_BACK"))
    assert lint(text, NAME, path=BUFFER) == [
        f"working-buffer.md:13:13: warning[{NAME}] the operation is `ROLLED_BACK` here, but"
        " `COMMITTED` on line 1"
    ]


def test_many_on_one_resource_are_told_once_each(lint):
    text = "\n".join(operation(f"2026-03-08 15:{number:02}") for number in range(20))
    assert len(lint(text, NAME, path=BUFFER)) == 19


def test_a_change_is_compared_with_what_it_did_not_touch(lint):
    first, second = operation(), operation(LATER, operation="terraform destroy")
    assert len(lint(both(first, second), NAME, path=BUFFER, before=first)) == 1
    assert len(lint(both(first, second), NAME, path=BUFFER, before=f"\n{second}")) == 1
    assert lint(both(first, second), NAME, path=BUFFER, before=both(first, second)) == []
