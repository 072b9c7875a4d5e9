"""The logs to judge as commits hold them, and what differs from one to another or since one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from .change import Changes
from .collect import Collection, Progress, from_work_tree, logs_in, past_of
from .discover import accepts
from .entry import Log
from .errors import RepositoryError, UsageError
from .git import Change, LazyTree, Repository
from .git.fork import fork_point
from .git.series import Commit, merges
from .git.series import commit as commit_of
from .history import sides
from .history.judged import Judged
from .history.steps import Steps
from .past import Version
from .settings import Settings
from .snapshot import log_of_bytes, repository_of


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
    past = past_of(settings, repository, "HEAD" if fork else "", found.logs, before)
    past.more = lambda path: bool(repository.untracked([path]))
    if fork:
        past.merged = partial(_lost_by_merges, settings, repository, fork, "HEAD")
        _step(past, Steps(repository, settings, fork, "HEAD", logs_in(touched, settings)))
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
        return Collection(logs, tree, history=past_of(settings, repository, rev, logs))
    # From where the two parted: what the other side did meanwhile is no change of this one.
    base = repository.merge_base(since, rev)
    blind = base is None and repository.shallow
    touched = repository.changed_between(base or since, rev)
    old = repository.read_many(item.old for item in sides.old_logs(touched, settings))
    before = [sides.side(base or since, touched, logs, settings, old)]
    past = past_of(settings, repository, rev, logs, [] if blind else before)
    past.committed = True
    if not blind:
        past.merged = partial(_lost_by_merges, settings, repository, base or since, rev)
        _step(past, Steps(repository, settings, base or "", rev, logs_in(touched, settings)))
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
    past = past_of(
        settings, repository, commit.oid, logs, found,
        lambda base: repository.changed_between(base, commit.oid),
    )  # fmt: skip
    past.who = lambda version: repository.author(commit.oid)
    past.committed = True
    tree = LazyTree(lambda: repository.tree(commit.oid))
    return Collection(logs, tree, None, sides.changed(logs, found), history=past)


def _lost_by_merges(
    settings: Settings, repository: Repository, base: str, tip: str
) -> list[Version]:
    """What merges since the base have dropped of a side that the base does not have."""
    try:
        found = merges(repository, repository.resolve(base), repository.resolve(tip))
    except (RepositoryError, UsageError):
        return []  # where commits are missing, nothing is known
    concerned = [item for item in found if any(logs_in(part, settings) for part in item.changes)]
    return [
        version
        for _, collection in from_series(concerned, settings, repository)
        for version in collection.history.lost()
    ]


def _step(past: Judged, steps: Steps) -> None:
    past.steps, past.who = steps.versions, steps.author
