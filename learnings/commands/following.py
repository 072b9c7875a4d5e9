"""Ticks that go over into the new text of an issue, whatever became of their entries meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from ..errors import UnknownEntry, UsageError
from ..review import Action, merged
from ..review.ticks import followed, ticked
from ..workspace import Workspace

# The ID that an entry has now, by one that it had; empty for an entry that is gone.
Now = Callable[[str], str]


def now_of(preset: str | None) -> Now:
    """Looks entries up in the logs, which are read when the first is asked for."""

    @cache
    def workspace() -> Workspace:
        return Workspace.open(preset=preset)

    @cache
    def now(id: str) -> str:
        try:
            return workspace().find(id).entry.id or id
        except UnknownEntry:
            return ""
        except UsageError:  # several have it, or it is not checked out
            return id

    return now


class Following:
    """Takes the ticks of one issue over, and knows which were of entries that are gone."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._gone: tuple[Action, ...] = ()

    def merge(self, old: str, new: str) -> str:
        """The new text with the ticks of the old one, those of renumbered entries at theirs."""
        asked, listed = ticked(old), new.upper()
        lost = {one.id for one in asked if f" {one.id.upper()} " not in listed}
        names = {name: self._now(name) for name in lost}
        self._gone = tuple(one for one in asked if names.get(one.id) == "")
        return merged(followed(old, {name: there for name, there in names.items() if there}), new)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said of ticks that nobody can carry out any more."""
        said = ", ".join(f"{one.verb} {one.id}" for one in self._gone)
        return (f"what was ticked of entries that are gone is taken out: {said}",) if said else ()
