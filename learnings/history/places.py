"""Where entries stand in the files of commits, and which one is which after a commit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .facts import Facts


class Place(NamedTuple):
    """An entry in a file as a commit holds it: `oid` is the object ID of the file."""

    path: str
    oid: str
    facts: Facts


def paired(
    gone: Mapping[str, Place], come: Mapping[str, Place], texts: Mapping[str, str]
) -> dict[str, Place | None]:
    """What each entry that a commit leaves was before, by its present ID.

    An entry that got another ID tells the former one. Where another entry has that now, the
    words tell which of the two is meant.
    """
    before: dict[str, Place | None] = {name: gone.get(name) for name in come}
    for name, place in come.items():
        for former in place.facts.former:
            if before[name] is None and former in gone and _is_meant(
                gone[former], place, come.get(former), texts
            ):  # fmt: skip
                before[name] = gone[former]
                if former in before:
                    before[former] = None
    used = {place.facts.id.upper() for place in before.values() if place is not None}
    for name, place in gone.items():
        for former in place.facts.former:
            if name not in used and former in come and _is_meant(
                come[former], place, gone.get(former), texts
            ):  # fmt: skip
                before[former] = place
    return before


def _is_meant(it: Place, one: Place, other: Place | None, texts: Mapping[str, str]) -> bool:
    """True if a place is more like one than like the other, by the words that tell them apart."""
    if other is None:
        return True
    words, first, second = (_words(place, texts) for place in (it, one, other))
    return len(words & (first - second)) > len(words & (second - first))


def _words(place: Place, texts: Mapping[str, str]) -> set[str]:
    """The words of an entry, without any ID: it may name itself."""
    text = texts.get(place.oid, "")[place.facts.start : place.facts.end]
    return {word for word in text.split() if "-" not in word.strip("-")}
