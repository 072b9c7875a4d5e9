"""States of a repository that a promotion is planned for: the work tree, the index, a commit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from ..discover import accepts
from ..engine import Engine
from ..git import Repository, SnapshotTree
from ..settings import Settings
from ..snapshot import logs_of
from ..workspace import Session, Workspace, read_or_none


class OnDisk:
    """The files of a work tree as a session would leave them.

    `known` are those that git knows; without git there are none.
    """

    def __init__(self, session: Session, known: Collection[str]) -> None:
        self._session = session
        self._known = known

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None if there is none. Raises `RepositoryError` for a link."""
        if path in self._session.changes:
            return self._session.changes[path][1]
        return read_or_none(self._session.workspace.absolute(path))

    def paths(self) -> Collection[str]:
        """The files that there are."""
        return {*self._known, *self._session.changes}


class Stored:
    """The files of a commit or of the index, and the logs in it."""

    def __init__(self, repository: Repository, files: Mapping[str, str]) -> None:
        self.files = files
        self._repository = repository

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None if there is none."""
        oid = self.files.get(path)
        return None if oid is None else self._repository.read_many([oid])[oid]

    def paths(self) -> Collection[str]:
        """The files that there are."""
        return self.files.keys()

    def workspace(self, settings: Settings, today: dt.date) -> Workspace:
        """The logs of this state."""
        files = {path: oid for path, oid in self.files.items() if accepts(path, settings)}
        logs = logs_of(self._repository.read_many(files.values()), files, settings)
        tree = SnapshotTree(self.files, self._repository.read_many)
        engine = Engine(settings, today=today, tree=tree)
        engine.recognise(logs)
        return Workspace(settings, engine, logs)
