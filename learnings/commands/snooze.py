"""`learnings snooze`: let entries wait until a day, without being told that they do."""

from __future__ import annotations

import argparse
import sys

from ..deferral import later, snoozed
from ..errors import UsageError
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..workspace import Session
from . import filters, moving
from .renewing import renew

HELP = "Let entries wait until a day, without being told that they wait too long."
DESCRIPTION = """\
Write a comment into entries that keeps `stale-entry` quiet until a day; from the next day on they
are told of again. Where an earlier snooze wrote one, its day is changed. Exit code 0: done;
2: refused.
"""


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
        until = args.until or later(
            today, int(settings.review["snooze-days"]), "review.snooze-days"
        )
        if until <= today:
            raise UsageError(f"--until {until} is not after {today}: name a day to come")
        for name in dict.fromkeys(args.ids):
            found = session.workspace.find(name)
            log = snoozed(found, until)
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
