"""Reading logs for the index: what is kept of each, and what decides how it is read."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .. import __version__, resource
from ..collect import log_of
from ..discover import Source
from ..engine import Engine
from ..entry import Log
from ..parallel import spread
from ..privacy.mask import without
from ..row import row
from ..settings import Settings
from .kept import Read, document, mark, stamp

Progress = Callable[[int, int], None]

# So many bytes of logs are read before what was read is kept.
_BATCH = 24_000_000


@dataclass(slots=True)
class Reader:
    """Reads logs; `sources` are all files, since the names beside a log tell its dialect."""

    settings: Settings
    engine: Engine
    sources: Sequence[Source]
    progress: Progress | None = None
    _siblings: dict[str, list[str]] = field(default_factory=dict)
    _contexts: dict[str, str] = field(default_factory=dict)
    _program: str = ""

    def __post_init__(self) -> None:
        for source in self.sources:
            folder, name = os.path.split(source.path)
            self._siblings.setdefault(folder, []).append(name)

    def batches(self, stale: Sequence[Source]) -> Iterator[list[Read]]:
        """What is in the files, a handful of them at a time."""
        batch: list[Source] = []
        size = 0
        for count, source in enumerate(stale, 1):
            batch.append(source)
            size += size_of(source)
            if size >= _BATCH or count == len(stale):
                yield spread(batch, size_of, self._read)
                if self.progress is not None:
                    self.progress(count, len(stale))
                batch, size = [], 0

    def _read(self, source: Source) -> Read:
        before = stamp_of(source)
        began = time.time_ns()
        log = log_of(source, self.settings)
        self._recognise(log)
        presets = self.engine.presets_of(self.engine.settings_of(log))
        places = _bytes(log, [at for entry in log.entries for at in (entry.start, entry.end)])
        rows, documents = [], []
        mask = self.engine.watch.mask(log)
        for entry in log.entries:
            found = row(entry, log, presets, (places[entry.start], places[entry.end]))
            words = document(entry, log, found)
            rows.append(without(mask, found))
            documents.append(without(mask, words))
        known = "" if log.fault or not before else mark(before, log, began)
        return Read(ascii(source.absolute), known, self.context(source), rows, documents)

    def _recognise(self, log: Log) -> None:
        folder, name = os.path.split(log.path)
        beside = [
            Log(f"{folder}/{other}" if folder else other, "", [])
            for other in self._siblings.get(folder, ()) if other != name
        ]  # fmt: skip
        self.engine.recognise([log, *beside])

    def context(self, source: Source) -> str:
        """All that decides how the log is read, but its bytes."""
        near = self.settings.nearest(source.path)
        if near.file not in self._contexts:
            said = [near.preset, near.presets, near.max_file_size, near.privacy, near.severity]
            self._contexts[near.file] = json.dumps(said, sort_keys=True, default=str)
        folder = os.path.dirname(source.path)
        names = sorted(self._siblings.get(folder, ()))
        telling = [name for name in names if name.casefold() in self.engine.presets_of(near).files]
        own = [source.path, source.archive, near.preset_for(source.path), telling]
        return _digest(self._version(), self._contexts[near.file], json.dumps(own))

    def _version(self) -> str:
        """This program: another one may read the same bytes in another way."""
        if not self._program:
            self._program = __version__ + _modules()
        return self._program


def size_of(source: Source) -> int:
    """The bytes of a file; 0 where it is gone."""
    try:
        return os.lstat(source.absolute).st_size
    except OSError:
        return 0


def stamp_of(source: Source) -> str:
    """What the system says of a file; empty where it is gone."""
    try:
        return stamp(os.lstat(source.absolute))
    except OSError:
        return ""


def _bytes(log: Log, lines: Sequence[int]) -> Mapping[int, int]:
    """The offset in bytes of the start of each of the lines."""
    ordered = sorted({1, *lines})
    at = [log.starts[line - 1] if line <= log.line_count else log.size for line in ordered]
    if log.text.isascii():
        return dict(zip(ordered, at, strict=True))
    found = {1: 0}
    total = 0
    for (start, stop), line in zip(pairwise(at), ordered[1:], strict=True):
        total += len(log.text[start:stop].encode("utf-8", "surrogateescape"))
        found[line] = total
    return found


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _folders(folder: str) -> list[str]:
    """A folder and those in it."""
    with os.scandir(folder) as entries:
        return [folder, *(item.path for item in entries if item.is_dir())]


def _modules() -> str:
    """The stamps of what reads logs: in a clone it changes without a new version."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    names = []
    privacy = os.path.join(package, "privacy")
    for folder in (package, os.path.join(package, "markdown"), os.path.dirname(__file__),
                   resource.folder(), *_folders(privacy)):  # fmt: skip
        with os.scandir(folder) as entries:
            names += [
                f"{item.name}:{item.stat().st_mtime_ns}:{item.stat().st_size}"
                for item in entries if item.name.endswith((".py", ".json"))
            ]  # fmt: skip
    return " ".join(sorted(names))
