"""Commits one after the other: their parents, what each changed, and which a range holds."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..disk import UnreadableError, read_regular
from ..errors import RepositoryError, UsageError
from ..lazy import regex
from . import listing
from .repository import DIFF, Change, Repository

_LIMIT = 1 << 24
_OID = regex(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


_MOST_MERGES = 100


class Commit(NamedTuple):
    """A commit with its parents and, for each of them, what differs.

    A first commit has no parent, and one list of changes: all of it was added.
    """

    oid: str
    parents: tuple[str, ...]
    changes: tuple[list[Change], ...]


def commit(repository: Repository, rev: str) -> Commit:
    """The commit that a revision names.

    Raises RepositoryError where a shallow clone lacks its parents, UsageError if there is none.
    """
    (found,) = _commits(repository, ["--no-walk", repository.resolve(rev)])
    return found


def between(repository: Repository, text: str) -> list[Commit]:
    """The commits of a range, parents first: those that its second end has and its first lacks.

    `A..B` and `A...B` mean the same; an end that is left out is HEAD. Where A is nothing but
    zeros, as git says of a new branch, or a commit that is not here, it is what the remotes
    have. Where B is zeros, a branch is deleted and there are none, as where it is a file or a
    folder, which a tag may name.

    Raises as `commit` does, and UsageError for what is no range.
    """
    words = reaching(repository, text)
    return _commits(repository, words) if words else []


def reaching(repository: Repository, text: str) -> list[str]:
    """The words that tell git which commits a range holds; none where its end holds none.

    Raises as `between` does.
    """
    old, dots, new = text.partition("..")
    if not dots:
        raise UsageError(f"{text!r} is no range: write A..B, as in `--range main..HEAD`")
    new = new.removeprefix(".")
    if _is_zero(new) or _is_content(repository, new):
        return []
    tip = repository.resolve(new or "HEAD")
    if _is_zero(old) or _is_absent(repository, old):
        return [tip, "--not", "--remotes"]
    return [tip, f"^{repository.resolve(old or 'HEAD')}"]


def merges(repository: Repository, base: str, tip: str) -> list[Commit]:
    """The merges that a commit has and its base lacks, the last hundred, parents first.

    Raises as `commit` does.
    """
    return _commits(repository, ["--merges", f"--max-count={_MOST_MERGES}", tip, f"^{base}"])


def pushed(words: str) -> Iterator[str]:
    """The ranges that git names to a pre-push hook on its standard input."""
    for line in words.splitlines():
        if not line.strip():
            continue
        parts = line.rsplit(" ", 3)  # only the first of them may have blanks
        if len(parts) != 4:
            raise UsageError("--pushed reads what git tells a pre-push hook on standard input")
        yield f"{parts[3]}..{parts[1]}"


def _is_zero(rev: str) -> bool:
    return len(rev) in (40, 64) and not rev.strip("0")


def _is_content(repository: Repository, rev: str) -> bool:
    """True of the object ID of a file or a folder, or of a tag that names one."""
    if not _OID.fullmatch(rev):
        return False
    here = repository.ask("cat-file", "-e", rev).code == 0
    return here and repository.ask("cat-file", "-e", f"{rev}^{{commit}}").code != 0


def _is_absent(repository: Repository, rev: str) -> bool:
    """True of a commit that the other side has and that was never fetched: a forced push."""
    if not _OID.fullmatch(rev):
        return False
    return repository.ask("cat-file", "-e", f"{rev}^{{commit}}").code != 0


def _commits(repository: Repository, words: Sequence[str]) -> list[Commit]:
    out = repository.out(
        "rev-list", "--topo-order", "--reverse", "--parents", *words, "--"
    ).decode("ascii")  # fmt: skip
    lines = [line.split() for line in out.splitlines()]
    _refuse_cut(repository, [oid for oid, *parents in lines if not parents])
    asked = [(oid, parent) for oid, *parents in lines for parent in (parents or [""])]
    found = iter(_differences(repository, asked))
    return [
        Commit(oid, tuple(parents), tuple(next(found) for _ in parents or [""]))
        for oid, *parents in lines
    ]


def _refuse_cut(repository: Repository, first: Sequence[str]) -> None:
    """Raise RepositoryError for a commit whose parents a shallow clone left out."""
    if not repository.shallow or not first:
        return
    path = os.fsdecode(repository.out("rev-parse", "--git-path", "shallow")).rstrip("\n")
    try:
        data = read_regular(os.path.join(repository.top or repository.git_dir, path), _LIMIT)
    except UnreadableError:
        return
    cut = set(data.decode("ascii", "replace").split())
    for oid in first:
        if oid in cut:
            raise RepositoryError(
                f"{repository.place} is a shallow clone without the parents of {oid[:12]}: "
                "fetch more with `git fetch --deepen=100`, or all with `git fetch --unshallow`"
            )


def _differences(repository: Repository, asked: Sequence[tuple[str, str]]) -> list[list[Change]]:
    """What differs from each commit's parent to it, all in one go."""
    if not asked:
        return []
    stdin = "".join(f"{oid} {parent}".strip() + "\n" for oid, parent in asked).encode("ascii")
    out = repository.out("diff-tree", "--stdin", "-r", "--root", "--always", *DIFF, stdin=stdin)
    parts: list[list[bytes]] = []
    due = 0
    for record in out.split(b"\0"):
        if due:  # a path, whatever it looks like
            parts[-1].append(record)
            due -= 1
        elif record.startswith(b":"):
            parts[-1].append(record)
            due = 2 if record.rpartition(b" ")[2][:1] in (b"R", b"C") else 1
        elif record:
            parts.append([])
    if len(parts) != len(asked):
        raise RepositoryError(f"git diff-tree gave no answer for all commits of {repository.place}")
    return [listing.changes(b"\0".join(part)) for part in parts]
