"""Reads a commit's files from the object database through libgit2."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pygit2

_FILES = frozenset({0o100644, 0o100755, 0o100664})


def read_commit(
    git_dir: str, commit: str, wanted: Callable[[str], bool]
) -> dict[str, bytes] | None:
    """The regular files of a commit whose path is wanted.

    None where libgit2 cannot: SHA-256 and reftable repositories, partial clones that lack a
    file, repositories of another owner, names that are not UTF-8, or no libgit2 at all.
    """
    try:
        import pygit2
    except ImportError:
        return None
    try:
        repository = _opened(git_dir)
        tree = repository[commit].peel(pygit2.Tree)
        oids = {path: oid for path, oid in _files(tree, "") if wanted(path)}
        return {path: repository.read(oid)[1] for path, oid in oids.items()}
    except (pygit2.GitError, KeyError, ValueError, UnicodeError):
        return None


def list_commits(
    git_dir: str, commits: Sequence[str], wanted: Callable[[str], bool]
) -> list[dict[str, str]] | None:
    """The regular files of each commit whose path is wanted: path to object ID.

    A folder that several commits have in common is read once. None where libgit2 cannot.
    """
    try:
        import pygit2
    except ImportError:
        return None
    known: dict[tuple[str, str], dict[str, str]] = {}

    def listed(tree: pygit2.Tree, folder: str) -> dict[str, str]:
        key = (str(tree.id), folder)
        if key not in known:
            found: dict[str, str] = {}
            for item in tree:
                path = f"{folder}{item.name}"
                if isinstance(item, pygit2.Tree):
                    found |= listed(item, f"{path}/")
                elif item.filemode in _FILES and wanted(path):
                    found[path] = str(item.id)
            known[key] = found
        return known[key]

    try:
        repository = _opened(git_dir)
        return [listed(repository[commit].peel(pygit2.Tree), "") for commit in commits]
    except (pygit2.GitError, KeyError, ValueError, UnicodeError):
        return None


def _opened(git_dir: str) -> pygit2.Repository:
    import pygit2

    # The hash of each object was checked when git stored it.
    pygit2.option(pygit2.enums.Option.ENABLE_STRICT_HASH_VERIFICATION, False)
    return pygit2.Repository(git_dir)


def _files(tree: pygit2.Tree, folder: str) -> Iterator[tuple[str, pygit2.Oid]]:
    import pygit2

    for item in tree:
        path = f"{folder}{item.name}"
        if isinstance(item, pygit2.Tree):
            yield from _files(item, f"{path}/")
        elif item.filemode in _FILES:
            yield path, item.id


def version() -> str:
    """The version of libgit2; empty where it cannot be loaded."""
    try:
        import pygit2
    except ImportError:
        return ""
    return str(pygit2.LIBGIT2_VERSION)
