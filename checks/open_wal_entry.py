"""An operation was begun, and nobody wrote down how it ended.

A write-ahead entry that stays `PENDING` means that a session broke off in the middle of what is
hard to reverse. Look at the real state first (the cluster, the state of Terraform, the branch):
the log does not know it. Then set `COMMITTED` or `ROLLED_BACK`.

An entry is closed as well if a second one with the same time and operation is.

### Options

    [tool.learnings.checks.open-wal-entry]
    days = 1

`days` is how many days an operation may be open.

### Bad

    <!-- path: memory/working-buffer.md -->
    # Working Buffer

    ## WAL Entry — 2026-03-08 14:32
    **Operation**: terraform apply, replaces the payments database
    **Affected resources**: aws_db_instance.payments (us-east-1)
    **Blast radius**: payments has no database for about eight minutes
    **Rollback**: Restore the snapshot payments-2026-03-10
    **Status**: PENDING

### Good

    <!-- path: memory/working-buffer.md -->
    # Working Buffer

    ## WAL Entry — 2026-03-08 14:32
    **Operation**: terraform apply, replaces the payments database
    **Affected resources**: aws_db_instance.payments (us-east-1)
    **Blast radius**: payments has no database for about eight minutes
    **Rollback**: Restore the snapshot payments-2026-03-10
    **Status**: COMMITTED
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Log

from ._wal import entries, pending


@define(group="ageing", severity=Severity.NOTE)
def check(log: Log, context: Context) -> Iterator[Problem]:
    if log.is_archive:
        return
    limit = int(context.option("open-wal-entry", "days", 1))
    judged = {entry.start for entry in log.entries}
    for entry in pending(entries(context.whole(log)), context):
        field, since = entry.field("status"), entry.logged
        if entry.start not in judged or field is None or since is None:
            continue
        age = (context.today - since.day).days
        if age > limit:
            days = "1 day" if age == 1 else f"{age} days"
            message = f"the operation has been `PENDING` for {days}, since {since.day}"
            hint = "verify the real state, then set COMMITTED or ROLLED_BACK"
            yield Problem(field.span, message, "status", hint)
