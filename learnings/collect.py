"""The logs to judge: from the work tree, the index or a revision, and what a change touches."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from .change import Changes
from .check import Tree
from .discover import Source, Survey, UnreadableError, accepts, discover, read, survey
from .entry import Log
from .errors import RepositoryError, UsageError
from .git import Change, LazyTree, Repository, WorkTree, find_repository, not_checked_out
from .git.fork import fork_point
from .git.series import Commit, merges
from .git.series import commit as commit_of
from .history import sides
from .history.judged import Judged, Side
from .history.steps import Steps
from .markdown import parse
from .past import History, NoHistory, Version
from .settings import Settings
from .snapshot import log_of_bytes, logs_of, repository_of

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
    past = _past(settings, repository, "HEAD", logs, found, repository.staged_paths)
    past.who = lambda version: repository.identity()
    return Collection(logs, tree, None, sides.changed(logs, found), history=past)


def _concerns(touched: Iterable[Change], settings: Settings) -> bool:
    """True if a change can matter: of a log, or of what decides how one is judged.

    Most commits have to do with no log, and reading all of them would take its time.
    """
    return any(path.endswith((".toml", ".json")) for path, *_ in touched) or bool(
        _logs_in(touched, settings)
    )


def from_changes(
    base: str | None, settings: Settings, progress: Progress | None = None
) -> Collection:
    """The logs on disk, and what differs in them from where the branch parted from its base.

    Without a base it is the upstream of the branch, or else the main branch. Files that git does
    not track count as added, unless it ignores them.

    Raises `RepositoryError` outside a repository, in a bare one, and where no commit in common
    can be seen, `UsageError` for an unknown base.
    """
    repository = repository_of(settings)
    if repository.bare:
        raise RepositoryError(
            f"{repository.place} is a bare repository, which has no work tree: "
            "name commits, as in `learnings lint --rev main --since main~1`"
        )
    fork = fork_point(repository, base)
    found = from_work_tree((), settings, progress)
    touched = repository.changed_since(fork) if fork else []
    # What a sparse checkout leaves out is not gone.
    touched = [change for change in touched if change.path not in set(found.absent)]
    tracked = {change.path for change in touched} | set(repository.index_files())
    loose = [log.path for log in found.logs if log.path not in tracked]
    new = repository.untracked(loose) | (set() if fork else tracked)
    touched += [Change(path, "A", path, "", "") for path in sorted(new)]
    contents = repository.read_many(item.old for item in sides.old_logs(touched, settings))
    before = [sides.side(fork or "", touched, found.logs, settings, contents)]
    past = _past(settings, repository, "HEAD" if fork else "", found.logs, before)
    past.more = lambda path: bool(repository.untracked([path]))
    if fork:
        past.merged = partial(_lost_by_merges, settings, repository, fork, "HEAD")
        _step(past, Steps(repository, settings, fork, "HEAD", _logs_in(touched, settings)))
    found.history, found.changes = past, sides.changed(found.logs, before)
    return found


def from_revision(rev: str, since: str | None, settings: Settings) -> Collection:
    """The logs as a commit holds them, and, if `since` names another, what changed from it.

    Raises `RepositoryError` outside a repository, `UsageError` for an unknown revision.
    """
    repository = repository_of(settings)
    contents = repository.read_rev(rev, lambda path: accepts(path, settings))
    logs = [log_of_bytes(path, data, settings) for path, data in sorted(contents.items())]
    tree = repository.tree(rev)
    if since is None:
        return Collection(logs, tree, history=_past(settings, repository, rev, logs))
    # From where the two parted: what the other side did meanwhile is no change of this one.
    base = repository.merge_base(since, rev)
    blind = base is None and repository.shallow
    touched = repository.changed_between(base or since, rev)
    old = repository.read_many(item.old for item in sides.old_logs(touched, settings))
    before = [sides.side(base or since, touched, logs, settings, old)]
    past = _past(settings, repository, rev, logs, [] if blind else before)
    past.committed = True
    if not blind:
        past.merged = partial(_lost_by_merges, settings, repository, base or since, rev)
        _step(past, Steps(repository, settings, base or "", rev, _logs_in(touched, settings)))
    return Collection(
        logs, tree, None, sides.changed(logs, before), history=past, remarks=_BLIND if blind else ()
    )


_BLIND = (
    "the clone is shallow, and does not show where the two commits parted: nothing is said of "
    "what was lost or moved; fetch more of its history",
)


def from_commit(rev: str, settings: Settings, *, merge: bool = False) -> Collection:
    """The logs as a commit holds them, and what it changed: it is judged against its parents.

    A `merge` is all that is asked for: of a commit with one parent nothing is judged.

    Raises `RepositoryError` outside a repository and where a shallow clone lacks the parents,
    `UsageError` for an unknown revision.
    """
    repository = repository_of(settings)
    found = commit_of(repository, rev)
    if merge and len(found.parents) < 2:
        return Collection([], repository.tree(found.oid), None, Changes())
    ((_, collection),) = from_series([found], settings, repository)
    return collection


def from_series(
    commits: Sequence[Commit], settings: Settings, repository: Repository
) -> Iterator[tuple[Commit, Collection]]:
    """Each of the commits with its logs and what it changed.

    What several of them have in common is read once.
    """
    listed = repository.list_revs(
        [item.oid for item in commits], lambda path: accepts(path, settings)
    )
    wanted = [oid for files in listed for oid in files.values()]
    for item in commits:
        for part in item.changes:
            wanted += [change.old for change in sides.old_logs(part, settings)]
    contents = repository.read_many(wanted)
    known: dict[tuple[str, str], Log] = {}
    for item, files in zip(commits, listed, strict=True):
        for path, oid in files.items():
            if (path, oid) not in known:
                known[path, oid] = log_of_bytes(path, contents[oid], settings)
        logs = [known[place] for place in sorted(files.items())]
        yield item, _of_commit(item, logs, contents, settings, repository)


def _of_commit(
    commit: Commit,
    logs: list[Log],
    contents: Mapping[str, bytes],
    settings: Settings,
    repository: Repository,
) -> Collection:
    found = [
        sides.side(name, part, logs, settings, contents)
        for name, part in zip(commit.parents or ("",), commit.changes, strict=True)
    ]
    past = _past(
        settings, repository, commit.oid, logs, found,
        lambda base: repository.changed_between(base, commit.oid),
    )  # fmt: skip
    past.who = lambda version: repository.author(commit.oid)
    past.committed = True
    tree = LazyTree(lambda: repository.tree(commit.oid))
    return Collection(logs, tree, None, sides.changed(logs, found), history=past)


def _past(
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


def _lost_by_merges(
    settings: Settings, repository: Repository, base: str, tip: str
) -> list[Version]:
    """What merges since the base have dropped of a side that the base does not have."""
    try:
        found = merges(repository, repository.resolve(base), repository.resolve(tip))
    except (RepositoryError, UsageError):
        return []  # where commits are missing, nothing is known
    concerned = [item for item in found if any(_logs_in(part, settings) for part in item.changes)]
    return [
        version
        for _, collection in from_series(concerned, settings, repository)
        for version in collection.history.lost()
    ]


def _step(past: Judged, steps: Steps) -> None:
    past.steps, past.who = steps.versions, steps.author


def _logs_in(touched: Iterable[Change], settings: Settings) -> set[str]:
    paths = {path for change in touched for path in (change.path, change.old_path)}
    return {path for path in paths if path and accepts(path, settings)}
