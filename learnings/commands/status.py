"""`learnings status`: where the logs stand, on one screen."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Mapping

from ..output import stream
from ..output.columns import table, terminal_width
from ..output.escape import document
from ..output.summary import amount
from ..overview import Overview, overview
from ..row import Row
from ..search.catalogue import Catalogue
from . import filters, noting, remarks
from .list import chosen, width
from .progress import Bar

HELP = "Show where the logs stand: open, urgent and stale entries, and what comes back."
DESCRIPTION = """\
Show where the logs stand: entries by log, what is pending, urgent or has waited too long, what
could be automated, which Pattern-Keys come back, and what the hooks have noted and nobody has
logged yet. The filters choose what is counted. Templates in code fences do not count.
"""
_NAMED = 3
_MOST = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders (default: all logs)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--width", type=width, metavar="COLUMNS", help="cut the lines (default: the terminal's)"
    )
    filters.add_arguments(parser, order=False)


def run(args: argparse.Namespace) -> int:
    """Print the overview; 0."""
    asked = filters.query(args)
    bar = Bar("reading")
    catalogue = Catalogue.open(args.paths, preset=args.preset, today=asked.today, progress=bar)
    remarks.say(remarks.of_walk(catalogue.walk, catalogue.settings, args.paths))
    rows = chosen(catalogue, asked)
    bar.clear()

    limits: dict[str, Mapping[str, int]] = {}

    def days(item: Row) -> Mapping[str, int]:
        if item.path not in limits:
            near = catalogue.settings.nearest(item.path)
            limits[item.path] = near.checks.get("stale-entry", {}).get("days", {})
        return limits[item.path]

    found = overview(rows, asked.today, days)
    noted = _noted(catalogue)
    if args.format == "json":
        stream.write(_json(found, noted, asked.today.isoformat()))
    else:
        sys.stdout.write(_text(found, noted, args.width or terminal_width()))
    return 0


def _noted(catalogue: Catalogue) -> dict[str, int]:
    """How many lines wait in the notes that hooks leave beside the logs."""
    places = [(source.absolute, source.path) for source in catalogue.asked]
    everywhere = catalogue.walk.only is None
    notes = noting.notes(places, catalogue.settings.root, everywhere=everywhere)
    counts = {path: sum(1 for line in data.splitlines() if line.strip())
              for path, data in notes.items()}  # fmt: skip
    return {path: lines for path, lines in counts.items() if lines}


def _text(found: Overview, noted: Mapping[str, int], width: int) -> str:
    total = [sum(counts) for counts in zip(*(item[2:] for item in found.logs), strict=True)]
    rows = [["log", "entries", "open", "pending", "final"]]
    rows += [[item.path, *map(_number, item[2:])] for item in found.logs]
    if len(found.logs) > 1:
        rows.append(["all", *map(_number, total)])
    parts = [table(_right(rows), width=width)] if found.logs else ["no entries\n"]
    parts.append(table(_counts(found, noted), width=width))
    if found.patterns:
        lines = [[item.key, amount(len(item.entries), "entry", "entries"), f"{item.open} open",
                  f"last {item.last or '-'}"] for item in found.patterns[:_MOST]]  # fmt: skip
        more = len(found.patterns) - _MOST
        parts.append("recurring patterns\n" + table([["", *line] for line in lines], width=width)
                     + (f"  and {more:,} more\n" if more > 0 else ""))  # fmt: skip
    return "\n".join(part for part in parts if part)


def _counts(found: Overview, noted: Mapping[str, int]) -> list[list[str]]:
    named = [
        ("pending", found.pending, ""),
        ("open P1 and P2", found.urgent, ""),
        ("open critical and high", found.pressing, ""),
        ("waiting too long", found.stale, "learnings lint --select stale-entry"),
        ("to be automated", found.automation, ""),
        ("open write-ahead entries", found.wal, ""),
    ]
    rows = []
    for title, held, advice in named:
        if held or title == "pending":
            examples = ", ".join(item.label for item in held[:_NAMED])
            dots = " …" if len(held) > _NAMED else ""
            rows.append([title, _number(len(held)), advice if dots and advice else examples + dots])
    for path, lines in noted.items():
        rows.append(["noted, not logged", _number(lines), path])
    most = max(len(row[1]) for row in rows)
    return [[row[0], row[1].rjust(most), row[2]] for row in rows]


def _number(count: int) -> str:
    return f"{count:,}"


def _right(rows: list[list[str]]) -> list[list[str]]:
    """The rows with their numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [[row[0], *(cell.rjust(wide) for cell, wide in zip(row[1:], widths[1:], strict=True))]
            for row in rows]  # fmt: skip


def _json(found: Overview, noted: Mapping[str, int], today: str) -> str:
    def names(rows: list[Row]) -> list[dict[str, object]]:
        return [{"id": item.id, "path": item.path, "line": item.line} for item in rows]

    return document(
        {
            "version": 1,
            "today": today,
            "logs": [
                {"path": item.path, "archived": item.archive, "entries": item.entries,
                 "open": item.open, "pending": item.pending, "final": item.final}
                for item in found.logs
            ],
            **{name: names(getattr(found, name)) for name in _LISTS},
            "patterns": [
                {"pattern_key": item.key, "count": len(item.entries), "open": item.open,
                 "last": item.last or None, "entries": names(list(item.entries))}
                for item in found.patterns
            ],
            "pending_errors": [{"path": path, "lines": lines} for path, lines in noted.items()],
        },
        2,
    )  # fmt: skip


_LISTS = tuple(item.name for item in dataclasses.fields(Overview)
               if item.name not in ("logs", "patterns"))  # fmt: skip
