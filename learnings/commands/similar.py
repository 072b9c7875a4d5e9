"""`learnings similar`: the entries that are like a text or like another entry."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from ..editor.sections import body_end
from ..entry import Entry, Log
from ..likeness import Alike, Finder
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..record import status
from ..similarity import RELATED
from ..workspace import Workspace

HELP = "List the entries that are like a text or another entry, the most alike first."
DESCRIPTION = """\
List the entries, archives included, that are like a text or like the entry of an ID, with a score
from 0 to 1. Exit code 0: there are some; 1: nothing is like it; 2: an ID that nobody has.
"""
INTERMIXED = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("words", nargs="+", metavar="TEXT", help="a text, or the ID of an entry")
    parser.add_argument("--limit", type=_limit, default=5, metavar="N", help="at most N (5)")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """Print what is alike; 0, or 1 if there is nothing."""
    from ..reading import identifiers

    workspace = Workspace.open()
    text = " ".join(args.words)
    named = identifiers(text.strip().strip("[]").upper())
    if len(args.words) == 1 and named and named[0][0] == text.strip().strip("[]").upper():
        found = workspace.find(text)
        alike = Finder(workspace).same(found.entry, found.log, args.limit, RELATED)
    else:
        alike = Finder(workspace).text(text, args.limit, RELATED)
    if args.format == "json":
        stream.write(ascii_document({"version": 1, "similar": rows(workspace, alike)}))
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines(workspace, alike))
    return 0 if alike else 1


def _limit(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def lines(workspace: Workspace, alike: Sequence[Alike]) -> Iterator[str]:
    """One line for each: score, ID, status, place, what it is about; safe to print."""
    for row in rows(workspace, alike):
        place = f"{row['path']}:{row['line']}"
        text = f"{row['score']:.2f}  {row['id'] or '-':<18} {row['status'] or '-':<11} {place}"
        about = " ".join(f"{row['title']}: {row['summary']}".strip(" :").split())[:80]
        yield inert(visible(f"{text}  {about}".rstrip()))


def rows(workspace: Workspace, alike: Sequence[Alike]) -> list[dict[str, Any]]:
    """The same as values of JSON."""
    return [
        {
            "score": round(score, 3),
            "id": found.entry.id,
            "path": found.log.path,
            "line": found.entry.span.line,
            "title": found.entry.title,
            "status": status(found.entry, workspace.presets_of(found.log)),
            "summary": _summary(found.log, found.entry),
        }
        for score, found in alike
    ]


def _summary(log: Log, entry: Entry) -> str:
    section = entry.section("summary") or entry.section("requested capability")
    if section is None:
        field = entry.field("content")
        return field.text if field is not None else ""
    last = body_end(log, section.start, section.own_end)
    return "\n".join(log.lines(section.start, last + 1)).strip()
