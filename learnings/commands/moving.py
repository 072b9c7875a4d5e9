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
from ..editor.sections import is_open
from ..entry import Log
from ..errors import UsageError
from ..legible import argument
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..transition import MovedAlready, status_of, word_of
from ..value import moment
from ..verdict import accepted, news
from ..workspace import Found, Session
from . import restoring
from .renewing import renew

Operation = Callable[[Found], list[Edit]]


class Done(NamedTuple):
    """One entry that was moved, as the confirmation tells it."""

    id: str
    path: str
    old: str
    new: str
    changed: bool
    archive: str = ""


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
    today = dt.datetime.now(dt.timezone.utc).date()
    # Somewhere it is tomorrow already.
    if found.day.toordinal() > today.toordinal() + 1:
        raise UsageError(f"--when {args.when}: that is in the future; today is {today}")
    return found.isoformat()


def make_legible(args: argparse.Namespace) -> None:
    """Let every word be text, whatever the locale made of it.

    Raises `UsageError` for what is not UTF-8. IDs are looked up, and nothing is written of them.
    """
    for name, value in vars(args).items():
        option = "the text" if name == "text" else f"--{name.replace('_', '-')}"
        if name != "ids" and isinstance(value, str):
            setattr(args, name, argument(value, option))
        elif name != "ids" and isinstance(value, list):
            made = [argument(word, option) if isinstance(word, str) else word for word in value]
            setattr(args, name, made)


def run(
    args: argparse.Namespace, operation: Operation, new: str = "", *, opens: bool = False
) -> int:
    """Do something to each entry, all or none; 0.

    What `opens` an entry takes it out of an archive. Raises `UsageError` for an unknown ID, an
    illegal move and for what the checks would find then: nothing is written. Of several entries
    those that are there already stay as they are, so that a run that was cut short can be
    repeated.
    """
    make_legible(args)
    done: list[Done] = []
    there: list[MovedAlready] = []
    warnings: list[str] = []
    with Session() as session:
        for name in dict.fromkeys(args.ids):
            found = session.workspace.find(name)
            try:
                item, said = _change(session, found, operation, new, opens)
            except MovedAlready as error:
                there.append(error)
                old = status_of(found.entry, found.kind)
                item, said = Done(found.entry.id, found.log.path, old, old, False), []
            done.append(item)
            warnings += said
        if there and len(there) == len(done):
            raise there[0]
        renew(session)
        if args.dry_run:
            sys.stdout.write(diff(session.changes))
            return 0
        session.commit()
    sys.stderr.writelines(f"warning: {line}\n" for line in warnings)
    _confirm(done, args.format, bool(new))
    return 0


def _change(
    session: Session, found: Found, operation: Operation, new: str, opens: bool
) -> tuple[Done, list[str]]:
    """Change one entry in the session; also what there is to warn of."""
    old = status_of(found.entry, found.kind)
    edits = operation(found)
    archive = found.log.path if opens and found.log.is_archive else ""
    if archive:
        found = restoring.back(session, found)
        edits = operation(found)
    now = word_of(found.kind, new) if new else old
    log = edited(found.log, edits, [found.entry])
    said = put(session, found, log)
    return Done(found.entry.id, log.path, old, now, bool(edits), archive), said


def put(session: Session, found: Found, log: Log) -> list[str]:
    """Put a log in which an entry has changed into the session; gives what there is to warn of.

    Raises `UsageError` for what the checks would find then and do not now.
    """
    _refuse_open_end(found, log)
    session.put(log)
    return accepted(news(session.workspace, found.log, log)) if log is not found.log else []


def _refuse_open_end(found: Found, log: Log) -> None:
    """Raise `UsageError` where an entry would end in a code block, which no edit could follow."""
    entry = log.entry_at(found.entry.start)
    if entry is not None and is_open(log, entry) and not is_open(found.log, found.entry):
        raise UsageError("the text opens a code block or a comment that it does not close: close "
                         "it; nothing was written")  # fmt: skip


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
        place = f"{item.archive} → {item.path}" if item.archive else item.path
        # An entry without an ID is called by its path.
        line = f"{item.id}: {step}  ({place})" if item.id else f"{place}: {step}"
        sys.stdout.write(f"{inert(visible(line))}\n")
