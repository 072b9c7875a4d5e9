"""`learnings archive`: move finished entries out of the way."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import posixpath
import sys
from collections.abc import Iterator
from typing import Any

from ..change import content
from ..diagnostic import Severity
from ..discover import is_archive
from ..engine import Engine
from ..entry import Log
from ..errors import UsageError
from ..markdown import parse
from ..organising import archive as archiving
from ..organising.links import moved
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..settings import load
from ..transition import status_of
from ..workspace import Found, Session, Workspace, read_or_none
from . import restoring
from .arguments import day
from .moving import diff
from .renewing import renew

HELP = "Move finished entries into an archive; IDs, links and counts stay."
DESCRIPTION = """\
Move entries whose status is final into `archive/` beside their log, a file of the same name: the
entries that are named, or those that were finished more than --older-than days ago (when they
were resolved, else logged). IDs still resolve there and recurrences still count. Relative links
are adjusted. Open entries stay, and so do those in a conflict or with errors of structure. The
archive is written first: a run that was interrupted can be repeated. --restore moves entries back,
as they are. Exit code 0: done, or nothing to do; 1: a log was left that has to be mended first;
2: refused, and nothing was written.
"""
_USUAL = "90d"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "ids", nargs="*", metavar="ID", help="the entries to move (default: all that are old)"
    )
    parser.add_argument(
        "--older-than",
        metavar="AGE",
        help=f"such as 90d or 12w (default without IDs: {_USUAL}; 0d for all)",
    )
    parser.add_argument(
        "--status", action="append", metavar="STATUS", help="only entries of this status"
    )
    parser.add_argument(
        "--to",
        metavar="FOLDER",
        default=archiving.FOLDER,
        help="the folder beside the log (default: archive)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print the changes as a diff and write nothing"
    )
    parser.add_argument(
        "--restore", action="store_true", help="move the entries that are named back to their logs"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--today", type=day, metavar="DATE", help="the day by which ages are counted, YYYY-MM-DD"
    )


def run(args: argparse.Namespace) -> int:
    """Archive; 0, or 1 where a log was left since nobody can read it as it is."""
    folder = _folder(args.to)
    if args.restore and not args.ids:
        raise UsageError("--restore needs the IDs of the entries that are to go back")
    with Session() as session:
        steps = _Steps(session, folder)
        broken = {} if args.ids else _unreadable(session.workspace)
        if args.restore:
            steps.restore(args.ids)
        else:
            chosen = _chosen(session.workspace, args)
            for path in dict.fromkeys(found.log.path for found in chosen):
                steps.move([found for found in chosen if found.log.path == path])
            steps.follow()
        renew(session)
        if args.dry_run:
            sys.stdout.write(diff(session.changes))
        else:
            session.commit()
    if not args.dry_run:
        _report(steps, args.format, "restored" if args.restore else "archived")
    for path, reason in broken.items():
        why = inert(visible(path + reason))
        sys.stderr.write(f"learnings: {why}; nothing of it is archived\n")
    return 1 if broken else 0


def _unreadable(workspace: Workspace) -> dict[str, str]:
    """The logs with finished entries of which nothing can be archived as they are, and why."""
    found = {log.path: archiving.unreadable(log) for log in workspace.logs if not log.is_archive}
    return {
        log.path: found[log.path]
        for log in workspace.logs
        if found.get(log.path) and (log.fault or _has_finished(workspace, log))
    }


def _has_finished(workspace: Workspace, log: Log) -> bool:
    items = (workspace.found(log, entry) for entry in log.entries if entry.id)
    return any(item.kind.lifecycle.is_final(status_of(item.entry, item.kind)) for item in items)


def _folder(text: str) -> str:
    plain = posixpath.normpath(text.replace(os.sep, "/")).strip("/")
    if text.startswith("/") or plain.startswith("..") or plain == ".":
        raise UsageError(f"--to {text}: name a folder that lies beside the log")
    if not is_archive(f"{plain}/x.md"):
        raise UsageError(f"--to {text}: one folder of it must be called `archive` or `archived`, "
                         "so that its entries are read as archived ones")  # fmt: skip
    return plain


def _chosen(workspace: Workspace, args: argparse.Namespace) -> list[Found]:
    """The entries to move; raises `UsageError` for one that is named and may not go."""
    named = [_find(workspace, name) for name in dict.fromkeys(args.ids)]
    broken = _broken(workspace)
    for found in named:
        Session.refuse_unreadable(found.log)
        reason = archiving.obstacle(found.log, found.entry, found.kind, broken)
        if reason:
            place = f"{found.log.path}:{found.entry.start}"
            raise UsageError(f"{place}: {found.entry.label} is not archived: {reason}")
    age = args.older_than or (None if named else _USUAL)
    today = args.today or dt.datetime.now(dt.timezone.utc).date()
    last = (
        today - dt.timedelta(days=min(archiving.days(age), today.toordinal() - 1)) if age else today
    )
    twice = _twice(workspace)
    kept = []
    for found in named or workspace.entries():
        entry = found.entry
        day_ = archiving.finished_on(entry)
        if age and (day_ is None or day_ > last):
            continue
        if args.status and status_of(entry, found.kind) not in args.status:
            continue
        if not named and (
            entry.id.upper() in twice
            or archiving.obstacle(found.log, entry, found.kind, broken)
            or (entry.shape == "file" and not status_of(entry, found.kind))
        ):
            continue
        kept.append(found)
    return kept


def _find(workspace: Workspace, name: str) -> Found:
    """The entry of an ID; a run that was cut short may have left a copy of it in an archive."""
    wanted = name.strip().strip("[]").upper()
    same = [(log, entry) for log in workspace.logs for entry in log.entries
            if entry.id.upper() == wanted]  # fmt: skip
    live = [(log, entry) for log, entry in same if not log.is_archive]
    if len(live) == 1 and len({content(log, entry) for log, entry in same}) == 1:
        return workspace.found(*live[0])
    return workspace.find(name)


def _twice(workspace: Workspace) -> set[str]:
    """IDs that two entries outside of archives share: nobody knows which one is meant."""
    seen: set[str] = set()
    twice: set[str] = set()
    for log in workspace.logs:
        for entry in log.entries if not log.is_archive else ():
            name = entry.id.upper()
            (twice if name in seen and name else seen).add(name)
    return twice


def _broken(workspace: Workspace) -> set[tuple[str, int]]:
    """The entries with errors of structure."""
    settings = load(workspace.root, {"select": ["structure"]})
    engine = Engine(settings, today=workspace.engine.today, tree=workspace.engine.tree)
    logs = {log.path: log for log in workspace.logs}
    found = set()
    for item in engine.run(workspace.logs).diagnostics:
        entry = logs[item.path].entry_at(item.span.line)
        if entry is not None and item.severity == Severity.ERROR:
            found.add((item.path, entry.start))
    workspace.engine.recognise(workspace.logs)
    return found


class _Steps:
    """The moves of a run, put into the session: archives first, then the logs."""

    def __init__(self, session: Session, folder: str) -> None:
        self.session = session
        self.folder = folder
        self.done: list[dict[str, Any]] = []
        self.linked: list[tuple[str, str]] = []

    def move(self, items: list[Found]) -> None:
        """Move entries of one log."""
        log = items[0].log
        if items[0].entry.shape == "file":
            self._move_file(items[0])
            return
        path = archiving.target_of(log.path, self.folder)
        target = self._target(path, items[0])
        tree = self.session.workspace.engine.tree
        done = archiving.move(log, target, [item.entry for item in items], tree.exists)
        self.session.put(done.target)
        self.session.put(done.source)
        self.done += [{"id": entry.id, "from": log.path, "to": path} for entry in done.done]
        self.linked += [(entry.label, name) for entry, name in done.linked]

    def _target(self, path: str, found: Found) -> Log:
        workspace = self.session.workspace
        known = workspace.log(path)
        if known is not None:
            _refuse_conflict(known)
            return known
        data = read_or_none(workspace.absolute(path))
        if data is not None:
            raise UsageError(f"{path} is there and is not read as a log: see `learnings where`")
        preset = workspace.presets_of(found.log).preset(found.kind.preset)
        name = posixpath.basename(path).casefold()
        headers = [spec.header for file, spec in preset.files.items() if file.casefold() == name]
        return archiving.new_log(path, found.log, headers[0] if headers else "")

    def _move_file(self, found: Found) -> None:
        """Move a file that holds one entry."""
        log, workspace = found.log, self.session.workspace
        path = archiving.target_of_file(log.path, self.folder)
        piece = moved(log.text, log.path, path, workspace.engine.tree.exists)
        new = parse(piece.text.encode("utf-8", "surrogateescape"), path)
        old = read_or_none(workspace.absolute(path))
        if old is not None and old != new.to_bytes():
            raise UsageError(f"{path} is there already, with another text: nothing was archived")
        new.is_archive = True
        self.session.put_file(path, old, new.to_bytes())
        self.session.put_file(log.path, log.to_bytes(), None)
        workspace.drop(log.path)
        workspace.replace(new)
        self.done.append({"id": found.entry.label, "from": log.path, "to": path})
        self.linked += [(found.entry.label, name) for name in piece.left]

    def restore(self, names: list[str]) -> None:
        """Take entries back out of an archive; a file that is one entry may be named itself."""
        workspace = self.session.workspace
        for name in dict.fromkeys(names):
            log = workspace.log(name)
            alone = log is not None and [entry.shape for entry in log.entries] == ["file"]
            found = workspace.found(log, log.entries[0]) if log and alone else workspace.find(name)
            if not found.log.is_archive:
                place = f"{found.log.path}:{found.entry.start}"
                raise UsageError(f"{place}: {found.entry.label} is in no archive")
            self.session.refuse_unreadable(found.log)
            there = restoring.back(self.session, found).log.path
            self.done.append({"id": found.entry.label, "from": found.log.path, "to": there})

    def follow(self) -> None:
        """Let links of all logs follow what lies in an archive."""
        workspace = self.session.workspace
        pairs = {}
        for log in workspace.logs:
            other = workspace.log(archiving.target_of(log.path, self.folder))
            if other is not None and not log.is_archive:
                pairs[log.path] = (log, other)
        restoring.follow(self.session, pairs)


def _refuse_conflict(log: Log) -> None:
    if any(region.reason == "conflict" for region in log.regions):
        raise UsageError(f"{log.path} has conflict markers: merge it first")


def _report(steps: _Steps, form: str, what: str) -> None:
    if form == "json":
        links = [{"id": name, "link": target} for name, target in steps.linked]
        stream.write(ascii_document({"version": 1, what: steps.done, "links_left": links}))
        return
    for line in _lines(steps):
        sys.stdout.write(f"{inert(visible(line))}\n")


def _lines(steps: _Steps) -> Iterator[str]:
    for item in steps.done:
        yield f"{item['id']}: {item['from']} → {item['to']}"
    for name, target in steps.linked:
        yield f"{name}: adjust the link {target} by hand"
    if not steps.done:
        yield "nothing to archive"
