"""Files that change together: each is written aside, then all are renamed in the order given.

A rename is all or nothing, so that whoever looks, or dies, in between finds each file wholly old
or wholly new. Between two renames another process may see the first file new and the second one
old: the order is the caller's, who puts first what must not be lost.
"""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass, field

from ..disk import UnreadableError, is_inside, kind_of, printable, read_regular, relative
from ..errors import RepositoryError

_ASIDE = ".learnings-write-"
_SUFFIX = ".tmp"
_LIMIT = 1 << 30


@dataclass(slots=True)
class _Change:
    path: str
    old: bytes | None
    new: bytes | None
    mode: int = 0o666
    aside: str = ""
    seen: tuple[int, ...] = ()


@dataclass(slots=True)
class Batch:
    """Changes of files, to be written while their folder's lock is held.

    `put` remembers a change, `write` makes all of them. Paths are absolute. No folder between
    `root` and a file may be a link: what is written there would land somewhere else.
    """

    root: str = ""
    _changes: list[_Change] = field(default_factory=list)

    def put(self, path: str, old: bytes | None, new: bytes | None) -> None:
        """Write `new` where `old` stands now; None stands for a file that is not there."""
        if new != old:
            self._changes.append(_Change(path, old, new))

    @property
    def paths(self) -> list[str]:
        """The files that would change, in order."""
        return [change.path for change in self._changes]

    def write(self) -> None:
        """Make all changes.

        Raises `RepositoryError` if a file is not as it was read, is no regular file, is
        write-protected, or if the system refuses to write. Nothing is changed then, unless the
        system refuses a rename after it allowed another.
        """
        for change in self._changes:
            refuse_linked(self.root, change.path)
            _verify(change)
        try:
            for folder in dict.fromkeys(os.path.dirname(change.path) for change in self._changes):
                sweep(folder)
            for change in self._changes:
                _written_aside(change)
            # To write aside takes a while, in which somebody who asks for no lock may have saved.
            for change in self._changes:
                if change.seen != _identity(change.path):
                    raise RepositoryError(_changed(change.path))
            for change in self._changes:
                _commit(change)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            path = printable(os.fsdecode(error.filename or ""))
            raise RepositoryError(f"{path} cannot be written: {reason}") from error
        finally:
            for change in self._changes:
                if change.aside:
                    with contextlib.suppress(OSError):
                        os.unlink(change.aside)


def _verify(change: _Change) -> None:
    """The file is still as it was read, and may be replaced."""
    try:
        about = os.lstat(change.path)
    except FileNotFoundError:
        if change.old is not None:
            raise RepositoryError(_changed(change.path)) from None
        change.mode = 0o666 & ~_umask()
        return
    except OSError as error:
        raise RepositoryError(f"{printable(change.path)}: {error.strerror}") from error
    fault = kind_of(about.st_mode)
    if fault:
        raise RepositoryError(f"{printable(change.path)} {fault}: it is not written")
    if change.old is None or _current(change.path) != change.old:
        raise RepositoryError(_changed(change.path))
    if not about.st_mode & 0o222 or not os.access(change.path, os.W_OK):
        raise RepositoryError(f"{printable(change.path)} is write-protected: nothing was changed")
    change.mode = stat.S_IMODE(about.st_mode)
    change.seen = _identity(change.path)


def _identity(path: str) -> tuple[int, ...]:
    """What differs when a file is replaced or written; empty where there is none."""
    try:
        about = os.lstat(path)
    except OSError:
        return ()
    return about.st_ino, about.st_size, about.st_mtime_ns


def _current(path: str) -> bytes:
    try:
        return read_regular(path, _LIMIT)
    except UnreadableError as error:
        raise RepositoryError(str(error)) from error


def _changed(path: str) -> str:
    return (
        f"{printable(path)} was changed by somebody else meanwhile: "
        "nothing was written; run the command again"
    )


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask


def _written_aside(change: _Change) -> None:
    """Prepare a change; a full disk names no file of its own accord."""
    try:
        _prepare(change)
    except OSError as error:
        path = printable(change.path)
        reason = error.strerror or type(error).__name__
        raise RepositoryError(f"{path} cannot be written: {reason}") from error


def refuse_linked(root: str, path: str) -> None:
    """Raise `RepositoryError` where a folder on the way from a root to a file is a link."""
    folder = os.path.dirname(path)
    while root and folder != root and is_inside(folder, root):
        if os.path.islink(folder):
            name = printable(relative(folder, root))
            raise RepositoryError(
                f"{name} is a link, which is not followed: put the folder itself there"
            )
        folder = os.path.dirname(folder)


def _prepare(change: _Change) -> None:
    import tempfile

    if change.new is None:
        return
    folder = os.path.dirname(change.path)
    _make_folder(folder)
    handle, aside = tempfile.mkstemp(prefix=_ASIDE, suffix=_SUFFIX, dir=folder)
    change.aside = aside
    with open(handle, "wb") as file:
        file.write(change.new)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(aside, change.mode)


def _make_folder(folder: str) -> None:
    """The folder and those above it, made to last as the file will be."""
    if os.path.isdir(folder):
        return
    _make_folder(os.path.dirname(folder))
    with contextlib.suppress(FileExistsError):
        os.mkdir(folder)
    _sync(os.path.dirname(folder))


def _commit(change: _Change) -> None:
    if change.new is None:
        os.unlink(change.path)
    else:
        os.replace(change.aside, change.path)
        change.aside = ""
    _sync(os.path.dirname(change.path))


def _sync(folder: str) -> None:
    """A rename lasts when its folder is on the disk; not every system can sync a folder."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: str) -> None:
    """Remove what killed writers left in a folder; the caller holds the lock."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if name.startswith(_ASIDE) and name.endswith(_SUFFIX):
            with contextlib.suppress(OSError):
                os.unlink(os.path.join(folder, name))
