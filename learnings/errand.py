"""Asks a program something, git above all, with next to nothing imported: hooks start at once."""

from __future__ import annotations

import os
import select
import time

TYPE_CHECKING = False  # see `lazy`
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# So much fits into a pipe before anybody reads it.
MOST_INPUT = 16_000
_MOST_BYTES = 4 << 20
_SECONDS = 60.0
_KILL = 9  # without the module that names it


def answer(
    words: Sequence[str],
    environment: Mapping[str, str],
    stdin: bytes = b"",
    *,
    most: int,
    seconds: float,
) -> bytes | None:
    """What a program says; None if it fails, says more than `most` bytes or takes too long.

    The program is looked for on PATH and told at most `MOST_INPUT` bytes. It is None as well
    where this system cannot start one so.
    """
    if not hasattr(os, "posix_spawnp") or len(stdin) > MOST_INPUT:
        return None
    ours, theirs = os.pipe()
    heard, said = os.pipe()
    try:
        pid = _started(words, environment, heard, theirs)
    except OSError:
        pid = 0
    finally:
        os.close(heard)
        os.close(theirs)
    try:
        if pid and stdin:
            os.write(said, stdin)
    except OSError:  # it has ended already, and says so
        pass
    finally:
        os.close(said)
    try:
        return _read(pid, ours, most, seconds) if pid else None
    finally:
        os.close(ours)


def _started(words: Sequence[str], environment: Mapping[str, str], heard: int, said: int) -> int:
    actions = [
        (os.POSIX_SPAWN_DUP2, heard, 0),
        (os.POSIX_SPAWN_DUP2, said, 1),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    return os.posix_spawnp(words[0], tuple(words), environment, file_actions=actions)


def _read(pid: int, pipe: int, most: int, seconds: float) -> bytes | None:
    until = time.monotonic() + seconds
    parts: list[bytes] = []
    size = 0
    while size <= most:
        left = until - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            break
        part = os.read(pipe, 1 << 16)
        if not part:
            return b"".join(parts) if os.waitpid(pid, 0)[1] == 0 else None
        parts.append(part)
        size += len(part)
    os.kill(pid, _KILL)
    os.waitpid(pid, 0)
    return None


def git(
    root: str, environment: Mapping[str, str], *words: str, stdin: bytes = b"", most: int
) -> bytes | None:
    """What git says, asked in the repository at a root."""
    told = ("git", "-C", root, "--no-pager", *words)
    return answer(told, environment, stdin, most=most, seconds=_SECONDS)


def blobs(
    root: str, environment: Mapping[str, str], names: Sequence[str]
) -> dict[str, bytes] | None:
    """The contents of files by the names of their objects; None where one is no file."""
    stdin = "".join(f"{name}\n" for name in names).encode("ascii")
    out = git(root, environment, "cat-file", "--batch", stdin=stdin, most=_MOST_BYTES)
    if out is None:
        return None
    found: dict[str, bytes] = {}
    at = 0
    for name in names:
        end = out.index(b"\n", at)
        words = out[at:end].decode("ascii").split(" ")
        if words[:2] != [name, "blob"] or len(words) != 3:
            return None
        at = end + 1 + int(words[2])
        if len(out) <= at:
            return None
        found[name] = out[end + 1 : at]
        at += 1
    return found
