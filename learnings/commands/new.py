"""`learnings new`: write an entry that is right from the start, or count one that came up again."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

from .. import authoring
from ..authoring import Added
from ..diagnostic import Diagnostic, Severity
from ..disk import printable, relative
from ..draft import render
from ..errors import UsageError
from ..intake import objects, taken
from ..kind import Kind
from ..likeness import Alike, Finder
from ..occurrence import again
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..planning import Request, plan
from ..settings import load
from ..shape import near
from ..similarity import named
from ..value import moment
from ..workspace import Session, Workspace
from . import asking, editing, moving, similar
from .renewing import renew

HELP = "Write a new entry, judged before it is written, or count one that came up again."
DESCRIPTION = """\
Write a new entry into the log of its kind: learning (LRN), error (ERR), feature-request (FEAT),
operations-issue (OPS) or what else the preset has. Entries that are like it are shown first, and
nothing is written then unless --force or --update says what to do. On a terminal what is missing
is asked for. Exit code 0: written; 1: alike entries, or nothing to write; 2: refused.
"""
_OPTIONS = ("title", "category", "summary", "details", "action", "area", "priority", "severity",
            "tags", "see_also", "pattern_key", "source")  # fmt: skip
_LARGEST = 1 << 24
_ABORTED = 130
INTERMIXED = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument("kind", nargs="?", metavar="KIND", help="a kind, or the prefix of its IDs")
    parser.add_argument("text", nargs="*", metavar="TEXT", help="what it is about, in a sentence")
    for name in _OPTIONS:
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
    parser.add_argument("--file", metavar="PATH", help="the log (default: the nearest of its kind)")
    parser.add_argument("--when", metavar="TIME", help="when it happened (default: now, in UTC)")
    parser.add_argument("--preset", metavar="PRESET", help="the preset (default: that of the log)")
    parser.add_argument("--force", action="store_true", help="write it though others are alike")
    parser.add_argument("--update", metavar="ID", help="count this entry instead: it came up again")
    parser.add_argument("--dry-run", action="store_true", help="print a diff and write nothing")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """Write the entry; 0, or 1 where nothing was written since others are alike."""
    try:
        if args.update:
            _refuse_unfit(args)
            return _update(args, args.update, _told(args))
        requests, path = _requests(args), ""
        for request in requests:
            # Who is asked, or writes by hand, may begin with nothing.
            request.blank = args.edit or (asking.on_terminal() and not args.json)
        if args.edit:
            requests, path = _written_by_hand(args, requests)
            if not requests:
                sys.stderr.write("learnings: nothing was changed, and nothing was written\n")
                return 1
        elif asking.on_terminal() and not args.json:
            _ask(args, requests[0])
            requests[0].blank = False
        try:
            code = _write(args, requests)
        except UsageError as error:
            where = f"; what you wrote is kept in {printable(path)}" if path else ""
            raise UsageError(f"{error}{where}") from error
        if path and code == 0 and not args.dry_run:
            editing.forget(path)
        elif path:
            sys.stderr.write(f"learnings: what you wrote is kept in {printable(path)}\n")
        return code
    except asking.Aborted:
        sys.stderr.write("\nlearnings: nothing was written\n")
        return _ABORTED


def _write(args: argparse.Namespace, requests: Sequence[Request]) -> int:
    """All entries or none, under the lock; asks without it, and then looks again."""
    known: set[str] = set()
    while True:
        with Session(preset=args.preset) as session:
            done, alike = _put_all(session, requests, args, known)
            for added in done:
                errors = [item for item in added.findings if item.severity == Severity.ERROR]
                if errors:
                    raise UsageError(_refusal(errors, added.kind))
            if not alike:
                return _finish(session, args, done)
            lines = list(similar.lines(session.workspace, alike))
            rows = similar.rows(session.workspace, alike)
        if args.format == "json" or not asking.on_terminal():
            _report_alike(args, lines, rows)
            return 1
        ids = [item.found.entry.id for item in alike if item.found.entry.id]
        what, name = asking.choose(lines, ids)
        if what == "update":
            return _update(args, name, _told(args) or _main_text(requests[0]))
        known.update(item.found.entry.key for item in alike)


def _put_all(
    session: Session, requests: Sequence[Request], args: argparse.Namespace, known: set[str]
) -> tuple[list[Added], list[Alike]]:
    finder = Finder(session.workspace)
    done: list[Added] = []
    alike: list[Alike] = []
    for request in requests:
        added = authoring.add(session, request, finder, known)
        finder.add(added.entry, added.log)
        done.append(added)
        if not args.force:
            alike += added.alike
    return done, alike


def _finish(session: Session, args: argparse.Namespace, done: Sequence[Added]) -> int:
    ids = session.workspace.ids()
    for added in done:
        _warn(added, ids)
    renew(session)
    if args.dry_run:
        sys.stdout.write(moving.diff(session.changes))
        return 0
    session.commit()
    if args.format == "json":
        rows = [{"id": item.entry.id, "kind": item.kind.name, "preset": item.kind.preset,
                 "path": item.log.path, "line": item.entry.span.line} for item in done]  # fmt: skip
        stream.write(ascii_document({"version": 1, "created": rows}))
        return 0
    for item in done:
        name = f"{item.entry.id} in " if item.entry.id else ""
        sys.stdout.write(f"{inert(visible(name + item.log.path))}\n")
    return 0


def _refuse_unfit(args: argparse.Namespace) -> None:
    """An update adds; what it would have to change is for the person to change."""
    unfit = [
        f"--{key.replace('_', '-')}"
        for key in _OPTIONS
        if getattr(args, key) and key not in ("summary", "details", "action", "see_also")
    ]
    unfit += [f"--set {item}" for item in args.others]
    if unfit or args.json or args.edit:
        what = ", ".join(unfit) or ("--json" if args.json else "--edit")
        raise UsageError(f"--update takes a text and --see-also, not {what}: "
                         "change other things in the log itself")  # fmt: skip


def _update(args: argparse.Namespace, name: str, text: str) -> int:
    """Count the entry once more."""
    moving.refuse_broken_text(args)
    with Session(preset=args.preset) as session:
        found = session.workspace.find(name)
        references = tuple(word.strip(" []") for word in (args.see_also or "").split(",") if word)
        targets = tuple(session.workspace.find(word).entry.id for word in references)
        log, said = again(found.log, found.entry, found.kind, moving.when(args), text, targets)
        moving.put(session, found, log)
        renew(session)
        if args.dry_run:
            sys.stdout.write(moving.diff(session.changes))
            return 0
        session.commit()
    entry = next(item for item in log.entries if item.id == found.entry.id)
    count = entry.field("recurrence count")
    times = count.raw if count is not None else ""
    if args.format == "json":
        row = {"id": entry.id, "path": log.path, "line": entry.span.line, "count": int(times)}
        stream.write(ascii_document({"version": 1, "updated": [row]}))
        return 0
    note = f" ({said})" if said else ""
    line = f"{entry.id} in {log.path}: came up {times} times{note}"
    sys.stdout.write(f"{inert(visible(line))}\n")
    return 0


# --- what is asked for -------------------------------------------------------------------------


def _requests(args: argparse.Namespace) -> list[Request]:
    given = _given(args)
    if not args.json:
        if not args.kind:
            raise UsageError("say which kind of entry: learnings new LRN|ERR|FEAT|… TEXT")
        return [_request(args, args.kind, given)]
    items = _read_json()
    found = []
    for item in items:
        kind = args.kind or item.get("kind")
        if not isinstance(kind, str) or not kind:
            raise UsageError('an entry without a kind: name it, or put "kind" into the object')
        found.append(_request(args, kind, {**taken(item), **given}, item))
    return found


def _request(
    args: argparse.Namespace, kind: str, given: dict[str, Any], item: dict[str, Any] | None = None
) -> Request:
    when = moving.when(args)
    for name in ("logged", "date"):
        said = given.pop(name, None) or (item or {}).get(name)
        found = moment(str(said)) if said and not args.when else None
        when = found.isoformat() if found is not None else when
    root = load(os.getcwd(), {"preset": args.preset}).root or os.getcwd()
    file = relative(os.path.abspath(args.file), root) if args.file else ""
    if args.file and (file.startswith("../") or os.path.isabs(file)):
        raise UsageError(f"{args.file} lies outside of {root}")
    here = relative(os.getcwd(), root)
    here = "" if here == "." or here.startswith("..") else here
    return Request(kind, when, given, file=file, here=here, preset=args.preset or "")


def _given(args: argparse.Namespace) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name in _OPTIONS:
        if getattr(args, name) is not None:
            given[name] = getattr(args, name)
    text = " ".join(args.text)
    if text.strip():
        given["text"] = text
    for item in args.others:
        name, sign, value = item.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"--set {item}: write NAME=TEXT, such as metadata.source=error")
        given[name.strip()] = value
    return given


def _told(args: argparse.Namespace) -> str:
    """What the words on the command line say of one more time."""
    parts = (" ".join(args.text), args.summary, args.details, args.action)
    return "\n".join(part for part in parts if part and part.strip())


def _main_text(request: Request) -> str:
    names = ("text", "summary", "content", "details")
    return "\n".join(str(request.given[name]) for name in names if request.given.get(name))


def _read_json() -> list[dict[str, Any]]:
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("--json reads an object from standard input: pipe one in")
    data = sys.stdin.buffer.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UsageError(f"more than {_LARGEST} bytes of JSON are not read")
    return objects(data)


def _ask(args: argparse.Namespace, request: Request) -> None:
    workspace = Workspace.open(preset=args.preset)
    for name, answer in asking.fill(plan(workspace, request).draft).items():
        request.given[name] = answer


def _written_by_hand(
    args: argparse.Namespace, requests: list[Request]
) -> tuple[list[Request], str]:
    if len(requests) != 1 or args.json:
        raise UsageError("--edit writes one entry; leave --json out")
    workspace, request = Workspace.open(preset=args.preset), requests[0]
    planned = plan(workspace, request)
    kind = planned.draft.kind
    planned.draft.id = authoring.free_id(workspace, kind, request.when)
    text, path = editing.edited(render(planned.draft), kind)
    request.text = text
    return ([request] if text else []), path


# --- what is said ------------------------------------------------------------------------------


def _refusal(errors: Sequence[Diagnostic], kind: Kind) -> str:
    words = []
    for item in errors[:8]:
        # What the schema asks for can be said; what else is wrong, its hint tells.
        told = item.group == "schema"
        option = authoring.remedy(item.problem.subject, kind) if told else ""
        hint = item.problem.hint or ""
        remedy = "; ".join(part for part in (hint, option) if part)
        words.append(f"{item.problem.message}{f' ({remedy})' if remedy else ''}")
    return "nothing was written: " + "; ".join(words)


def _warn(added: Added, ids: set[str]) -> None:
    """Warnings, and names that nobody has; they refuse nothing."""
    for item in added.findings:
        if item.severity == Severity.WARNING:
            hint = f" ({item.problem.hint})" if item.problem.hint else ""
            sys.stderr.write(f"warning: {inert(visible(item.problem.message + hint))}\n")
    for name in sorted(named(added.entry, added.log) - ids):
        sys.stderr.write(f"warning: no entry has the ID {name}{near(name, sorted(ids))}\n")


def _report_alike(args: argparse.Namespace, lines: list[str], rows: list[dict[str, Any]]) -> None:
    if args.format == "json":
        stream.write(ascii_document({"version": 1, "created": [], "similar": rows}))
        return
    sys.stdout.writelines(f"{line}\n" for line in lines)
    first = next((row["id"] for row in rows if row["id"]), "")
    update = f"count it there with --update {first}, or " if first else ""
    sys.stderr.write(f"learnings: nothing was written, this seems known already: {update}"
                     "write it all the same with --force\n")  # fmt: skip
