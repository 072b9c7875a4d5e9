"""One writer at a time: a lock on a folder, which dies with its holder.

The lock is taken on the folder itself (flock(2)), so that no lock file lies about and none is
left over: the system lets go of it when the process ends, however it ends. Where the system
cannot lock a folder, a file in the folder for temporary files stands in for it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator

from ..disk import printable
from ..errors import RepositoryError

# Eight writers that append to a long log on a busy machine may each hold it for seconds.
WAIT = 60.0
# What stands in a root and is locked for a moment, by whoever is next.
_MARKS = (".git", ".learnings")
# Between two looks, in seconds.
_SHORTEST, _LONGEST = 0.001, 0.02
_SPREAD = 4001


class LockTimeout(RepositoryError):
    """Another process has been writing for too long."""


@contextlib.contextmanager
def lock(folder: str, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock of a folder; waits at most `wait` seconds for another holder.

    A process must not ask for a lock that it holds already. Raises `LockTimeout`, and
    `RepositoryError` where the folder cannot be opened.
    """
    try:
        handle = _open(folder)
    except OSError as error:
        raise _refused(folder, error) from error
    try:
        try:
            with _turn(folder, wait) as left:
                _acquire(handle, folder, wait, left)
        except OSError as error:
            raise _refused(folder, error) from error
        yield
    finally:
        # Closing lets go of the lock, whatever the system says of it.
        with contextlib.suppress(OSError):
            os.close(handle)


def _refused(folder: str, error: OSError) -> RepositoryError:
    reason = error.strerror or type(error).__name__
    return RepositoryError(f"{printable(folder)} cannot be locked: {reason}")


@contextlib.contextmanager
def _turn(folder: str, wait: float) -> Iterator[float]:
    """The place at the head of the queue, where there is something to mark it; gives what is left.

    Who lets go of the lock and asks again at once would otherwise be faster than all who wait.
    """
    begun = time.monotonic()
    mark = next(
        (path for name in _MARKS if os.path.lexists(path := os.path.join(folder, name))), ""
    )
    try:
        handle = _open_mark(mark) if mark else -1
    except OSError:
        handle = -1
    try:
        if handle >= 0:
            _acquire(handle, folder, wait, wait)
        yield wait - (time.monotonic() - begun)
    finally:
        if handle >= 0:
            with contextlib.suppress(OSError):
                os.close(handle)


def _acquire(handle: int, folder: str, wait: float, left: float) -> None:
    begun = time.monotonic()
    end = begun + left
    while not _try(handle):
        now = time.monotonic()
        left = end - now
        if left <= 0:
            raise LockTimeout(
                f"another process has been writing in {printable(folder)} for {wait:g} seconds: "
                "wait for it or end it, then try again; nothing was changed"
            )
        time.sleep(min(_pause(now - begun), left))


def _pause(waited: float) -> float:
    """Some milliseconds until the next look, never the same: nobody is always the first.

    Who has waited longer looks more often and so comes first, or else one of many writers that
    ask again and again might wait many times as long as the others.
    """
    usual = max(_SHORTEST, _LONGEST / (1 + 2 * waited))
    return usual * (0.5 + time.monotonic_ns() // 1000 % _SPREAD / _SPREAD)


if sys.platform == "win32":
    import hashlib
    import msvcrt
    import tempfile

    def _open(folder: str) -> int:
        name = hashlib.sha256(os.path.realpath(folder).encode()).hexdigest()[:16]
        path = os.path.join(tempfile.gettempdir(), f"learnings-{name}.lock")
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def _open_mark(path: str) -> int:
        return _open(path)

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _open(folder: str) -> int:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def _open_mark(path: str) -> int:
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)

    def _try(handle: int) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except InterruptedError:
            return False
        return True
