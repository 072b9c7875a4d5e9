"""What a version says of entries that are called otherwise after the merge."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .pieces import Key, Piece, Sides

Names = Mapping[str, str]


def rewritten(sides: Sides, index: int, names: Sequence[Names], called: Mapping[Key, str]) -> str:
    """The text of a version (0 base, 1 ours, 2 theirs) with the IDs that entries have in the end.

    `names` gives, for each version, the new ID of those that are called otherwise there, `called`
    what each entry is called in the end: another one with that ID keeps it. A
    mention that the base has already means what the base calls so. Where the side that gave
    the new ID left such a mention as it was, the others leave it too.
    """
    side, mine, old = sides[index], names[index], names[0]
    if not mine:
        return side.log.text
    pattern = _pattern(mine)
    pieces = [{piece.key: piece for piece in version.pieces} for version in sides]
    parts = []
    for piece in side.pieces:
        meant = _names(pattern, pieces[0].get(piece.key))
        kept = set()
        for name in meant:
            others = [
                pieces[number].get(piece.key)
                for number in (1, 2)
                if names[number].get(name) != old.get(name)
            ]
            if old.get(name) != mine[name] or any(name in _names(pattern, it) for it in others):
                kept.add(name)
        own = {piece.id}
        kept = kept - own if called.get(piece.key, piece.id) != piece.id else kept | own
        parts += [_piece(piece, pattern, mine, kept), piece.trail]
    return "".join(parts)


def _pattern(names: Names) -> re.Pattern[str]:
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def _names(pattern: re.Pattern[str], piece: Piece | None) -> set[str]:
    """The IDs that a piece names, without those that it tells it had before."""
    if piece is None or not pattern.search(piece.content):
        return set()
    told = _told(piece)
    lines = piece.content.splitlines(keepends=True)
    return {
        name.upper()
        for number, line in enumerate(lines)
        if number not in told
        for name in pattern.findall(line)
    }


def _piece(piece: Piece, pattern: re.Pattern[str], names: Names, kept: set[str]) -> str:
    if not pattern.search(piece.content):
        return piece.content
    told = _told(piece)

    def change(match: re.Match[str]) -> str:
        name = match[0].upper()
        return match[0] if name in kept else names[name]

    return "".join(
        line if number in told else pattern.sub(change, line)
        for number, line in enumerate(piece.content.splitlines(keepends=True))
    )


def _told(piece: Piece) -> set[int]:
    """The lines of a piece, from 0, that tell former IDs."""
    entry = piece.entry
    if entry is None:
        return set()
    return {item.line - entry.start for item in entry.every("former ids")}
