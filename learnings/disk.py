"""Reading and writing files with care: no links, no devices, no half-written file."""

from __future__ import annotations

import contextlib
import os
import stat

from .errors import RepositoryError

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class UnreadableError(RepositoryError):
    """A file that is not opened or not read to its end; `reason` says why, in a few words."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{printable(path)} {reason}")
        self.path = path
        self.reason = reason


def printable(text: str) -> str:
    """The text with control, bidirectional and undecodable characters escaped."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")


def kind_of(mode: int) -> str:
    """What a file is that is not regular, as `is a link`; empty for a regular one."""
    if stat.S_ISREG(mode):
        return ""
    for test, words in (
        (stat.S_ISLNK, "is a link"),
        (stat.S_ISDIR, "is a folder"),
        (stat.S_ISFIFO, "is a named pipe"),
        (stat.S_ISSOCK, "is a socket"),
    ):
        if test(mode):
            return words
    return "is a device"


def read_regular(path: str, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes.

    Raises `UnreadableError` for links, pipes, devices, larger files and what the system refuses.
    """
    try:
        # lstat first: opening a device can have an effect of its own.
        fault = kind_of(os.lstat(path).st_mode)
        if fault:
            raise UnreadableError(path, fault)
        handle = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise UnreadableError(path, _refusal(error)) from error
    with open(handle, "rb") as file:
        return _content(file.fileno(), path, limit)


def _content(handle: int, path: str, limit: int) -> bytes:
    about = os.fstat(handle)
    fault = kind_of(about.st_mode)
    if fault:
        raise UnreadableError(path, fault)
    if about.st_size > limit:
        raise UnreadableError(path, f"has {about.st_size} bytes, more than the limit of {limit}")
    chunks = []
    left = limit + 1
    try:
        while left > 0 and (chunk := os.read(handle, min(left, 1 << 20))):
            chunks.append(chunk)
            left -= len(chunk)
    except OSError as error:
        raise UnreadableError(path, _refusal(error)) from error
    if left <= 0:
        raise UnreadableError(path, f"has more than the limit of {limit} bytes")
    return b"".join(chunks)


def _refusal(error: OSError | ValueError) -> str:
    words = error.strerror if isinstance(error, OSError) and error.strerror else "no usable name"
    return f"cannot be read ({words[:1].lower()}{words[1:]})"


def write_atomic(path: str, data: bytes) -> None:
    """Write aside and rename, so that the file is wholly old or wholly new; the mode is kept."""
    import tempfile

    folder = os.path.dirname(path) or "."
    try:
        mode = stat.S_IMODE(os.stat(path).st_mode)
    except OSError:
        umask = os.umask(0)
        os.umask(umask)
        mode = 0o666 & ~umask
    try:
        handle, aside = tempfile.mkstemp(prefix=".learnings-", suffix=".tmp", dir=folder)
    except OSError as error:
        raise RepositoryError(f"{printable(path)} cannot be written: {error.strerror}") from error
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(aside, mode)
        os.replace(aside, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(aside)
        raise RepositoryError(f"{printable(path)} cannot be written: {error.strerror}") from error


def find_root(start: str) -> str:
    """The folder with `.git` (a folder, or the file of a worktree) at or above `start`.

    Where there is none, `start` itself, or what holds the `.learnings` that it lies in. Absolute,
    links resolved.
    """
    first = os.path.realpath(start)
    folder = first
    while True:
        if os.path.lexists(os.path.join(folder, ".git")):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return _holder(first)
        folder = parent


def _holder(folder: str) -> str:
    """What holds the folder of logs that a folder is or lies in; else the folder itself."""
    before, mark, _ = f"{folder}{os.sep}".partition(f"{os.sep}.learnings{os.sep}")
    # From the home of the person everything would be searched that lies there.
    return before if mark and before not in ("", os.path.expanduser("~")) else folder


def is_inside(path: str, folder: str) -> bool:
    """True if an absolute path is the folder or below it; links are not looked at."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def relative(path: str, folder: str) -> str:
    """The path seen from the folder, with forward slashes; the path itself if it is outside."""
    if not is_inside(path, folder):
        return path
    return os.path.relpath(path, folder).replace(os.sep, "/")
