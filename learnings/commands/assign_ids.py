"""`learnings assign-ids`: turn the notes of a journal into entries with IDs."""

from __future__ import annotations

import argparse
import posixpath
import sys
from collections.abc import Iterator

from ..entry import Log
from ..errors import UsageError
from ..kind import Kind
from ..organising import assign as assigning
from ..organising.archive import unreadable
from ..organising.passed import passed_over
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..preset import Presets
from ..shape import near
from ..workspace import Session, Workspace
from .choosing import paths_of
from .moving import diff

_STATUS = (
    "{} of {} have no status, which no heading tells: `learnings start ID` or `resolve ID` sets it,"
    " and `--status pending` does while IDs are assigned"
)
HELP = "Give IDs to entries without one: a journal's dates become IDs."
DESCRIPTION = """\
Put an ID in the place of each date heading, and before each heading that has fields but no ID.
The day comes from the heading, else from the fields; an entry without a day is left and named.
`Logged` is added where the preset has it, as exactly as the heading tells it; a status is added
only if --status names one, since no heading tells it. All else stays byte for byte, and a second
run does nothing. Exit code 0: done, or nothing to do; 2: refused, and nothing was written.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders (default: all logs)"
    )
    parser.add_argument("--preset", metavar="PRESET", help="the dialect that the entries get")
    parser.add_argument(
        "--kind",
        metavar="KIND",
        help="what they are, such as learning or error (default: as the file's name says, else "
        "learning)",
    )
    parser.add_argument(
        "--status", metavar="STATUS", help="the status of those that have none, such as pending"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print the changes as a diff and write nothing"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """Assign the IDs; 0."""
    given: list[assigning.Given] = []
    left: list[assigning.Left] = []
    with Session(preset=args.preset) as session:
        workspace = session.workspace
        only = paths_of(workspace, args.paths)
        for log in list(workspace.logs):
            if only is not None and log.path not in only:
                continue
            if log.fault:
                raise UsageError(f"{log.path}{unreadable(log)}; nothing was written")
            left += [assigning.Left(log.path, *item) for item in passed_over(log)]
            if not assigning.lacking(log):
                continue
            _refuse(log)
            session.refuse_unreadable(log)
            kind = _kind(workspace, log, args)
            style = workspace.settings.ids.get("style", "") or _usual(kind)
            new, done, rest = assigning.assign(log, kind, workspace.ids(), style, args.status or "")
            session.put(new)
            given += done
            left += rest
        bare = _without_status(session, given)
        if args.dry_run:
            sys.stdout.write(diff(session.changes))
            return 0
        session.commit()
    left.sort()
    _report(given, left, args.format)
    if bare and args.format == "text":
        sys.stdout.write(f"{_STATUS.format(bare, len(given))}\n")
    return 0


def _without_status(session: Session, given: list[assigning.Given]) -> int:
    """How many of the entries have no status, though their kind has one."""
    found = (session.workspace.find(item.id) for item in given)
    return sum(
        item.kind.field("status") is not None and item.entry.field("status") is None
        for item in found
    )


def _usual(kind: Kind) -> str:
    return "sequence" if kind.preset == "compact" else "random"


def _refuse(log: Log) -> None:
    """Raise `UsageError` for a log in a conflict."""
    for region in log.regions:
        if region.reason == "conflict":
            raise UsageError(f"{log.path}:{region.span.line}: it holds conflict markers: "
                             "merge it first; nothing was written")  # fmt: skip


def _kind(workspace: Workspace, log: Log, args: argparse.Namespace) -> Kind:
    presets: Presets = workspace.presets_of(log)
    near_ = workspace.engine.settings_of(log)
    name = args.preset or near_.preset_for(log.path) or presets.default
    if not args.preset:
        folders = posixpath.dirname(log.path).split("/")
        name = next((own for folder, own in presets.folders.items() if folder in folders), name)
    preset = presets.preset(name if name != "journal" else "agent")
    kinds = {kind.name: kind for kind in preset.kinds.values() if kind.prefixes}
    if args.kind is None:
        named = preset.of_file(posixpath.basename(log.path))
        found = named if named is not None and named.prefixes else kinds.get("learning")
    else:
        found = kinds.get(args.kind)
    if found is None:
        wanted = args.kind or "learning"
        raise UsageError(
            f"the preset {preset.name} has no kind {wanted} whose entries have IDs"
            f"{near(wanted, sorted(kinds))}: there are {', '.join(sorted(kinds)) or 'none'}"
        )
    if args.status and args.status not in found.lifecycle.statuses:
        raise UsageError(f"--status {args.status}: the preset {preset.name} has "
                         f"{', '.join(found.lifecycle.statuses)}")  # fmt: skip
    return found


def _report(given: list[assigning.Given], left: list[assigning.Left], form: str) -> None:
    if form == "json":
        stream.write(ascii_document({
            "version": 1,
            "assigned": [item._asdict() for item in given],
            "left": [item._asdict() for item in left],
        }))  # fmt: skip
        return
    for line in _lines(given, left):
        sys.stdout.write(f"{inert(visible(line))}\n")


def _lines(given: list[assigning.Given], left: list[assigning.Left]) -> Iterator[str]:
    for item in given:
        yield f"{item.id} in {item.path}:{item.line}"
    for rest in left:
        yield f"{rest.path}:{rest.line}: {rest.label} has no ID still: {rest.reason}"
    if not given and not left:
        yield "nothing to do: every entry has an ID"
