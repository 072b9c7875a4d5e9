"""`learnings new`: write an entry that is right from the start, or count one that came up again."""

from __future__ import annotations

import argparse
import sys

from .. import authoring
from ..authoring import Added
from ..errors import UsageError
from ..planning import Request
from ..workspace import Workspace
from . import adding, asking, counting, drafting, requesting, similar

HELP = "Write a new entry, judged before it is written, or count one that came up again."
DESCRIPTION = """\
Write a new entry into the log of its kind: learning (LRN), error (ERR), feature-request (FEAT),
operations-issue (OPS) or what else the preset has. Entries that are like it are shown first, and
nothing is written then unless --force or --update says what to do. On a terminal what is missing
is asked for. Exit code 0: written; 1: alike entries, or nothing to write; 2: refused.
"""
_ABORTED = 130
INTERMIXED = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("kind", nargs="?", metavar="KIND", help="a kind, or the prefix of its IDs")
    parser.add_argument("text", nargs="*", metavar="TEXT", help="what it is about, in a sentence")
    for name in requesting.OPTIONS:
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=TEXT", dest="others",
        help="any field or section, such as metadata.environment=staging",
    )  # fmt: skip
    parser.add_argument(
        "--json", action="store_true",
        help="read an object, or a list of them, from standard input; names as in `list`",
    )  # fmt: skip
    parser.add_argument("--edit", action="store_true", help="write it in $VISUAL or $EDITOR")
    parser.add_argument(
        "--from", metavar="FILE", dest="kept",
        help="take the entry from a file that was kept; with --edit, go on with it",
    )  # fmt: skip
    parser.add_argument("--file", metavar="PATH", help="the log (default: the nearest of its kind)")
    parser.add_argument("--when", metavar="TIME", help="when it happened (default: now, in UTC)")
    parser.add_argument("--preset", metavar="PRESET", help="the preset (default: that of the log)")
    parser.add_argument(
        "--force", action="store_true",
        help="write it though others are alike, or though it lacks what is warned of",
    )  # fmt: skip
    parser.add_argument("--update", metavar="ID", help="count this entry instead: it came up again")
    parser.add_argument(
        "--redact", action="store_true", help="put placeholders in the place of sensitive values"
    )
    parser.add_argument("--dry-run", action="store_true", help="print a diff and write nothing")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """Write the entry; 0, or 1 where nothing was written since others are alike."""
    try:
        if args.update:
            counting.refuse_unfit(args)
            return counting.update(args, args.update, requesting.told(args))
        requests = requesting.requests(args)
        asks = asking.on_terminal() and not args.json
        if args.edit or args.kept:
            return drafting.by_hand(args, requests)
        # Who is asked, or sees the template, knows what is left out.
        if asks:
            return _asked(args, requests[0])
        return adding.write(args, requests, set(), whole=True)
    except asking.Aborted:
        sys.stderr.write("\nlearnings: nothing was written\n")
        return _ABORTED


def _asked(args: argparse.Namespace, request: Request) -> int:
    """Ask a person, then write; what was answered is kept where it is refused or given up."""
    known: set[str] = set()
    chosen = ""

    def look(workspace: Workspace, added: Added) -> bool:
        nonlocal chosen
        chosen = _known_already(workspace, added, known) if not args.force else ""
        return not chosen

    # Who is asked may begin with nothing.
    request.blank = True
    before = dict(request.given)
    try:
        is_new = asking.interview(Workspace.open(preset=args.preset), request, look)
    except asking.Aborted:
        drafting.keep_answers(args, request, before)
        raise
    if not is_new:
        return counting.update(args, chosen, requesting.told(args) or requesting.main_text(request))
    request.blank = False
    try:
        return adding.write(args, [request], known)
    except UsageError as error:
        return drafting.mended(args, request, drafting.draft(args, request), error)
    except asking.Aborted:
        drafting.keep_answers(args, request, before)
        raise


def _known_already(workspace: Workspace, added: Added, known: set[str]) -> str:
    """The ID to count instead, if a person says so; empty where a new entry is wanted."""
    alike = authoring.alike(workspace, added)
    if not alike:
        return ""
    ids = [item.found.entry.id for item in alike if item.found.entry.id]
    what, name = asking.choose(list(similar.lines(workspace, alike)), ids)
    known.update(item.found.entry.key for item in alike)
    return name if what == "update" else ""
