"""What the commands that move a status share: look up, move, show or write, confirm."""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..diagnostic import Edit
from ..editor import edited
from ..errors import UsageError
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..transition import MovedAlready, status_of, word_of
from ..value import moment
from ..workspace import Found, Session

Operation = Callable[[Found], list[Edit]]


class Done(NamedTuple):
    """One entry that was moved, as the confirmation tells it."""

    id: str
    path: str
    old: str
    new: str
    changed: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what every one of these commands takes."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="IDs of entries, or paths")
    parser.add_argument(
        "--dry-run", action="store_true", help="print the changes as a diff and write nothing"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--when", metavar="TIME", help="the day or the time of it (default: now, in UTC)"
    )


def when(args: argparse.Namespace) -> str:
    """The time for the log, as RFC 3339; raises `UsageError` for one that cannot be read."""
    if args.when is None:
        now = dt.datetime.now(dt.timezone.utc).replace(microsecond=0)
        return now.isoformat().replace("+00:00", "Z")
    found = moment(args.when)
    if found is None:
        raise UsageError(f"--when {args.when}: this is no date; write 2026-03-01T09:00:00Z")
    return found.isoformat()


def run(args: argparse.Namespace, operation: Operation, new: str = "") -> int:
    """Do something to each entry, all or none; 0.

    Raises `UsageError` for an unknown ID or an illegal move: nothing is written then. Of several
    entries those that are there already stay as they are, so that a run that was cut short can
    be repeated.
    """
    done: list[Done] = []
    there: list[MovedAlready] = []
    with Session() as session:
        for name in dict.fromkeys(args.ids):
            found = session.workspace.find(name)
            old = status_of(found.entry, found.kind)
            try:
                edits = operation(found)
            except MovedAlready as error:
                there.append(error)
                done.append(Done(found.entry.id, found.log.path, old, old, False))
                continue
            now = word_of(found.kind, new) if new else old
            session.put(edited(found.log, edits, [found.entry]))
            done.append(Done(found.entry.id, found.log.path, old, now, bool(edits)))
        if there and len(there) == len(done):
            raise there[0]
        if args.dry_run:
            sys.stdout.write(diff(session.changes))
            return 0
        session.commit()
    _confirm(done, args.format, bool(new))
    return 0


def diff(changes: Mapping[str, tuple[bytes | None, bytes | None]]) -> str:
    """The changes as a unified diff, safe to print."""
    lines: list[str] = []
    for path, (old, new) in changes.items():
        before, after = (_lines(data or b"") for data in (old, new))
        source = f"a/{path}" if old is not None else "/dev/null"
        target = f"b/{path}" if new is not None else "/dev/null"
        lines += difflib.unified_diff(before, after, source, target, lineterm="")
    return "".join(f"{inert(visible(line))}\n" for line in lines)


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "surrogateescape").splitlines()


def _confirm(done: list[Done], form: str, moved: bool) -> None:
    if form == "json":
        rows = [{"id": item.id or None, "path": item.path, "from": item.old or None,
                 "to": item.new or None, "changed": item.changed}
                for item in done]  # fmt: skip
        stream.write(ascii_document({"version": 1, "changed": rows}))
        return
    for item in done:
        step = "linked" if item.changed else f"{item.old if moved else 'linked'} already"
        if item.new != item.old:
            step = f"{item.old or 'no status'} → {item.new}"
        # An entry without an ID is called by its path.
        line = f"{item.id}: {step}  ({item.path})" if item.id else f"{item.path}: {step}"
        sys.stdout.write(f"{inert(visible(line))}\n")
