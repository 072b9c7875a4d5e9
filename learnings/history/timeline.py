"""What checks ask of all commits: since when a status stands, and who had an ID before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from ..entry import Entry
from ..errors import RepositoryError
from ..git.repository import Repository
from ..past import Version
from ..settings import Settings
from .events import Place, Walk

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
        for event in Walk(repository, settings, edits=True).events(rev):
            if event.before is None or event.after is None:
                continue
            old, new = event.before.facts.status, event.after.facts.status
            last = days.get(event.id, ("", None))[1]
            moved = event.commit.when.astimezone(dt.timezone.utc).date()
            days[event.id] = (new, moved if old != new else last)
    except RepositoryError:
        return {}
    return days


def earlier(repository: Repository, settings: Settings, revs: Sequence[str]) -> Earlier:
    """Asked for an ID: the entry that had it last and is gone in what `revs` reach.

    None where none had it, where the entry is still there, and always in a shallow clone.
    """
    answers: dict[str, Version | None] = {}

    def owner(name: str) -> Version | None:
        if repository.shallow or not revs:
            return None
        if name.upper() not in answers:
            answers[name.upper()] = _last(repository, settings, revs, name.upper())
        return answers[name.upper()]

    return owner


def _last(
    repository: Repository, settings: Settings, revs: Sequence[str], name: str
) -> Version | None:
    walk = Walk(repository, settings, only=(name,))
    gone: tuple[Place, str, str] | None = None
    try:
        for event in walk.events(*revs):
            if event.id == name:
                commit = event.commit
                left = event.before if event.after is None else None
                gone = (left, commit.id, commit.email) if left is not None else None
        if gone is None:
            return None
        return walk.version(gone[0], gone[1], gone[2])
    except RepositoryError:
        return None
