"""What commits brought into a repository: each message, and each content that no parent had."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from .listing import FILES, LINK
from .repository import Repository

# One field per NUL; `-z` ends a commit with one more.
_FORMAT = "%H%x00%aI%x00%B"
_FIELDS = 3
_READ = FILES | {LINK}
_AT = "%(objecttype) %(objectname) %(*objectname)"
_TAGS = "%(objecttype)%00%(objectname)%00%(taggerdate:unix)%00%(contents)%00"


class Message(NamedTuple):
    """The message of a commit or a tag, trailers included. `when` is the time of its author."""

    oid: str
    when: dt.datetime
    text: str


class Blob(NamedTuple):
    """A content that a commit brought: the file has it after the commit, and in no parent.

    `before` is what the file held in the parents that have it.
    """

    commit: str
    path: str
    oid: str
    before: tuple[str, ...] = ()


def messages(repository: Repository, revs: Sequence[str]) -> list[Message]:
    """The messages of the commits that `revs` reach, oldest first, no child before its parents."""
    out = repository.out(
        "log", "-z", "--date-order", "--reverse", "--no-color", "--no-show-signature",
        "--no-mailmap", "--no-notes", "--encoding=UTF-8", f"--format={_FORMAT}", *revs, "--",
    )  # fmt: skip
    words = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    return [
        Message(oid, dt.datetime.fromisoformat(when), text)
        for oid, when, text in zip(*[words] * _FIELDS, strict=False)
    ]


def blobs(
    repository: Repository, commits: Sequence[str], pathspecs: Sequence[str] = ()
) -> Iterator[Blob]:
    """What each of the commits brought, in their order.

    A merge brought what it has otherwise than each of its parents. The content of a link is what
    it says. Submodules are left out.
    """
    if not commits:
        return
    stdin = "".join(f"{oid}\n" for oid in commits).encode("ascii")
    out = repository.out(
        "diff-tree", "--stdin", "-r", "-c", "--root", "--raw", "-z", "--no-abbrev",
        "--no-renames", "--no-ext-diff", "--ignore-submodules=all", "--", *pathspecs,
        stdin=stdin,
    )  # fmt: skip
    commit = ""
    records = (os.fsdecode(record) for record in out.split(b"\0"))
    for about in records:
        if not about.startswith(":"):
            commit = about.strip() or commit
            continue
        parents = len(about) - len(about.lstrip(":"))
        words = about[parents:].split(" ")
        path = next(records, "")
        modes, oids = words[: parents + 1], words[parents + 1 : 2 * parents + 2]
        if modes[-1] in _READ:
            sides = zip(modes[:-1], oids[:-1], strict=True)
            before = tuple(old for mode, old in sides if mode in _READ and old.strip("0"))
            yield Blob(commit, path, oids[-1], before)


def tags(repository: Repository) -> list[Message]:
    """The messages of the annotated tags; `oid` is that of the tag."""
    out = repository.out("for-each-ref", f"--format={_TAGS}", "refs/tags")
    words = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    return [
        Message(oid, _moment(when), text)
        for kind, oid, when, text in zip(*[words] * 4, strict=False)
        if kind.strip() == "tag"
    ]


def tags_at(repository: Repository, commits: Collection[str]) -> Iterator[Message]:
    """The messages of the annotated tags that point at one of the commits; `oid` is the tag's."""
    out = repository.out("for-each-ref", f"--format={_AT}", "refs/tags").decode("ascii")
    for line in out.splitlines():
        kind, oid, *target = line.split()
        if kind == "tag" and target and target[0] in commits:
            yield _tag(repository, oid)


def tag(repository: Repository, name: str) -> Message | None:
    """The message of an annotated tag; None for anything else."""
    answer = repository.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    oid = answer.out.decode("ascii", "replace").strip()
    if answer.code != 0 or repository.ask("cat-file", "-t", oid).out.strip() != b"tag":
        return None
    return _tag(repository, oid)


def _tag(repository: Repository, oid: str) -> Message:
    text = repository.out("cat-file", "tag", oid).decode("utf-8", "surrogateescape")
    head, _, message = text.partition("\n\n")
    made = next((line for line in head.split("\n") if line.startswith("tagger ")), "")
    return Message(oid, _moment(made.rpartition("> ")[2].partition(" ")[0]), message)


def _moment(seconds: str) -> dt.datetime:
    return dt.datetime.fromtimestamp(int(seconds) if seconds.isdigit() else 0, dt.timezone.utc)
