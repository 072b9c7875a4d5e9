"""The logs to judge: from the work tree, the index or a revision, and what a change touches."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .change import Changes, appended, compare
from .check import Tree
from .discover import Source, Survey, UnreadableError, accepts, discover, is_archive, read, survey
from .entry import Log
from .errors import RepositoryError
from .git import WorkTree, find_repository, not_checked_out
from .git.repository import Change, Repository
from .markdown import parse
from .markdown.source import decode
from .settings import Settings

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Collection:
    """Logs and what the checks may know around them.

    `only` are the paths that were asked for, None for all; `changes` what the judged change
    touches, None where everything is judged. `survey` is what the walk over a work tree came
    upon, None where none was walked; `absent` the logs that git knows and that a sparse checkout
    leaves out of it.
    """

    logs: list[Log]
    tree: Tree
    only: frozenset[str] | None = None
    changes: Changes | None = None
    survey: Survey | None = None
    absent: Sequence[str] = ()


def from_work_tree(
    paths: Sequence[str], settings: Settings, progress: Progress | None = None
) -> Collection:
    """The logs on disk; those that `paths` name are judged, the others only read.

    Raises `UsageError` for a path that does not exist, `RepositoryError` where there are no
    files because the repository is a bare one.
    """
    ordered, collection = walk(paths, settings)
    for count, source in enumerate(ordered, 1):
        collection.logs.append(_read(source, settings))
        if progress is not None:
            progress(count, len(ordered))
    return collection


def walk(paths: Sequence[str], settings: Settings) -> tuple[list[Source], Collection]:
    """The files to read, in order, and all that `from_work_tree` gives but the logs.

    Raises `UsageError` and `RepositoryError` as it does.
    """
    found = survey(paths, settings.root, settings)
    if not paths and not found.sources:
        _refuse_bare(settings)
    asked = found.sources
    sources = {source.absolute: source for source in asked}
    if paths and any(not os.path.isabs(source.path) for source in asked):
        # References and duplicates are judged against all logs of the repository.
        for source in discover((), settings.root, settings):
            sources.setdefault(source.absolute, source)
    ordered = sorted(sources.values(), key=lambda source: source.path)
    only = frozenset(source.path for source in asked) if paths else None
    absent = () if paths else _absent(settings)
    return ordered, Collection([], WorkTree(settings.root), only, survey=found, absent=absent)


def _refuse_bare(settings: Settings) -> None:
    try:
        repository = find_repository(settings.root or os.getcwd())
    except RepositoryError:
        return  # what git has against the place does not matter: no git is needed to find nothing
    if repository is not None and repository.bare:
        raise RepositoryError(
            f"{repository.place} is a bare repository, which has no files: "
            "name a commit, as in `learnings lint --rev HEAD`"
        )


def _absent(settings: Settings) -> list[str]:
    return [path for path in not_checked_out(settings.root) if accepts(path, settings)]


def log_of(source: Source, settings: Settings) -> Log:
    """The log in a file; one that cannot be read has a `fault` and no entries."""
    return _read(source, settings)


def _read(source: Source, settings: Settings) -> Log:
    try:
        log = parse(read(source, settings.nearest(source.path).max_file_size), source.path)
    except UnreadableError as error:
        log = Log(source.path, "", [], fault=error.reason)
    log.is_archive = source.archive
    return log


def from_index(settings: Settings, *, whole: bool = True) -> Collection:
    """The logs as the next commit would hold them, and what that commit would touch.

    Where that is no log, none is read unless the `whole` is asked for.

    Raises `RepositoryError` outside a repository and in a bare one.
    """
    repository = _repository(settings)
    tree = repository.index_tree()
    new = {path: oid for path, oid in tree.files.items() if accepts(path, settings)}
    touched = repository.staged_paths()
    if not whole and not _concerns(touched, new):
        return Collection([], tree, None, Changes({change.path for change in touched}))
    before = _before(touched, settings)
    # Both sides of the change at once: starting git takes longer than reading a log.
    contents = repository.read_many([*new.values(), *(change.old for change in before)])
    logs = _parse_all(contents, new, settings)
    merged = _merged(repository, [change.path for change in touched], settings)
    paths = {change.path for change in touched if change.new}
    changes = _changes(logs, before, contents, paths, settings, merged)
    return Collection(logs, tree, None, changes)


def _concerns(touched: Iterable[Change], logs: Mapping[str, str]) -> bool:
    """True if a change can matter: of a log, or of what decides how one is judged.

    Most commits have to do with no log, and reading all of them would take its time.
    """
    return any(
        change.path in logs or change.path.endswith((".toml", ".json")) for change in touched
    )


def _merged(repository: Repository, paths: Sequence[str], settings: Settings) -> list[Log]:
    """The touched logs as the other sides of a merge in progress hold them."""
    logs = []
    for head in repository.merge_heads():
        files = repository.tree_files(head)
        oids = {path: files[path] for path in paths if path in files and accepts(path, settings)}
        logs += _parse_all(repository.read_many(oids.values()), oids, settings)
    return logs


def from_revision(rev: str, since: str | None, settings: Settings) -> Collection:
    """The logs as a commit holds them, and, if `since` names another, what changed from it.

    Raises `RepositoryError` outside a repository, `UsageError` for an unknown revision.
    """
    repository = _repository(settings)
    contents = repository.read_rev(rev, lambda path: accepts(path, settings))
    logs = [_log(path, data, settings) for path, data in sorted(contents.items())]
    tree = repository.tree(rev)
    if since is None:
        return Collection(logs, tree)
    # From where the two parted: what the other side did meanwhile is no change of this one.
    base = repository.merge_base(since, rev) or since
    touched = repository.changed_between(base, rev)
    before = _before(touched, settings)
    old = repository.read_many(change.old for change in before)
    paths = {change.path for change in touched if change.new}
    return Collection(logs, tree, None, _changes(logs, before, old, paths, settings))


def _repository(settings: Settings) -> Repository:
    repository = find_repository(settings.root or os.getcwd())
    if repository is None:
        raise RepositoryError("this is no git repository: run `git init`, or name files instead")
    return repository


def _before(touched: Iterable[Change], settings: Settings) -> list[Change]:
    """The changes of what was a log already: their old content is to be read."""
    return [
        change
        for change in touched
        if change.old and accepts(change.old_path or change.path, settings)
    ]


def _changes(
    logs: Sequence[Log],
    before: Sequence[Change],
    contents: Mapping[str, bytes],
    paths: Iterable[str],
    settings: Settings,
    merged: Sequence[Log] = (),
) -> Changes:
    """What differs in the logs; `contents` holds what they were before, by object ID."""
    now = {log.path: log.text for log in logs}
    additions: dict[str, int] = {}
    old = list(merged)
    for change in before:
        data = contents.get(change.old)
        if data is None:
            continue
        # Most changes of a log add to its end: the rest of it need not be read again.
        kept = appended(now[change.path], decode(data)) if change.path in now else None
        if kept:
            additions[change.path] = kept
        else:
            old.append(_log(change.old_path or change.path, data, settings))
    return compare(logs, old, paths, additions)


def _parse_all(
    contents: Mapping[str, bytes], files: Mapping[str, str], settings: Settings
) -> list[Log]:
    return [
        _log(path, contents[oid], settings)
        for path, oid in sorted(files.items())
        if oid in contents
    ]


def _log(path: str, data: bytes, settings: Settings) -> Log:
    limit = settings.nearest(path).max_file_size
    if len(data) > limit:
        return Log(path, "", [], fault=f"is larger than {limit} bytes")
    log = parse(data, path)
    log.is_archive = is_archive(path)
    return log
