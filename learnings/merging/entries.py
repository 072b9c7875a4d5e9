"""One entry that both sides changed, merged unit by unit: heading, fields, sections, prose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..kind import Kind
from .lines import merge_lines
from .pieces import Piece
from .sequence import merge_order
from .units import Name, Unit, units
from .values import Value, Versions, decide, is_counted_twice, summed

RESOLUTION = "resolution"
_NONE = Unit((), ())
_STATUS: Name = ("field", "", "status", "0")


class Both(NamedTuple):
    """What an entry is after a merge; the two differ where the sides contradict each other."""

    ours: str
    theirs: str


class _Side(NamedTuple):
    piece: Piece
    names: list[Name]
    units: Mapping[Name, Unit]
    parted: frozenset[Name]


def merge_entry(base: Piece | None, ours: Piece, theirs: Piece, kind: Kind) -> Both:
    """The entry with the changes of both sides.

    What only one side changes is changed. Where both change one thing, the values decide if they
    can; if not, `ours` and `theirs` each have it as that side wrote it, and all else merged.
    """
    if ours.content == theirs.content or (base is not None and base.content == theirs.content):
        return Both(ours.content, ours.content)
    if base is not None and base.content == ours.content:
        return Both(theirs.content, theirs.content)
    old = _side(base) if base is not None else None
    one, two = _side(ours), _side(theirs)
    known: Mapping[Name, Unit] = old.units if old is not None else {}
    chosen: dict[Name, tuple[tuple[str, ...] | None, tuple[str, ...] | None]] = {}
    for name in dict.fromkeys([*one.names, *two.names]):
        chosen[name] = _unit(known.get(name), one.units.get(name), two.units.get(name), (
            base, ours, theirs, kind))  # fmt: skip
    status = chosen.get(_STATUS, (None, None))
    if status[0] != status[1]:
        # How it was resolved goes with the status, and it is not known which one holds.
        for name in chosen:
            if name[1:2] == (RESOLUTION,):
                mine, other = one.units.get(name, _NONE), two.units.get(name, _NONE)
                chosen[name] = (mine.lines or None, other.lines or None)
    order = merge_order(
        [name for name in (old.names if old is not None else ()) if _stays(chosen.get(name))],
        [name for name in one.names if _stays(chosen[name])],
        [name for name in two.names if _stays(chosen[name])],
    )
    parted = one.parted | two.parted
    return Both(
        _text(((name, chosen[name][0]) for name in order), parted),
        _text(((name, chosen[name][1]) for name in order), parted),
    )


def _side(piece: Piece) -> _Side:
    found = units(piece)
    parted = frozenset(
        unit.name
        for before, unit in zip([_NONE, *found], found, strict=False)
        if unit.name[0] == "section" and before.lines and not before.lines[-1].strip()
    )
    return _Side(piece, [unit.name for unit in found], {unit.name: unit for unit in found}, parted)


def _stays(pair: tuple[object, object] | None) -> bool:
    return pair is not None and pair != (None, None)


def _unit(
    base: Unit | None,
    ours: Unit | None,
    theirs: Unit | None,
    around: tuple[Piece | None, Piece, Piece, Kind],
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """The lines of a unit as each variant has them; None where it is not there."""
    old, one, two = (unit.lines if unit is not None else None for unit in (base, ours, theirs))
    if one == two:
        if ours is not None and theirs is not None:
            found = _versions(base, ours, theirs, around)
            if found is not None and is_counted_twice(found):
                return _same(_valued(found, ours, theirs, summed(found)))
        return one, one
    if one == old:
        return two, two
    if two == old:
        return one, one
    if ours is None or theirs is None:
        # One side took away what the other changed.
        return one, two
    found = _versions(base, ours, theirs, around)
    value = decide(found) if found is not None else None
    if found is not None and value is not None:
        return _same(_valued(found, ours, theirs, value))
    if ours.name[0] in ("text", "end", "field") and base is not None:
        return _prose(base.lines, ours.lines, theirs.lines)
    return one, two


def _same(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return lines, lines


def _versions(
    base: Unit | None, ours: Unit, theirs: Unit, around: tuple[Piece | None, Piece, Piece, Kind]
) -> Versions | None:
    """The field of a unit in the three versions; None for a unit that is no plain field."""
    if ours.field is None or theirs.field is None:
        return None
    first, second, third, kind = around
    assert second.entry is not None
    assert third.entry is not None
    entries = (first.entry if first is not None else None, second.entry, third.entry)
    old = base.field if base is not None else None
    return Versions(old, ours.field, theirs.field, entries, kind)


def _valued(found: Versions, ours: Unit, theirs: Unit, value: Value) -> tuple[str, ...]:
    """The line of the side that is taken, with another value in it if there is one."""
    unit, field = (ours, found.ours) if value.side == 0 else (theirs, found.theirs)
    if value.raw is None or value.raw == field.raw:
        return unit.lines
    line, at = unit.lines[0], field.column - 1
    return (line[:at] + value.raw + line[at + len(field.raw) :], *unit.lines[1:])


def _prose(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    one: list[str] = []
    two: list[str] = []
    for chunk in merge_lines(base, ours, theirs):
        one += chunk.ours if chunk.lines is None else chunk.lines
        two += chunk.theirs if chunk.lines is None else chunk.lines
    return tuple(one), tuple(two)


def _text(parts: Iterable[tuple[Name, tuple[str, ...] | None]], parted: frozenset[Name]) -> str:
    """The lines of a variant; a section that had a blank line before it has one."""
    lines: list[str] = []
    for name, part in parts:
        if part is None:
            continue
        if name in parted and lines and lines[-1].strip():
            lines.append("\n")
        lines += part
    while lines and not lines[-1].strip():
        lines.pop()
    return "".join(lines)
