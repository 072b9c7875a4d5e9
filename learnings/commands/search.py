"""`learnings search`: the entries that hold some words, best first."""

from __future__ import annotations

import argparse
import dataclasses
import sys

from ..errors import UsageError
from ..output import stream
from ..output.columns import fitted, is_colored, terminal_width
from ..output.escape import document, inert, visible
from ..row import Row
from ..search.catalogue import Catalogue, Hits
from ..search.excerpt import Excerpt, around, excerpt
from ..search.words import Term, terms
from . import filters, remarks
from .list import width
from .progress import Bar

HELP = "Find the entries that hold some words, best first."
DESCRIPTION = """\
Find the entries that hold all the words, wherever they stand; the ID and the title count most.
`conn*` is the beginning of a word, '"connection pool"' are words in a row. Case, accents and
punctuation make no difference. Exit code 0: something was found; 1: nothing.
"""
_SHOWN = 20
_WIDTH = 100
_BOLD, _RED = "1", "1;31"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("words", nargs="+", metavar="WORD", help="what to look for")
    parser.add_argument("--any", action="store_true", help="any of the words will do")
    parser.add_argument(
        "--in", action="append", dest="paths", metavar="PATH", help="only in that file or folder"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    parser.add_argument(
        "--width", type=width, metavar="COLUMNS", help="cut the lines (default: the terminal's)"
    )
    filters.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print what was found; 0, or 1 where nothing was.

    Raises `UsageError` where there is no word to look for.
    """
    wanted = terms(args.words)
    if not wanted:
        raise UsageError("there is no word to look for: punctuation alone is in no index")
    asked = filters.query(args)
    bar = Bar("reading")
    catalogue = Catalogue.open(
        args.paths or (), preset=args.preset, today=asked.today, progress=bar
    )
    remarks.say(remarks.of_walk(catalogue.walk, catalogue.settings, args.paths or ()))
    filters.verify(asked, catalogue.engine.presets_of(catalogue.settings), catalogue.rows)
    if not asked.limit and args.format == "text":
        asked = dataclasses.replace(asked, limit=_SHOWN)
    found = catalogue.search(wanted, args.any, asked)
    bar.clear()
    if args.format == "json":
        stream.write(_json(catalogue, found, wanted))
    else:
        sys.stdout.write(_text(catalogue, found.rows, wanted, args))
        _remark(args, catalogue, wanted, found)
    return 0 if found.total else 1


def _text(
    catalogue: Catalogue, found: list[Row], wanted: list[Term], args: argparse.Namespace
) -> str:
    color, width = is_colored(args.color), args.width or terminal_width()
    lines = []
    for item in found:
        place = visible(f"{item.path}:{item.line}")
        about = [visible(word) for word in (item.status, item.priority, item.logged[:10]) if word]
        head = f"{inert(place)}: {visible(item.id)} {visible(item.title)}".rstrip()
        rest = f"  ({', '.join(about)})" if about else ""
        # Cut before it is painted: a colour has no width.
        line = fitted(inert(head) + rest, width)
        lines.append(_paint(line, _BOLD, color))
        hit = excerpt(catalogue.text(item), wanted)
        if hit.text:
            lines.append(inert(f"    {_marked(around(hit, (width or _WIDTH) - 4), color)}"))
    return "".join(f"{line}\n" for line in lines)


def _marked(hit: Excerpt, color: bool) -> str:
    """The line with what was searched for in colour, and nothing else in it that acts."""
    parts, at = [], 0
    for start, stop in hit.marks:
        parts += [visible(hit.text[at:start]), _paint(visible(hit.text[start:stop]), _RED, color)]
        at = stop
    return "".join([*parts, visible(hit.text[at:])])


def _paint(text: str, style: str, color: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if color else text


def _remark(
    args: argparse.Namespace, catalogue: Catalogue, wanted: list[Term], found: Hits
) -> None:
    """What to do next, for people: on standard error, so that a pipe gets entries alone."""
    more = found.total - len(found.rows)
    if more:
        sys.stderr.write(f"{more:,} more; show them with --limit {found.total}\n")
    elif not found.total and len(wanted) > 1 and not args.any:
        others = catalogue.search(wanted, any_of=True).total
        if others:
            entries = "entry holds" if others == 1 else "entries hold"
            sys.stderr.write(f"no entry holds all of it; {others:,} {entries} a part: add --any\n")


def _json(catalogue: Catalogue, found: Hits, wanted: list[Term]) -> str:
    rows = [_entry(catalogue, item, wanted) for item in found.rows]
    return document({"version": 1, "found": found.total, "entries": rows}, 2)


def _entry(catalogue: Catalogue, item: Row, wanted: list[Term]) -> dict[str, object]:
    hit = excerpt(catalogue.text(item), wanted)
    return {
        **summary(item),
        "excerpt": {
            "line": item.line + hit.line,
            "text": hit.text,
            "marks": [{"start": start, "end": stop} for start, stop in hit.marks],
        } if hit.text else None,
    }  # fmt: skip


def summary(item: Row) -> dict[str, object]:
    """What identifies an entry and what it is asked by, as JSON."""
    return {
        "id": item.id, "kind": item.kind, "preset": item.dialect, "path": item.path,
        "line": item.line, "title": item.title, "status": item.status or None,
        "priority": item.priority or None, "severity": item.severity or None,
        "category": item.category or None, "logged": item.logged or None,
        "area": list(item.areas), "services": list(item.services), "tags": list(item.tags),
        "pattern_key": item.pattern or None, "archived": item.archive,
    }  # fmt: skip
