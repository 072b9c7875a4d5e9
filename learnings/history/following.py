"""Which events are those of one entry: by what it said from version to version, not by its ID."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .events import Event
from .facts import Facts
from .places import Place

_Version = tuple[str, int]


def follow(events: Sequence[Event], last: Iterable[Place]) -> list[Event]:
    """The events that led to the places, or took their entry out; `events` are oldest first.

    An event leads to a version of an entry, and from one or, in a merge, from several. What
    another entry that had the same ID went through is not among them.
    """
    versions = {_version(place.facts) for place in last}
    by_after: dict[_Version, list[int]] = {}
    for number, event in enumerate(events):
        place = event.after or event.before
        if place is not None:
            by_after.setdefault(_version(place.facts), []).append(number)
    found: set[int] = set()
    waiting = list(versions)
    while waiting:
        for number in by_after.get(waiting.pop(), ()):
            found.add(number)
            for place in (events[number].before, *events[number].others):
                if place is not None and _version(place.facts) not in versions:
                    versions.add(_version(place.facts))
                    waiting.append(_version(place.facts))
    return [events[number] for number in sorted(found)]


def _version(facts: Facts) -> _Version:
    return facts.id.upper(), facts.digest
