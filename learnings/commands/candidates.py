"""`learnings candidates`: which entries are worth promoting, why, and where to."""

from __future__ import annotations

import argparse
import dataclasses
import sys

from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..output.summary import amount
from ..promotion.scoring import Candidate, candidates
from ..promotion.target import Target, targets
from ..workspace import Workspace
from . import filters
from .arguments import day

HELP = "List the entries that are worth promoting, with reasons, a target and a line."
DESCRIPTION = """\
List entries that recur, were urgent and are resolved, or ask for it: each with what speaks for it,
the target that suits it, and the line that it would become. Nothing is changed. Exit code 0.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("--targets", action="store_true", help="list the targets instead")
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="at most so many")
    parser.add_argument("--today", type=day, metavar="DATE", help="the day to count from")
    parser.add_argument("--preset", metavar="PRESET", help="the dialect of entries that show none")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """List them; 0."""
    workspace = Workspace.open(preset=args.preset)
    known = targets(workspace.settings)
    if args.targets:
        _list(known, args.format)
        return 0
    found = candidates(workspace, known, filters.today(args))
    shown = found[: args.limit] if args.limit > 0 else found
    if args.format == "json":
        rows = [dataclasses.asdict(item) for item in shown]
        stream.write(ascii_document({"version": 1, "total": len(found), "candidates": rows}))
        return 0
    for item in shown:
        sys.stdout.writelines(f"{inert(visible(line))}\n" for line in _told(item))
    left = f", {len(found) - len(shown)} not shown" if len(shown) < len(found) else ""
    sys.stdout.write(f"{amount(len(found), 'candidate', 'candidates')}{left}\n")
    return 0


def _told(item: Candidate) -> list[str]:
    lines = [f"{item.id}  {item.title}  ({item.path}, {item.status})"]
    lines += [f"    because {reason}" for reason in item.reasons]
    if item.untrusted:
        lines.append(f"    in quarantine: {item.untrusted}")
    end = f": {item.line}" if item.line else ", with a line of your own (--line)"
    return [*lines, f"    to {item.target}{end}"]


def _list(known: dict[str, Target], form: str) -> None:
    if form == "json":
        rows = [{"name": item.name, "title": item.title, "path": item.path,
                 "description": item.description} for item in known.values()]  # fmt: skip
        stream.write(ascii_document({"version": 1, "targets": rows}))
        return
    for item in known.values():
        path = item.path or "the file that you name"
        sys.stdout.write(f"{inert(visible(f'{item.name:<12} {path:<36} {item.description}'))}\n")
