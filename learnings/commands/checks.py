"""`learnings checks`: all checks with their groups and weights."""

from __future__ import annotations

import argparse
import sys

from .. import registry
from ..output import stream
from ..output.escape import document

HELP = "List all checks with their groups, severities and confidences."
DESCRIPTION = """\
List all checks by group, each with its severity unless settings or a preset say otherwise, and
what it finds. `learnings explain NAME` shows the page of one; `--select` and `--ignore` of
`learnings lint` take the names of checks and groups.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="json gives the confidence of each too (default: text)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the list; 0."""
    found = sorted(registry.checks().values(), key=lambda check: (check.group, check.name))
    if args.format == "json":
        rows = [
            {
                "name": check.name,
                "group": check.group,
                "severity": str(check.severity),
                "confidence": str(check.confidence),
                "title": check.title,
            }
            for check in found
        ]
        stream.write(document({"version": 1, "checks": rows}))
        return 0
    width = max((len(check.name) for check in found), default=0)
    group = ""
    for check in found:
        if check.group != group:
            group = check.group
            sys.stdout.write(f"{group}\n")
        sys.stdout.write(f"  {check.name:<{width}}  {check.severity:<7}  {check.title}\n")
    return 0
