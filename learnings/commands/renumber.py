"""`learnings renumber`: another ID for an entry, everywhere at once."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from typing import NamedTuple

from ..disk import UnreadableError, printable, read_regular
from ..entry import Log, former_ids
from ..errors import LearningsError, UsageError
from ..git import find_repository, hidden, not_checked_out
from ..markdown.source import decode
from ..organising import renumber as renumbering
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..reading import identifiers
from ..workspace import Found, Session, Workspace
from . import remarks
from .moving import diff

HELP = "Give an entry another ID everywhere; the former one still leads to it."
DESCRIPTION = """\
Give an entry another ID, and write it wherever a text file that git knows names the entry: logs,
archives, the index, rules, code. The entry keeps the former ID in `Former IDs`, so that references
from elsewhere still lead to it. With --logs-only other files than logs, the index and those that
the entry was promoted to are listed, not changed. Where entries share the ID, --at says which one
is meant, and only what it says of itself follows. All files are written, or none.

Exit code 0: done; 2: refused.
"""
_LIMIT = 1 << 24
_INDEX = "INDEX.md"


class _Outcome(NamedTuple):
    """What was done: the places of `written` hold the new ID, those of `others` the old one.

    Those of `hidden` hold the old one too, and are not checked out.
    """

    old: str
    new: str
    path: str
    written: list[str]
    others: list[str]
    hidden: list[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("id", metavar="ID", help="the ID of an entry, in either case")
    parser.add_argument("--to", metavar="NEW", help="the new ID (default: a free one)")
    parser.add_argument(
        "--at", metavar="PATH:LINE", help="which entry, where several have the ID: a line of it"
    )
    parser.add_argument(
        "--logs-only", action="store_true", help="list other text files that name it, no more"
    )
    # All files were once to be asked for.
    parser.add_argument("--everywhere", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(
        "--dry-run", action="store_true", help="print the changes as a diff and write nothing"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """Renumber; 0."""
    with Session() as session:
        outcome = _renumber(session, args)
        if args.dry_run:
            sys.stdout.write(diff(session.changes))
            return 0
        session.commit()
    if args.format == "json":
        stream.write(ascii_document({"version": 1, **outcome._asdict()}))
        return 0
    for line in _lines(outcome):
        sys.stdout.write(f"{inert(visible(line))}\n")
    return 0


def _lines(done: _Outcome) -> Iterator[str]:
    yield f"{done.old} is {done.new} in {done.path}"
    for path in done.written:
        if path != done.path:
            yield f"  follows: {path}"
    for path in done.others:
        yield f"  names {done.old} still: {path}"
    for path in done.hidden:
        yield f"  names {done.old} still, and is not checked out: {path}"


def _renumber(session: Session, args: argparse.Namespace) -> _Outcome:
    workspace = session.workspace
    found, shared = _entry(workspace, args)
    old = args.id.strip().strip("[]").upper()
    is_done = found.entry.id.upper() != old
    if is_done and args.to and args.to.upper() != found.entry.id.upper():
        raise UsageError(f"{old} is {found.entry.id} now: renumber that")
    old = old if is_done else found.entry.id
    new = found.entry.id if is_done else _new_id(workspace, found, args.to)
    home = found.log.path
    logs = [log for log in workspace.logs if not log.fault and (not shared or log.path == home)]
    for log in sorted(logs, key=lambda log: log.path != home):
        entry = found.entry if log.path == home and not is_done else None
        changed = renumbering.renamed(log, old, new, entry, found.kind, alone=shared)
        if changed is not log:
            session.put(changed)
    others = [] if shared else _others(session, found, old, new, everywhere=not args.logs_only)
    unseen = [] if shared else _hidden(workspace, old)
    return _Outcome(old, new, home, list(session.changes), others, unseen)


def _entry(workspace: Workspace, args: argparse.Namespace) -> tuple[Found, bool]:
    """The entry that is meant, and whether others have its ID too."""
    if args.at is None:
        return workspace.find(args.id), False
    path, _, line = args.at.rpartition(":")
    if not path or not line.isdigit():
        raise UsageError(f"--at {args.at}: write a path, a colon and a line")
    wanted = os.path.normpath(os.path.abspath(path))
    log = next((log for log in workspace.logs if workspace.absolute(log.path) == wanted), None)
    entry = log.entry_at(int(line)) if log is not None else None
    name = args.id.strip().strip("[]").upper()
    if log is None or entry is None or entry.id.upper() != name:
        raise UsageError(f"{printable(args.at)}: no entry {printable(name)} stands there")
    count = sum(item.id.upper() == name for log in workspace.logs for item in log.entries)
    return workspace.found(log, entry), count > 1


def _new_id(workspace: Workspace, found: Found, wanted: str | None) -> str:
    """The ID that is asked for, or a free one; what an entry ever had is not free."""
    taken = workspace.ids()
    for log in (*workspace.logs, *workspace.hidden()):
        for entry in log.entries:
            taken.update(former_ids(entry))
    if wanted is None:
        style = workspace.settings.ids.get("style", "")
        if not style:
            style = "sequence" if found.entry.preset == "compact" else "random"
        return renumbering.another(found.entry, taken, style)
    name = wanted.strip().strip("[]")
    if [item for item, _ in identifiers(name)] != [name]:
        raise UsageError(f"--to {printable(wanted)}: an ID looks like LRN-20260301-B7K")
    prefixes = found.kind.prefixes
    if prefixes and name.partition("-")[0].upper() not in prefixes:
        raise UsageError(f"--to {name}: the IDs of this kind begin with {', '.join(prefixes)}")
    if name.upper() in taken:
        raise UsageError(f"--to {name}: an entry has or had that ID: choose another")
    return name


def _others(session: Session, found: Found, old: str, new: str, *, everywhere: bool) -> list[str]:
    """Let the files that follow follow; gives those that name the old ID still."""
    workspace = session.workspace
    logs = {log.path for log in workspace.logs}
    homes = {os.path.dirname(path) for path in logs}
    targets = _targets(found.log, found)
    left = []
    for path in _naming(workspace, old):
        is_index = os.path.basename(path) == _INDEX and os.path.dirname(path) in homes
        if path in session.changes or (path in logs and not _names_else(workspace, path, old)):
            continue
        if path in logs or not (everywhere or is_index or path in targets):
            left.append(path)
            continue
        try:
            data = read_regular(workspace.absolute(path), _LIMIT)
        except UnreadableError:
            left.append(path)
            continue
        text = renumbering.substituted(decode(data), old, new)
        session.put_file(path, data, text.encode("utf-8", "surrogateescape"))
    return left


def _names_else(workspace: Workspace, path: str, old: str) -> bool:
    """True of a log that names an ID outside of what entries say of their own former ones."""
    log = next(log for log in workspace.logs if log.path == path)
    own = sum(old in former_ids(entry) for entry in log.entries)
    return renumbering.substituted(log.text, old, "\0").count("\0") > own + log.text.count("\0")


def _hidden(workspace: Workspace, old: str) -> list[str]:
    """The text files that name the ID and that a sparse checkout keeps off the disk."""
    absent = set(not_checked_out(workspace.root))
    named = (
        [path for path in _naming(workspace, old, "--cached") if path in absent] if absent else []
    )
    texts = hidden(workspace.root, named)
    return [path for path in named if path not in texts or _names(decode(texts[path]), old)]


def _names(text: str, old: str) -> bool:
    """True if a text names that ID, and not that of another repository or a longer one."""
    return "\0" in renumbering.substituted(text.replace("\0", ""), old, "\0")


def _naming(workspace: Workspace, old: str, where: str = "--untracked") -> list[str]:
    """The text files below the root that git knows and that hold the ID."""
    try:
        repository = find_repository(workspace.root)
    except LearningsError:
        return []
    if repository is None or repository.bare:
        return []
    answer = repository.ask("grep", "-lzIi", where, "-F", "-e", old, "--", ".")
    if answer.code > 1:  # a partial clone may lack some of them
        remarks.say([f"not all files could be looked through for {old}: {answer.error}"])
    paths = [path for path in os.fsdecode(answer.out).split("\0") if path]
    top, root = os.path.realpath(repository.top), os.path.realpath(workspace.root)
    seen = [os.path.relpath(os.path.join(top, path), root).replace(os.sep, "/") for path in paths]
    return [path for path in seen if not path.startswith("../")]


def _targets(log: Log, found: Found) -> set[str]:
    """The files that the entry says it was promoted to, seen from the root."""
    home = os.path.dirname(log.path)
    names = [
        word.strip("`'\"()[]<>,;")
        for name in ("promoted", "skill path")
        for field in found.entry.every(name)
        for word in field.text.split()
    ]
    paths = {os.path.normpath(name) for name in names if name}
    paths |= {os.path.normpath(os.path.join(home, name)) for name in names if name}
    return {path.replace(os.sep, "/") for path in paths}
