"""The sides of a change, read from git: what each had before, and what the change touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..change import Changes, appended, compare
from ..discover import accepts
from ..entry import Log
from ..git import Change, Repository
from ..markdown.source import decode
from ..settings import Settings
from ..snapshot import log_of_bytes
from .judged import Parting, Side

Differ = Callable[[str], list[Change]]


def old_logs(changes: Iterable[Change], settings: Settings) -> list[Change]:
    """The changes of what was a log already: their old content is to be read."""
    return [
        change
        for change in changes
        if change.old and accepts(change.old_path or change.path, settings)
    ]


def side(
    name: str,
    changes: Sequence[Change],
    now: Sequence[Log],
    settings: Settings,
    contents: Mapping[str, bytes],
) -> Side:
    """What a commit had before the change; `contents` holds its old logs by object ID.

    Most changes of a log add to its end: the rest of it is not read again.
    """
    texts = {log.path: log.text for log in now}
    kept: dict[str, int] = {}
    added: dict[str, bytes] = {}
    logs: list[Log] = []
    for change in old_logs(changes, settings):
        data = contents.get(change.old)
        if data is None:
            continue
        path = change.old_path or change.path
        same = path == change.path and path in texts
        offset = appended(texts[path], decode(data)) if same else None
        if offset:
            kept[path], added[path] = offset, data
        else:
            logs.append(log_of_bytes(path, data, settings))

    def old(path: str) -> Log | None:
        return log_of_bytes(path, added[path], settings) if path in added else None

    touched = {path for change in changes for path in (change.path, change.old_path) if path}
    return Side(name, touched, kept, lambda: logs, old)


def changed(now: Sequence[Log], sides: Sequence[Side]) -> Changes:
    """What a change touches: entries that no side had as they are, in files that differ.

    The files are those that differ from the first side, gone ones among them; those that
    differ from another one alone are `aside`.
    """
    found = [compare(now, item.read(), item.touched, item.kept) for item in sides]
    entries = set.intersection(*(item.entries for item in found)) if found else set()
    files = set(found[0].files) if found else set()
    return Changes(files, entries, {path for item in found for path in item.files} - files)


def partings(
    repository: Repository,
    settings: Settings,
    now: Sequence[Log],
    found: Sequence[Side],
    differ: Differ,
) -> Sequence[Parting] | None:
    """Where the sides of a merge parted from the first one; None where that cannot be known.

    `differ` gives what differs from a commit to what is judged. Histories that have nothing in
    common parted nowhere; in a shallow clone nobody can tell.
    """
    first, *others = found
    result = []
    for other in others:
        bases = repository.merge_bases(first.name, other.name)
        if not bases and repository.shallow:
            return None
        for base in bases:
            changes = differ(base)
            contents = repository.read_many(item.old for item in old_logs(changes, settings))
            result.append(Parting(side(base, changes, now, settings, contents), first, other))
    return result
