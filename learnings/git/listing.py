"""Reads git's NUL-separated listings: index, tree, differences, objects."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ..errors import RepositoryError

FILES = frozenset({"100644", "100755", "100664"})
LINK = "120000"
_NULL = "0"


class Change(NamedTuple):
    """A path that differs between two snapshots.

    `status` is git's letter: A added, M modified, D deleted, R renamed, C copied, T type
    changed, U unmerged. `old_path` differs from `path` for R and C only. `old` and `new` are
    the object IDs of the two sides, empty where a side is absent or not a regular file. `link` is
    that of what the new side says where it is a symbolic link.
    """

    path: str
    status: str
    old_path: str
    old: str
    new: str
    link: str = ""


@dataclass(slots=True)
class Listing:
    """The regular files of a snapshot by object ID, and its links and submodules."""

    files: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)

    def add(self, path: str, mode: str, oid: str) -> None:
        if mode in FILES:
            self.files[path] = oid
        else:
            self.links.append(path)


def index(out: bytes) -> Listing:
    """What `git ls-files --stage -z` says; of an unmerged path, our side or else theirs."""
    found = Listing()
    unmerged: dict[str, str] = {}
    for record in _records(out):
        about, _, path = record.partition("\t")
        mode, oid, stage = about.split(" ")
        if stage == "0":
            found.add(path, mode, oid)
        elif mode in FILES and (stage == "2" or path not in unmerged):
            unmerged[path] = oid
    found.files.update(unmerged)
    return found


def skipped(out: bytes) -> list[str]:
    """The paths that `git ls-files -t -z` marks as not to be in the work tree."""
    return [record[2:] for record in _records(out) if record.startswith("S ")]


def tree(out: bytes) -> Listing:
    """What `git ls-tree -r -z` says."""
    found = Listing()
    for record in _records(out):
        about, _, path = record.partition("\t")
        mode, _, oid = about.split(" ")
        found.add(path, mode, oid)
    return found


def changes(out: bytes) -> list[Change]:
    """What `git diff --raw -z --no-abbrev` says."""
    found = []
    records = _records(out)
    for about in records:
        old_mode, new_mode, old, new, letter = about.removeprefix(":").split(" ")
        status = letter[:1]
        old_path = next(records, "")
        path = next(records, "") if status in "RC" else old_path
        link = new if new_mode == LINK and new.strip(_NULL) else ""
        sides = _oid(old_mode, old), _oid(new_mode, new)
        found.append(Change(path, status, old_path, *sides, link))
    return found


def objects(out: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Object ID, type and bytes of what `git cat-file --batch` says; `missing` is a type."""
    position = 0
    while position < len(out):
        end = out.find(b"\n", position)
        if end < 0:
            raise RepositoryError("git cat-file stopped in the middle of an answer")
        words = out[position:end].decode("ascii", "replace").split(" ")
        position = end + 1
        if len(words) != 3:
            yield words[0], words[-1], b""
            continue
        size = int(words[2])
        yield words[0], words[1], out[position : position + size]
        position += size + 1


def _records(out: bytes) -> Iterator[str]:
    return (os.fsdecode(record) for record in out.split(b"\0") if record)


def _oid(mode: str, oid: str) -> str:
    return oid if mode in FILES and oid.strip(_NULL) else ""
