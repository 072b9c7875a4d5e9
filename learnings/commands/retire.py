"""`learnings retire`: take a rule out of its target again, and leave a tombstone."""

from __future__ import annotations

import argparse
import datetime as dt
import os

from ..errors import UsageError
from ..promotion.delivery import Planner
from ..promotion.plan import Files, Plan
from ..promotion.retiring import LONGEST, Reason, retire
from ..promotion.target import targets
from ..settings import load
from ..workspace import Found, Workspace
from . import moving, promoting

HELP = "Take the rules of promoted entries out of their targets again, and say why."
DESCRIPTION = """\
Take out of its file the rule that an entry became, and leave a comment there that says when and
why, so that it does not come back unasked. The entry stays promoted and says that it was retired.
Exit code 0: done; 2: refused; 3: the repository does not allow it; 4: the remote does not.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("ids", nargs="+", metavar="ID", help="IDs of entries, or paths")
    parser.add_argument("--reason", metavar="TEXT", required=True, help="why the rule goes")
    promoting.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Retire the rules; 0."""
    moving.make_legible(args)
    if not args.reason.strip():
        raise UsageError("--reason says nothing: say why the rule goes")
    settings = load(os.getcwd(), {"preset": args.preset})
    why = promoting.careful(args, settings).masked("--reason", args.reason)
    if len(why) > LONGEST:
        raise UsageError(f"--reason: it has {len(why)} characters, more than {LONGEST}")
    known = targets(settings)

    def make(id: str) -> Planner:
        def planner(workspace: Workspace, files: Files, day: dt.date) -> Plan:
            found, reason = workspace.find(id), Reason(day.isoformat(), why)
            _refuse_early(args, found)
            return retire(workspace, files, found, known, reason)

        return planner

    return promoting.run(args, make)


def _refuse_early(args: argparse.Namespace, found: Found) -> None:
    """Raise `UsageError` for a day on which the entry was not there; somewhere it is a day on."""
    logged = found.entry.logged
    if args.today and logged and args.today + dt.timedelta(1) < logged.day:
        raise UsageError(
            f"--today {args.today}: {found.entry.label} was logged later, on {logged.day}"
        )
