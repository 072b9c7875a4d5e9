"""Our merge driver in the configuration of a clone, which no commit carries along."""

from __future__ import annotations

import os
import shlex

from ..errors import RepositoryError
from .repository import Repository

_NAME = "merge.learnings.name"
_DRIVER = "merge.learnings.driver"
_TITLE = "learnings, entry by entry"


def line(command: list[str]) -> str:
    """What git runs: our program, and where that cannot start or dies, git's own text merge.

    A driver that fails without a word would leave our side alone in the file.
    """
    words = " ".join(shlex.quote(word) for word in command)
    ours = f"{words} merge-driver --marker-size=%L --ours-label=%X --theirs-label=%Y %O %A %B %P"
    plain = "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B"
    return f"{ours} || {{ grep -q '^<<<<<<<' %A && exit 1; {plain}; }}"


def configured(repository: Repository) -> str:
    """The driver that is in force in this clone; empty where there is none."""
    answer = repository.ask("config", "--get", _DRIVER)
    return os.fsdecode(answer.out).rstrip("\n") if answer.code == 0 else ""


def install(repository: Repository, command: list[str]) -> bool:
    """Enter the driver in the clone's configuration; False if it is there already."""
    wanted = line(command)
    if _local(repository, _DRIVER) == wanted and _local(repository, _NAME) == _TITLE:
        return False
    for name, value in ((_NAME, _TITLE), (_DRIVER, wanted)):
        answer = repository.ask("config", "--local", "--replace-all", name, value)
        if answer.code != 0:
            raise RepositoryError(
                f"git cannot configure the merge driver of {repository.place}: "
                f"{answer.error or 'no reason given'}"
            )
    return True


def remove(repository: Repository) -> bool:
    """Take the driver out of the clone's configuration; False if it was not there."""
    if not _local(repository, _DRIVER) and not _local(repository, _NAME):
        return False
    answer = repository.ask("config", "--local", "--remove-section", "merge.learnings")
    if answer.code != 0:
        raise RepositoryError(
            f"git cannot change the configuration of {repository.place}: "
            f"{answer.error or 'no reason given'}"
        )
    return True


def merges(repository: Repository, paths: list[str]) -> dict[str, str]:
    """Which merge driver the attributes name for each path: `learnings`, `unspecified`…"""
    stdin = b"".join(os.fsencode(path) + b"\0" for path in paths)
    out = repository.out("check-attr", "-z", "--stdin", "merge", stdin=stdin)
    words = os.fsdecode(out).split("\0")
    return dict(zip(words[0::3], words[2::3], strict=False))


def committable(repository: Repository, paths: list[str]) -> list[str]:
    """The paths without those that git ignores, which are never merged."""
    stdin = b"".join(os.fsencode(path) + b"\0" for path in paths)
    answer = repository.ask("check-ignore", "-z", "--stdin", stdin=stdin)
    ignored = {*os.fsdecode(answer.out).split("\0")}
    return [path for path in paths if path not in ignored]


def _local(repository: Repository, name: str) -> str:
    answer = repository.ask("config", "--local", "--get", name)
    return os.fsdecode(answer.out).rstrip("\n") if answer.code == 0 else ""
