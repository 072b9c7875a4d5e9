"""`learnings review`: what waits, what comes back, what is worth a rule, and who looks after it."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterator, Mapping

from ..collect import Collection, from_work_tree
from ..errors import UsageError
from ..history.recall import recall
from ..output import stream
from ..output.columns import terminal_width
from ..past import History
from ..preset import Presets
from ..query import Query
from ..review import Review, html, json_document, markdown, review, text
from ..review.model import Noted
from ..review.noted import noted
from ..row import Row, row
from ..settings import Settings, load
from ..verify import verified
from . import filters, keeping_issues, noting, remarks
from .list import width
from .progress import Bar

HELP = "Show what waits, comes back, is worth a rule or was promised, and whose it is."
DESCRIPTION = """\
Go through the logs: entries that wait too long, problems that keep coming up or came back, lessons
that are worth a rule, actions that are overdue, promoted rules to look at again, and what hooks
noted and nobody has logged. No file is written. The same logs, history and day give the same bytes.

With --github it becomes an issue that is kept: found again by what it carries and by who wrote it,
written only when there is something new. What people write and tick in it stays, and where they
close it, it stays closed until there is something new. With --act, what is ticked in it is carried
out by pull requests. Exit code 0: done; 2: a tick could not be carried out; 4: GitHub refused.
"""
FORMATS = ("text", "markdown", "json", "html")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders (default: all logs)"
    )
    which = parser.add_argument_group("what is reviewed")
    which.add_argument(
        "--since", type=filters.day, metavar="DATE",
        help="the first day of the window in which things are counted (default: 30 days)",
    )  # fmt: skip
    for option, name, about in (
        ("--services", "service", "only entries that name one of these services"),
        ("--severity", "severity", "only entries of these severities"),
    ):
        which.add_argument(
            option, action="append", dest=f"by_{name}", metavar="WORD", type=filters.words,
            help=f"{about}; patterns (`pay*`) and several (`a,b`)",
        )  # fmt: skip
    which.add_argument(
        "--today", type=filters.day, metavar="DATE", help="the day to count from (default: today)"
    )
    which.add_argument("--preset", metavar="PRESET", help="the dialect of entries that show none")
    how = parser.add_argument_group("output")
    how.add_argument(
        "--format", choices=FORMATS, default="text",
        help="text (the default) for a terminal, markdown for an issue, with boxes that act, json "
        "for programs, html for one page that needs nothing else",
    )  # fmt: skip
    how.add_argument(
        "--width", type=width, metavar="COLUMNS", help="cut the lines (default: the terminal's)"
    )

    keeping_issues.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the review, or keep its issues; 0."""
    keeping_issues.verify(args)
    found = made(args)
    if args.github:
        return keeping_issues.run(args, found)
    if args.format == "text":
        sys.stdout.write(text(found, args.width or terminal_width()))
        return 0
    render = {"markdown": markdown, "json": json_document, "html": html}[args.format]
    stream.write(render(found))
    return 0


def made(args: argparse.Namespace) -> Review:
    """The review of the work tree, as the arguments ask for it."""
    today = filters.today(args)
    if args.since is not None and args.since > today:
        raise UsageError(f"--since {args.since} is later than {today}, the day of the review: "
                         "name that day or an earlier one")  # fmt: skip
    settings = load(os.getcwd(), {"preset": args.preset})
    presets = verified(settings)
    bar = Bar("reading") if args.format == "text" else None
    collection = from_work_tree(args.paths, settings, bar)
    if bar is not None:
        bar.clear()
    remarks.say(remarks.of_walk(collection, settings, args.paths))
    wanted = {
        name: tuple(word for words in given for word in words)
        for name in ("service", "severity") if (given := getattr(args, f"by_{name}"))
    }  # fmt: skip
    found = of_work_tree(collection, settings, today, args.since, wanted)
    if wanted:
        _verify(Query(today=today, wanted=wanted), presets, collection)
    return found


def of_work_tree(
    collection: Collection,
    settings: Settings,
    today: dt.date,
    since: dt.date | None = None,
    wanted: Mapping[str, tuple[str, ...]] | None = None,
) -> Review:
    """The review of what was collected, with its history and the notes of hooks."""
    history: History = recall(collection.history, collection.logs, settings, today)
    return review(
        collection.logs, None, history, today, settings,
        tree=collection.tree, since=since, wanted=wanted, only=collection.only,
        noted=_noted(settings, collection),
    )  # fmt: skip


def _verify(asked: Query, presets: Presets, collection: Collection) -> None:
    """Refuse a severity that no preset knows, and a service, that no entry has.

    Raises `UsageError`.
    """

    def rows() -> Iterator[Row]:
        return (row(entry, log, presets) for log in collection.logs for entry in log.entries)

    filters.verify(asked, presets, rows)
    # Services are in no list: entries tell which there are.
    asked.verify(rows, {"service": ()})


def _noted(settings: Settings, collection: Collection) -> list[Noted]:
    asked = [log.path for log in collection.logs
             if collection.only is None or log.path in collection.only]  # fmt: skip
    places = [(os.path.normpath(os.path.join(settings.root, path)), path) for path in asked]
    found = noting.notes(places, settings.root, everywhere=collection.only is None)
    return [one for path, data in found.items() if (one := noted(path, data)) is not None]
