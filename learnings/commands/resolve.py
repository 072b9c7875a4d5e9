"""`learnings resolve`: say that entries are resolved, and how."""

from __future__ import annotations

import argparse

from ..transition import move
from . import moving

HELP = "Say that entries are resolved, and how: status and Resolution together."
DESCRIPTION = """\
Set the status of entries to `resolved` and write the Resolution: when, how, and where it is told
in full. An illegal move is refused, and nothing is written. Exit code 0: done; 2: refused.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    moving.add_arguments(parser)
    parser.add_argument("--notes", metavar="TEXT", default="", help="what helped")
    parser.add_argument("--commit", metavar="REF", default="", help="the commit or pull request")
    parser.add_argument("--postmortem", metavar="LINK", default="", help="where it is told in full")


def run(args: argparse.Namespace) -> int:
    """Move the entries; 0."""
    told = {
        "resolved": moving.when(args),
        "commit/pr": args.commit,
        "postmortem": args.postmortem,
        "notes": args.notes,
    }
    return moving.run(
        args, lambda found: move(found.log, found.entry, found.kind, "resolved", told), "resolved"
    )
