"""A log cut into pieces, entries and what stands between them; nothing is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..editor.sections import body_end
from ..entry import Entry, Log
from ..errors import LearningsError


class Unmergeable(LearningsError):
    """A log that cannot be merged entry by entry; the message says why."""


PREAMBLE = ("text", "", 0)
Key = tuple[str, str, int]


@dataclass(slots=True, eq=False)
class Piece:
    """An entry, or a stretch between entries (`entry` is None).

    `content` ends with line `end` of its log, before the blank lines and the rule behind it, which
    are `trail`.
    """

    key: Key
    content: str
    trail: str
    log: Log
    end: int
    entry: Entry | None = None

    @property
    def id(self) -> str:
        """The ID in capitals; empty where there is none."""
        return self.entry.id.upper() if self.entry is not None else ""

    @property
    def heading(self) -> str:
        """The line that names the entry."""
        return self.content.partition("\n")[0]


class Cut(NamedTuple):
    """The pieces of a version in its order; the first is what stands before all entries."""

    log: Log
    pieces: list[Piece]

    @property
    def entries(self) -> list[Piece]:
        """The pieces that are entries."""
        return [piece for piece in self.pieces if piece.entry is not None]


class Sides(NamedTuple):
    """The three versions of a log; an entry has one key in all of them once they are aligned."""

    base: Cut
    ours: Cut
    theirs: Cut


def cut(log: Log) -> Cut:
    """The pieces of a log; their contents and trails make up its text again."""
    first = log.entries[0].start if log.entries else log.line_count + 1
    pieces = [_piece(log, PREAMBLE, 1, first)]
    seen: dict[tuple[str, str], int] = {}

    def key(group: str, name: str) -> Key:
        seen[group, name] = seen.get((group, name), -1) + 1
        return group, name, seen[group, name]

    at = first
    for entry in log.entries:
        if entry.start > at:
            pieces.append(_piece(log, key("between", log.line(at).strip()), at, entry.start))
        name = entry.id.upper() or entry.key
        pieces.append(_piece(log, key("entry", name), entry.start, entry.end, entry))
        at = entry.end
    if at <= log.line_count:
        pieces.append(_piece(log, key("between", log.line(at).strip()), at, log.line_count + 1))
    return Cut(log, pieces)


def _piece(log: Log, key: Key, start: int, end: int, entry: Entry | None = None) -> Piece:
    last = body_end(log, start, end)
    return Piece(key, log.body(start, last + 1), log.body(last + 1, end), log, last, entry)
