"""The logs to judge, of the work tree or of the index, and what the next commit touches.

Those of commits are read by `collect_commits`, which most hooks do not need.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from .change import Changes
from .check import Tree
from .discover import Source, Survey, UnreadableError, accepts, discover, read, survey
from .entry import Log
from .errors import RepositoryError
from .git import Change, Repository, WorkTree, find_repository, not_checked_out
from .history import sides
from .history.judged import Judged, Side
from .markdown import parse
from .past import History, NoHistory
from .settings import Settings
from .snapshot import logs_of, repository_of

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Collection:
    """Logs and what the checks may know around them.

    `only` are the paths that were asked for, None for all; `changes` what the judged change
    touches, None where everything is judged; `history` what is known of the past. `survey` is
    what the walk over a work tree came upon, None where none was walked; `absent` the logs that
    git knows and that a sparse checkout leaves out of it. `remarks` are sentences for the
    person: what could not be looked at. `beside` are texts beside the logs, where they are
    judged too.
    """

    logs: list[Log]
    tree: Tree
    only: frozenset[str] | None = None
    changes: Changes | None = None
    survey: Survey | None = None
    absent: Sequence[str] = ()
    history: History = field(default_factory=NoHistory)
    remarks: Sequence[str] = ()
    beside: Sequence[Log] = ()


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
            "do this in a clone of it; a commit can be judged here, by `learnings lint --rev HEAD`"
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
    repository = repository_of(settings)
    tree = repository.index_tree()
    new = {path: oid for path, oid in tree.files.items() if accepts(path, settings)}
    touched = repository.staged_paths()
    # All sides of the change at once: starting git takes longer than reading a log.
    changes = {"HEAD": touched}
    changes |= {head: repository.staged_paths(head) for head in repository.merge_heads()}
    if not whole and not any(_concerns(part, settings) for part in changes.values()):
        return Collection([], tree, None, Changes({change.path for change in touched}))
    old = [item.old for part in changes.values() for item in sides.old_logs(part, settings)]
    contents = repository.read_many([*new.values(), *old])
    logs = logs_of(contents, new, settings)
    found = [sides.side(name, part, logs, settings, contents) for name, part in changes.items()]
    past = past_of(settings, repository, "HEAD", logs, found, repository.staged_paths)
    past.who = lambda version: repository.identity()
    return Collection(logs, tree, None, sides.changed(logs, found), history=past)


def _concerns(touched: Iterable[Change], settings: Settings) -> bool:
    """True if a change can matter: of a log, or of what decides how one is judged.

    Most commits have to do with no log, and reading all of them would take its time.
    """
    return any(path.endswith((".toml", ".json")) for path, *_ in touched) or bool(
        logs_in(touched, settings)
    )


def past_of(
    settings: Settings,
    repository: Repository,
    rev: str,
    now: Sequence[Log],
    found: Sequence[Side] = (),
    differ: sides.Differ | None = None,
) -> Judged:
    """The past of what is judged; `rev` is the commit that it is, or is to come after."""
    past = Judged(now, found, rev=rev)
    if differ is not None:
        past.bases = lambda: sides.partings(repository, settings, now, found, differ)
    return past


def logs_in(touched: Iterable[Change], settings: Settings) -> set[str]:
    """The paths of the logs that changes touch, of before and after."""
    paths = {path for change in touched for path in (change.path, change.old_path)}
    return {path for path in paths if path and accepts(path, settings)}
