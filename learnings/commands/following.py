"""Ticks that go over into the new text of an issue, whatever became of their entries meanwhile."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from ..deferral import quiet_until
from ..errors import UnknownEntry, UsageError
from ..promotion.standing import PROMOTED
from ..review import Action, merged
from ..review.ticks import followed, ticked
from ..transition import status_of
from ..workspace import Workspace


class Entries:
    """Looks entries up in the logs, which are read when the first is asked for."""

    def __init__(self, preset: str | None, today: dt.date) -> None:
        self._preset = preset
        self._today = today

    @cached_property
    def _workspace(self) -> Workspace:
        return Workspace.open(preset=self._preset)

    def now(self, id: str) -> str:
        """The ID that an entry has now, by one that it had; empty for an entry that is gone."""
        try:
            return self._workspace.find(id).entry.id or id
        except UnknownEntry:
            return ""
        except UsageError:  # several have it, or it is not checked out
            return id

    def waits(self, action: Action) -> bool:
        """True where what a tick asks for is not so yet, as far as anybody can tell."""
        try:
            found = self._workspace.find(action.id)
        except UnknownEntry:
            return False
        except UsageError:
            return True
        status = status_of(found.entry, found.kind)
        if action.verb == "promote":
            return found.kind.lifecycle.allows(status, PROMOTED) and status != PROMOTED
        if found.log.is_archive or (status and not found.kind.lifecycle.is_open(status)):
            return False
        quiet = quiet_until(found) if action.verb == "snooze" else None
        return quiet is None or quiet <= self._today


class Following:
    """Takes the ticks of one issue over, and knows which were of entries that are gone."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        self._gone: tuple[Action, ...] = ()

    def merge(self, old: str, new: str) -> str:
        """The new text with the ticks of the old one, those of renumbered entries at theirs.

        What is not carried out yet stays, also where the new text has nothing else of its entry.
        """
        asked, listed = ticked(old), new.upper()
        lost = {one.id for one in asked if f" {one.id.upper()} " not in listed}
        names = {name: self._entries.now(name) for name in lost}
        self._gone = tuple(one for one in asked if names.get(one.id) == "")
        there = followed(old, {name: now for name, now in names.items() if now})
        return merged(there, new, self._entries.waits)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said of ticks that nobody can carry out any more."""
        said = ", ".join(f"{one.verb} {one.id}" for one in self._gone)
        return (f"what was ticked of entries that are gone is taken out: {said}",) if said else ()
