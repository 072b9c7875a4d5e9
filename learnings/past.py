"""What checks may know of the past: `Version` and `History`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from .entry import Entry, Log


class Version(NamedTuple):
    """An entry as it once was, or as another branch has it.

    `where` names the commit or branch, `author` is the e-mail address of who committed it; both
    may be empty.
    """

    log: Log
    entry: Entry
    where: str = ""
    author: str = ""


class History(Protocol):
    """What only git knows. Of what cannot be trusted, as in a shallow clone, nothing is said."""

    def status_since(self, entry: Entry, status: str) -> dt.date | None:
        """The day on which the status became what it is; None where that is not known."""

    def before(self, entry: Entry) -> Sequence[Version]:
        """The entry as each side had it before the judged change.

        There is none of a new entry, and one of each parent that has it in a merge.
        """

    def parted(self, entry: Entry) -> Sequence[Version]:
        """The entry as it was where the sides of a merge parted; empty outside of merges."""

    def versions(self, entry: Entry) -> Sequence[Version]:
        """Every version of the entry in the judged change, oldest first, but the present one."""

    def author(self, entry: Entry) -> str:
        """The e-mail address of who made the entry what it is; empty where that is not known."""

    def lost(self) -> Sequence[Version]:
        """The entries that a side had before the judged change and that no log holds now.

        Those that one side of a merge had removed before are not among them.
        """

    def earlier(self, id: str) -> Version | None:
        """The last version of the entry that had this ID and went before the judged change."""

    def elsewhere(self, id: str) -> Sequence[Version]:
        """The entries with this ID on other branches, outside the history of this one."""

    def touches(self, path: str) -> bool:
        """True if the judged change adds, edits or removes that file."""


class NoHistory:
    """A history that knows nothing: nothing is judged as a change."""

    def status_since(self, entry: Entry, status: str) -> dt.date | None:
        """Always None."""
        return None

    def before(self, entry: Entry) -> Sequence[Version]:
        """Always empty."""
        return ()

    def parted(self, entry: Entry) -> Sequence[Version]:
        """Always empty."""
        return ()

    def versions(self, entry: Entry) -> Sequence[Version]:
        """Always empty."""
        return ()

    def author(self, entry: Entry) -> str:
        """Always empty."""
        return ""

    def lost(self) -> Sequence[Version]:
        """Always empty."""
        return ()

    def earlier(self, id: str) -> Version | None:
        """Always None."""
        return None

    def elsewhere(self, id: str) -> Sequence[Version]:
        """Always empty."""
        return ()

    def touches(self, path: str) -> bool:
        """Always False."""
        return False
