"""What happened to each entry: one `Event` for each commit that added, edited or removed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..discover import accepts, is_archive
from ..git.commits import Commit, commits
from ..git.listing import Change
from ..git.repository import Repository
from ..past import Version
from ..settings import Settings
from .facts import Facts, Reader
from .places import Place, paired

# As many commits are read at once: to start git takes longer than to read a file.
_AT_ONCE = 64


class Event(NamedTuple):
    """What a commit did to an entry: `before` is None where it added it, `after` where it is gone.

    A merge did what no side of it had done; `before` is then that of its first parent. `id` is
    that of `after`, if there is one: `before` has another where the commit gave it a new one.
    `others` are what the entry was on the other sides of a merge.
    """

    commit: Commit
    id: str
    before: Place | None
    after: Place | None
    others: tuple[Place, ...] = ()

    @property
    def word(self) -> str:
        """`added`, `removed`, `renumbered`, `archived`, `restored`, `moved` or `edited`."""
        if self.before is None or self.after is None:
            return "added" if self.after is not None else "removed"
        if self.before.facts.id.upper() != self.id:
            return "renumbered"
        if self.before.path != self.after.path:
            old, new = is_archive(self.before.path), is_archive(self.after.path)
            return "moved" if old == new else "archived" if new else "restored"
        return "edited"


class Walk:
    """Walks the commits of a repository and tells what each did to the entries of its logs.

    `only` are IDs: changes of files that name none of them are passed over, and so are those that
    `skip` says yes to, given the old and the new text of a file, empty where there was or is none;
    it is not asked of what a merge made, which may have given an entry another ID.
    """

    def __init__(
        self,
        repository: Repository,
        settings: Settings,
        *,
        only: Collection[str] = (),
        skip: Callable[[str, str], bool] = lambda old, new: False,
    ) -> None:
        self.repository = repository
        self.settings = settings
        self.reader = Reader(settings)
        self._only = [name.casefold() for name in only]
        self._skip = skip
        self._accepted: dict[str, bool] = {}

    def events(self, *revs: str) -> Iterator[Event]:
        """What the commits that `revs` reach did, oldest first.

        Raises RepositoryError where git cannot tell, as in a partial clone that lacks files.
        """
        found = commits(self.repository, revs, pathspecs(self.settings))
        for start in range(0, len(found), _AT_ONCE):
            part = found[start : start + _AT_ONCE]
            texts = self._texts(part)
            for commit in part:
                yield from self._of(commit, texts)

    def places(self, rev: str) -> list[Place]:
        """The entries that a revision holds, in files that name one of `only`."""
        [files] = self.repository.list_revs([rev], self._accepts)
        texts = self.repository.read_many(sorted(set(files.values())))
        found = []
        for path, oid in files.items():
            text = texts[oid].decode("utf-8", "surrogateescape")
            if not self._only or self._names(text):
                found += [Place(path, oid, facts) for facts in self.reader.facts(path, text)]
        return found

    def version(self, place: Place, where: str = "", author: str = "") -> Version | None:
        """The entry at a place, read again; None if it cannot be."""
        data = self.repository.read_many([place.oid])[place.oid]
        text = data.decode("utf-8", "surrogateescape")
        log = self.reader.log(place.path, text[place.facts.start : place.facts.end])
        log.is_archive = is_archive(place.path)
        found = next((item for item in log.entries if item.id == place.facts.id), None)
        return Version(log, found, where, author) if found is not None else None

    def _of(self, commit: Commit, texts: Mapping[str, str]) -> Iterator[Event]:
        alike = (
            set.intersection(*({it.path for it in side} for side in commit.changes))
            if (len(commit.changes) > 1)
            else set()
        )
        sides = [self._side(commit, changes, texts, alike) for changes in commit.changes]
        first, others = (sides[0], sides[1:]) if sides else ({}, [])
        for name, event in first.items():
            if all(name in other and _is_alike(event, other[name]) for other in others):
                found = (other[name].before for other in others)
                yield event._replace(others=tuple(place for place in found if place is not None))

    def _side(
        self,
        commit: Commit,
        changes: Iterable[Change],
        texts: Mapping[str, str],
        merged: Collection[str],
    ) -> dict[str, Event]:
        """What differs from one parent, by ID; `merged` are files that differ from every one."""
        left: list[Place] = []
        came: list[Place] = []
        for change in changes:
            if self._accepts(change.path):
                old, new = self._differing(change, texts, change.path in merged)
                left += [Place(change.path, change.old, facts) for facts in old if facts.id]
                came += [Place(change.path, change.new, facts) for facts in new if facts.id]
        gone, come = _by_id(left, came), _by_id(came, left)
        was = paired(gone, come, texts)
        taken = {place.facts.id.upper() for place in was.values() if place is not None}
        found = {}
        for name in dict.fromkeys((*gone, *come)):
            before, after = was.get(name), come.get(name)
            if after is None and name not in taken:
                before = gone[name]
            if before is None and after is None:
                continue
            if before is None or after is None or _differ(before, after):
                found[name] = Event(commit, name, before, after)
        return found

    def _differing(
        self, change: Change, texts: Mapping[str, str], merged: bool
    ) -> tuple[list[Facts], list[Facts]]:
        old, new = texts.get(change.old, ""), texts.get(change.new, "")
        if self._only and not self._names(old) and not self._names(new):
            return [], []
        if not merged and self._skip(old, new):
            return [], []
        if not old or not new:
            return (
                self.reader.facts(change.path, old) if old else [],
                self.reader.facts(change.path, new) if new else [],
            )
        return self.reader.differing(change.path, old, new)

    def _names(self, text: str) -> bool:
        folded = text.casefold()
        return any(name in folded for name in self._only)

    def _texts(self, part: Sequence[Commit]) -> dict[str, str]:
        """The texts that a few commits changed, by object ID."""
        wanted = {
            oid
            for commit in part
            for side in commit.changes
            for change in side
            if self._accepts(change.path)
            for oid in (change.old, change.new)
            if oid
        }
        found = self.repository.read_many(sorted(wanted))
        return {oid: data.decode("utf-8", "surrogateescape") for oid, data in found.items()}

    def _accepts(self, path: str) -> bool:
        if path not in self._accepted:
            self._accepted[path] = accepts(path, self.settings)
        return self._accepted[path]


def _differ(before: Place, after: Place) -> bool:
    return before.path != after.path or before.facts.digest != after.facts.digest


def pathspecs(settings: Settings) -> list[str]:
    """Where git has to look for logs: Markdown, and what the settings name."""
    return ["*.md", "*.markdown", *(f":(glob){pattern}" for pattern in settings.logs)]


def _is_alike(one: Event, other: Event) -> bool:
    """True if both end with the same version: where two entries have one ID, it may be either."""
    return (one.after and one.after.facts.digest) == (other.after and other.after.facts.digest)


def _by_id(places: Sequence[Place], others: Sequence[Place]) -> dict[str, Place]:
    """The places by ID; of several with one ID the first that the other side does not have too."""
    found: dict[str, Place] = {}
    there = {(place.path, place.facts.id.upper(), place.facts.digest) for place in others}
    twice = {name for name, count in Counter(place.facts.id.upper() for place in
             (*places, *others)).items() if count > 2}  # fmt: skip
    for place in places:
        name = place.facts.id.upper()
        if name not in twice or (place.path, name, place.facts.digest) not in there:
            found.setdefault(name, place)
    return found
