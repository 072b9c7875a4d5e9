"""`learnings new`: write an entry that is right from the start, or count one that came up again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from .. import authoring
from ..advice import remedy
from ..authoring import Added
from ..diagnostic import Diagnostic, Severity
from ..disk import printable
from ..draft import render
from ..errors import LearningsError, UsageError
from ..kind import Kind
from ..likeness import Alike, Finder
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..planning import Request, plan
from ..shape import near
from ..similarity import named
from ..workspace import Session, Workspace
from . import asking, counting, editing, moving, requesting, similar
from .renewing import renew

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
            return _by_hand(args, requests)
        # Who is asked, or sees the template, knows what is left out.
        return _asked(args, requests[0]) if asks else _write(args, requests, set(), whole=True)
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
        _keep_answers(args, request, before)
        raise
    if not is_new:
        return counting.update(args, chosen, requesting.told(args) or requesting.main_text(request))
    request.blank = False
    try:
        return _write(args, [request], known)
    except UsageError as error:
        return _mended(args, request, _draft(args, request), error)
    except asking.Aborted:
        _keep_answers(args, request, before)
        raise


def _draft(args: argparse.Namespace, request: Request) -> str:
    """Keep what was said so far in a file; gives its path."""
    request.blank = True
    workspace = Workspace.open(preset=args.preset)
    planned = plan(workspace, request)
    planned.draft.id = authoring.free_id(workspace, planned.draft.kind, request.when)
    return editing.keep(render(planned.draft), planned.draft.kind)


def _keep_answers(args: argparse.Namespace, request: Request, before: dict[str, Any]) -> None:
    """Keep what a person typed before the end of the input, if it was anything."""
    if request.given != before:
        path = _draft(args, request)
        sys.stderr.write(f"\nlearnings: what you wrote is {_kept(request, path)}\n")


def _known_already(workspace: Workspace, added: Added, known: set[str]) -> str:
    """The ID to count instead, if a person says so; empty where a new entry is wanted."""
    alike = authoring.alike(workspace, added)
    if not alike:
        return ""
    ids = [item.found.entry.id for item in alike if item.found.entry.id]
    what, name = asking.choose(list(similar.lines(workspace, alike)), ids)
    known.update(item.found.entry.key for item in alike)
    return name if what == "update" else ""


def _by_hand(args: argparse.Namespace, requests: Sequence[Request]) -> int:
    """Write what a person wrote in the editor, or a file that was kept."""
    if len(requests) != 1 or args.json:
        raise UsageError("--edit and --from write one entry; leave --json out")
    request = requests[0]
    request.blank = True
    if args.kept and not args.edit:
        request.text = editing.content(requesting.kept(args.kept))
        if not request.text:
            raise UsageError(f"{printable(args.kept)} holds no entry")
        return _write(args, requests, set())
    workspace = Workspace.open(preset=args.preset)
    planned = plan(workspace, request)
    planned.draft.id = authoring.free_id(workspace, planned.draft.kind, request.when)
    template = render(planned.draft)
    editing.command()
    text = editing.content(requesting.kept(args.kept)) if args.kept else template
    path = editing.keep(text, planned.draft.kind)
    return _edited(args, request, path, "" if args.kept else template.strip())


def _edited(args: argparse.Namespace, request: Request, path: str, template: str = "") -> int:
    """Let a person write in a file, and write the entry; the file goes when it is written."""
    try:
        request.text = editing.edited(path)
        if not request.text or request.text == template:
            editing.forget(path)
            sys.stderr.write("learnings: nothing was changed, and nothing was written\n")
            return 1
        code = _write(args, [request], set())
    except LearningsError as error:
        if template and editing.is_unchanged(path, template):
            editing.forget(path)
            raise
        return _mended(args, request, path, error)
    except asking.Aborted:
        sys.stderr.write(f"\nlearnings: what you wrote is {_kept(request, path)}\n")
        raise
    if code or args.dry_run:
        sys.stderr.write(f"learnings: what you wrote is {_kept(request, path)}\n")
    else:
        editing.forget(path)
    return code


def _mended(args: argparse.Namespace, request: Request, path: str, error: LearningsError) -> int:
    """After a refusal: the editor for who has one and wants it, else the way to go on later."""
    if asking.on_terminal() and editing.is_named() and isinstance(error, UsageError):
        asking.say(str(error))
        if asking.wants_editor():
            return _edited(args, request, path)
    raise type(error)(f"{error}; what you wrote is {_kept(request, path)}") from error


def _kept(request: Request, path: str) -> str:
    file, kind = printable(path), printable(request.kind)
    return f"kept in {file} (go on with `learnings new {kind} --edit --from {file}`)"


def _write(
    args: argparse.Namespace, requests: Sequence[Request], known: set[str], *, whole: bool = False
) -> int:
    """All entries or none, under the lock; asks without it, and then looks again.

    With `whole` an entry that would be warned of as lacking something is refused, but for --force.
    """
    while True:
        with Session(preset=args.preset) as session:
            done, alike = _put_all(session, requests, args, known)
            for request, added in zip(requests, done, strict=True):
                errors = [item for item in added.findings if item.severity == Severity.ERROR]
                wanted = [item for item in added.findings if _is_wanted(item)]
                if errors or (wanted and whole and not args.force):
                    raise UsageError(
                        _refusal(session.workspace, request, errors, wanted, added.kind)
                    )
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
            said = requesting.told(args) or requesting.main_text(requests[0])
            return counting.update(args, name, said)
        known.update(item.found.entry.key for item in alike)


def _put_all(
    session: Session, requests: Sequence[Request], args: argparse.Namespace, known: set[str]
) -> tuple[list[Added], list[Alike]]:
    finder = Finder(session.workspace)
    done: list[Added] = []
    alike: list[Alike] = []
    for request in requests:
        request.redact = args.redact
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
    kinds = ", ".join(dict.fromkeys(kind for item in done for kind in item.redacted))
    if kinds:
        sys.stderr.write(f"learnings: replaced {kinds}\n")
    if args.format == "json":
        rows = [{"id": item.entry.id, "kind": item.kind.name, "preset": item.kind.preset,
                 "path": item.log.path, "line": item.entry.span.line} for item in done]  # fmt: skip
        stream.write(ascii_document({"version": 1, "created": rows}))
        return 0
    for item in done:
        name = f"{item.entry.id} in " if item.entry.id else ""
        sys.stdout.write(f"{inert(visible(name + item.log.path))}\n")
    return 0


# --- what is said ------------------------------------------------------------------------------


def _is_wanted(item: Diagnostic) -> bool:
    """True for what an entry lacks and is written without, with a warning."""
    return item.check.startswith("missing-") and item.severity == Severity.WARNING


def _refusal(
    workspace: Workspace,
    request: Request,
    errors: Sequence[Diagnostic],
    wanted: Sequence[Diagnostic],
    kind: Kind,
) -> str:
    words = [f"{item.problem.message}{_remedy(item, kind)}" for item in errors[:8]]
    told = [item.problem.subject for item in errors]
    more = authoring.needed_besides(workspace, request, told)
    if more:
        options = ", ".join(remedy(name, kind) for name in more)
        words.append(f"with --severity {kind.severities[0]} also {options}")
    # Who is refused says all at once, and is not warned afterwards.
    lacks = [f"{item.problem.message}{_remedy(item, kind)}" for item in wanted[:8]]
    if not errors:
        return f"nothing was written: {'; '.join(lacks)}; --force writes it without"
    words += [f"wanted as well, though not demanded: {lack}" for lack in lacks]
    return "nothing was written: " + "; ".join(words)


def _remedy(item: Diagnostic, kind: Kind) -> str:
    """What mends a finding: its hint, and the option where the schema asks for something."""
    option = remedy(item.problem.subject, kind) if item.group == "schema" else ""
    return f" ({told})" if (told := "; ".join(filter(None, (item.problem.hint, option)))) else ""


def _warn(added: Added, ids: set[str]) -> None:
    """Warnings, and names that nobody has; they refuse nothing."""
    for item in (one for one in added.findings if one.severity == Severity.WARNING):
        said = f"{item.problem.message}{_remedy(item, added.kind)}"
        sys.stderr.write(f"warning: {inert(visible(said))}\n")
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
