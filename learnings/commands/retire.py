"""`learnings retire`: take a rule out of its target again, and leave a tombstone."""

from __future__ import annotations

import argparse
import datetime as dt
import os

from ..errors import UsageError
from ..promotion.delivery import Planner
from ..promotion.plan import Files, Plan
from ..promotion.retiring import Reason, retire
from ..promotion.target import targets
from ..settings import load
from ..workspace import Workspace
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
    known = targets(settings)

    def make(id: str) -> Planner:
        def planner(workspace: Workspace, files: Files, day: dt.date) -> Plan:
            reason = Reason(day.isoformat(), why)
            return retire(files, workspace.find(id), known, reason)

        return planner

    return promoting.run(args, make)
