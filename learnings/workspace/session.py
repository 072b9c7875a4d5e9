"""Changes of logs under the lock of their root, all of them written or none."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

from ..disk import printable
from ..entry import Log
from ..errors import RepositoryError, UsageError
from ..exposure import SECRETS, findings
from ..markdown.source import common_end, common_start, decode
from ..settings import load
from ..store import Batch, lock
from ..store.batch import refuse_linked, sweep
from .files import lockable
from .logs import Workspace

_LINE_END = re.compile(rb"\r\n|\r|\n")


class Session:
    """Changes of logs under the lock of their root: what is read stays true until it is written.

    `with Session() as session:` reads the logs when the lock is held; `session.put` takes the
    new state of a log, and `session.commit` writes all of them, in the order in which each was
    first put.
    """

    def __init__(self, *, preset: str | None = None, start: str | None = None) -> None:
        self._preset = preset
        self._start = start or os.getcwd()
        self._lock = lock(lockable(load(self._start, {"preset": preset}).root or self._start))
        self._changes: dict[str, tuple[bytes | None, bytes | None]] = {}
        self.workspace: Workspace

    def __enter__(self) -> Session:
        self._lock.__enter__()
        try:
            self.workspace = Workspace.open(preset=self._preset, start=self._start)
            for folder in {os.path.dirname(log.path) for log in self.workspace.logs}:
                sweep(self.workspace.absolute(folder))
        except BaseException:
            self._lock.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self._lock.__exit__(None, None, None)

    def put(self, new: Log) -> None:
        """Remember a log's new state, which the workspace shows from now on.

        Raises `RepositoryError` for a log that was not read whole.
        """
        old = self.workspace.log(new.path)
        if old is not None and old.fault:
            raise RepositoryError(f"{printable(new.path)} {old.refusal}: it is not written")
        self.put_file(new.path, old.to_bytes() if old is not None else None, new.to_bytes())
        self.workspace.replace(new)

    @staticmethod
    def refuse_unreadable(log: Log) -> None:
        """Raise `RepositoryError` for a log with bytes that are not UTF-8."""
        _refuse_undecodable(log.path, log.to_bytes())

    def put_file(self, path: str, old: bytes | None, new: bytes | None) -> None:
        """Remember a file's new content; `old` is what stands there, None where nothing does.

        A file whose new content is None is removed. Raises `RepositoryError` for one that is not
        UTF-8, since what nobody can read nobody can keep right, and where the path leads through
        a link.
        """
        refuse_linked(self.workspace.root, self.workspace.absolute(path))
        if old is not None and new != old:
            _refuse_undecodable(path, old)
        first = self._changes[path][0] if path in self._changes else old
        self._changes[path] = (first, new)

    def _refuse_secrets(self) -> None:
        """Refuse secrets that no log held before: what only moves is for `lint` to tell."""
        watch = self.workspace.engine.watch
        before = [old for old, _ in self.changes.values() if old]
        for path, (old, _) in self.changes.items():
            log = self.workspace.log(path)
            if log is None:
                continue
            for item in findings(log, watch.organisation(path), [_differing(log, old or b"")]):
                severity = self.workspace.settings.nearest(path).severity_of(item.check)
                if (
                    item.check in SECRETS
                    and severity != "off"
                    and _is_new(log.text[item.start : item.end], before)
                ):
                    raise UsageError(
                        f"nothing was written: it holds a secret ({item.detector}, for {path}):"
                        f" leave it out, or write [REDACTED:{item.kind}]"
                    )

    @property
    def changes(self) -> Mapping[str, tuple[bytes | None, bytes | None]]:
        """What would be written: for each path the old and the new content."""
        return {path: both for path, both in self._changes.items() if both[0] != both[1]}

    def commit(self) -> list[str]:
        """Write what was put; gives the paths that changed.

        Raises `UsageError` where a secret would come into a log that was in none of them before,
        `RepositoryError` where something would not be UTF-8, and what `Batch.write` raises.
        """
        self._refuse_secrets()
        batch = Batch(self.workspace.root)
        for path, (old, new) in self.changes.items():
            _refuse_undecodable(path, new or b"")
            batch.put(self.workspace.absolute(path), old, new)
        batch.write()
        return list(self.changes)


def _differing(log: Log, old: bytes) -> range:
    """The lines of a log around all that differs from what it was."""
    before = decode(old)
    head = common_start(before, log.text)
    tail = common_end(before, log.text, min(len(before), log.size) - head)
    last = max(log.size - tail, head)
    return range(log.place(head)[0], log.place(last)[0] + 1)


def _is_new(value: str, old: Iterable[bytes]) -> bool:
    data = value.encode("utf-8", "surrogateescape")
    return not any(data in content for content in old)


def _refuse_undecodable(path: str, data: bytes) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(data, 0, error.start)) + 1
        raise RepositoryError(
            f"{printable(path)}:{line}: a byte that is not UTF-8: {data[error.start]:02X}: "
            "save the file as UTF-8 first; nothing was written"
        ) from error
