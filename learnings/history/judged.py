"""The past of a judged change: which entries there were on each side, and what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..change import reaches
from ..entry import Entry, Log, former_ids
from ..past import Version
from .matching import Pair, pairs


def _nothing() -> Sequence[Log]:
    return ()


@dataclass(slots=True)
class Side:
    """A commit before the change, and what differs from there to what is judged.

    `touched` are the paths that differ, under their old and their new names. `kept` gives, for
    logs at whose end something was added, the offset where that begins; `read` the logs before
    of all others that differ, and `old` the log before of one that is in `kept`.
    """

    name: str
    touched: Collection[str]
    kept: Mapping[str, int] = field(default_factory=dict)
    read: Callable[[], Sequence[Log]] = _nothing
    old: Callable[[str], Log | None] = lambda path: None
    _known: dict[int, Version] | None = None
    _missing: list[Version] = field(default_factory=list)

    def before(self, log: Log, entry: Entry, now: Sequence[Log]) -> Version | None:
        """The entry as this side had it; None if it had none."""
        if log.path not in self.touched:
            return Version(log, entry, self.name)
        kept = self.kept.get(log.path, 0)
        if kept and not reaches(log, entry, kept):
            return Version(log, entry, self.name)
        return self._partners(now).get(id(entry))

    def missing(self, now: Sequence[Log]) -> Sequence[Version]:
        """The entries of this side that are not among those of the logs that differ."""
        self._partners(now)
        return self._missing

    def pairs(self, now: Sequence[Log]) -> Iterator[Pair]:
        """The entries of the logs that differ, before and after; not those that stayed."""
        for log in now:
            if log.path in self.touched:
                for entry in _open(log, self.kept.get(log.path, 0)):
                    old = self._partners(now).get(id(entry))
                    if old is not None:
                        yield old, Version(log, entry)

    def keys(self) -> set[str]:
        """What names the entries of this side that are in none of the additions."""
        return {entry.key for log in self.read() for entry in log.entries}

    def _partners(self, now: Sequence[Log]) -> Mapping[int, Version]:
        if self._known is None:
            self._known = {}
            new = [Version(log, entry) for log in now if log.path in self.touched
                   for entry in _open(log, self.kept.get(log.path, 0))]  # fmt: skip
            old = [Version(log, entry, self.name) for log in self.read() for entry in log.entries]
            old += self._torn(now)
            paired = pairs(old, new)
            self._known = {id(after.entry): before for before, after in paired}
            found = {id(before.entry) for before, _ in paired}
            self._missing = [item for item in old if id(item.entry) not in found]
        return self._known

    def _torn(self, now: Sequence[Log]) -> Iterator[Version]:
        """The last entry before an addition, where something was added to that entry."""
        for log in now:
            kept = self.kept.get(log.path, 0)
            first = next(iter(_open(log, kept)), None) if kept else None
            if first is None or log.starts[first.start - 1] >= kept:
                continue
            before = self.old(log.path)
            for entry in before.entries if before else ():
                if before is not None and entry.start >= first.start:
                    yield Version(before, entry, self.name)


class Parting(NamedTuple):
    """A commit that two sides of a merge have in common, and those two."""

    base: Side
    one: Side
    other: Side


def _open(log: Log, kept: int) -> list[Entry]:
    """The entries of a log that an addition does not leave as they were."""
    if not kept:
        return log.entries
    count = len(log.entries)
    while count and reaches(log, log.entries[count - 1], kept):
        count -= 1
    return log.entries[count:]


@dataclass(slots=True)
class Judged:
    """The past of one change; a `History`. What takes long is asked for when a check wants it.

    `now` are the logs that are judged. A commit has a side for each parent, and where there are
    several, `bases` gives where they parted, None if that is not known: then nothing is said of
    what was lost. `steps` gives the versions of an entry on the way from `sides` to what
    is judged, `who` the address of who made it what it is, `more` says whether the change
    touches a path that is none of the sides' (a file that git does not track yet). `since`,
    `went` and `others` answer `status_since`, `earlier` and `elsewhere`; `merged` gives what
    merges on the way from the only side to what is judged have lost; `rev` is the commit that
    is judged or that comes before what is judged, empty where there is none; `committed` says
    that it is the one that is judged. `tips` are the ends of the branches that it is judged
    as a part of.
    """

    now: Sequence[Log] = ()
    sides: Sequence[Side] = ()
    bases: Callable[[], Sequence[Parting] | None] = lambda: ()
    steps: Callable[[Version], Sequence[Version]] = lambda version: ()
    who: Callable[[Version], str] = lambda version: ""
    more: Callable[[str], bool] = lambda path: False
    since: Callable[[Version, str], dt.date | None] = lambda version, status: None
    went: Callable[[str], Version | None] = lambda name: None
    others: Callable[[str], Sequence[Version]] = lambda name: ()
    merged: Callable[[], Sequence[Version]] = lambda: ()
    rev: str = ""
    committed: bool = False
    tips: Sequence[str] = ()
    _places: dict[int, tuple[Log, Entry]] | None = None
    _lost: list[Version] | None = None
    _parted: tuple[Sequence[Parting] | None] | None = None

    def status_since(self, entry: Entry, status: str) -> dt.date | None:
        """The day on which the status became what it is; None where that is not known."""
        if self.sides and not self.before(entry):
            return None  # of a new entry no commit knows anything
        log = self._log(entry)
        return self.since(Version(log, entry), status) if log is not None else None

    def before(self, entry: Entry) -> Sequence[Version]:
        """The entry as each side had it; none of a new one."""
        log = self._log(entry) if self.sides else None
        if log is None:
            return ()
        found = (side.before(log, entry, self.now) for side in self.sides)
        return [version for version in found if version is not None]

    def parted(self, entry: Entry) -> Sequence[Version]:
        """The entry as it was where the sides of a merge parted, as far as that is known."""
        log = self._log(entry) if len(self.sides) > 1 else None
        if log is None:
            return ()
        found = (parting.base.before(log, entry, self.now) for parting in self._partings() or ())
        return [version for version in found if version is not None]

    def versions(self, entry: Entry) -> Sequence[Version]:
        """Every version in the judged change, oldest first, but the present one."""
        log = self._log(entry)
        return self.steps(Version(log, entry)) if log is not None else ()

    def author(self, entry: Entry) -> str:
        """The e-mail address of who made the entry what it is; empty where that is not known."""
        log = self._log(entry)
        return self.who(Version(log, entry)) if log is not None else ""

    def lost(self) -> Sequence[Version]:
        """The entries that a side had and that no log holds now.

        Those that one side of a merge had removed before are not among them.
        """
        if self._lost is None:
            self._lost = list(self._gone())
        return self._lost

    def earlier(self, id: str) -> Version | None:
        """The last version of the entry that had this ID and went before the judged change."""
        return self.went(id)

    def elsewhere(self, id: str) -> Sequence[Version]:
        """The entries with this ID on other branches."""
        return self.others(id)

    def touches(self, path: str) -> bool:
        """True if the judged change adds, edits or removes that file."""
        return any(path in side.touched for side in self.sides) or self.more(path)

    def _log(self, entry: Entry) -> Log | None:
        if self._places is None:
            self._places = {id(item): (log, item) for log in self.now for item in log.entries}
        found = self._places.get(id(entry))
        if found is not None and found[1] is entry:
            return found[0]
        return None

    def _gone(self) -> Iterator[Version]:
        missing = [version for side in self.sides for version in side.missing(self.now)]
        missing += self.merged()
        if not missing:
            return
        held, hidden = _held(self.now)
        seen: set[str] = set()
        dropped = self._dropped() if len(self.sides) > 1 else frozenset()
        if dropped is None:
            return
        for version in missing:
            key = version.entry.key
            if not key or key in held or key in seen or key in dropped:
                continue
            if version.log.path not in hidden:
                seen.add(key)
                yield version

    def _partings(self) -> Sequence[Parting] | None:
        if self._parted is None:
            self._parted = (self.bases(),)
        return self._parted[0]

    def _dropped(self) -> Collection[str] | None:
        """What one side of a merge had removed since they parted; None if that is not known."""
        found = self._partings()
        if found is None:
            return None
        dropped: set[str] = set()
        for base, one, other in found:
            had = base.keys()
            dropped |= (had - one.keys()) | (had - other.keys())
        return dropped


def _held(now: Sequence[Log]) -> tuple[set[str], set[str]]:
    """What names the entries that are there in some way, and the logs that cannot be read."""
    keys: set[str] = set()
    for log in now:
        keys.update(name.upper() for region in log.regions for name in region.names)
        for entry in log.entries:
            keys.add(entry.key)
            keys.update(former_ids(entry))
    return keys, {log.path for log in now if log.fault}
