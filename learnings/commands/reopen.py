"""`learnings reopen`: say that entries are open again."""

from __future__ import annotations

import argparse

from ..transition import reopen
from . import moving

HELP = "Say that entries are open again; what resolved them before is kept."
DESCRIPTION = """\
Set the status of entries back to `pending`. The Resolution stays, as an earlier one, with the
reason for opening the entry again. An archived entry goes back to its log. Exit code 0: done;
2: refused.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    moving.add_arguments(parser)
    parser.add_argument("--reason", metavar="TEXT", default="", help="why it is open again")


def run(args: argparse.Namespace) -> int:
    """Move the entries; 0."""
    day = moving.when(args)
    return moving.run(
        args,
        lambda found: reopen(found.log, found.entry, found.kind, day, args.reason),
        "pending",
        opens=True,
    )
