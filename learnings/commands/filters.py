"""The arguments by which `list`, `search` and `status` choose entries, declared once."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterable

from ..lazy import regex
from ..preset import Preset, Presets
from ..query import NAMES, SORTS, Query
from ..query import day as day_of
from ..row import FINAL, OPEN, Row
from ..value import duration

_AGE = regex(r"(?i)\s*(?:\d+(?:\.\d+)?\s*(?:h|d|w|hours?|days?|weeks?)\s*)+")
_HELP = {
    "kind": "learning, error, operations-issue …",
    "status": "a status, or `open` or `final` for all of that sort",
    "priority": "low, medium, high or critical",
    "severity": "P1 to P4, or what the preset has",
    "area": "one of its areas",
    "category": "its category",
    "service": "a service that it names",
    "tag": "one of its tags",
    "pattern": "its Pattern-Key",
    "dialect": "the preset it belongs to",
    "id": "its ID or a part of it",
}
_USUAL = ("agent", "operations")
# What presets know the words of.
_CLOSED = frozenset({"kind", "status", "priority", "severity", "dialect"})
_OPTION = {"dialect": "--in-preset"}


def add_arguments(parser: argparse.ArgumentParser, *, order: bool = True) -> None:
    """Declare the filters and, with `order`, how the answer is sorted and cut."""
    which = parser.add_argument_group(
        "which entries",
        "Values may be patterns (`disk*`) and several (`a,b`, or the option twice).",
    )
    for name in NAMES:
        which.add_argument(
            _OPTION.get(name, f"--{name}"),
            action="append",
            dest=f"by_{name}",
            metavar="WORD",
            type=words,
            help=_HELP[name],
        )  # fmt: skip
    for option, about in (("--older-than", "more than that"), ("--newer-than", "at most that")):
        which.add_argument(
            option, type=_age, metavar="AGE", help=f"logged {about} ago: 7d, 2w, 36h"
        )
    for option, about in (("--since", "on that day or later"), ("--until", "or earlier")):
        which.add_argument(option, type=day, metavar="DATE", help=f"logged {about}")
    which.add_argument("--today", type=day, metavar="DATE", help="the day to count ages from")
    which.add_argument("--preset", metavar="PRESET", help="the dialect of entries that show none")
    if order:
        _add_order(parser)


def _add_order(parser: argparse.ArgumentParser) -> None:
    order = parser.add_argument_group("in which order")
    order.add_argument(
        "--sort", choices=SORTS, help="newest first, most urgent first, by ID or by place"
    )
    order.add_argument("--reverse", action="store_true", help="the other way round")
    order.add_argument("--limit", type=_count, metavar="N", default=0, help="at most so many")


def query(args: argparse.Namespace) -> Query:
    """What the arguments ask for."""
    wanted = {
        name: tuple(word for words in given for word in words)
        for name in NAMES if (given := getattr(args, f"by_{name}"))
    }  # fmt: skip
    return Query(
        today=today(args),
        wanted=wanted,
        older=args.older_than,
        newer=args.newer_than,
        since=args.since,
        until=args.until,
        sort=getattr(args, "sort", None) or "",
        reverse=getattr(args, "reverse", False),
        limit=getattr(args, "limit", 0),
    )


def today(args: argparse.Namespace) -> dt.date:
    """The day to judge by."""
    found: dt.date = args.today or dt.date.today()
    return found


def verify(asked: Query, presets: Presets, rows: Callable[[], Iterable[Row]]) -> None:
    """Refuse words that belong to closed lists and are in none; raises `UsageError`."""
    closed = _CLOSED & set(asked.wanted)
    known: dict[str, set[str]] = {name: set() for name in closed}
    names = presets.names() if closed else ()
    # The usual presets first: to read all of them takes longer than to answer.
    for name in sorted(names, key=lambda name: name not in (presets.default, *_USUAL)):
        if not asked.unknown(known):
            return
        _learn(presets.preset(name), known)
    asked.verify(rows, known)


def _learn(preset: Preset, known: dict[str, set[str]]) -> None:
    """Add the words of a preset."""
    words: dict[str, set[str]] = {name: set() for name in NAMES}
    words["dialect"].add(preset.name)
    words["kind"].update(preset.kinds)
    words["status"].update((OPEN, FINAL))
    for kind in preset.kinds.values():
        words["status"].update(kind.lifecycle.statuses)
        words["priority"].update(kind.priorities)
        words["severity"].update(kind.severities)
    for name in known:
        known[name] |= words[name]


def words(text: str) -> list[str]:
    """The words of an argument; for argparse."""
    found = [word.strip() for word in text.split(",") if word.strip()]
    if not found:
        raise argparse.ArgumentTypeError("expected a word, or several with commas between them")
    return found


def _age(text: str) -> dt.timedelta:
    found = duration(text) if _AGE.fullmatch(text) else None
    if found is None:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no age; write 7d, 2w or 36h")
    return found


def day(text: str) -> dt.date:
    """The day of an argument; for argparse."""
    try:
        return day_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no date; write 2026-03-01") from None


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text[:9]) > 0 or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no number of entries; write 1 or more")
    return int(text)
