"""`learnings list`: the entries of the logs, their fields as written and as understood."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from .. import record as records
from ..entry import Entry, Log
from ..output import stream
from ..output.columns import table, terminal_width
from ..output.escape import document, inert, visible
from ..preset import Presets
from ..query import Query
from ..row import Row
from ..search.catalogue import Catalogue
from ..vocabulary import json_name
from . import filters, remarks
from .progress import Bar

HELP = "List the entries of the logs, with their fields raw and normalised."
DESCRIPTION = """\
List the entries of the logs, or those that are asked for, one a line: ID, status, day, place,
title. `--format json` gives of each its kind and preset too, its fields and sections as they are
understood and (`raw`) as they are written, and, where all entries are listed, the tasks and
write-ahead entries of working buffers.
"""
_BUFFER = "working-buffer.md"
_WIDTHS = (20, 12, 10)


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
        "--width", type=width, metavar="COLUMNS",
        help="cut the lines of the table (default: the terminal's width; in a pipe uncut)",
    )  # fmt: skip
    filters.add_arguments(parser)


def width(text: str) -> int:
    """The width of a table, as an argument."""
    if not text.isascii() or not text.isdigit() or len(text) > 6 or int(text) < 20:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no width; write 20 or more")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Print the entries; 0."""
    asked = filters.query(args)
    bar = Bar("reading")
    catalogue = Catalogue.open(args.paths, preset=args.preset, today=asked.today, progress=bar)
    remarks.say(remarks.of_walk(catalogue.walk, catalogue.settings, args.paths))
    if args.format == "json" and not asked.says_something:
        stream.write(_whole(catalogue))
        return 0
    rows = chosen(catalogue, asked)
    bar.clear()
    if args.format == "json":
        stream.write(_json(catalogue, rows))
    else:
        sys.stdout.write(_table(rows, args.width or terminal_width()))
    return 0


def chosen(catalogue: Catalogue, asked: Query) -> list[Row]:
    """The rows that are asked for; a remark on words that nothing has goes to standard error."""
    filters.verify(asked, catalogue.engine.presets_of(catalogue.settings), catalogue.rows)
    found = asked.pick(catalogue.rows(asked.hints))
    remark = asked.nearest(catalogue.rows()) if asked.wanted and not found else ""
    if remark:
        sys.stderr.write(f"learnings: {inert(visible(remark))}\n")
    return found


def _whole(catalogue: Catalogue) -> str:
    """The promised document of all entries, with the working buffers."""
    logs = catalogue.logs()
    buffers = [
        {"path": log.path, **records.buffer(log, _presets(catalogue, log))}
        for log in logs if log.path.endswith(_BUFFER)
    ]  # fmt: skip
    entries = [row(entry, log, _presets(catalogue, log)) for log in logs for entry in log.entries]
    return document({"version": 1, "entries": entries, "buffers": buffers}, 4)


def _json(catalogue: Catalogue, rows: list[Row]) -> str:
    """The promised document of some entries: they are read whole, whatever an index says."""
    logs = catalogue.logs(frozenset(item.path for item in rows))
    found = {(log.path, entry.span.line): (entry, log) for log in logs for entry in log.entries}
    listed = [found[key] for item in rows if (key := (item.path, item.line)) in found]
    entries = [row(entry, log, _presets(catalogue, log)) for entry, log in listed]
    return document({"version": 1, "entries": entries, "buffers": []}, 4)


def _presets(catalogue: Catalogue, log: Log) -> Presets:
    return catalogue.engine.presets_of(catalogue.engine.settings_of(log))


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


def cells(item: Row) -> list[str]:
    """An entry as a line of a table."""
    place = f"{item.path}:{item.line}"
    return [item.id or "-", item.status or "-", item.logged[:10] or "-", place, item.title]


def _table(rows: list[Row], width: int) -> str:
    # The last two share a column: places differ too much in length to be aligned.
    lines = [[*rest, f"{place}  {title}"] for *rest, place, title in map(cells, rows)]
    return table(lines, _WIDTHS, width, " ")
