"""What git tracks and a sparse checkout leaves out of the work tree."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ..disk import UnreadableError, read_regular
from ..errors import RepositoryError
from . import listing
from .discovery import find_repository

_LIMIT = 1 << 16


def not_checked_out(root: str) -> list[str]:
    """The files that a sparse checkout keeps off the disk; none in any other repository.

    `root` is the folder with `.git`. Git is asked only where there are patterns for a sparse
    checkout, and where it cannot answer nothing is left out.
    """
    if not os.path.lexists(os.path.join(_git_folder(root), "info", "sparse-checkout")):
        return []
    try:
        repository = find_repository(root)
        out = b"" if repository is None else repository.out("ls-files", "-t", "-z")
    except RepositoryError:
        return []
    return [path for path in listing.skipped(out) if not os.path.lexists(os.path.join(root, path))]


def hidden(root: str, paths: Sequence[str]) -> dict[str, bytes]:
    """What the index holds of files that are not checked out, without what a partial clone lacks.

    `root` is the folder with `.git`; raises RepositoryError where git cannot tell.
    """
    repository = find_repository(root) if paths else None
    if repository is None:
        return {}
    files = repository.index_files()
    oids = {path: files[path] for path in paths if path in files}
    here = repository.sizes(oids.values())
    contents = repository.read_many(here)
    return {path: contents[oid] for path, oid in oids.items() if oid in contents}


def _git_folder(root: str) -> str:
    """The folder of the index: `.git`, or where the file of that name in a worktree points."""
    plain = os.path.join(root, ".git")
    if os.path.isdir(plain):
        return plain
    try:
        about = os.fsdecode(read_regular(plain, _LIMIT))
    except UnreadableError:
        return plain
    return os.path.join(root, about.removeprefix("gitdir:").strip())
