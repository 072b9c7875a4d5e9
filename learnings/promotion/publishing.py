"""Puts the commit of a promotion on its branch on the remote, and completes what was cut short."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..discover import accepts
from ..errors import RemoteError
from ..git import Repository
from ..git.remote import Remote
from ..settings import Settings
from .delivery import ADDRESS, Made, Planner, planned_on, time_of
from .message import TRAILER
from .state import Stored

# What became of the branch.
PUSHED, THERE, REPLACED, FOREIGN, NOTHING = "pushed", "there", "replaced", "foreign", "nothing"
LEFT, KEPT = "left", "kept"


@dataclass(frozen=True)
class Published:
    """A promotion for the remote. `did` is one of the words above; `commit` is what the branch has.

    `there` is what the branch had before, empty where it was not there. `foreign`: somebody else
    committed to the branch, and it was left as it is; `left`: its pull request is closed; `kept`:
    a promotion of ours with other words, which `made` tells of. `elsewhere` is the file that a
    promotion goes to which would be replaced, where that is not the one that is wanted.
    """

    made: Made
    branch: str
    into: str
    there: str
    did: str
    elsewhere: str = ""

    @property
    def commit(self) -> str:
        """What the branch has in the end; empty where it is not there."""
        return self.made.commit if self.is_due else self.there

    @property
    def is_due(self) -> bool:
        """True where the branch has to be pushed."""
        return self.did in (PUSHED, REPLACED)


def intended(
    remote: Remote, repository: Repository, settings: Settings, into: str, planner: Planner,
    day: dt.date, *, keep: bool = False, spent: str = "", aside: str = "",
) -> Published:  # fmt: skip
    """Plan on top of the branch `into` of the remote, and say what becomes of the entry's branch.

    A branch that holds a promotion of the same entry is used, with the day on which it was made;
    commits of others are respected, and with `keep` so is one with another line or target. One
    whose commits are in `into` has done what it was for, and is begun anew; so is one that has the
    commit `spent`, of which GitHub says that it was merged. `aside` is put behind the name of the
    branch, for a base that is not the main one. Nothing is pushed yet.
    Raises `RemoteError`, and what the plan raises.
    """
    heads = remote.heads()
    if into not in heads:
        raise RemoteError(f"{remote.place} has no branch {into}: name one with --base")
    base = heads[into]
    _get(remote, repository, into, base)
    made = planned_on(repository, settings, base, planner, day)
    made = replace(made, plan=replace(made.plan, branch=made.plan.branch + aside))
    there = heads.get(made.plan.branch, "")
    if not made.commit:
        return Published(made, made.plan.branch, into, there, NOTHING)
    plans = _Plans(repository, settings, planner)
    if spent and there == spent != made.commit:
        return Published(made, made.plan.branch, into, there, PUSHED)
    found, did = _due(remote, plans, made, there)
    elsewhere = _of_others(plans, made, there) if did == FOREIGN else ""
    if did == REPLACED:
        older = plans.as_of(there)
        if keep and older.commit != there:
            found, did = _told_by(plans, made, there), KEPT
        else:
            elsewhere = _elsewhere(plans, made, older, there)
    return Published(found, made.plan.branch, into, there, did, elsewhere)


def push(remote: Remote, found: Published) -> None:
    """Push what is due, if the branch is still as it was; raises `RemoteError`."""
    if found.is_due:
        remote.push(found.made.commit, found.branch, found.there)


class _Plans(NamedTuple):
    """Makes the plan on top of any commit, for any day."""

    repository: Repository
    settings: Settings
    planner: Planner

    def on(self, base: str, day: dt.date) -> Made:
        return planned_on(self.repository, self.settings, base, self.planner, day)

    def as_of(self, there: str) -> Made:
        """The plan on top of what a commit has under it, for the day of that commit."""
        (base,) = _parents(self.repository, there)
        return self.on(base, time_of(self.repository, there).date())


def _due(remote: Remote, plans: _Plans, made: Made, there: str) -> tuple[Made, str]:
    """The plan that counts, and what has to become of the branch."""
    repository = plans.repository
    if not there:
        return made, PUSHED
    if there == made.commit:
        return made, THERE
    _get(remote, repository, made.plan.branch, there)
    if _is_in(repository, there, made.base):
        return made, PUSHED
    parents = _parents(repository, there)
    if len(parents) != 1 or not _is_ours(repository, there, made.plan.id):
        return made, FOREIGN
    if not _has(repository, parents[0]):
        return made, FOREIGN
    older = plans.as_of(there)
    is_same = older.commit == there and older.plan.items == made.plan.items
    if is_same and not _conflicts(repository, made.base, there):
        # The same promotion, on top of an older base or of another day.
        return older if parents[0] == made.base else plans.on(
            made.base, time_of(repository, there).date()
        ), THERE
    return made, REPLACED if _is_in(repository, parents[0], made.base) else FOREIGN


def _elsewhere(plans: _Plans, made: Made, older: Made, there: str) -> str:
    """The file of a promotion of ours, where what is asked for never went there; else empty."""
    if made.plan.retires or not made.plan.target:
        return ""
    path = _told_by(plans, made, there).plan.path
    return "" if path in (made.plan.path, older.plan.path) else path


def _of_others(plans: _Plans, made: Made, there: str) -> str:
    """The file of a promotion that others committed to, where what is asked for goes elsewhere."""
    repository, plan = plans.repository, made.plan
    fork = repository.ask("merge-base", made.base, there)
    if fork.code or plan.retires or not plan.target:
        return ""
    changed = repository.changed_between(fork.out.decode().strip(), there)
    names = [one.path for one in changed if not accepts(one.path, plans.settings)]
    return "" if plan.path in names or not names else names[0]


def _told_by(plans: _Plans, made: Made, there: str) -> Made:
    """A commit of ours as the plan that made it, as far as it tells."""
    repository = plans.repository
    (base,) = _parents(repository, there)
    old, new = (Stored(repository, repository.tree_files(rev)) for rev in (base, there))
    names = [change.path for change in repository.changed_between(base, there)]
    files = {name: (old.read(name), data) for name in names if (data := new.read(name)) is not None}
    path = next((name for name in files if not accepts(name, plans.settings)), made.plan.path)
    parts = [
        ("Target", path),
        *(one for one in made.plan.parts if one[0] not in ("Rule", "Target")),
    ]
    plan = replace(made.plan, path=path, places=(path,), target="", line="", files=files,
                   title=f"Promote {made.plan.id} to {path}", parts=tuple(parts))  # fmt: skip
    return Made(plan, base, there)


def _conflicts(repository: Repository, base: str, commit: str) -> bool:
    """True where the two cannot be merged as they are; false too where git is too old to tell."""
    return repository.ask("merge-tree", "--write-tree", "--name-only", base, commit).code == 1


def _get(remote: Remote, repository: Repository, branch: str, commit: str) -> None:
    if not _has(repository, commit):
        remote.fetch(branch)
    if not _has(repository, commit):
        raise RemoteError(f"{remote.place} did not send the branch {branch}: try again")


def _is_in(repository: Repository, commit: str, later: str) -> bool:
    """True where a commit is among those that another goes on from; false where nobody can tell."""
    return repository.ask("merge-base", "--is-ancestor", commit, later).code == 0


def _has(repository: Repository, commit: str) -> bool:
    return repository.ask("cat-file", "-e", f"{commit}^{{tree}}").code == 0


def _parents(repository: Repository, commit: str) -> list[str]:
    return repository.out("log", "-1", "--no-show-signature", "--format=%P", commit,
                          "--").decode().split()  # fmt: skip


def _is_ours(repository: Repository, commit: str, id: str) -> bool:
    """True of a commit that a promotion of the entry made, by its author, committer and trailer."""
    out = repository.out("log", "-1", "--no-show-signature", "--format=%ae%x00%ce%x00%B",
                         commit, "--")  # fmt: skip
    author, committer, message = out.decode("utf-8", "replace").split("\0", 2)
    last = message.strip().rpartition("\n")[2]
    return author == committer == ADDRESS and last == f"{TRAILER}: {id}"
