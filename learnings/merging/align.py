"""Which entries of the three versions are one and the same.

An entry is known by its ID. Where an ID stands more than once, or names something else on one
side, what the entry says decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from ..entry import Entry
from ..relations import former
from .pieces import Cut, Piece

_Same = Callable[[Piece, Piece], bool]


def align(base: Cut, ours: Cut, theirs: Cut, fresh: frozenset[str] = frozenset()) -> None:
    """Give the pieces of both sides the keys of what they are in the base and in each other.

    A key of theirs that is none of ours and none of the base is one that only they have. The IDs
    in `fresh` were just given, so that nobody can have known the entry by its former one.
    """
    _follow(base, ours, "ours", fresh)
    _follow(base, theirs, "theirs", fresh)
    old = {piece.key for piece in base.pieces}
    left = [piece for piece in theirs.entries if piece.key not in old]
    _match([piece for piece in ours.entries if piece.key not in old], left, is_same)


def _follow(base: Cut, side: Cut, name: str, fresh: frozenset[str]) -> None:
    left = _renumbered(base, side, _match(base.entries, side.entries, _may_be), fresh)
    for count, piece in enumerate(left):
        piece.key = (name, piece.key[1], count)


def _match(old: Iterable[Piece], new: Sequence[Piece], loosely: _Same) -> list[Piece]:
    """Give each new piece the key of the old one that it is; gives those that are none.

    Of several with one ID the same text is the same entry, then the same heading and date, then
    whatever it may be `loosely`.
    """
    olds: dict[str, list[Piece]] = defaultdict(list)
    news: dict[str, list[Piece]] = defaultdict(list)
    for piece in old:
        olds[_name(piece)].append(piece)
    for piece in new:
        news[_name(piece)].append(piece)
    left = []
    for name, group in news.items():
        waiting = olds.get(name, [])
        for test in (_is_equal, is_same, loosely):
            group = _paired(waiting, group, test)
        left += group
    return left


def _paired(old: list[Piece], new: list[Piece], test: _Same) -> list[Piece]:
    left = []
    for piece in new:
        found = next((other for other in old if test(other, piece)), None)
        if found is None:
            left.append(piece)
        else:
            piece.key = found.key
            old.remove(found)
    return left


def _renumbered(base: Cut, side: Cut, left: list[Piece], fresh: frozenset[str]) -> list[Piece]:
    """An entry that got another ID tells the former one; gives the pieces that are new still."""
    new = {id(piece) for piece in left}
    taken = {piece.key for piece in side.entries if id(piece) not in new}
    free = {piece.id: piece for piece in base.entries if piece.id and piece.key not in taken}
    rest = []
    for piece in left:
        names = former(piece.entry) if free and piece.entry is not None else []
        known = next((name for name in names if name in free and _is_told(free[name], piece)), "")
        known = "" if piece.id in fresh else known
        if known:
            piece.key = free.pop(known).key
        else:
            rest.append(piece)
    return rest


def _name(piece: Piece) -> str:
    return piece.id or piece.key[1]


def _is_equal(one: Piece, other: Piece) -> bool:
    return one.content == other.content


def is_same(one: Piece, other: Piece) -> bool:
    """True if two pieces surely tell of one entry: title, date and first words are the same."""
    first, second = one.entry, other.entry
    if first is None or second is None or first.title != second.title:
        return False
    return _logged(first) == _logged(second) and _words(one) == _words(other)


def _may_be(one: Piece, other: Piece) -> bool:
    """True unless everything by which an entry is known is another."""
    first, second = one.entry, other.entry
    if first is None or second is None:
        return False
    if not first.id:
        return True
    named = first.title == second.title
    day = _logged(first)
    dated = day == _logged(second) and (named or bool(day))
    return dated or (named and _has_name(first)) or _words(one) == _words(other)


def _is_told(one: Piece, other: Piece) -> bool:
    """True if two pieces with different IDs tell of one entry."""
    first, second = one.entry, other.entry
    if first is None or second is None:
        return False
    is_named = first.title == second.title and _has_name(first)
    return is_same(one, other) or is_named or _words(one) == _words(other)


def _has_name(entry: Entry) -> bool:
    """True if the title is more than a category, which many entries share."""
    return len(entry.title.replace("_", " ").split()) > 2


def _logged(entry: Entry) -> str:
    field = entry.field("logged") or entry.field("date")
    return field.raw.strip() if field is not None else ""


def _words(piece: Piece) -> str:
    """What the first section says, or the entry where it has none."""
    entry = piece.entry
    if entry is not None and entry.sections:
        part = entry.sections[0]
        return " ".join(piece.log.body(part.start, part.own_end).split())
    return " ".join(piece.content.partition("\n")[2].split())
