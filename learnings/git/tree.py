"""The files of a repository as checks may see them: on disk, in the index, in a revision."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Callable, Collection, Mapping

from ..disk import UnreadableError, read_regular

TEXT_LIMIT = 1 << 20

Reader = Callable[[list[str], int], Mapping[str, bytes]]


def inner(path: str) -> str | None:
    """The path in its plainest form; None if it leaves the repository or is no path at all."""
    if "\0" in path or path.startswith("/") or (os.name == "nt" and set(path) & set("\\:")):
        return None
    plain = posixpath.normpath(path) if path else "."
    return None if plain == ".." or plain.startswith("../") else plain


def as_text(data: bytes) -> str | None:
    """The text; None if it is binary or longer than `TEXT_LIMIT` bytes."""
    if len(data) > TEXT_LIMIT or b"\0" in data:
        return None
    return data.decode("utf-8", "surrogateescape")


class WorkTree:
    """The files on disk below `root`. Links are not followed.

    What lies behind a link is taken to exist, since we do not look.
    """

    def __init__(self, root: str) -> None:
        self.root = root

    def exists(self, path: str) -> bool:
        """True if the path is a file, a folder or a link, or leads through a link."""
        plain = inner(path)
        if plain is None:
            return False
        return self._behind_link(plain) or self._mode(plain) is not None

    def text(self, path: str) -> str | None:
        """The text of a small file; None if it is missing, binary, linked or large."""
        plain = inner(path)
        if plain is None or self._behind_link(plain):
            return None
        try:
            data = read_regular(os.path.join(self.root, plain), TEXT_LIMIT)
        except UnreadableError:
            return None
        return as_text(data)

    def _mode(self, plain: str) -> int | None:
        try:
            return os.lstat(os.path.join(self.root, plain)).st_mode
        except (OSError, ValueError):
            return None

    def _behind_link(self, plain: str) -> bool:
        parts = plain.split("/")
        for count in range(1, len(parts)):
            mode = self._mode("/".join(parts[:count]))
            if mode is None:
                return False
            if stat.S_ISLNK(mode):
                return True
        return False


class SnapshotTree:
    """The files of an index or a revision, read when they are asked for.

    `files` maps paths to object IDs, `links` names symbolic links and submodules, `read` gives
    the bytes of those objects that are not longer than a limit.
    """

    def __init__(self, files: Mapping[str, str], read: Reader, links: Collection[str] = ()) -> None:
        self.files = files
        self._read = read
        self._links = frozenset(links)
        self._folders: frozenset[str] | None = None
        self._texts: dict[str, str | None] = {}

    def exists(self, path: str) -> bool:
        """True if the path is a file, a folder or a link, or leads through a link."""
        plain = inner(path)
        if plain is None:
            return False
        return plain == "." or plain in self.files or self._is_link(plain) or self._is_folder(plain)

    def text(self, path: str) -> str | None:
        """The text of a small file; None if it is missing, binary, linked or large."""
        plain = inner(path)
        if plain is None or plain not in self.files:
            return None
        if plain not in self._texts:
            oid = self.files[plain]
            data = self._read([oid], TEXT_LIMIT).get(oid)
            self._texts[plain] = None if data is None else as_text(data)
        return self._texts[plain]

    def _is_link(self, plain: str) -> bool:
        return any(plain == link or plain.startswith(f"{link}/") for link in self._links)

    def _is_folder(self, plain: str) -> bool:
        if self._folders is None:
            self._folders = frozenset(folders(self.files))
        return plain in self._folders


class LazyTree:
    """A tree that is listed when something is asked of it."""

    def __init__(self, make: Callable[[], SnapshotTree]) -> None:
        self._make = make
        self._tree: SnapshotTree | None = None

    def exists(self, path: str) -> bool:
        """True if the path is a file, a folder or a link, or leads through a link."""
        return self._found().exists(path)

    def text(self, path: str) -> str | None:
        """The text of a small file; None if it is missing, binary, linked or large."""
        return self._found().text(path)

    def _found(self) -> SnapshotTree:
        if self._tree is None:
            self._tree = self._make()
        return self._tree


def folders(paths: Collection[str]) -> set[str]:
    """Every folder that holds one of the paths, at any depth."""
    found: set[str] = set()
    for path in paths:
        folder = posixpath.dirname(path)
        while folder and folder not in found:
            found.add(folder)
            folder = posixpath.dirname(folder)
    return found
