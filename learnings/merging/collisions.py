"""What each entry is called after a merge: of two that took one ID the incoming gets another."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from ..allocation import allocate
from ..editor import edited
from ..editor.references import add_former
from ..entry import Entry, Log, former_ids
from ..kind import Kind
from ..markdown import parse
from .align import known
from .naming import rewritten
from .pieces import Cut, Key, Piece, Sides, Unmergeable, cut

_NUMBERED = re.compile(r"(?P<stem>.*?)(?P<number>\d+)$")


class Renumbered(NamedTuple):
    """An entry that got another ID, and its line in the version it comes from.

    `twice` says that both sides had given it another one, and ours holds.
    """

    old: str
    new: str
    line: int
    twice: bool = False


def called(sides: Sides) -> dict[Key, str]:
    """The ID, in capitals, that each entry has after the merge: what one side changed is changed.

    Where both sides changed it, an entry is called what the side calls it that knows the other's
    ID as a former one. Entries that a side took out, and the other left alone, are not there.
    """
    old, one, two = ({piece.key: piece for piece in side.entries} for side in sides)
    found = {}
    for key in dict.fromkeys([*one, *two]):
        base, ours, theirs = old.get(key), one.get(key), two.get(key)
        some = ours or theirs
        assert some is not None
        if ours is not None and theirs is not None:
            found[key] = _id(base, ours, theirs)
        elif base is None or base.content != some.content:
            found[key] = some.id
    return {key: name for key, name in found.items() if name}


def _id(base: Piece | None, ours: Piece, theirs: Piece) -> str:
    if base is not None and ours.id == base.id:
        return theirs.id
    if base is None and theirs.entry is not None and ours.id in former_ids(theirs.entry):
        return theirs.id
    return ours.id


def collisions(sides: Sides, names: Mapping[Key, str]) -> list[Piece]:
    """The entries to which theirs gives an ID that another entry of ours has after the merge."""
    mine = {piece.key: piece.id for piece in sides.ours.entries}
    staying: dict[str, set[Key]] = {}
    for key, name in names.items():
        if key in mine:
            staying.setdefault(name, set()).add(key)
    old = {piece.key for piece in sides.base.entries}
    # What goes with the merge has no say: its ID may mean another entry of theirs.
    counts = Counter(piece.id for piece in sides.theirs.entries if piece.key in names)
    return [
        piece
        for piece in sides.theirs.entries
        if names.get(piece.key) == piece.id
        and counts[piece.id] == 1
        and staying.get(piece.id, set()) - {piece.key}
        and (piece.key not in old if piece.key not in mine else mine[piece.key] != piece.id)
    ]


def duplicates(sides: Sides, names: Mapping[Key, str]) -> list[str]:
    """The IDs that several entries have after the merge, and more than in ours; in capitals."""
    after = Counter(names.values())
    before = Counter(piece.id for piece in sides.ours.entries)
    return sorted(name for name, count in after.items() if count > max(before[name], 1))


def _parted(sides: Sides, names: Mapping[Key, str]) -> list[Piece]:
    """The entries of theirs to which both sides gave another ID: theirs would be lost."""
    old, mine = ({piece.key: piece for piece in side.entries} for side in sides[:2])
    return [
        piece
        for piece in sides.theirs.entries
        if piece.key in mine
        and piece.id not in ("", names.get(piece.key, piece.id), _id_of(old.get(piece.key)))
        and piece.id not in known(mine[piece.key])
    ]


def _id_of(piece: Piece | None) -> str:
    return piece.id if piece is not None else ""


def renumbered(
    sides: Sides,
    names: dict[Key, str],
    found: list[Piece],
    taken: Collection[str],
    style: Callable[[Log, Entry], str],
    kind: Callable[[Log, Entry], Kind],
) -> tuple[Sides, list[Renumbered]]:
    """The versions with every entry called what it is called in the end, so that they compare.

    `names` are the IDs as `called` gives them; those in `found` get free ones, and tell the one
    that they had. What a version says of an entry follows.
    """
    used = {name.upper() for name in taken}
    parted = _parted(sides, names)
    told = [
        Renumbered(piece.entry.id, names[piece.key], piece.entry.start, twice=True)
        for piece in parted
        if piece.entry is not None
    ]
    for piece in found:
        entry = piece.entry
        assert entry is not None
        new = free_id(entry, used, style(piece.log, entry), piece.content)
        used.add(new.upper())
        names[piece.key] = new
        told.append(Renumbered(entry.id, new, entry.start))
    changed = [
        {piece.id: names[piece.key] for piece in side.entries
         if piece.id and names.get(piece.key, piece.id) != piece.id}
        for side in sides
    ]  # fmt: skip
    if not any(changed):
        return sides, told
    versions = Sides(*(
        _renamed(side, rewritten(sides, index, changed, names))
        for index, side in enumerate(sides)
    ))  # fmt: skip
    before = {piece.key: piece.id for piece in (*found, *parted)}
    edits, meant = [], []
    for piece in versions.theirs.entries:
        if piece.key in before and piece.entry is not None:
            log, entry = piece.log, piece.entry
            edits += add_former(log, entry, kind(log, entry), before[piece.key])
            meant.append(entry)
    if not edits:
        return versions, told
    log = edited(versions.theirs.log, edits, meant)
    return versions._replace(theirs=_keyed(cut(log), versions.theirs)), told


def _renamed(side: Cut, text: str) -> Cut:
    if text == side.log.text:
        return side
    log = parse(text.encode("utf-8", "surrogateescape"), side.log.path)
    log.is_archive = side.log.is_archive
    return _keyed(cut(log), side)


def _keyed(new: Cut, old: Cut) -> Cut:
    """The same pieces with other words: each keeps the key that it has."""
    if len(new.pieces) != len(old.pieces):
        raise Unmergeable("its entries cannot be given other IDs")
    for piece, before in zip(new.pieces, old.pieces, strict=True):
        piece.key = before.key
    return new


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
