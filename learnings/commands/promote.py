"""`learnings promote`: write a lesson where everybody reads it, and say so in its entry."""

from __future__ import annotations

import argparse

from ..errors import UsageError
from . import promoting

HELP = "Promote entries: the lesson to its target, and the status of the entry, together."
DESCRIPTION = """\
Write the lesson of entries where everybody reads it (a runbook, AGENTS.md, a backlog …), set their
status to `promoted` and name the place. Without --to, the target that suits an entry is taken.
With --commit this is one commit on the current branch, with --pr a branch that is pushed and a
pull request; neither touches what else you have changed. Exit code 0: done; 2: refused; 3: the
repository does not allow it; 4: the remote does not.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("ids", nargs="+", metavar="ID", help="IDs of entries, or paths")
    parser.add_argument(
        "--to", metavar="TARGET",
        help="the name of a target, or the path of its file (`learnings candidates --targets`)",
    )  # fmt: skip
    parser.add_argument(
        "--line", metavar="TEXT",
        help="the line of the lesson; for agents an order of at most 80 characters",
    )  # fmt: skip
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", dest="given",
        help="what the template of the target is to say: effort=2d, objective=99.9 %%; may repeat",
    )  # fmt: skip
    parser.add_argument(
        "--confirm-untrusted", action="store_true",
        help="a person has read the line: let words of tools or outside documents be a rule",
    )  # fmt: skip
    parser.add_argument(
        "--again", action="store_true", help="promote again what was retired from there"
    )
    parser.add_argument(
        "--instead", action="store_true",
        help="with --pr, take the place of an open pull request that promotes it to another file",
    )  # fmt: skip
    promoting.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Promote the entries; 0."""
    if args.line and len(args.ids) > 1:
        raise UsageError("--line is the line of one entry: promote one at a time")
    return promoting.run(args, promoting.promotion(args))
