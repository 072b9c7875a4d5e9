"""A field that both sides changed: what it is then, where the values can tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..entry import Entry, Field
from ..kind import Kind
from ..lifecycle import Lifecycle
from ..reading import identifiers, interpret
from ..value import moment
from ..vocabulary import type_of

COUNT, LAST, FIRST = "recurrence count", "last seen", "first seen"
_NUMBER = re.compile(r"\d{1,9}")


class Versions(NamedTuple):
    """A field and its entry in the three versions; the base may lack it."""

    base: Field | None
    ours: Field
    theirs: Field
    entries: tuple[Entry | None, Entry, Entry]
    kind: Kind


class Value(NamedTuple):
    """The side whose line is taken (0 ours, 1 theirs), with another value where one is given."""

    side: int
    raw: str | None = None


def decide(found: Versions) -> Value | None:
    """The value that follows from both; None where they contradict each other."""
    ours, theirs = found.ours, found.theirs
    if ours.text == theirs.text:
        return Value(0)
    if ours.more or theirs.more:
        return None
    special: Mapping[str, Callable[[Versions], Value | None]] = {
        "status": _status, COUNT: _count, LAST: _later, FIRST: _earlier, "updated": _later,
    }  # fmt: skip
    if ours.name in special:
        return special[ours.name](found)
    spec = found.kind.field(ours.name)
    kind_of_value = (spec.type if spec is not None else "") or type_of(ours.name)
    return _united(found) if kind_of_value in ("ids", "list", "words") else None


def _status(found: Versions) -> Value | None:
    """The status that the other one leads to; a step back on one side is for people to judge."""
    ours, theirs = (_word(field, found.kind) for field in (found.ours, found.theirs))
    if not ours or not theirs:
        return None
    if ours == theirs:
        return Value(0)
    base = _word(found.base, found.kind) if found.base is not None else ""
    lifecycle = found.kind.lifecycle
    if base and not (leads(lifecycle, base, ours) and leads(lifecycle, base, theirs)):
        return None
    forth, back = leads(lifecycle, ours, theirs), leads(lifecycle, theirs, ours)
    return None if forth == back else Value(1 if forth else 0)


def _word(field: Field, kind: Kind) -> str:
    value = interpret(field, kind, kind.field("status")).value
    return value if isinstance(value, str) and value in kind.lifecycle.statuses else ""


def leads(lifecycle: Lifecycle, old: str, new: str) -> bool:
    """True if legal moves lead from one status to the other and none of them reopens anything.

    The statuses that a lifecycle names first come first: a move to an earlier one that is not
    final is a step back.
    """
    order = {status: index for index, status in enumerate(lifecycle.statuses)}

    def is_back(one: str, two: str) -> bool:
        return not lifecycle.is_final(two) and order.get(two, 0) < order.get(one, 0)

    seen, waiting = {old}, [old]
    while waiting:
        status = waiting.pop()
        if status == new:
            return True
        for after in lifecycle.moves.get(status, ()):
            if after not in seen and not is_back(status, after):
                seen.add(after)
                waiting.append(after)
    return False


def _count(found: Versions) -> Value | None:
    """What both counted on; where there is nothing to count on from, the larger number."""
    ours, theirs = _number(found.ours), _number(found.theirs)
    base = _number(found.base) if found.base is not None else None
    if ours is None or theirs is None:
        return None
    if base is not None and ours > base and theirs > base and _is_seen_twice(found.entries):
        return summed(found)
    return Value(0 if ours >= theirs else 1)


def summed(found: Versions) -> Value:
    """The number of the base and what each side counted on from there."""
    base, ours, theirs = (
        _number(field) or 0 if field is not None else 0
        for field in (found.base, found.ours, found.theirs)
    )
    return Value(0, str(ours + theirs - base))


def is_counted_twice(found: Versions) -> bool:
    """True if both sides wrote the same number and mean different occurrences."""
    base = _number(found.base) if found.base is not None else None
    ours = _number(found.ours)
    return (
        found.ours.name == COUNT
        and base is not None
        and ours is not None
        and ours == _number(found.theirs)
        and ours > base
        and _is_seen_twice(found.entries)
    )


def _is_seen_twice(entries: tuple[Entry | None, Entry, Entry]) -> bool:
    """True if both sides saw it again, each at another time."""
    days = [entry.field(LAST) if entry is not None else None for entry in entries]
    texts = [field.raw.strip() if field is not None else "" for field in days]
    return len(set(texts)) == 3


def _number(field: Field) -> int | None:
    text = field.raw.strip()
    return int(text) if _NUMBER.fullmatch(text) else None


def _later(found: Versions) -> Value | None:
    return _dated(found, 1)


def _earlier(found: Versions) -> Value | None:
    return _dated(found, -1)


def _dated(found: Versions, sign: int) -> Value | None:
    ours, theirs = moment(found.ours.raw.strip()), moment(found.theirs.raw.strip())
    if ours is None or theirs is None:
        return None
    if ours.day == theirs.day:
        return Value(0) if ours == theirs else None
    return Value(0 if (ours.day > theirs.day) == (sign > 0) else 1)


def _united(found: Versions) -> Value | None:
    """What each side added, without what either took away; None where that is more than a list."""
    base = _items(found.base.raw) if found.base is not None else []
    ours, theirs = _items(found.ours.raw), _items(found.theirs.raw)
    if base is None or ours is None or theirs is None:
        return None
    gone = {item for item in base if item not in ours or item not in theirs}
    rest = [item for item in ours if item not in gone]
    rest += [item for item in theirs if item not in ours and item not in gone]
    return Value(0, ", ".join(rest)) if rest else None


def _items(raw: str) -> list[str] | None:
    """The items of a plain list; None where notes or marks stand between them."""
    items = [item.strip() for item in raw.split(",")]
    if any(char in raw for char in "()[];|，、"):
        return None
    ids = identifiers(raw)
    if ids and [name for name, _ in ids] != items:
        return None
    return [item for item in items if item]
