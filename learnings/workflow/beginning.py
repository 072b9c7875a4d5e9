"""What a workflow's change is compared with, and the commits that this takes.

A checkout of one commit shows no change. So what is missing is fetched: of a pull request its
commits and where they begin, by their number, which the event tells; of a push what the branch was.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import RemoteError, RepositoryError
from ..git import Repository
from ..git.remote import Remote
from ..github.event import Event
from ..lazy import regex

# How deep a clone becomes, one after the other, until both sides are seen to part; 0 is whole.
DEPTHS = (50, 1000, 0)
_MOST = 1000
_MISSING = regex(r"couldn't find remote ref (refs/pull/[0-9]+/head)")
_MISSING_MOST = 20
_COMMIT = regex(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def beginning(repository: Repository, remote: Remote, event: Event, ref: str) -> str:
    """The commit to compare with, its history there as far as it is needed; empty for none.

    `ref` is the branch of a push (`refs/heads/topic`). Raises `RepositoryError` where a pull
    request's beginning cannot be had.
    """
    if event.number:
        return _of_pull(repository, remote, event)
    before = event.base_commit
    if is_commit(before) and parted(repository, remote, before):
        return before
    if event.name == "push" and event.main and ref not in ("", f"refs/heads/{event.main}"):
        main = f"refs/remotes/origin/{event.main}"
        if _bring(remote, [f"+refs/heads/{event.main}:{main}"], 1) and parted(
            repository, remote, repository.resolve(main)
        ):
            return main
    return ""


def pulls(remote: Remote, numbers: Sequence[int], shallow: bool) -> list[int]:
    """Fetch the last commits of pull requests, under their own names; those that have none there.

    Raises `RemoteError`.
    """
    wanted = {f"refs/pull/{number}/head": number for number in numbers}
    missing: list[int] = []
    while wanted:
        try:
            remote.bring([f"+{name}:{name}" for name in wanted], 1 if shallow else 0)
        except RemoteError as error:
            # git names one at a time.
            found = _MISSING.search(str(error))
            if found is None or found[1] not in wanted or len(missing) >= _MISSING_MOST:
                raise
            missing.append(wanted.pop(found[1]))
        else:
            break
    return missing


def _of_pull(repository: Repository, remote: Remote, event: Event) -> str:
    head = repository.resolve("HEAD")
    _bring(remote, [f"+refs/heads/{event.base}:refs/remotes/origin/{event.base}"], 1)
    # Its commits, the merge that GitHub made of them, and where they begin.
    needed = min(event.commits, _MOST) + 2
    if repository.shallow and _depth(repository, head) < needed:
        _bring(remote, [head], needed)
    parents = repository.ask("rev-list", "--parents", "--max-count=1", head, "--")
    sides = parents.out.decode("ascii", "replace").split()[1:]
    if len(sides) == 2 and sides[1] == event.head_commit:
        return sides[0]  # the base as it was when GitHub merged
    if is_commit(event.base_commit) and parted(repository, remote, event.base_commit):
        return event.base_commit
    raise RepositoryError(
        "what the pull request changes cannot be seen, and its base cannot be fetched: give "
        "actions/checkout `fetch-depth: 0`, or this step a token that may read contents"
    )


def _depth(repository: Repository, head: str) -> int:
    counted = repository.ask("rev-list", "--count", "--first-parent", head, "--").out
    return int(counted or b"0")


def is_commit(text: str) -> bool:
    """True of a whole commit ID, but for the one that stands for none."""
    return _COMMIT.fullmatch(text) is not None and text.strip("0") != ""


def parted(repository: Repository, remote: Remote, commit: str) -> bool:
    """True if the clone shows where HEAD and a commit parted, or can be made to show it."""
    head = repository.resolve("HEAD")
    for depth in (None, *(DEPTHS if repository.shallow else (0,))):
        if depth is not None and not _bring(remote, [commit, head], depth):
            return False
        if repository.ask("merge-base", commit, head).code == 0:
            return True
    return False


def _bring(remote: Remote, references: Sequence[str], depth: int) -> bool:
    try:
        remote.bring(references, depth)
    except RemoteError:
        return False
    return True
