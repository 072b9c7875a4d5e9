"""The logs of a work tree, recognised, to look entries up in."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..address import entry_at, looks_like_path
from ..collect import from_work_tree
from ..disk import printable
from ..engine import Engine
from ..entry import Entry, Log, former_ids
from ..errors import UnknownEntry, UsageError
from ..kind import Kind
from ..preset import Presets
from ..settings import Settings, load
from ..shape import near
from ..snapshot import hidden_logs
from ..verify import verified


class Found(NamedTuple):
    """An entry, the log that holds it and what its preset says of it."""

    log: Log
    entry: Entry
    kind: Kind


@dataclass(slots=True)
class Workspace:
    """The logs below a root, recognised. Paths of logs are seen from the root.

    `absent` are those that a sparse checkout leaves out: they are not changed.
    """

    settings: Settings
    engine: Engine
    logs: list[Log]
    only: frozenset[str] | None = None
    absent: Sequence[str] = ()
    _hidden: list[Log] | None = None

    @classmethod
    def open(
        cls,
        paths: Sequence[str] = (),
        *,
        preset: str | None = None,
        today: dt.date | None = None,
        start: str | None = None,
    ) -> Workspace:
        """Read the logs; `paths` limit what `entries` gives, not what `find` knows.

        Raises `UsageError` for a path that does not exist, and `ConfigurationError`.
        """
        settings = load(start or os.getcwd(), {"preset": preset})
        verified(settings)
        collection = from_work_tree(paths, settings)
        day = today or dt.datetime.now(dt.timezone.utc).date()
        engine = Engine(settings, today=day, tree=collection.tree)
        engine.recognise(collection.logs)
        return cls(settings, engine, collection.logs, collection.only, collection.absent)

    @property
    def root(self) -> str:
        """The absolute path of the folder that paths are seen from."""
        return self.settings.root or os.getcwd()

    def absolute(self, path: str) -> str:
        """The absolute path of a log."""
        return os.path.normpath(os.path.join(self.root, path))

    def presets_of(self, log: Log) -> Presets:
        """The presets as the settings nearest to a log define them."""
        return self.engine.presets_of(self.engine.settings_of(log))

    def found(self, log: Log, entry: Entry) -> Found:
        """The entry with its log and kind."""
        return Found(log, entry, self.presets_of(log).kind(entry))

    def entries(self) -> Iterator[Found]:
        """All entries of the logs that were asked for, in the order of the files."""
        for log in self.logs:
            if self.only is None or log.path in self.only:
                for entry in log.entries:
                    yield self.found(log, entry)

    def ids(self) -> set[str]:
        """Every ID in use, archives and logs that are not checked out included, in upper case."""
        logs = [*self.logs, *self.hidden()]
        return {entry.id.upper() for log in logs for entry in log.entries if entry.id}

    def hidden(self) -> list[Log]:
        """The logs that are not checked out, as the index has them; they are read once."""
        if self._hidden is None:
            self._hidden = hidden_logs(self.absent, self.settings)
        return self._hidden

    def find(self, name: str) -> Found:
        """The entry of that ID, upper or lower case, or that had it, or the one that a path names.

        Raises `UsageError` where there is none (with the nearest ID) or more than one.
        """
        wanted = name.strip().strip("[]").upper()
        found = [
            (log, entry) for log in self.logs for entry in log.entries if entry.id.upper() == wanted
        ]
        if not found:
            found = [
                (log, entry)
                for log in self.logs
                if wanted in log.text.upper()
                for entry in log.entries
                if wanted in former_ids(entry)
            ]
        if not found:
            placed = entry_at(name, self.root, self.logs)
            if placed is not None:
                return self.found(*placed)
            if looks_like_path(name):
                raise UsageError(f"{printable(name)} is none of the logs of {self.root}: "
                                 "`learnings where` says why")  # fmt: skip
            self._refuse_hidden(wanted)
            known = sorted({entry.id for log in self.logs for entry in log.entries if entry.id})
            raise UnknownEntry(f"no entry has the ID {printable(name)}{near(wanted, known)}", name)
        if len(found) > 1:
            places = ", ".join(f"{log.path}:{entry.start}" for log, entry in found)
            raise UsageError(f"{len(found)} entries share the ID {wanted} ({places}): "
                             "give each an ID of its own first")  # fmt: skip
        return self.found(*found[0])

    def _refuse_hidden(self, wanted: str) -> None:
        """Raise `UsageError` for an entry that a sparse checkout leaves out."""
        for log in self.hidden():
            for entry in log.entries:
                if wanted in (entry.id.upper(), *former_ids(entry)):
                    raise UsageError(f"{wanted} is in {printable(log.path)}, which is not checked "
                                     "out: add it to the sparse checkout first")  # fmt: skip

    def drop(self, path: str) -> None:
        """Forget the log at a path."""
        self.logs = [log for log in self.logs if log.path != path]

    def replace(self, new: Log) -> None:
        """Let a log's new state take the place of the old one."""
        others = [log for log in self.logs if log.path != new.path]
        self.logs = sorted([*others, new], key=lambda log: log.path)
        self.engine.recognise([log for log in self.logs if _beside(log, new)])

    def log(self, path: str) -> Log | None:
        """The log at a path seen from the root, if it is one."""
        return next((log for log in self.logs if log.path == path), None)


def _beside(log: Log, other: Log) -> bool:
    """Presets are told by the names in a folder."""
    return os.path.dirname(log.path) == os.path.dirname(other.path)
