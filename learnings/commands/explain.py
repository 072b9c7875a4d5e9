"""`learnings explain`: the page of a check."""

from __future__ import annotations

import argparse
import sys

from .. import registry

HELP = "Show the page of a check: what it finds, why, a bad and a good example."
DESCRIPTION = """\
Show the page of a check: what it finds, why that matters, a bad and a good example, and its
options. The name is the one in brackets of a finding: `error[duplicate-id]`.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "name",
        metavar="NAME",
        help="a check, or a group for all of its checks; `learnings checks` lists them",
    )


def run(args: argparse.Namespace) -> int:
    """Print the page, or the pages of a group; 0."""
    registry.refuse_unknown(args.name)
    found = [
        check for check in registry.checks().values() if args.name in (check.name, check.group)
    ]
    pages = []
    for check in found:
        weight = f"group {check.group}, severity {check.severity}, confidence {check.confidence}"
        pages.append(f"# {check.name}\n\n{check.page.strip()}\n\n({weight})\n")
    sys.stdout.write("\n".join(pages))
    return 0
