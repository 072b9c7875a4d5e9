"""Questions about the whole history, asked only when a check wants to know."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from functools import cache

from ..entry import Log
from ..errors import RepositoryError
from ..git import Repository, find_repository
from ..past import History, NoHistory, Version
from ..settings import Settings
from .judged import Judged

Since = Callable[[Version, str], dt.date | None]
Earlier = Callable[[str], Version | None]
Elsewhere = Callable[[str], Sequence[Version]]


def recall(history: History, logs: Sequence[Log], settings: Settings, today: dt.date) -> Judged:
    """A history that can be asked of all commits too; nothing of them is read before.

    Where git cannot answer, nothing is known.
    """
    past = history if isinstance(history, Judged) else Judged(logs, rev="HEAD")

    @cache
    def room() -> Repository | None:
        try:
            return find_repository(settings.root or os.getcwd())
        except RepositoryError:
            return None

    @cache
    def days() -> Since:
        from .timeline import status_days

        repository = room() if past.rev else None
        if repository is None:
            return lambda version, status: None
        return status_days(repository, settings, past.rev, today)

    @cache
    def owners() -> Earlier:
        from .timeline import earlier

        repository = room()
        # Who had an ID before is asked of what was before the change.
        revs = [side.name for side in past.sides if side.name] if past.sides else [past.rev]
        return earlier(repository, settings, revs) if repository else NoHistory().earlier

    @cache
    def branches() -> Elsewhere:
        from .branches import elsewhere

        repository = room()
        if repository is None:
            return NoHistory().elsewhere
        rev, tips = past.rev or None, past.tips
        return elsewhere(repository, settings, rev, committed=past.committed, tips=tips)

    def since(version: Version, status: str) -> dt.date | None:
        return days()(version, status)

    def went(name: str) -> Version | None:
        return owners()(name)

    def others(name: str) -> Sequence[Version]:
        return branches()(name)

    past.since, past.went, past.others = since, went, others
    return past
