"""Files into which nothing is promoted, whatever is asked for, each with its reason."""

from __future__ import annotations

import os
import posixpath
import stat
import unicodedata
from collections.abc import Collection, Sequence

from ..disk import kind_of, printable
from ..errors import RepositoryError
from ..git import Repository

_WORKFLOWS = (".github/workflows", ".github/actions")
# Files that act by their name, wherever they lie.
_ACTING = {
    **dict.fromkeys(
        (
            ".gitattributes",
            ".gitmodules",
            ".gitignore",
            ".gitconfig",
            ".lfsconfig",
            ".mailmap",
            ".git-blame-ignore-revs",
        ),
        "tells git what to do",
    ),
    "action.yml": "is an action, which runs with rights of its own",
    "action.yaml": "is an action, which runs with rights of its own",
    ".learnings.toml": "sets how logs are judged",
    "codeowners": "says who has to agree to changes",
}
_DRIVEN = ("filter", "working-tree-encoding", "ident")


def refuse(path: str, root: str, known: Collection[str] = ()) -> None:
    """Raise `RepositoryError` for a file that must not be written, by its path and what is there.

    Those are files outside the tree, of git itself, behind a link or in a submodule, workflow
    files, what is write-protected, and twins of known files that differ in their case alone.
    """
    refuse_name(path)
    fault = _on_disk(path, root) or _twin(path, known)
    if fault:
        raise RepositoryError(f"{printable(path)} {fault}: nothing is written to it")


def refuse_name(path: str) -> None:
    """Raise `RepositoryError` for a file that must not be written, whatever is there."""
    if fault := _by_name(path):
        raise RepositoryError(f"{printable(path)} {fault}: nothing is written to it")


def refuse_in_git(
    paths: Sequence[str],
    repository: Repository,
    links: Collection[str] = (),
    *,
    cached: bool = False,
) -> None:
    """Raise `RepositoryError` for files that git would not hold as they are written.

    `links` are the symbolic links and submodules of the state that is changed. With `cached` the
    attributes are those of the index, not of the work tree.
    """
    if not paths:
        return
    for path in paths:
        for link in links:
            if path == link or path.startswith(f"{link}/"):
                raise RepositoryError(f"{printable(path)} lies behind a link or in a submodule: "
                                      "nothing is written to it")  # fmt: skip
    where = ["--cached"] if cached else []
    words = repository.out("check-attr", "-z", *where, *_DRIVEN, "--", *paths).split(b"\0")
    for held, name, value in zip(words[0::3], words[1::3], words[2::3], strict=False):
        if value not in (b"unspecified", b"unset", b""):
            raise RepositoryError(
                f"{printable(os.fsdecode(held))} has the attribute {name.decode()} "
                f"({printable(os.fsdecode(value))}), so that git holds other bytes than the file: "
                "nothing is written to it"
            )
    answer = repository.ask("check-ignore", "--", *paths)
    if answer.code == 0:
        ignored = printable(os.fsdecode(answer.out.split(b"\n")[0]))
        raise RepositoryError(f"{ignored} is ignored by git: nothing is written to it")


def _by_name(path: str) -> str:
    parts = path.split("/")
    if not path or path.startswith("/") or os.path.isabs(path) or ".." in parts:
        return "lies outside the tree"
    if "\\" in path or not path.isprintable() or any(part in ("", ".") for part in parts):
        return "is no usable path"
    if any(_plain(part).rstrip(". ") in (".git", "git~1") for part in parts):
        return "belongs to git"
    if any(_plain(path).startswith(f"{folder}/") for folder in _WORKFLOWS):
        return "is a workflow file, which runs with rights of its own"
    name = _plain(parts[-1]).rstrip(". ")
    if name in _ACTING:
        return _ACTING[name]
    return ""


def _on_disk(path: str, root: str) -> str:
    parts = path.split("/")
    for count in range(1, len(parts) + 1):
        own = os.path.join(root, *parts[:count])
        try:
            about = os.lstat(own)
        except OSError:
            return ""
        if stat.S_ISLNK(about.st_mode):
            return "is or lies behind a link"
        if count < len(parts):
            if not stat.S_ISDIR(about.st_mode):
                return "lies below a file"
            if os.path.lexists(os.path.join(own, ".git")):
                return "lies in a submodule or another repository"
        elif fault := kind_of(about.st_mode):
            return fault
        elif not about.st_mode & 0o222:
            return "is write-protected"
    return ""


def _twin(path: str, known: Collection[str]) -> str:
    if path in known:
        return ""
    plain = _plain(path)
    folder = posixpath.dirname(path)
    twins = [name for name in known if _plain(name) == plain and posixpath.dirname(name) == folder]
    return f"differs from {printable(twins[0])} in its case alone" if twins else ""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
