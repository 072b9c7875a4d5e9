"""`learnings start`: say that work on entries has begun."""

from __future__ import annotations

import argparse

from ..transition import start
from . import moving

HELP = "Say that work on entries has begun."
DESCRIPTION = """\
Set the status of entries to `in_progress`. What was resolved, or left as it is, is opened again
for it: its Resolution stays, as an earlier one, and an archived entry goes back to its log. A move
that the lifecycle of the entry's preset does not know is refused, and nothing is written. Exit
code 0: done; 2: refused.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    moving.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Move the entries; 0."""
    when = moving.when(args)
    return moving.run(
        args,
        lambda found: start(found.log, found.entry, found.kind, when),
        "in_progress",
        opens=True,
    )
