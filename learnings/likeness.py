"""Entries of a workspace that are like another one, or like a text."""

from __future__ import annotations

from typing import NamedTuple

from .entry import Entry, Log
from .similarity import RELATED, Corpus, keys_of, named, terms_of
from .terms import Terms, terms
from .workspace import Found, Workspace


class Alike(NamedTuple):
    """An entry and how alike it is, from 0 to 1."""

    score: float
    found: Found


class Finder:
    """All entries of a workspace by what they say; made once and asked several times."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._pairs = [
            (entry, log) for log in workspace.logs for entry in log.entries if entry.shape != "wal"
        ]
        self._corpus = Corpus.of(self._pairs)

    def text(self, text: str, limit: int = 5, least: float = RELATED) -> list[Alike]:
        """The entries that are like a text, best first."""
        return self._near(terms(text), limit, least)

    def same(self, entry: Entry, log: Log, limit: int = 5, least: float = RELATED) -> list[Alike]:
        """The entries that are like one of the workspace, best first, without itself."""
        found = self._near(terms_of(entry, log), limit + 1, least)
        return [item for item in found if item.found.entry is not entry][:limit]

    def like(self, entry: Entry, log: Log, limit: int = 5, least: float = RELATED) -> list[Alike]:
        """The entries that are like a new one, without those that it knows of.

        It knows of those that it names, and of those that share its Pattern-Key.
        """
        told, keys = named(entry, log), keys_of(entry)
        found = self._near(terms_of(entry, log), limit + len(told), least)
        return [
            item
            for item in found
            if item.found.entry.id.upper() not in told
            and keys.isdisjoint(keys_of(item.found.entry))
        ][:limit]

    def add(self, entry: Entry, log: Log) -> None:
        """Let another entry be found too."""
        self._pairs.append((entry, log))
        self._corpus.add(terms_of(entry, log))

    def _near(self, document: Terms, limit: int, least: float) -> list[Alike]:
        return [
            Alike(item.score, self._workspace.found(log, entry))
            for item in self._corpus.nearest(document, limit, least)
            for entry, log in (self._pairs[item.number],)
        ]
