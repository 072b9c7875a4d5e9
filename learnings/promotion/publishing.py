"""Puts the commit of a promotion on its branch on the remote, and completes what was cut short."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import RemoteError
from ..git import Repository
from ..git.remote import Remote
from ..settings import Settings
from .delivery import AUTHOR, Made, Planner, planned_on
from .message import TRAILER

# What became of the branch.
PUSHED, THERE, REPLACED, FOREIGN, NOTHING = "pushed", "there", "replaced", "foreign", "nothing"


@dataclass(frozen=True)
class Published:
    """A promotion on the remote. `did` is one of the words above; `commit` is what the branch has.

    `foreign`: somebody else committed to the branch, and it was left as it is.
    """

    made: Made
    branch: str
    into: str
    commit: str
    did: str


def publish(
    remote: Remote, repository: Repository, settings: Settings, into: str, planner: Planner,
    *, dry_run: bool = False,
) -> Published:  # fmt: skip
    """Plan on top of the branch `into` of the remote, and push the commit to the entry's branch.

    A branch that holds a promotion of the same entry is used; commits of others are respected.
    Running again does what is left to do, and nothing twice. Raises `RemoteError`, and what the
    plan raises.
    """
    heads = remote.heads()
    if into not in heads:
        raise RemoteError(f"{remote.place} has no branch {into}: name one with --base")
    base = heads[into]
    _get(remote, repository, into, base)
    made = planned_on(repository, settings, base, planner, AUTHOR)
    branch = made.plan.branch
    there = heads.get(branch, "")
    if not made.commit:
        return Published(made, branch, into, there, NOTHING)
    did = _due(remote, repository, settings, planner, made, branch, there)
    if dry_run or did in (THERE, FOREIGN):
        return Published(made, branch, into, there or made.commit, did)
    remote.push(made.commit, branch, there)
    return Published(made, branch, into, made.commit, did)


def message_there(remote: Remote, repository: Repository, branch: str) -> str:
    """The message of the commit that a branch of the remote has; empty where it is not there.

    Raises `RemoteError`.
    """
    commit = remote.heads().get(branch, "")
    if not commit:
        return ""
    _get(remote, repository, branch, commit)
    out = repository.out("log", "-1", "--no-show-signature", "--format=%B", commit, "--")
    return out.decode("utf-8", "replace")


def _due(
    remote: Remote, repository: Repository, settings: Settings, planner: Planner, made: Made,
    branch: str, there: str,
) -> str:  # fmt: skip
    """What has to become of the branch."""
    if not there:
        return PUSHED
    if there == made.commit:
        return THERE
    _get(remote, repository, branch, there)
    parents = _parents(repository, there)
    if len(parents) != 1 or not _is_ours(repository, there, made.plan.id):
        return FOREIGN
    if not _has(repository, parents[0]):
        return FOREIGN
    older = planned_on(repository, settings, parents[0], planner, AUTHOR)
    if older.commit == there and not _conflicts(repository, made.base, there):
        return THERE  # the same promotion, on top of an older base
    is_older = repository.ask("merge-base", "--is-ancestor", parents[0], made.base).code == 0
    return REPLACED if is_older else FOREIGN


def _conflicts(repository: Repository, base: str, commit: str) -> bool:
    """True where the two cannot be merged as they are; false too where git is too old to tell."""
    return repository.ask("merge-tree", "--write-tree", "--name-only", base, commit).code == 1


def _get(remote: Remote, repository: Repository, branch: str, commit: str) -> None:
    if not _has(repository, commit):
        remote.fetch(branch)
    if not _has(repository, commit):
        raise RemoteError(f"{remote.place} did not send the branch {branch}: try again")


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
    return author == committer == AUTHOR[1] and last == f"{TRAILER}: {id}"
