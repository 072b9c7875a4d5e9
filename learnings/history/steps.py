"""The versions of an entry that the commits of a change made one after the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ..change import content
from ..entry import Entry, Log
from ..git import Repository
from ..markdown.again import parse_again
from ..markdown.source import decode
from ..past import Version
from ..settings import Settings
from ..snapshot import log_of_bytes

# Of a longer branch the last ones are enough to say by which steps a status moved.
_MOST = 500


class _Commit(NamedTuple):
    oid: str
    author: str
    blobs: tuple[str, ...]


class Steps:
    """The commits from `base` (without it; empty: from the beginning) to `tip`, read when asked.

    `paths` are the logs that the change touches: only there versions are looked for.
    """

    def __init__(
        self,
        repository: Repository,
        settings: Settings,
        base: str,
        tip: str,
        paths: Collection[str],
    ) -> None:
        self._repository = repository
        self._settings = settings
        self._range = [tip, *([f"^{base}"] if base else ())]
        self._paths = sorted(path for path in paths if "\n" not in path)
        self._commits: list[_Commit] | None = None
        self._data: dict[str, bytes] = {}
        self._logs: dict[str, tuple[Log, Mapping[str, Entry]]] = {}
        self._last: dict[str, Log] = {}

    def versions(self, now: Version) -> Sequence[Version]:
        """The versions of an entry, oldest first, but the present one."""
        found = self._all(now)
        if found and _text(found[-1]) == _text(now):
            found.pop()
        return found

    def author(self, now: Version) -> str:
        """Who made the entry what it is: of a commit, or else whoever would commit it now."""
        found = self._all(now)
        if found and _text(found[-1]) == _text(now):
            return found[-1].author
        return self._repository.identity()

    def _all(self, now: Version) -> list[Version]:
        if self._commits is None:
            self._commits = self._read()
        found: list[Version] = []
        for commit in self._commits:
            version = self._in(commit, now.entry)
            if version is None or (found and found[-1].entry is version.entry):
                continue  # what an edit leaves alone is the same object in both logs
            if not found or _text(found[-1]) != _text(version):
                found.append(version)
        return found

    def _in(self, commit: _Commit, entry: Entry) -> Version | None:
        """The entry as a commit has it."""
        for path, oid in zip(self._paths, commit.blobs, strict=True):
            log, entries = self._known(path, oid)
            if log is not None and entry.key in entries:
                return Version(log, entries[entry.key], commit.oid, commit.author)
        return None

    def _known(self, path: str, oid: str) -> tuple[Log | None, Mapping[str, Entry]]:
        """A log of a commit, and its entries by what names them."""
        if oid not in self._data:
            return None, {}
        if oid not in self._logs:
            log = self._parsed(path, self._data[oid])
            self._logs[oid] = log, {item.key: item for item in reversed(log.entries)}
            self._last[path] = log
        return self._logs[oid]

    def _parsed(self, path: str, data: bytes) -> Log:
        last = self._last.get(path)
        if last is None or last.fault or b"\0" in data:
            return log_of_bytes(path, data, self._settings)
        log = parse_again(last, decode(data))
        log.is_archive = last.is_archive
        return log

    def _read(self) -> list[_Commit]:
        if not self._paths:
            return []
        out = self._repository.out(
            "-c", "log.follow=false", "--literal-pathspecs", "log", f"--max-count={_MOST}",
            "--topo-order", "--no-show-signature", "--no-color", "--format=%H %ae", *self._range,
            "--", *self._paths,
        )  # fmt: skip
        lines = out.decode("utf-8", "replace").splitlines()[::-1]
        made = [(oid, author) for oid, _, author in (line.partition(" ") for line in lines)]
        names = [f"{oid}:{path}" for oid, _ in made for path in self._paths]
        blobs = self._repository.name_objects(names)
        self._data = self._repository.read_many(filter(None, blobs))
        width = len(self._paths)
        return [
            _Commit(oid, author, tuple(blobs[number * width : (number + 1) * width]))
            for number, (oid, author) in enumerate(made)
        ]


def _text(version: Version) -> str:
    return content(version.log, version.entry)
