"""Entries written all together or not at all, and what is said of that."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from .. import authoring
from ..advice import remedy
from ..authoring import Added
from ..diagnostic import Diagnostic, Severity
from ..errors import UsageError
from ..kind import Kind
from ..likeness import Alike, Finder
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..planning import Request
from ..shape import near
from ..similarity import named
from ..workspace import Session, Workspace
from . import asking, counting, moving, requesting, similar
from .renewing import renew


def write(
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
