"""An incident of the operations dialect, and a working buffer, for the tables of the checks."""

from __future__ import annotations

LOG = ".learnings/OPERATIONS_ISSUES.md"
BUFFER = "memory/working-buffer.md"


def incident(
    *actions: str,
    status: str = "pending",
    title: str = "Action Items",
    more: str = "",
    id: str = "OPS-20260305-001",
) -> str:
    """An incident; its actions begin on line 12, `more` follows them after a blank line."""
    lines = [f"## [{id}] checkout_down", "", "**Logged**: 2026-03-05T09:00:00Z"]
    lines += ["**Priority**: high", f"**Status**: {status}", "**Severity**: P2", ""]
    lines += ["### Summary", "Checkout was down.", "", f"### {title}", *actions, ""]
    return "\n".join([*lines, *more.splitlines()]) + "\n"


def operation(
    when: str = "2026-03-08 14:32",
    status: str = "PENDING",
    resources: str = "aws_db_instance.payments (us-east-1)",
    operation: str = "terraform apply",
    rollback: str = "Restore the snapshot",
) -> str:
    """A write-ahead entry of six lines: the resources on the third, the status on the last."""
    heading = f"## WAL Entry — {when}" if when else "## WAL Entry"
    return (
        f"{heading}\n**Operation**: {operation}\n**Affected resources**: {resources}\n"
        f"**Blast radius**: payments, eight minutes\n**Rollback**: {rollback}\n"
        f"**Status**: {status}\n"
    )
