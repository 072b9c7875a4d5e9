"""The revision that the input `base` names, fetched as far as it takes to compare with it.

A checkout of one commit has no other, and one with all of them has no branch but its own.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from ..errors import RemoteError, UsageError
from ..git import Repository
from ..git.remote import Remote
from ..lazy import regex
from .beginning import DEPTHS, is_commit, parted

_REV = regex(r"(?P<name>[^~^:*?\[\\\s-][^~^:*?\[\\\s]*)(?P<steps>(?:[~^][0-9]*)*)")
_BRANCHES = ("refs/heads/", "refs/remotes/origin/", "remotes/origin/", "origin/", "")


def named(repository: Repository, remote: Remote, base: str) -> str:
    """A revision that git knows here: a branch, a tag, a whole commit ID, or steps before one.

    Raises `UsageError` for what the remote does not have, and `RemoteError`.
    """
    found = _REV.fullmatch(base)
    is_here = found and _is_named(repository, found["name"]) and _is_known(repository, base)
    rev = base if is_here else _fetched(repository, remote, base)
    parted(repository, remote, repository.resolve(rev))
    return rev


def _is_known(repository: Repository, rev: str) -> bool:
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    return repository.ask(*words, f"{rev}^{{commit}}").code == 0


def _is_named(repository: Repository, name: str) -> bool:
    """True of a reference or a whole commit ID that is here.

    git takes more for a commit, such as its first digits, as far as the clone is deep enough.
    """
    if name in ("HEAD", "@"):
        return True
    if not is_commit(name):
        words = ("rev-parse", "--verify", "--quiet", "--symbolic-full-name", "--end-of-options")
        if "@{" in name or not repository.ask(*words, name).out.strip():
            return False
    return _is_known(repository, name)


def _fetched(repository: Repository, remote: Remote, base: str) -> str:
    found = _REV.fullmatch(base)
    start = _start(repository, remote, found["name"]) if found else ""
    rev = f"{start}{found['steps']}" if found and start else ""
    for depth in DEPTHS if rev else ():
        if repository.shallow and not _is_known(repository, rev):
            remote.bring([repository.resolve(start)], depth)
    if not rev or not _is_known(repository, rev):
        raise UsageError(
            f"the input base is {base!r}, which names no commit of {remote.place}: write a branch, "
            "a tag, a commit with all of its 40 digits, or HEAD~1"
        )
    return rev


def _start(repository: Repository, remote: Remote, name: str) -> str:
    """What git calls here what the remote calls so; empty where it has nothing by that name."""
    if _is_named(repository, name):
        return name
    for there, here in _places(name, remote.heads()):
        try:
            remote.bring([name if there == "" else f"+{there}:{here}"], 1)
        except RemoteError:
            continue
        return here
    return ""


def _places(name: str, branches: Container[str]) -> Iterator[tuple[str, str]]:
    """What the remote may call it (nothing: a commit), and what it becomes here."""
    if is_commit(name):
        yield "", name
    for prefix in _BRANCHES:
        branch = name.removeprefix(prefix)
        if name.startswith(prefix) and branch in branches:
            yield f"refs/heads/{branch}", f"refs/remotes/origin/{branch}"
    if name.startswith("refs/"):
        yield name, name
    else:
        yield f"refs/tags/{name}", f"refs/tags/{name}"
