"""Files below a root that are read and written as they are, under its lock."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator

from ..disk import UnreadableError, read_regular
from ..entry import Log
from ..errors import RepositoryError
from ..markdown.again import parse_again
from ..markdown.source import decode
from ..store import Batch, lock
from ..store.batch import sweep


def lockable(folder: str) -> str:
    """The folder whose lock is taken for a folder, or for the folder of a file."""
    return folder if os.path.isdir(folder) else os.path.dirname(folder) or "."


@contextlib.contextmanager
def writing(root: str, folders: Iterable[str] = ()) -> Iterator[Batch]:
    """A batch of changes below a root, under its lock; what killed writers left is removed."""
    with lock(lockable(root)):
        for folder in {root, *folders}:
            sweep(folder)
        yield Batch(os.path.abspath(root))


def read_or_none(path: str, limit: int = 1 << 24) -> bytes | None:
    """The bytes of a regular file; None if there is no such file.

    Raises `RepositoryError` for links, devices and files that cannot be read.
    """
    if not os.path.lexists(path):
        return None
    try:
        return read_regular(path, limit)
    except UnreadableError as error:
        raise RepositoryError(str(error)) from error


def reread(log: Log, data: bytes) -> Log:
    """A log of the same path with other bytes."""
    result = parse_again(log, decode(data))
    result.is_archive = log.is_archive
    return result
