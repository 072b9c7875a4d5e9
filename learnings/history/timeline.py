"""What checks ask of all commits: since when a status stands, and who had an ID before."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..change import content
from ..entry import former_ids
from ..errors import RepositoryError
from ..git.repository import Repository
from ..past import Version
from ..sameness import is_same
from ..settings import Settings
from .events import Event, Walk
from .facts import is_addition, keeps_all
from .lineage import befores, version_of
from .places import Place

Since = Callable[[Version, str], dt.date | None]
Earlier = Callable[[str], Version | None]


class _Stand(NamedTuple):
    """A version of an entry: where it stands, its status, and the day on which that came."""

    place: Place
    day: dt.date | None

    @property
    def status(self) -> str:
        return self.place.facts.status


def status_days(repository: Repository, settings: Settings, rev: str, today: dt.date) -> Since:
    """Asked for an entry and its status: the day on which the status last changed, in UTC.

    None where no commit that `rev` reaches changed it, and always in a shallow clone, which does
    not know. A status that no commit has yet was changed `today`. What another entry went through
    that had the ID on another branch does not count. The history is read when the first entry is
    asked for.
    """
    walk = Walk(repository, settings, skip=_is_no_edit)

    @functools.cache
    def stands() -> _Stands:
        return _stands(walk, rev)

    def since(now: Version, status: str) -> dt.date | None:
        if repository.shallow or not now.entry.id:
            return None
        found = stands().of(walk, rev, now)
        if found is None:
            return None
        return found.day if found.status == status else today

    return since


class _Stands:
    """The versions of entries that were ever edited, and their IDs."""

    def __init__(self) -> None:
        self.by_version: dict[tuple[str, int], _Stand] = {}
        self.names: set[str] = set()

    def take(self, event: Event) -> None:
        """Follow an entry through a commit."""
        known = [self._of(place) for place in befores(event)]
        if event.after is None:
            return
        new = event.after.facts
        same = [stand.day for stand in known if stand.status == new.status]
        moved = event.commit.when.astimezone(dt.timezone.utc).date() if known else None
        day = next((it for it in same if it is not None), None) if same else moved
        self.by_version[version_of(new)] = _Stand(event.after, day)
        self.names.add(event.id)

    def of(self, walk: Walk, rev: str, now: Version) -> _Stand | None:
        """What is known of an entry: by its text, else by what the revision has of it."""
        entry = now.entry
        found = self.by_version.get((entry.id.upper(), hash(content(now.log, entry))))
        if found is not None:
            return found
        for name in (entry.id.upper(), *former_ids(entry)):
            if name in self.names:
                there = Walk(walk.repository, walk.settings, only=[name]).places(rev)
                named = [place for place in there if place.facts.id.upper() == name]
                for place in named if len(named) == 1 else _meant(walk, named, now):
                    return self.by_version.get(version_of(place.facts))
        return None

    def _of(self, place: Place) -> _Stand:
        return self.by_version.get(version_of(place.facts)) or _Stand(place, None)


def _meant(walk: Walk, places: Sequence[Place], now: Version) -> Iterator[Place]:
    """Which of several places of one ID hold the entry, by what they tell."""
    for place in places:
        before = walk.version(place)
        if before is not None and is_same(before, now):
            yield place


def _stands(walk: Walk, rev: str) -> _Stands:
    found = _Stands()
    try:
        for event in walk.events(rev):
            found.take(event)
    except RepositoryError:
        return _Stands()
    return found


def _is_no_edit(old: str, new: str) -> bool:
    return not old or not new or is_addition(old, new)


def earlier(repository: Repository, settings: Settings, revs: Sequence[str]) -> Earlier:
    """Asked for an ID that nothing has any more in `revs`: the entry that had it last.

    None where none had it, and always in a shallow clone. The history is read when the first ID
    is asked for.
    """
    walk = Walk(repository, settings, skip=_keeps_all)

    @functools.cache
    def gone() -> dict[str, tuple[Place, str, str]]:
        return _gone(walk, revs)

    @functools.cache
    def owner(name: str) -> Version | None:
        found = None if repository.shallow or not revs else gone().get(name)
        try:
            return walk.version(*found) if found is not None else None
        except RepositoryError:
            return None

    return lambda name: owner(name.upper())


def _keeps_all(old: str, new: str) -> bool:
    return not old or (bool(new) and keeps_all(old, new))


def _gone(walk: Walk, revs: Sequence[str]) -> dict[str, tuple[Place, str, str]]:
    """Where each entry stood last that a commit removed, that commit and its author's address."""
    found = {}
    try:
        for event in walk.events(*revs):
            if event.after is None and event.before is not None:
                found[event.id] = (event.before, event.commit.id, event.commit.email)
    except RepositoryError:
        return {}
    return found
