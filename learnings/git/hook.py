"""Our block in a plain git hook: put in, brought up to date, taken out again."""

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
# What we can judge, each with the command that does; git runs the hook by that name.
COMMANDS = {
    "pre-commit": "lint --staged",
    "commit-msg": 'commit-msg "$1"',
    "post-merge": "lint --merged",
    "pre-push": "lint --pushed",
}
_LIMIT = 1 << 20
_SHELLS = frozenset({"sh", "bash", "dash", "ash", "ksh", "zsh"})


def path(repository: Repository, name: str = "pre-commit") -> str:
    """The hook of that name that git runs here: `core.hooksPath` and linked work trees count.

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
            f"repositories may share: add `learnings {COMMANDS[name]}` to its {name} by hand"
        )
    return os.path.join(folder, name)


def block(command: list[str], name: str = "pre-commit") -> bytes:
    """What we write: it runs `command`, or else the `learnings` on PATH."""
    words = " ".join(shlex.quote(word) for word in command)
    missing = f"""\
    echo "learnings is not installed here: install it, or {_WITHOUT[name]}" >&2
    exit 1
"""
    # What git says on standard input is for the hooks after us, too.
    feed, before, after = "", "", ""
    if name == "pre-push":
        before = "learnings_refs=$(cat)\n"
        feed = """printf '%s\\n' "$learnings_refs" | """
        after = (
            'exec </dev/null\nif [ -n "$learnings_refs" ]; then\n    exec <<learnings_refs\n'
            "$learnings_refs\nlearnings_refs\nfi\n"
        )
    fail = " || exit $?"
    if name == "post-merge":  # the merge is made: whatever comes after us shall run
        fail, missing = " || :", "    :\n"
    text = f"""\
# {_ABOUT[name]} Written by `learnings install git`, which
# brings it up to date; `learnings install git --remove` takes it out again.
{before}if [ -x {shlex.quote(command[0])} ]; then
    {feed}{words} {COMMANDS[name]}{fail}
elif command -v learnings >/dev/null 2>&1; then
    {feed}learnings {COMMANDS[name]}{fail}
else
{missing}fi
{after}"""
    return START + os.fsencode(text) + END


_WITHOUT = {
    "pre-commit": "commit with --no-verify",
    "commit-msg": "commit with --no-verify",
    "post-merge": "",
    "pre-push": "push with --no-verify",
}
_ABOUT = {
    "pre-commit": "Judges the learnings that are being committed.",
    "commit-msg": "Looks for the learnings that a commit message names.",
    "post-merge": "Judges what a merge made of the learnings.",
    "pre-push": "Judges the learnings of every commit that is being pushed.",
}


def install(
    repository: Repository, command: list[str], *, chain: bool = False, name: str = "pre-commit"
) -> bool:
    """Write the hook of that name; False if it is there already, word for word.

    A hook of somebody else stays as it is: RepositoryError, or with `chain` our block goes
    before it.
    """
    target = path(repository, name)
    old = _read(target, name)
    wanted = block(command, name)
    parts = _split(old, target)
    if parts is not None:
        new = parts[0] + wanted + parts[1]
    elif not old:
        new = SHEBANG + wanted
    else:
        if not chain:
            raise RepositoryError(
                f"{printable(target)} exists and is not ours: add `learnings {COMMANDS[name]}` to "
                "it, or run `learnings install git --chain` to have it run first"
            )
        _refuse_unchainable(target, old, name)
        first = old.index(b"\n") + 1 if old.startswith(b"#!") else 0
        new = old[:first] + wanted + old[first:]
    if new == old and os.access(target, os.X_OK):
        return False
    _write(target, new)
    return True


def remove(repository: Repository, name: str = "pre-commit") -> bool:
    """Take out what `install` put in, and nothing else; False if there was nothing of ours."""
    target = path(repository, name)
    parts = _split(_read(target, name), target)
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


def _read(target: str, name: str) -> bytes:
    if not os.path.lexists(target):
        return b""
    try:
        return read_regular(target, _LIMIT)
    except UnreadableError as error:
        raise RepositoryError(
            f"{error}: add `learnings {COMMANDS[name]}` to the hook by hand"
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


def _refuse_unchainable(target: str, data: bytes, name: str) -> None:
    if not os.access(target, os.X_OK):
        raise RepositoryError(
            f"{printable(target)} is not executable, so git does not run it: "
            "make it executable or remove it, then try again"
        )
    first, newline, _ = data.partition(b"\n")
    words = os.fsdecode(first[2:]).split() if first.startswith(b"#!") else ["sh"]
    if not newline or not _SHELLS & {os.path.basename(word) for word in words}:
        raise RepositoryError(
            f"{printable(target)} is not a shell script: run `learnings {COMMANDS[name]}` from it"
        )
