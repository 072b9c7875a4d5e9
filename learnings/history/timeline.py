"""What checks ask of all commits: since when a status stands, and who had an ID before."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence

from ..entry import Entry
from ..errors import RepositoryError
from ..git.repository import Repository
from ..past import Version
from ..settings import Settings
from .events import Walk
from .facts import is_addition, keeps_all
from .places import Place

Since = Callable[[Entry, str], dt.date | None]
Earlier = Callable[[str], Version | None]


def status_days(repository: Repository, settings: Settings, rev: str, today: dt.date) -> Since:
    """Asked for an entry and its status: the day on which the status last changed, in UTC.

    None where no commit that `rev` reaches changed it, and always in a shallow clone, which does
    not know. A status that no commit has yet was changed `today`. The history is read when the
    first entry is asked for.
    """
    days: dict[str, tuple[str, dt.date | None]] = {}
    known = False

    def since(entry: Entry, status: str) -> dt.date | None:
        nonlocal known
        if repository.shallow or not entry.id:
            return None
        if not known:
            known = True
            days.update(_days(repository, settings, rev))
        last = days.get(entry.id.upper())
        if last is None:
            return None
        return last[1] if last[0] == status else today

    return since


def _days(
    repository: Repository, settings: Settings, rev: str
) -> dict[str, tuple[str, dt.date | None]]:
    """The last status of each entry that was ever edited, and the day on which it came."""
    days: dict[str, tuple[str, dt.date | None]] = {}
    try:
        for event in Walk(repository, settings, skip=_is_no_edit).events(rev):
            if event.before is None or event.after is None:
                continue
            old, new = event.before.facts.status, event.after.facts.status
            last = days.get(event.before.facts.id.upper(), ("", None))[1]
            moved = event.commit.when.astimezone(dt.timezone.utc).date()
            days[event.id] = (new, moved if old != new else last)
    except RepositoryError:
        return {}
    return days


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
