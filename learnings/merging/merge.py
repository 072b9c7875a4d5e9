"""The merge of a log: which entries there are, in which order, and what each one says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..editor import style_of
from ..entry import Entry, Log
from ..kind import Kind
from ..markdown import parse
from .align import align, known
from .collisions import Renumbered, called, collisions, duplicates, renumbered
from .entries import Both, merge_entry
from .lines import merge_lines
from .markers import Labels, conflict, with_markers
from .pieces import PREAMBLE, Cut, Key, Piece, Sides, Unmergeable, cut
from .sequence import merge_order
from .source import merged_form, read, write

__all__ = ["Merged", "Rules", "Unmergeable", "merge", "with_markers"]


@dataclass(slots=True)
class Rules:
    """What the merge asks of the world around it.

    `kind` tells what an entry is, `style` how its IDs are given, `taken` which IDs others have;
    the last is asked only if an entry needs a new one.
    """

    kind: Callable[[Log, Entry], Kind]
    style: Callable[[Log, Entry], str] = lambda log, entry: "random"
    taken: Callable[[], Collection[str]] = frozenset
    recognise: Callable[[Log], None] = lambda log: None
    labels: Labels = field(default_factory=Labels)


class Merged(NamedTuple):
    """The merged file, what is left for a person, and which entries got another ID.

    `conflicts` names each entry in conflict; a stretch between entries has an empty name.
    `duplicates` are IDs that several entries have, since the incoming side gave them twice.
    """

    data: bytes
    conflicts: list[str]
    renumbered: list[Renumbered]
    duplicates: Sequence[str] = ()


class _Outcome(NamedTuple):
    both: Both
    text: str
    name: str = ""
    base: str = ""  # what stands between the markers besides


def merge(base: bytes, ours: bytes, theirs: bytes, path: str, rules: Rules) -> Merged:
    """The merge of three versions; `base` is empty where there was none.

    Every entry of both sides is in the result, whole, merged or in a conflict, unless one side
    removed it and the other left it as it was. Raises `Unmergeable` where that cannot be had.
    """
    if ours == theirs or theirs == base:
        return Merged(ours, [], [])
    if ours == base:
        return Merged(theirs, [], [])
    sources = [read(data) for data in (base, ours, theirs)]
    sides = Sides(*(cut(_log(source.text, path, rules)) for source in sources))
    align(*sides)
    sides, changed, twice = _named(sides, rules)
    text, conflicts = _merged(*sides, rules)
    form = merged_form(*(source.form for source in sources))
    return Merged(write(text, form), conflicts, changed, twice)


def _named(sides: Sides, rules: Rules) -> tuple[Sides, list[Renumbered], list[str]]:
    """The versions in which every entry is called what it is called after the merge.

    With those that got another ID, and the IDs that several have all the same.
    """
    names = called(sides)
    found = collisions(sides, names)
    taken: set[str] = set()
    if found:
        taken = {name for side in sides for piece in side.entries for name in known(piece)}
        taken |= {name.upper() for name in rules.taken()}
    new, changed = renumbered(sides, names, found, taken, rules.style, rules.kind)
    for side, before in zip(new, sides, strict=True):
        if side is not before:
            rules.recognise(side.log)
    return new, changed, duplicates(sides, names)


def _log(text: str, path: str, rules: Rules) -> Log:
    log = parse(text.encode("utf-8", "surrogateescape"), path)
    if log.fault:
        raise Unmergeable(f"a version of it {log.refusal}")
    rules.recognise(log)
    return log


def _merged(base: Cut, ours: Cut, theirs: Cut, rules: Rules) -> tuple[str, list[str]]:
    sides = [{piece.key: piece for piece in side.pieces} for side in (base, ours, theirs)]
    outcomes: dict[Key, _Outcome] = {}
    for key in dict.fromkeys([*sides[1], *sides[2]]):
        outcome = _outcome(sides[0].get(key), sides[1].get(key), sides[2].get(key), rules)
        if outcome is not None:
            outcomes[key] = outcome
    old, one, two = ([key for key in side if key in outcomes] for side in sides)
    order = merge_order(old, one, two, _rank(ours, theirs, sides))
    trails = _Trails(base, ours, theirs)
    parts = []
    for number, key in enumerate(order):
        parts += [outcomes[key].text, trails.behind(key, number + 1 == len(order))]
    text = "".join(parts)
    _prove(text, ours.log.path, [outcomes[key] for key in order if _is_entry(key)])
    return text, [item.name for item in outcomes.values() if item.both.ours != item.both.theirs]


def _outcome(
    base: Piece | None, ours: Piece | None, theirs: Piece | None, rules: Rules
) -> _Outcome | None:
    """What becomes of a piece; None where it goes."""
    some = ours or theirs
    assert some is not None
    if ours is None or theirs is None:
        if base is None:
            return _Outcome(Both(some.content, some.content), some.content)
        if base.content == some.content:
            return None  # one side took it out, and the other had nothing to say of it
        both = Both(ours.content if ours else "", theirs.content if theirs else "")
    elif some.entry is None:
        return _between(base, ours, theirs, rules)
    else:
        assert ours.entry is not None
        both = merge_entry(base, ours, theirs, rules.kind(ours.log, ours.entry))
    name = some.entry.label if some.entry is not None else ""
    if both.ours == both.theirs:
        return _Outcome(both, both.ours, name)
    old = base.content if base is not None and rules.labels.with_base else ""
    text = conflict(both.ours, old, both.theirs, rules.labels)
    return _Outcome(both, text, name or "text", old)


def _between(base: Piece | None, ours: Piece, theirs: Piece, rules: Rules) -> _Outcome:
    """A stretch between entries, line by line."""
    lines = [(piece.content if piece else "").splitlines(keepends=True)
             for piece in (base, ours, theirs)]  # fmt: skip
    one, two, text = "", "", ""
    for chunk in merge_lines(*lines):
        if chunk.lines is not None:
            part = "".join(chunk.lines)
            one, two, text = one + part, two + part, text + part
        else:
            mine, old, other = ("".join(it) for it in (chunk.ours, chunk.base, chunk.theirs))
            one, two = one + mine, two + other
            text += conflict(mine, old, other, rules.labels)
    return _Outcome(Both(one, two), text)


def _is_entry(key: Key) -> bool:
    return key[0] not in ("text", "between")


def _rank(
    ours: Cut, theirs: Cut, sides: list[dict[Key, Piece]]
) -> Callable[[Key], tuple[int, ...] | None]:
    """Older entries first, or newer ones where the log has them first."""
    logs = [log for log in (ours.log, theirs.log) if len(log.entries) > 1]
    sign = -1 if any(style_of(log).newest_first for log in logs) else 1

    def rank(key: Key) -> tuple[int, ...] | None:
        piece = sides[1].get(key) or sides[2][key]
        found = piece.entry.logged if piece.entry is not None else None
        if found is None:
            return None
        time = found.time
        seconds = time.hour * 3600 + time.minute * 60 + time.second if time is not None else None
        day = sign * found.day.toordinal()
        return (day,) if seconds is None else (day, sign * seconds)

    return rank


class _Trails:
    """The blank lines and rules behind the pieces."""

    def __init__(self, base: Cut, ours: Cut, theirs: Cut) -> None:
        self._inner = [
            {piece.key: piece.trail for piece in side.pieces[:-1]} for side in (base, ours, theirs)
        ]
        last = [side.pieces[-1] for side in (base, ours, theirs)]
        self._final = _chosen([piece.trail if piece.content else None for piece in last]) or ""
        common = Counter(
            piece.trail for side in (ours, theirs) for piece in side.entries[:-1] if piece.trail
        ).most_common(1)
        rule = next((style_of(side.log).rule for side in (ours, theirs) if side.entries), "")
        self._usual = common[0][0] if common else f"\n{rule}\n\n" if rule else "\n"

    def behind(self, key: Key, is_last: bool) -> str:
        """What stands behind a piece of the result."""
        if is_last:
            return self._final
        found = _chosen([side.get(key) for side in self._inner])
        return found if found is not None else "\n" if key == PREAMBLE else self._usual


def _chosen(values: list[str | None]) -> str | None:
    """What only one side changes is changed, and else ours holds, where it has anything."""
    base, ours, theirs = values
    if ours is None or (ours == base and theirs is not None):
        return theirs
    return ours


def _prove(text: str, path: str, entries: list[_Outcome]) -> None:
    """Raise `Unmergeable` unless the text, read again, has just the entries that it should."""
    found = cut(parse(text.encode("utf-8", "surrogateescape"), path))
    planned = [
        part
        for item in entries
        for part in (
            [item.text]
            if item.both.ours == item.both.theirs
            else [item.both.ours, item.base, item.both.theirs]
        )
        if part
    ]
    there = [piece.content for piece in found.entries]
    if any(item.both.ours != item.both.theirs for item in entries) or "<<<<<<<" in text:
        planned, there = (_headings(parts) for parts in (planned, there))
    if planned != there:
        raise Unmergeable("its entries run into one another when it is merged")


def _headings(parts: list[str]) -> list[str]:
    """The first lines: a reader gives the markers to the entries that they stand behind."""
    return [part.partition("\n")[0] for part in parts]
