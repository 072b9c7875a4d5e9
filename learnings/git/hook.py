"""Our block in a plain git pre-commit hook: put in, brought up to date, taken out again."""

from __future__ import annotations

import os
import shlex
import stat

from ..disk import UnreadableError, is_inside, printable, read_regular, write_atomic
from ..errors import RepositoryError
from .repository import Repository

SHEBANG = b"#!/bin/sh\n"
START = b"# >>> learnings >>>\n"
END = b"# <<< learnings <<<\n"
_LIMIT = 1 << 20
_SHELLS = frozenset({"sh", "bash", "dash", "ash", "ksh", "zsh"})


def path(repository: Repository) -> str:
    """The pre-commit hook that git runs here: `core.hooksPath` and linked work trees count.

    Raises RepositoryError where git would run none, or run it in other repositories too.
    """
    if repository.bare:
        raise RepositoryError(f"{repository.place} has no work tree, so nothing is committed in it")
    folder = os.fsdecode(repository.out("rev-parse", "--git-path", "hooks")).rstrip("\n")
    folder = os.path.normpath(os.path.join(repository.top, folder))
    common = os.fsdecode(repository.out("rev-parse", "--git-common-dir")).rstrip("\n")
    homes = (repository.top, os.path.join(repository.top, common))
    real = os.path.realpath(folder)
    if not any(is_inside(real, os.path.realpath(home)) for home in homes):
        raise RepositoryError(
            f"git takes its hooks from {printable(folder)} (core.hooksPath), which other "
            "repositories may share: add `learnings lint --staged` to its pre-commit by hand"
        )
    return os.path.join(folder, "pre-commit")


def block(command: list[str]) -> bytes:
    """What we write: it runs `command`, or else the `learnings` on PATH."""
    words = " ".join(shlex.quote(word) for word in command)
    text = f"""\
# Judges the learnings that are being committed. Written by `learnings install git`, which
# brings it up to date; `learnings install git --remove` takes it out again.
if [ -x {shlex.quote(command[0])} ]; then
    {words} lint --staged || exit $?
elif command -v learnings >/dev/null 2>&1; then
    learnings lint --staged || exit $?
else
    echo "learnings is not installed here: install it, or commit with --no-verify" >&2
    exit 1
fi
"""
    return START + os.fsencode(text) + END


def install(repository: Repository, command: list[str], *, chain: bool = False) -> bool:
    """Write the hook; False if it is there already, word for word.

    A hook of somebody else stays as it is: RepositoryError, or with `chain` our block goes
    before it.
    """
    target = path(repository)
    old = _read(target)
    wanted = block(command)
    parts = _split(old, target)
    if parts is not None:
        new = parts[0] + wanted + parts[1]
    elif not old:
        new = SHEBANG + wanted
    else:
        if not chain:
            raise RepositoryError(
                f"{printable(target)} exists and is not ours: add `learnings lint --staged` to "
                "it, or run `learnings install git --chain` to have it run first"
            )
        _refuse_unchainable(target, old)
        first = old.index(b"\n") + 1 if old.startswith(b"#!") else 0
        new = old[:first] + wanted + old[first:]
    if new == old and os.access(target, os.X_OK):
        return False
    _write(target, new)
    return True


def remove(repository: Repository) -> bool:
    """Take out what `install` put in, and nothing else; False if there was nothing of ours."""
    target = path(repository)
    parts = _split(_read(target), target)
    if parts is None:
        return False
    rest = parts[0] + parts[1]
    if rest == SHEBANG:
        try:
            os.unlink(target)
        except OSError as error:
            raise RepositoryError(f"cannot remove {printable(target)}: {error.strerror}") from error
    else:
        _write(target, rest)
    return True


def _read(target: str) -> bytes:
    if not os.path.lexists(target):
        return b""
    try:
        return read_regular(target, _LIMIT)
    except UnreadableError as error:
        raise RepositoryError(
            f"{error}: add `learnings lint --staged` to the hook by hand"
        ) from error


def _write(target: str, data: bytes) -> None:
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        write_atomic(target, data)
        mode = stat.S_IMODE(os.stat(target).st_mode)
        os.chmod(target, mode | (mode & 0o444) >> 2)  # who may read it may run it
    except OSError as error:
        raise RepositoryError(f"cannot write {printable(target)}: {error.strerror}") from error


def _split(data: bytes, target: str) -> tuple[bytes, bytes] | None:
    """What stands before and after our block; None if there is no block."""
    starts, ends = data.count(START), data.count(END)
    if starts == ends == 0:
        return None
    before, _, rest = data.partition(START)
    _, end, after = rest.partition(END)
    if (starts, ends) != (1, 1) or not end:
        raise RepositoryError(
            f"the marks around our block in {printable(target)} are damaged: "
            "take the block out by hand, then try again"
        )
    return before, after


def _refuse_unchainable(target: str, data: bytes) -> None:
    if not os.access(target, os.X_OK):
        raise RepositoryError(
            f"{printable(target)} is not executable, so git does not run it: "
            "make it executable or remove it, then try again"
        )
    first, newline, _ = data.partition(b"\n")
    words = os.fsdecode(first[2:]).split() if first.startswith(b"#!") else ["sh"]
    if not newline or not _SHELLS & {os.path.basename(word) for word in words}:
        raise RepositoryError(
            f"{printable(target)} is not a shell script: run `learnings lint --staged` from it"
        )
