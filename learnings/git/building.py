"""Commits made in the object database: no work tree, no index and no branch is touched.

libgit2 makes them where it can open the repository, else the git program does; both make the
same commit of the same input.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..errors import RepositoryError
from . import program
from .repository import Repository

if TYPE_CHECKING:
    import pygit2

_REGULAR = 0o100644


class Author(NamedTuple):
    """Who a commit names as author and committer, and when; the time is in UTC."""

    name: str
    email: str
    when: dt.datetime


def build(
    repository: Repository, parent: str, files: Mapping[str, bytes], message: str, author: Author
) -> str:
    """Make a commit with one parent that differs from it in those files; gives its object ID.

    A file keeps its mode. Raises `RepositoryError` where git cannot.
    """
    made = _by_libgit2(repository, parent, files, message, author)
    return made or _by_git(repository, parent, files, message, author)


def write_blob(repository: Repository, data: bytes) -> str:
    """Put bytes into the object database, as they are; gives the object ID."""
    out = repository.out("hash-object", "-w", "--stdin", "-t", "blob", stdin=data)
    return out.decode("ascii").strip()


def modes(repository: Repository, rev: str, paths: list[str]) -> dict[str, int]:
    """The modes that files have in a revision; those that are not there are left out."""
    out = repository.out("--literal-pathspecs", "ls-tree", "-z", "--full-tree", rev, "--", *paths)
    rows = (row.partition(b"\t") for row in out.split(b"\0") if row)
    return {os.fsdecode(path): int(about.split()[0], 8) for about, _, path in rows}


def stage(repository: Repository, files: Mapping[str, tuple[int, str]]) -> None:
    """Put files into the index, each as its mode and object ID."""
    rows = "".join(f"{mode:o} {oid}\t{path}\0" for path, (mode, oid) in files.items())
    repository.out("update-index", "-z", "--add", "--index-info",
                   stdin=rows.encode("utf-8", "surrogateescape"))  # fmt: skip
    # What is as it was written need not be looked at again; it is no fault where something is.
    repository.ask("update-index", "-q", "--refresh")


def advance(repository: Repository, old: str, new: str, reason: str) -> None:
    """Move HEAD, and the branch that it names, from one commit to another.

    Raises `RepositoryError` where it is not there any more.
    """
    answer = repository.ask("update-ref", "--create-reflog", "-m", reason, "HEAD", new, old)
    if answer.code:
        raise RepositoryError(
            f"the branch of {repository.place} could not be moved: {answer.error}; "
            "the commit was not made, run the command again"
        )


def _by_libgit2(
    repository: Repository, parent: str, files: Mapping[str, bytes], message: str, author: Author
) -> str:
    try:
        import pygit2
    except ImportError:
        return ""
    if not repository.is_plain():
        return ""
    try:
        database = pygit2.Repository(repository.git_dir)
        pygit2.option(pygit2.enums.Option.ENABLE_FSYNC_GITDIR, True)
        base = database[parent].peel(pygit2.Commit)
        wanted: dict[str, object] = {}
        for path, data in files.items():
            _put(wanted, path.split("/"), database.create_blob(data))
        tree = _tree(database, base.tree, wanted)
        seconds = int(author.when.timestamp())
        who = pygit2.Signature(author.name, author.email, seconds, 0, "utf-8")
        return str(database.create_commit(None, who, who, message, tree, [base.id]))
    except (pygit2.GitError, KeyError, ValueError, UnicodeError):
        return ""


def _put(tree: dict[str, object], names: list[str], oid: object) -> None:
    first, *rest = names
    if not rest:
        tree[first] = oid
        return
    below = tree.setdefault(first, {})
    assert isinstance(below, dict)
    _put(below, rest, oid)


def _tree(
    database: pygit2.Repository, old: pygit2.Tree | None, wanted: Mapping[str, object]
) -> pygit2.Oid:
    import pygit2

    builder = database.TreeBuilder(old) if old is not None else database.TreeBuilder()
    for name, what in wanted.items():
        there = old[name] if old is not None and name in old else None
        if isinstance(what, dict):
            inner = there if isinstance(there, pygit2.Tree) else None
            builder.insert(name, _tree(database, inner, what), pygit2.enums.FileMode.TREE)
        else:
            assert isinstance(what, pygit2.Oid)
            mode = there.filemode if isinstance(there, pygit2.Blob) else _REGULAR
            builder.insert(name, what, mode)
    return builder.write()


def _by_git(
    repository: Repository, parent: str, files: Mapping[str, bytes], message: str, author: Author
) -> str:
    known = modes(repository, parent, list(files))
    rows = "".join(
        f"{known.get(path, _REGULAR):o} {write_blob(repository, data)}\t{path}\0"
        for path, data in files.items()
    )
    with tempfile.TemporaryDirectory(prefix="learnings-") as folder:
        own = dict(repository.places) | {"GIT_INDEX_FILE": os.path.join(folder, "index")}
        when = f"{int(author.when.timestamp())} +0000"
        for role in ("AUTHOR", "COMMITTER"):
            own |= {f"GIT_{role}_NAME": author.name, f"GIT_{role}_EMAIL": author.email,
                    f"GIT_{role}_DATE": when}  # fmt: skip

        def ask(*arguments: str, stdin: bytes = b"") -> str:
            answer = program.ask(
                arguments, folder=repository.top or repository.git_dir,
                environment=program.clean_environment(own), stdin=stdin,
            )  # fmt: skip
            if answer.code:
                raise RepositoryError(f"git {arguments[0]} failed: {answer.error}")
            return answer.out.decode("ascii", "replace").strip()

        ask("read-tree", parent)
        ask("update-index", "-z", "--add", "--index-info",
            stdin=rows.encode("utf-8", "surrogateescape"))  # fmt: skip
        tree = ask("write-tree")
        return ask("-c", "commit.gpgSign=false", "-c", "i18n.commitEncoding=utf-8",
                   "commit-tree", tree, "-p", parent, stdin=message.encode())  # fmt: skip
