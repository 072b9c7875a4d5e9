"""`learnings snooze`: let entries wait until a day, without being told that they do."""

from __future__ import annotations

import argparse
import datetime as dt
import sys

from ..comment import comments
from ..diagnostic import Edit
from ..editor import edited
from ..editor.apply import insertion
from ..entry import Log
from ..errors import UsageError
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..transition import status_of
from ..workspace import Found, Session
from . import filters, moving
from .renewing import renew

HELP = "Let entries wait until a day, without being told that they wait too long."
DESCRIPTION = """\
Write a comment into entries that keeps `stale-entry` quiet until a day; from the next day on they
are told of again. Where an earlier snooze wrote one, its day is changed. Exit code 0: done;
2: refused.
"""
_CHECK = "stale-entry"
_REASON = "snoozed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("ids", nargs="+", metavar="ID", help="IDs of entries, or paths")
    parser.add_argument(
        "--until", type=filters.day, metavar="DATE",
        help="the last quiet day (default: 14 days from today, or as `review` is set)",
    )  # fmt: skip
    parser.add_argument("--today", type=filters.day, metavar="DATE", help="the day to count from")
    parser.add_argument(
        "--dry-run", action="store_true", help="print the changes as a diff and write nothing"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """Snooze the entries, all or none; 0."""
    today = filters.today(args)
    rows = []
    with Session() as session:
        settings = session.workspace.settings
        until = args.until or today + dt.timedelta(days=int(settings.review["snooze-days"]))
        if until <= today:
            raise UsageError(f"--until {until} is not after {today}: name a day to come")
        for name in dict.fromkeys(args.ids):
            found = session.workspace.find(name)
            log = _snoozed(found, until)
            moving.put(session, found, log)
            rows.append({"id": found.entry.id or None, "path": log.path, "until": str(until)})
        renew(session)
        if args.dry_run:
            sys.stdout.write(moving.diff(session.changes))
            return 0
        session.commit()
    if args.format == "json":
        stream.write(ascii_document({"version": 1, "snoozed": rows}))
        return 0
    for row in rows:
        line = f"{row['id'] or row['path']}: snoozed until {until}  ({row['path']})"
        sys.stdout.write(f"{inert(visible(line))}\n")
    return 0


def _snoozed(found: Found, until: dt.date) -> Log:
    """The log with the comment in the entry.

    Raises `UsageError` for an entry that does not wait, and for one without a heading of its
    own, whose comment would hold for the whole file.
    """
    status = status_of(found.entry, found.kind)
    if found.log.is_archive or not found.kind.lifecycle.is_open(status):
        raise UsageError(f"{found.entry.label} is {status or 'without a status'}: "
                         "only what is open can be snoozed")  # fmt: skip
    log = edited(found.log, [_edit(found, until)], [found.entry])
    if not _is_covered(log, found.entry.span.line, until):
        raise UsageError(f"{found.entry.label} has no heading to write a comment under: "
                         "write it by hand, as docs/suppressing.md says")  # fmt: skip
    return log


def _edit(found: Found, until: dt.date) -> Edit:
    """The comment under the heading, or in place of an earlier one."""
    log, entry = found.log, found.entry
    text = f'<!-- learnings: ignore[{_CHECK}] reason="{_REASON}" until={until} -->'
    for comment in comments(log):
        is_ours = comment.names == (_CHECK,) and comment.reason == _REASON
        if is_ours and comment.scope == "entry" and comment.first == entry.span.line:
            return Edit(comment.start, comment.end, text)
    below = entry.span.end_line + 1
    if below > log.line_count:
        return Edit(len(log.text), len(log.text), f"{log.newline}{log.newline}{text}{log.newline}")
    return insertion(log, log.offset(below, 1), f"{log.newline}{text}{log.newline}")


def _is_covered(log: Log, line: int, until: dt.date) -> bool:
    return any(
        comment.scope == "entry" and comment.first == line and comment.until == until
        for comment in comments(log)
    )
