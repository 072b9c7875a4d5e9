"""The commits that touch some files, oldest first, and what each changes against its parents."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .listing import Change, changes
from .repository import Repository

# One field per NUL; `-z` ends a commit with one more.
_FORMAT = "%H%x00%T%x00%P%x00%aI%x00%an%x00%ae%x00%s"
_FIELDS = 7


class Commit(NamedTuple):
    """A commit. `when` is the time of its author, who wrote it and did not only move it.

    `changes` are what differs from each parent, in their order; the first commit has one side,
    compared with nothing.
    """

    id: str
    when: dt.datetime
    author: str
    email: str
    subject: str
    parents: tuple[str, ...]
    changes: tuple[tuple[Change, ...], ...]


class _Raw(NamedTuple):
    id: str
    tree: str
    parents: tuple[str, ...]
    when: str
    author: str
    email: str
    subject: str


def commits(
    repository: Repository, revs: Sequence[str], pathspecs: Sequence[str] = ()
) -> list[Commit]:
    """The commits that `revs` reach and that touch the files, oldest first.

    `revs` are revisions as git log takes them, such as `HEAD` and `^main`. Raises RepositoryError
    where git cannot tell, as in a partial clone that lacks trees.
    """
    rows = _log(repository, revs, pathspecs)
    trees = _trees(repository, {parent for row in rows for parent in row.parents})
    trees[""] = _empty_tree(repository, rows)
    sides = [[trees[parent] for parent in row.parents] or [trees[""]] for row in rows]
    pairs = {(old, row.tree) for row, olds in zip(rows, sides, strict=True) for old in olds}
    found = _compared(repository, sorted(pairs), pathspecs)
    return [
        _commit(row, tuple(tuple(found.get((old, row.tree), ())) for old in olds))
        for row, olds in zip(rows, sides, strict=True)
    ]


def _commit(row: _Raw, sides: tuple[tuple[Change, ...], ...]) -> Commit:
    when = dt.datetime.fromisoformat(row.when)
    return Commit(row.id, when, row.author, row.email, row.subject, row.parents, sides)


def _log(repository: Repository, revs: Sequence[str], pathspecs: Sequence[str]) -> list[_Raw]:
    out = repository.out(
        "log", "-z", "--topo-order", "--reverse", "--full-history", "--no-color",
        "--no-show-signature", "--no-mailmap", f"--format={_FORMAT}", *revs, "--", *pathspecs,
    )  # fmt: skip
    words = out.decode("utf-8", "replace").split("\0")
    rows = zip(*[iter(words)] * _FIELDS, strict=False)
    return [
        _Raw(name, tree, tuple(parents.split()), when, author, email, subject)
        for name, tree, parents, when, author, email, subject in rows
    ]


def _trees(repository: Repository, names: Iterable[str]) -> dict[str, str]:
    """The trees of commits. A parent that a shallow clone lacks has none, and git names none."""
    wanted = sorted(names)
    if not wanted:
        return {}
    stdin = "".join(f"{name}^{{tree}}\n" for name in wanted).encode("ascii")
    lines = repository.out("cat-file", "--batch-check=%(objectname)", stdin=stdin)
    return dict(zip(wanted, lines.decode("ascii", "replace").split("\n"), strict=False))


def _empty_tree(repository: Repository, rows: Sequence[_Raw]) -> str:
    if all(row.parents for row in rows):
        return ""
    return repository.out("hash-object", "-t", "tree", "--stdin").decode("ascii").strip()


def _compared(
    repository: Repository, pairs: Sequence[tuple[str, str]], pathspecs: Sequence[str]
) -> Mapping[tuple[str, str], list[Change]]:
    """What differs from the first to the second tree of each pair."""
    stdin = "".join(f"{old} {new}\n" for old, new in pairs).encode("ascii")
    if not stdin:
        return {}
    out = repository.out(
        "diff-tree", "--stdin", "-r", "--raw", "-z", "--no-abbrev", "--no-renames",
        "--no-ext-diff", "--", *pathspecs, stdin=stdin,
    )  # fmt: skip
    return dict(_pairs(out))


def _pairs(out: bytes) -> Iterator[tuple[tuple[str, str], list[Change]]]:
    """Each header, which is a line of two trees, with the records behind it."""
    head: tuple[str, str] | None = None
    records: list[bytes] = []
    words = iter(out.split(b"\0"))
    for word in words:
        while not word.startswith(b":") and b"\n" in word:
            if head is not None:
                yield head, changes(b"\0".join([*records, b""]))
            line, _, word = word.partition(b"\n")
            old, _, new = os.fsdecode(line).partition(" ")
            head, records = (old, new), []
        if word.startswith(b":"):
            records += [word, next(words, b"")]
    if head is not None:
        yield head, changes(b"\0".join([*records, b""]))
