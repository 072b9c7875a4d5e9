"""Which versions are of one entry, as the events of all commits tell it: not those of one ID."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from .events import Event
from .facts import Facts
from .places import Place

T = TypeVar("T")
_Version = tuple[str, int]


def version_of(facts: Facts) -> _Version:
    """What tells one version of an entry from all others: its ID and its text."""
    return facts.id.upper(), facts.digest


def befores(event: Event) -> Iterator[Place]:
    """What the entry was on every side of the commit."""
    if event.before is not None:
        yield event.before
    yield from event.others


class Lineages(Generic[T]):
    """Something about each entry, found by any version of it; `T` is what is known of one.

    Two entries that had one ID on two branches are two, and an entry that got another ID in a
    merge is the one that it was.
    """

    def __init__(self) -> None:
        self._of: dict[_Version, T] = {}
        self._left: dict[str, tuple[T, dt.date | None]] = {}

    def of(self, event: Event) -> list[T]:
        """What is known of the entry before an event, each thing once, those of `before` first.

        An entry that was taken out and is added again, of the same date, is that entry.
        """
        places = [*befores(event), *([event.after] if event.after is not None else [])]
        found = [self._of[it] for it in (version_of(place.facts) for place in places)
                 if it in self._of]  # fmt: skip
        if not found and event.after is not None and event.id in self._left:
            known, day = self._left[event.id]
            if day == event.after.facts.logged:
                found.append(known)
        return list({id(item): item for item in found}.values())

    def join(self, known: T, others: Sequence[T]) -> None:
        """Let one thing stand for others: a merge made one entry of what was added twice."""
        if others:
            gone = {id(item) for item in others}
            self._of = {key: known if id(it) in gone else it for key, it in self._of.items()}

    def keep(self, event: Event, known: T) -> None:
        """Note what is known of the entry after an event."""
        place = event.after or event.before
        if place is not None:
            self._of[version_of(place.facts)] = known
            self._left.pop(event.id, None)
            if event.after is None:
                self._left[event.id] = known, place.facts.logged
