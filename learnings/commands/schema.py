"""`learnings schema`: a JSON Schema, for editors and other programs."""

from __future__ import annotations

import argparse

from ..output import stream
from ..output.escape import document

HELP = "Print a JSON Schema: of a kind of entry, the configuration or the report."
DESCRIPTION = """\
Print a JSON Schema (draft 2020-12), for editors and for programs that write or read entries. That
of a kind of entry describes what `learnings list --format json` understands of one, config
describes .learnings.toml, report what `learnings lint --format json` prints, changes what
`learnings changed --format json` does, review what `learnings review --format json` does, and scan
what `learnings scan --format json` does.
"""
KINDS = (
    "learning",
    "operations-issue",
    "error",
    "feature-request",
    "compact-entry",
    "ops-knowledge",
    "wal-entry",
    "working-buffer",
    "config",
    "report",
    "changes",
    "review",
    "scan",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("kind", metavar="KIND", choices=KINDS, help=f"one of {', '.join(KINDS)}")


def run(args: argparse.Namespace) -> int:
    """Print the schema; 0."""
    from ..schema import schema_for

    stream.write(document(schema_for(args.kind)))
    return 0
