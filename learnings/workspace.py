"""The logs of a work tree, for commands that look entries up and for those that change them."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .address import entry_at, looks_like_path
from .collect import from_work_tree
from .disk import UnreadableError, printable, read_regular
from .engine import Engine
from .entry import Entry, Log, former_ids
from .errors import RepositoryError, UnknownEntry, UsageError
from .exposure import SECRETS, findings
from .kind import Kind
from .markdown.again import parse_again
from .markdown.source import common_end, common_start, decode
from .preset import Presets
from .settings import Settings, load
from .shape import near
from .snapshot import hidden_logs
from .store import Batch, lock
from .store.batch import refuse_linked, sweep
from .verify import verified

_LINE_END = re.compile(rb"\r\n|\r|\n")


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


class Session:
    """Changes of logs under the lock of their root: what is read stays true until it is written.

    `with Session() as session:` reads the logs when the lock is held; `session.put` takes the
    new state of a log, and `session.commit` writes all of them, in the order in which each was
    first put.
    """

    def __init__(self, *, preset: str | None = None, start: str | None = None) -> None:
        self._preset = preset
        self._start = start or os.getcwd()
        self._lock = lock(_lockable(load(self._start, {"preset": preset}).root or self._start))
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


def _beside(log: Log, other: Log) -> bool:
    """Presets are told by the names in a folder."""
    return os.path.dirname(log.path) == os.path.dirname(other.path)


def _lockable(folder: str) -> str:
    return folder if os.path.isdir(folder) else os.path.dirname(folder) or "."


@contextlib.contextmanager
def writing(root: str, folders: Iterable[str] = ()) -> Iterator[Batch]:
    """A batch of changes below a root, under its lock; what killed writers left is removed."""
    with lock(_lockable(root)):
        for folder in {root, *folders}:
            sweep(folder)
        yield Batch(os.path.abspath(root))


def read_or_none(path: str, limit: int = 1 << 24) -> bytes | None:
    """The bytes of a regular file; None if there is no such file.

    Raises `RepositoryError` for links, devices and files that cannot be read.
    """
    if not os.path.lexists(path):
        return None
    try:
        return read_regular(path, limit)
    except UnreadableError as error:
        raise RepositoryError(str(error)) from error


def reread(log: Log, data: bytes) -> Log:
    """A log of the same path with other bytes."""
    result = parse_again(log, decode(data))
    result.is_archive = log.is_archive
    return result
