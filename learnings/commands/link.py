"""`learnings link`: let entries name each other."""

from __future__ import annotations

import argparse

from ..diagnostic import Edit
from ..editor import add_reference
from ..errors import UsageError
from ..workspace import Found, Workspace
from . import moving

HELP = "Let entries name each other."
DESCRIPTION = """\
Add to the See Also (or Related Incidents) of each entry all others that are named. Links that
are there already stay as they are. Exit code 0: done; 2: an ID that nobody has.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    moving.add_arguments(parser)
    parser.add_argument(
        "--one-way", action="store_true", help="only the first entry names the others"
    )


def run(args: argparse.Namespace) -> int:
    """Link the entries; 0."""
    workspace = Workspace.open()
    found = [workspace.find(name) for name in args.ids]
    for item in found:
        if not item.entry.id:
            raise UsageError(f"{item.log.path}: {item.entry.label} has no ID to be named by")
    names = list(dict.fromkeys(item.entry.id for item in found))
    if len(names) < 2:
        raise UsageError("link needs the IDs of two entries")
    args.ids = names[:1] if args.one_way else names

    def operation(found: Found) -> list[Edit]:
        return add_reference(found.log, found.entry, found.kind, *names)

    return moving.run(args, operation)
