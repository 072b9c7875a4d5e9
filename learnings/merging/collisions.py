"""Two entries that took the same ID on two branches: the incoming one gets another."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from ..allocation import allocate
from ..editor import edited
from ..editor.references import add_former
from ..entry import Entry, Log
from ..kind import Kind
from ..markdown import parse
from .pieces import Cut, Piece, cut

_NUMBERED = re.compile(r"(?P<stem>.*?)(?P<number>\d+)$")


class Renumbered(NamedTuple):
    """An entry that got another ID, and its line in the version it comes from."""

    old: str
    new: str
    line: int


def collisions(base: Cut, ours: Cut, theirs: Cut) -> list[Piece]:
    """The entries that only theirs has, and whose ID is that of another entry of ours."""
    old = {piece.key: piece for piece in base.entries}
    two = {piece.key: piece for piece in theirs.entries}
    staying: dict[str, set[object]] = {}
    for piece in ours.entries:
        known = old.get(piece.key)
        gone = known is not None and piece.key not in two and known.content == piece.content
        if piece.id and not gone:
            staying.setdefault(piece.id, set()).add(piece.key)
    counts: dict[str, int] = {}
    for piece in theirs.entries:
        counts[piece.id] = counts.get(piece.id, 0) + 1
    mine = {piece.key for piece in ours.entries}
    return [
        piece
        for piece in theirs.entries
        if piece.id in staying
        and piece.key not in mine
        and piece.key not in old
        and counts[piece.id] == 1
    ]


def renumbered(
    base: Cut,
    theirs: Cut,
    found: list[Piece],
    taken: Collection[str],
    style: Callable[[Log, Entry], str],
    kind: Callable[[Log, Entry], Kind],
) -> tuple[Cut, list[Renumbered]]:
    """Their version with free IDs for those entries; what theirs says of them follows.

    What the base said already means another entry, and stays. The former ID is told in the entry.
    """
    used = {name.upper() for name in taken}
    names: dict[str, str] = {}
    told = []
    for piece in found:
        entry = piece.entry
        assert entry is not None
        new = free_id(entry, used, style(piece.log, entry), piece.content)
        used.add(new.upper())
        names[piece.id] = new
        told.append(Renumbered(entry.id, new, entry.start))
    text = _rewritten(base, theirs, names)
    log = _read(text, theirs.log)
    new_ids = {name.upper(): old for old, name in names.items()}
    edits, meant = [], []
    for entry in log.entries:
        if entry.id.upper() in new_ids:
            edits += add_former(log, entry, kind(log, entry), new_ids[entry.id.upper()])
            meant.append(entry)
    return cut(edited(log, edits, meant)), told


def _read(text: str, log: Log) -> Log:
    new = parse(text.encode("utf-8", "surrogateescape"), log.path)
    new.is_archive = log.is_archive
    return new


def _rewritten(base: Cut, theirs: Cut, names: Mapping[str, str]) -> str:
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
    old = {piece.key: piece for piece in base.pieces}
    parts = []
    for piece in theirs.pieces:
        before = old.get(piece.key)
        meant = {name.upper() for name in pattern.findall(before.content)} if before else set()

        def change(match: re.Match[str], meant: set[str] = meant) -> str:
            name = match[0].upper()
            return match[0] if name in meant else names[name]

        parts += [pattern.sub(change, piece.content), piece.trail]
    return "".join(parts)


def free_id(entry: Entry, taken: Collection[str], style: str, seed: str) -> str:
    """An ID for an entry that none of `taken` is; the same one for the same `seed`.

    So everybody who merges the same two branches gives the same ID.
    """
    own = entry.identifier
    assert own is not None
    day = own.date or (entry.logged.day if entry.logged is not None and own.date_text else None)
    used = {name.upper() for name in taken}
    if day is not None:
        picks = _picks(seed)
        return allocate(own.prefix, day, used, style, lambda signs: signs[next(picks) % len(signs)])
    found = _NUMBERED.match(own.text)
    stem, width = (found["stem"], len(found["number"])) if found else (f"{own.text}-", 1)
    number = int(found["number"]) if found else 1
    while f"{stem}{number:0{width}d}".upper() in used:
        number += 1
    return f"{stem}{number:0{width}d}"


def _picks(seed: str) -> Iterator[int]:
    """Numbers that follow from a text."""
    data = seed.encode("utf-8", "surrogateescape")
    while True:
        data = hashlib.sha256(data).digest()
        yield from data
