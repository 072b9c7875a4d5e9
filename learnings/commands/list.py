"""`learnings list`: the entries of the logs, their fields as written and as understood."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from typing import Any

from .. import record as records
from ..collect import from_work_tree
from ..engine import Engine
from ..entry import Entry, Log
from ..output import stream
from ..output.escape import document, inert, visible
from ..preset import Presets
from ..settings import load
from ..verify import verified
from ..vocabulary import json_name
from . import remarks

HELP = "List the entries of the logs, with their fields raw and normalised."
DESCRIPTION = """\
List the entries of the logs, one a line: ID, status, day, place, title. `--format json` gives of
each its kind and preset too, its fields and sections as they are understood and (`raw`) as they
are written, and the tasks and write-ahead entries of working buffers.
"""
_BUFFER = "working-buffer.md"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders (default: all logs)"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text (the default) is a table for people, json for programs",
    )
    parser.add_argument(
        "--preset",
        metavar="PRESET",
        help="the dialect of entries that do not show theirs, such as agent or operations",
    )


def run(args: argparse.Namespace) -> int:
    """Print the entries; 0."""
    settings = load(os.getcwd(), {"preset": args.preset})
    verified(settings)
    collection = from_work_tree(args.paths, settings)
    remarks.say(remarks.of_walk(collection, settings, args.paths))
    engine = Engine(settings, today=dt.date.today(), tree=collection.tree)
    engine.recognise(collection.logs)
    listed = [
        log for log in collection.logs if collection.only is None or log.path in collection.only
    ]
    rows = [
        row(entry, log, engine.presets_of(engine.settings_of(log)))
        for log in listed
        for entry in log.entries
    ]
    if args.format == "json":
        buffers = [
            {"path": log.path, **records.buffer(log, engine.presets_of(engine.settings_of(log)))}
            for log in listed
            if log.path.endswith(_BUFFER)
        ]
        stream.write(document({"version": 1, "entries": rows, "buffers": buffers}, 4))
    else:
        sys.stdout.write(_table(rows))
    return 0


def row(entry: Entry, log: Log, presets: Presets) -> dict[str, Any]:
    """An entry as JSON: what identifies it, its normal form, and its fields as written."""
    document_, _ = records.record(entry, log, presets)
    logged = entry.logged
    sections = document_.pop("sections", {})
    return {
        "id": entry.id,
        "kind": entry.kind,
        "preset": entry.preset,
        "path": log.path,
        "line": entry.span.line,
        "title": entry.title,
        "status": records.status(entry, presets),
        "logged": logged.isoformat() if logged else None,
        "fields": {
            name: value
            for name, value in document_.items()
            if name not in ("id", "kind", "preset", "title")
        },
        "raw": {json_name(item.name): item.raw for item in reversed(entry.fields)},
        "sections": {
            name: {**content, "raw": _raw(entry, name)} if isinstance(content, dict) else content
            for name, content in sections.items()
        },
    }


def _raw(entry: Entry, name: str) -> dict[str, str]:
    section = next((item for item in entry.sections if json_name(item.name) == name), None)
    fields = reversed(section.fields) if section else ()
    return {json_name(item.name): item.raw for item in fields}


def _table(rows: list[dict[str, Any]]) -> str:
    lines = []
    for item in rows:
        status = item["status"] or "-"
        day = (item["logged"] or "-")[:10]
        place = f"{item['path']}:{item['line']}"
        lines.append(f"{item['id'] or '-':<20} {status:<12} {day:<10} {place}  {item['title']}")
    return "".join(f"{inert(visible(line))}\n" for line in lines)
