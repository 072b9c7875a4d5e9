"""`learnings index`: a page that lists the entries of each folder of logs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from ..errors import RepositoryError
from ..organising import index as indexes
from ..organising.index_block import GROUPINGS, NAME, block_of, homes, laid_into, listed
from ..output.escape import inert, visible
from ..workspace import Session, Workspace, read_or_none
from .moving import diff

HELP = "Write .learnings/INDEX.md: every entry with its title, status and date."
DESCRIPTION = """\
Write `INDEX.md` into each folder of logs (`.learnings`, `docs/ops-knowledge`; skills that share a
folder share its index). Entries stand by log or by status, each linked to its heading, with the
Pattern-Keys, how many entries each has, and the archives. What a person writes around the block
between the markers stays. Exit code with --check: 0 up to date; 1 not.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "--check", action="store_true", help="write nothing, and say what is not up to date"
    )
    parser.add_argument(
        "--by",
        choices=GROUPINGS,
        help="how entries are grouped (default: as the index has it, else by log)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print the changes as a diff and write nothing"
    )


def run(args: argparse.Namespace) -> int:
    """Write the indexes, or compare them; 0, or 1 where one is not up to date."""
    if args.check:
        return _check(args)
    with Session() as session:
        for path, old, new in _indexes(session.workspace, args.by):
            session.put_file(path, old, new)
        if args.dry_run:
            sys.stdout.write(diff(session.changes))
            return 0
        changed = set(session.commit())
        for path, _, _ in _indexes(session.workspace, args.by):
            _say(f"{'wrote' if path in changed else 'up to date:'} {path}")
    return 0


def _indexes(workspace: Workspace, by: str | None) -> Iterator[tuple[str, bytes | None, bytes]]:
    for home, logs in homes(workspace.logs).items():
        for log in logs:
            if log.fault and not log.entries:
                raise RepositoryError(f"{log.path} {log.refusal}: an index would lack its entries")
        path = f"{home}/{NAME}"
        old = read_or_none(workspace.absolute(path))
        text = old.decode("utf-8", "surrogateescape") if old is not None else None
        with_place(path, text)
        place = block_of(text) if text is not None else None
        grouping = by or (place[2] if place else "log")
        found = indexes.contents(home, logs, workspace.presets_of)
        found = indexes.veiled(found, workspace.engine.watch.mask)
        new = laid_into(text, indexes.render(found, grouping))
        yield path, old, new.encode("utf-8", "surrogateescape")


def with_place(path: str, text: str | None) -> None:
    """Raise `UsageError`, with the file, where the markers of an index are broken."""
    from ..errors import UsageError

    try:
        block_of(text or "")
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def _check(args: argparse.Namespace) -> int:
    workspace = Workspace.open()
    code = 0
    for path, old, new in _indexes(workspace, args.by):
        if old == new:
            continue
        code = 1
        home = path.rpartition("/")[0]
        found = indexes.contents(home, homes(workspace.logs)[home], workspace.presets_of)
        found = indexes.veiled(found, workspace.engine.watch.mask)
        for line in _differences(path, old, found):
            _say(line)
    if code:
        _say("run `learnings index`")
    return code


def _differences(path: str, old: bytes | None, found: indexes.Contents) -> Iterator[str]:
    shown = listed(old.decode("utf-8", "surrogateescape")) if old is not None else None
    if shown is None:
        yield f"{path}: {'there is none' if old is None else 'it has no block of ours'}"
        return
    differing = indexes.drift(shown, found)
    for item in differing.gone:
        yield f"{path}:{item.line}: {item.key} is gone"
    for row, log, entry in differing.lacking:
        yield f"{path}: {row.id or row.target} is missing ({log.path}:{entry.span.line})"
    for item, row, _, _ in differing.other:
        said = f"shows {item.status or 'no status'}, the entry {row.status or 'none'}"
        yield f"{path}:{item.line}: {item.key} {said}"
    if not any(differing):
        yield f"{path}: titles, dates, keys or archives differ"


def _say(line: str) -> None:
    sys.stdout.write(f"{inert(visible(line))}\n")
