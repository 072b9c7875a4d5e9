"""What `learnings new --update` does: count an entry that came up again."""

from __future__ import annotations

import argparse
import sys

from ..errors import UsageError
from ..legible import argument
from ..occurrence import again
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..workspace import Session
from . import moving, requesting
from .renewing import renew


def refuse_unfit(args: argparse.Namespace) -> None:
    """An update adds; what it would have to change is for the person to change."""
    unfit = [
        f"--{key.replace('_', '-')}"
        for key in requesting.OPTIONS
        if getattr(args, key) and key not in ("summary", "details", "action", "see_also")
    ]
    unfit += [f"--set {item}" for item in args.others]
    if unfit or args.json or args.edit:
        what = ", ".join(unfit) or ("--json" if args.json else "--edit")
        raise UsageError(f"--update takes a text and --see-also, not {what}: "
                         "change other things in the log itself")  # fmt: skip


def update(args: argparse.Namespace, name: str, text: str) -> int:
    """Count the entry once more."""
    moving.make_legible(args)
    with Session(preset=args.preset) as session:
        found = session.workspace.find(name)
        references = tuple(
            word.strip(" []")
            for word in argument(args.see_also or "", "--see-also").split(",")
            if word
        )
        targets = tuple(session.workspace.find(word).entry.id for word in references)
        log, said = again(found.log, found.entry, found.kind, moving.when(args), text, targets)
        moving.put(session, found, log)
        renew(session)
        if args.dry_run:
            sys.stdout.write(moving.diff(session.changes))
            return 0
        session.commit()
    # Nothing is written before an entry, so that it begins where it did.
    entry = log.entry_at(found.entry.start) or found.entry
    count = entry.field("recurrence count")
    times = count.raw if count is not None else ""
    if args.format == "json":
        row = {"id": entry.id, "path": log.path, "line": entry.span.line, "count": int(times)}
        stream.write(ascii_document({"version": 1, "updated": [row]}))
        return 0
    note = f" ({said})" if said else ""
    name = entry.id or entry.label
    line = f"{name} in {log.path}: came up {times} times{note}"
    sys.stdout.write(f"{inert(visible(line))}\n")
    return 0
