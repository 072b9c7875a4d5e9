"""`learnings changed`: what a branch does to entries."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from ..collect import Collection, from_index
from ..collect_commits import from_changes, from_commit, from_revision
from ..engine import Engine
from ..errors import UsageError
from ..history.judged import Judged
from ..history.turns import KINDS, FieldChange, Turn, turns
from ..output import stream
from ..output.columns import table, terminal_width
from ..output.escape import document, visible
from ..output.summary import amount
from ..past import Version
from ..settings import Settings, load
from . import remarks
from .list import width

HELP = "List the entries that a branch adds, edits, moves, archives or loses."
DESCRIPTION = """\
List the entries that differ since this branch parted from BASE, by default the upstream of the
branch or else the main branch: up to the work tree, the index (--staged) or a commit (--rev). An
entry that only moves within its file is not changed. `--format json` gives the fields before and
after too; `learnings schema changes` describes it.

Exit code 0, also where nothing changed; 2: usage; 3: environment or repository.
"""
_WIDTHS = (9, 20)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "base", nargs="?", metavar="BASE", help="what to compare with, such as origin/main"
    )
    parser.add_argument(
        "--staged", action="store_true", help="what the next commit would change; takes no BASE"
    )
    parser.add_argument(
        "--rev", metavar="REV", help="up to this commit; without BASE what it changes by itself"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text (the default) is a table for people, json for programs",
    )
    parser.add_argument(
        "--width", type=width, metavar="COLUMNS",
        help="cut the lines of the table (default: the terminal's width; in a pipe uncut)",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Print the entries; 0."""
    if args.staged and (args.base or args.rev):
        raise UsageError("--staged compares with the last commit: leave out BASE and --rev")
    settings = load(os.getcwd())
    found = _collect(args, settings)
    remarks.say(found.remarks)
    _recognise(found, settings)
    assert isinstance(found.history, Judged)
    listed = turns(found.history)
    if args.format == "json":
        stream.write(_json(listed))
    else:
        sys.stdout.write(_table(listed, args.width or terminal_width()))
    return 0


def _collect(args: argparse.Namespace, settings: Settings) -> Collection:
    if args.staged:
        return from_index(settings)
    if args.rev is not None and args.base is not None:
        return from_revision(args.rev, args.base, settings)
    if args.rev is not None:
        return from_commit(args.rev, settings)
    return from_changes(args.base, settings)


def _recognise(found: Collection, settings: Settings) -> None:
    import datetime as dt

    Engine(settings, today=dt.date.today()).recognise(found.logs)


def _json(listed: list[Turn]) -> str:
    """The promised document."""
    summary = {kind: sum(item.kind == kind for item in listed) for kind in KINDS}
    entries = [_entry(item) for item in listed]
    return document({"version": 1, "entries": entries, "summary": summary}, 4)


def _entry(item: Turn) -> dict[str, Any]:
    return {
        "change": item.kind,
        "id": visible(item.version.entry.id) or None,
        "title": visible(item.version.entry.title),
        "before": _place(item.old),
        "after": _place(item.new),
        "fields": [_field(part) for part in item.fields],
    }


def _place(version: Version | None) -> dict[str, Any] | None:
    if version is None:
        return None
    entry = version.entry
    return {"path": version.log.path, "line": entry.span.line, "id": visible(entry.id) or None}


def _field(part: FieldChange) -> dict[str, Any]:
    return {"name": visible(part.name), "before": part.before, "after": part.after}


def _table(listed: list[Turn], columns: int) -> str:
    if not listed:
        return "no entry changed\n"
    lines = [_line(item) for item in listed]
    counts = {kind: sum(item.kind == kind for item in listed) for kind in KINDS}
    said = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    return (
        table(lines, _WIDTHS, columns, " ")
        + f"\n{amount(len(listed), 'entry', 'entries')}: {said}\n"
    )


def _line(item: Turn) -> list[str]:
    version = item.version
    place = f"{version.log.path}:{version.entry.span.line}"
    words = [place, version.entry.title]
    if item.kind in ("moved", "archived") and item.old is not None:
        words.append(f"(from {item.old.log.path})")
    if item.fields:
        words.append(f"({', '.join(map(_said, item.fields))})")
    return [item.kind, _name(item), "  ".join(filter(None, words))]


def _name(item: Turn) -> str:
    """The ID; both where the entry has another one now."""
    ids = [version.entry.id or "-" for version in (item.old, item.new) if version is not None]
    return " → ".join(dict.fromkeys(ids))


def _said(part: FieldChange) -> str:
    """A field with what became of it, where that is short."""
    short = all(text is None or (len(text) < 30 and "\n" not in text) for text in part[1:])
    if part.before is None:
        return f"{part.name} added"
    if part.after is None:
        return f"{part.name} removed"
    return f"{part.name}: {part.before} → {part.after}" if short else part.name
