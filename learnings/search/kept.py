"""What the index keeps of a log, and how it knows a file again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from typing import NamedTuple

from ..disk import UnreadableError, read_regular
from ..entry import Entry, Log
from ..row import Row
from .words import plain

# A file that was written so shortly before it was read may change once more without a trace.
_RACY = 2_000_000_000
_SURE, _UNSURE = "#", "?"


class Document(NamedTuple):
    """The words of an entry, by how much they tell."""

    id: str
    title: str
    fields: str
    body: str


class Read(NamedTuple):
    """A log as it was just read: its rows and, in the same order, the words of the entries."""

    place: str
    stamp: str
    context: str
    rows: Sequence[Row]
    documents: Sequence[Document]


def document(entry: Entry, log: Log, row: Row) -> Document:
    """The words of an entry; those of the heading and of telling fields count for more."""
    told = (row.category, row.pattern, *row.areas, *row.services, *row.tags)
    body = log.body(entry.start + 1 if entry.level else entry.start, entry.end)
    return Document(plain(entry.id), plain(entry.title), plain(" ".join(told)), plain(body))


def stamp(about: os.stat_result) -> str:
    """What the system says of a file; a change of its bytes changes it, but for a racy one."""
    return f"{about.st_size}:{about.st_mtime_ns}:{about.st_ctime_ns}:{about.st_ino}"


def mark(stamped: str, log: Log, began: int) -> str:
    """What is kept to know the file again; `began` is when it was read, in nanoseconds."""
    return renewed(_digest(log.to_bytes()), stamped, began)


def stamp_of_kept(kept: str) -> str:
    """The stamp in what is kept."""
    return kept[:-33]


def is_fresh(kept: str, stamped: str) -> bool:
    """True if the file is surely as it was."""
    return kept.startswith(f"{stamped}{_SURE}")


def same_bytes(kept: str, path: str, limit: int) -> bool:
    """True if the file holds the same bytes as before, whatever its stamp says."""
    try:
        return kept[-32:] == _digest(read_regular(path, limit))
    except UnreadableError:
        return False


def renewed(kept: str, stamped: str, now: int) -> str:
    """What is kept of a file that holds the same bytes under another stamp."""
    _, changed, created, _ = stamped.split(":")
    sure = now - max(int(changed), int(created)) > _RACY
    return f"{stamped}{_SURE if sure else _UNSURE}{kept[-32:]}"


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
