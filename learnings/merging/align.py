"""Which entries of the three versions are one and the same.

An entry is known by its ID, by those that it had before, and by what it says. An ID alone does not
tell: after two branches took the same one, each of them may call another entry by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from .. import sameness
from ..entry import Entry, former_ids
from ..past import Version
from .pieces import Cut, Piece

_Same = Callable[[Piece, Piece], bool]
_Names = Callable[[Piece], Iterable[str]]


def align(base: Cut, ours: Cut, theirs: Cut) -> None:
    """Give the pieces of both sides the keys of what they are in the base and in each other.

    A key of theirs that is none of ours and none of the base is one that only they have.
    """
    _follow(base, ours, "ours")
    _follow(base, theirs, "theirs")
    old = {piece.key for piece in base.pieces}
    pairs = _Pairs(
        [piece for piece in ours.entries if piece.key not in old],
        [piece for piece in theirs.entries if piece.key not in old],
    )
    pairs.by(_own, _is_equal)
    pairs.by(_own, is_same)
    pairs.by(known, is_same)


def _follow(base: Cut, side: Cut, name: str) -> None:
    pairs = _Pairs(base.entries, side.entries)
    pairs.by(_own, _is_equal)
    pairs.by(_own, is_same)
    pairs.by(known, is_same)
    pairs.by_likeness()
    for count, piece in enumerate(pairs.new):
        piece.key = (name, piece.key[1], count)


class _Pairs:
    """The entries of two versions that have no partner yet; a partner gives its key."""

    def __init__(self, old: Sequence[Piece], new: Sequence[Piece]) -> None:
        self.old = list(old)
        self.new = list(new)

    def by(self, names: _Names, test: _Same) -> None:
        """Pair entries that have a name in common and pass the test, in the order of the logs."""
        taken: set[int] = set()
        left = []
        named = self._named(names)
        for piece in self.new:
            found = next(
                (
                    other
                    for name in names(piece)
                    for other in named.get(name, ())
                    if id(other) not in taken and test(other, piece)
                ),
                None,
            )
            if found is None:
                left.append(piece)
            else:
                piece.key = found.key
                taken.add(id(found))
        self.new = left
        self.old = [piece for piece in self.old if id(piece) not in taken]

    def by_likeness(self) -> None:
        """Pair what may be one entry, that which has most in common first."""
        named = self._named(known)
        ranked = []
        for number, piece in enumerate(self.new):
            others = {id(other): other for name in known(piece) for other in named.get(name, ())}
            for place, other in enumerate(others.values()):
                test = _may_be if _name(piece) == _name(other) else _is_told
                if test(other, piece):
                    ranked.append((-_likeness(other, piece), number, place, other, piece))
        taken: set[int] = set()
        for *_, other, piece in sorted(ranked, key=lambda item: item[:3]):
            if id(other) not in taken and id(piece) not in taken:
                piece.key = other.key
                taken.update((id(other), id(piece)))
        self.old = [piece for piece in self.old if id(piece) not in taken]
        self.new = [piece for piece in self.new if id(piece) not in taken]

    def _named(self, names: _Names) -> dict[str, list[Piece]]:
        found: dict[str, list[Piece]] = defaultdict(list)
        for piece in self.old:
            for name in names(piece):
                found[name].append(piece)
        return found


def _name(piece: Piece) -> str:
    return piece.id or piece.key[1]


def _own(piece: Piece) -> tuple[str, ...]:
    return (_name(piece),)


def known(piece: Piece) -> tuple[str, ...]:
    """What an entry is called, and what it was called before."""
    names = former_ids(piece.entry) if piece.entry is not None else []
    return tuple(dict.fromkeys((_name(piece), *names)))


def _is_equal(one: Piece, other: Piece) -> bool:
    return one.content == other.content


def is_same(one: Piece, other: Piece) -> bool:
    """True if two pieces surely tell of one entry: title, date and first words are the same."""
    first, second = one.entry, other.entry
    if first is None or second is None or first.title != second.title:
        return False
    return _logged(first) == _logged(second) and _words(one) == _words(other)


def _may_be(one: Piece, other: Piece) -> bool:
    """True of one ID, unless what it names on the two sides is clearly not the same."""
    first, second = one.entry, other.entry
    if first is None or second is None:
        return False
    if not first.id:
        return True
    if _words(one) == _words(other):
        return True
    named = first.title == second.title
    day = _logged(first)
    dated = day == _logged(second) and (named or bool(day))
    if not dated and not (named and _has_name(first)):
        return False
    old, new = Version(one.log, first), Version(other.log, second)
    return not (sameness.is_overwritten(new, old) and sameness.is_overwritten(old, new))


def _is_told(one: Piece, other: Piece) -> bool:
    """True if two pieces with different IDs, one of them a former one, tell of one entry."""
    first, second = one.entry, other.entry
    if first is None or second is None:
        return False
    if first.title == second.title and _has_name(first):
        return True
    if _words(one) and _words(one) == _words(other):
        return True
    return sameness.is_same(Version(one.log, first), Version(other.log, second))


def _likeness(one: Piece, other: Piece) -> float:
    """How much of what they say two entries share, from 0 to 1."""
    first, second = one.entry, other.entry
    if first is None or second is None:
        return 0.0
    return sameness.likeness(Version(one.log, first), Version(other.log, second))


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
