"""`learnings log-stats`: how long entries stay in each status."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import RepositoryError
from ..git import find_repository
from ..history.events import Event, Walk
from ..history.stays import Stays, spread, stays
from ..output import stream
from ..output.columns import table, terminal_width
from ..output.escape import ascii_document
from ..settings import load
from . import remarks
from .arguments import day

HELP = "Show how long entries stay in each status: median, quantiles and how many."
DESCRIPTION = """\
Show how long entries stayed in each status, as the commits tell it: how many stays have ended, and
the median, tenth and ninetieth hundredth of their days. What has not ended is told apart: how many
entries are still there, and the median of the days so far. There is no mean: a few entries that
nobody closes would decide it.
"""
_NONE = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "--kind",
        metavar="KIND",
        action="append",
        default=[],
        help="only entries of that kind, such as learning; may be repeated",
    )
    parser.add_argument("--rev", metavar="REV", default="HEAD", help="up to there (default: HEAD)")
    parser.add_argument(
        "--today",
        type=day,
        metavar="DATE",
        help="the day by which stays are counted that go on (default: today)",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """Print the table; 0. Raises `RepositoryError` in a shallow clone, which does not know."""
    settings = load(os.getcwd())
    repository = find_repository(settings.root or os.getcwd())
    if repository is None:
        raise RepositoryError("this is no git repository, so there is no history")
    if repository.shallow:
        raise RepositoryError(
            f"{repository.place} is a shallow clone and does not know since when a status stands: "
            "fetch the rest with `git fetch --unshallow`"
        )
    events = Walk(repository, settings).events(repository.resolve(args.rev))
    now = dt.datetime.now(dt.timezone.utc)
    if args.today:
        now = dt.datetime.combine(args.today, dt.time(23, 59), dt.timezone.utc)
    found = stays(_chosen(events, args.kind), now)
    if args.format == "json":
        stream.write(ascii_document(_document(found)))
    elif found:
        sys.stdout.write(_text(found))
    else:
        remarks.say(["no commit holds an entry with a status"])
    return 0


def _chosen(events: Iterable[Event], kinds: list[str]) -> Iterator[Event]:
    for event in events:
        place = event.after or event.before
        if not kinds or (place is not None and place.facts.kind in kinds):
            yield event


def _text(found: dict[str, Stays]) -> str:
    rows = [["status", "ended", "10 %", "median", "90 %", "still", "median so far"]]
    for status in sorted(found):
        item = found[status]
        ended, going = spread(item.ended), spread(item.going)
        days = [_days(value) for value in ended] if ended else [_NONE] * 3
        so_far = _days(going[1]) if going else _NONE
        rows.append([status, str(len(item.ended)), *days, str(len(item.going)), so_far])
    return table(rows, width=terminal_width())


def _days(value: float) -> str:
    if value < 1:
        return f"{value * 24:.1f} h"
    return f"{value:.1f} d" if value < 10 else f"{value:.0f} d"


def _document(found: dict[str, Stays]) -> dict[str, Any]:
    """The figures in days."""
    return {
        "version": 1,
        "statuses": {
            status: {"ended": _figures(item.ended), "going": _figures(item.going)}
            for status, item in sorted(found.items())
        },
    }


def _figures(days: list[float]) -> dict[str, Any]:
    found = spread(days)
    values = [round(value, 3) for value in found] if found else [None] * 3
    return {"n": len(days), "p10": values[0], "median": values[1], "p90": values[2]}
