"""Delivers a plan: into the work tree, as a commit on the current branch, or as a branch pushed."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..errors import RepositoryError, UnknownEntry, UsageError
from ..git import Repository
from ..git.building import Author, advance, build, modes, stage, write_blob
from ..git.listing import index, tree
from ..lazy import regex
from ..privacy.seen import settled
from ..settings import Settings
from ..workspace import Session, Workspace, reread
from .plan import Files, Plan
from .refusal import refuse, refuse_in_git
from .resuming import day_begun
from .state import OnDisk, Stored

Planner = Callable[[Workspace, Files, dt.date], Plan]
# Who the commit of a pull request names: the same everywhere, so that the commit is the same.
NAME, ADDRESS = "learnings", "learnings@users.noreply.github.com"
_REGULAR = 0o100644
_IDENTITY = regex(r"(.+) <([^>]*)> (\d+)")


@dataclass(frozen=True)
class Made:
    """A plan on top of a commit: `commit` is empty where nothing had to change."""

    plan: Plan
    base: str
    commit: str


def planned_on(
    repository: Repository, settings: Settings, base: str, planner: Planner, day: dt.date,
    author: Author | None = None,
) -> Made:  # fmt: skip
    """The plan of a day for a commit, built in the object database: no file, no branch changes.

    Without an author the commit is ours, and follows from the base, the entry, the target and the
    day alone. Raises `RepositoryError` for files that must not be written.
    """
    found = tree(repository.out("ls-tree", "-r", "-z", "--full-tree", base))
    stored = Stored(repository, found.files)
    workspace = stored.workspace(settings, day)
    try:
        with settled():
            plan = planner(workspace, stored, day)
    except UnknownEntry as error:
        Workspace.open().find(error.name)  # of one that is nowhere no more is to be said
        raise UsageError(
            f"commit {base[:10]}: {error}: commit, and with --pr push the entry first"
        ) from error
    if not plan.files:
        return Made(plan, base, "")
    with _indexed(repository, base) as own:
        for path in plan.files:
            refuse(path, repository.top or repository.git_dir, stored.paths())
        refuse_in_git(list(plan.files), repository, found.links)
        refuse_in_git(list(plan.files), own, cached=True)
    files = {path: new for path, (_, new) in plan.files.items()}
    author = author or Author(NAME, ADDRESS, _moment(repository, base, day))
    commit = build(repository, base, files, plan.message, author)
    return Made(plan, base, commit)


@contextlib.contextmanager
def _indexed(repository: Repository, base: str) -> Iterator[Repository]:
    """The repository with an index of its own, which holds a commit."""
    with tempfile.TemporaryDirectory(prefix="learnings-") as folder:
        own = {"GIT_INDEX_FILE": os.path.join(folder, "index")}
        made = replace(repository, places={**repository.places, **own})
        made.out("read-tree", base)
        yield made


def in_work_tree(
    session: Session, repository: Repository | None, planner: Planner, today: dt.date
) -> Plan:
    """The plan for the files on disk, put into the session; `session.commit` writes them."""
    workspace = session.workspace
    known = _listed(repository) if repository is not None and not repository.bare else set()
    with settled():
        plan = planner(workspace, OnDisk(session, known), today)
    for path, (old, new) in plan.files.items():
        log = workspace.log(path)
        if log is not None:
            session.put(reread(log, new))
            continue
        refuse(path, workspace.root, known)
        if repository is not None:
            refuse_in_git([path], repository)
        session.put_file(path, old, new)
    return plan


def _listed(repository: Repository) -> set[str]:
    """The files of the work tree that git tracks or would."""
    out = repository.out("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return {os.fsdecode(path) for path in out.split(b"\0") if path}


def _planned_here(
    settings: Settings, repository: Repository, planner: Planner, day: dt.date
) -> tuple[Made, dt.date]:
    """What `commit_here` commits, and its day: the one on which it was begun, if it was cut short.

    Otherwise the lines in the work tree would differ from those in the commit by their days.
    """
    head, who = repository.resolve("HEAD"), _identity(repository)
    made = planned_on(repository, settings, head, planner, day, who)
    if repository.bare or not repository.top:
        return made, day

    def plan_on(other: dt.date) -> Plan:
        return planned_on(repository, settings, head, planner, other, who).plan

    begun = day_begun(repository.top, made.plan, day, plan_on)
    if begun != day:
        made = planned_on(repository, settings, head, planner, begun, who)
    return made, begun


def commit_here(
    settings: Settings, repository: Repository, planner: Planner, day: dt.date, *,
    dry_run: bool = False,
) -> Made:  # fmt: skip
    """Commit a plan on the current branch: the planned files only, whatever else is changed.

    Work tree and index get the same change on top of what they hold; a dry run only plans.
    Raises `RepositoryError` before the first commit, while a merge is under way, and where the
    branch moved meanwhile.
    """
    if repository.merge_heads():
        raise RepositoryError("a merge is under way: commit or abort it first")
    head = repository.resolve("HEAD")
    with Session() as session:
        stored = Stored(repository, index(repository.out("ls-files", "--stage", "-z")).files)
        ahead = stored.workspace(settings, day)
        # All logs are read by now: each of the three plans masks what any of them tells.
        made, day = _planned_here(settings, repository, planner, day)
        if dry_run:
            return made
        with settled():
            staged = {path: new for path, (_, new) in planner(ahead, stored, day).files.items()}
        in_work_tree(session, repository, planner, day)
        session.commit()
        _stage(repository, head, staged)
        if made.commit:
            advance(repository, head, made.commit, f"promote: {made.plan.id}")
    return made


def _stage(repository: Repository, head: str, staged: Mapping[str, bytes]) -> None:
    known = modes(repository, head, list(staged)) if staged else {}
    rows = {
        path: (known.get(path, _REGULAR), write_blob(repository, data))
        for path, data in staged.items()
    }
    if rows:
        stage(repository, rows)


def time_of(repository: Repository, commit: str) -> dt.datetime:
    """When a commit was made; the day of a promotion is that of its commit."""
    out = repository.out("log", "-1", "--no-show-signature", "--format=%ct", commit, "--")
    return dt.datetime.fromtimestamp(int(out), dt.timezone.utc)


def _moment(repository: Repository, base: str, day: dt.date) -> dt.datetime:
    """When on a day a commit of ours is made: as it begins, or with a base of that day."""
    before = time_of(repository, base)
    return before if before.date() == day else dt.datetime.combine(day, dt.time(), dt.timezone.utc)


def _identity(repository: Repository) -> Author:
    """Who commits, and when, as git says; ours where it knows nobody."""
    answer = repository.ask("var", "GIT_AUTHOR_IDENT")
    said = answer.out.decode("utf-8", "replace") if answer.code == 0 else ""
    found = _IDENTITY.match(said)
    if found is None:
        return Author(NAME, ADDRESS, dt.datetime.now(dt.timezone.utc))
    when = dt.datetime.fromtimestamp(int(found[3]), dt.timezone.utc)
    return Author(found[1], found[2], when)
