"""`learnings candidates`: which entries are worth promoting, why, and where to."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from typing import Any

from ..collect import from_work_tree
from ..engine import Engine
from ..errors import UsageError
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..output.summary import amount
from ..promotion.scoring import line_of
from ..promotion.target import Target, chosen, targets
from ..promotion.trust import untrusted
from ..review.model import Candidate
from ..settings import Settings, load
from ..verify import verified
from ..workspace import Workspace
from . import filters
from .arguments import day
from .review import of_work_tree

HELP = "List the entries that are worth promoting, with reasons, a target and a line."
DESCRIPTION = """\
List entries that recur, were urgent and are resolved, or ask for it: each with what speaks for it,
the target that suits it, and the line that it would become. They are those of `learnings review`.
Nothing is changed. Exit code 0.
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
    settings = load(os.getcwd(), {"preset": args.preset})
    verified(settings)
    known = targets(settings)
    if args.targets:
        _list(known, args.format)
        return 0
    found = _found(args, settings, known)
    shown = found[: args.limit] if args.limit > 0 else found
    if args.format == "json":
        stream.write(ascii_document({"version": 1, "total": len(found), "candidates": shown}))
        return 0
    for item in shown:
        sys.stdout.writelines(f"{inert(visible(line))}\n" for line in _told(item))
    left = f", {len(found) - len(shown)} not shown" if len(shown) < len(found) else ""
    sys.stdout.write(f"{amount(len(found), 'candidate', 'candidates')}{left}\n")
    return 0


def _found(
    args: argparse.Namespace, settings: Settings, known: Mapping[str, Target]
) -> list[dict[str, Any]]:
    """The candidates of the review, each with the line that it would become."""
    today = filters.today(args)
    collection = from_work_tree([], settings)
    review = of_work_tree(collection, settings, today)
    engine = Engine(settings, today=today, tree=collection.tree)
    engine.recognise(collection.logs)
    workspace = Workspace(settings, engine, collection.logs, collection.only)
    return [_document(one, workspace, known) for one in review.candidates]


def _document(one: Candidate, workspace: Workspace, known: Mapping[str, Target]) -> dict[str, Any]:
    item = one.item
    log = workspace.log(item.path)
    entry = log.entry_at(item.line) if log is not None else None
    line = doubts = ""
    if log is not None and entry is not None:
        line = line_of(log, entry, _target(one.target, known))
        doubts = untrusted(workspace, entry)
    return {
        "id": item.id or None, "path": item.path, "line_number": item.line,
        "title": item.caption, "status": item.status, "score": one.score,
        "reasons": list(one.reasons), "target": one.target, "because": one.because,
        "line": line, "untrusted": doubts,
    }  # fmt: skip


def _target(word: str, known: Mapping[str, Target]) -> Target:
    try:
        return chosen(word, known)[0]
    except UsageError:
        return Target(word, word)


def _told(item: dict[str, Any]) -> list[str]:
    where = f"{item['path']}:{item['line_number']}"
    lines = [f"{item['id'] or where}  {item['title']}  ({where}, {item['status']})"]
    lines += [f"    because {reason}" for reason in item["reasons"]]
    if item["untrusted"]:
        lines.append(f"    in quarantine: {item['untrusted']}")
    if not item["id"]:
        lines.append("    without an ID, so nothing can name it: `learnings assign-ids`")
    end = f": {item['line']}" if item["line"] else ", with a line of your own (--line)"
    return [*lines, f"    to {item['target']} ({item['because']}){end}"]


def _list(known: dict[str, Target], form: str) -> None:
    if form == "json":
        rows = [{"name": item.name, "title": item.title, "path": item.path,
                 "description": item.description} for item in known.values()]  # fmt: skip
        stream.write(ascii_document({"version": 1, "targets": rows}))
        return
    for item in known.values():
        path = item.path or "the file that you name"
        sys.stdout.write(f"{inert(visible(f'{item.name:<12} {path:<36} {item.description}'))}\n")
