"""Entries named by where they stand: the path of their file, with a line where it holds several."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import NamedTuple

from .disk import is_inside, printable, relative
from .entry import Entry, Log
from .errors import UsageError

_LINE = re.compile(r"(?P<path>.+):(?P<line>[1-9]\d{0,8})$", re.DOTALL)
_SHOWN = 3
ARCHIVES = frozenset(("archive", "archived"))
# `archive/2026` and `archive/2026-03` are one archive of many.
_PERIOD = re.compile(r"\d{4}(?:-[\dq]\d?)?$", re.IGNORECASE)


class Place(NamedTuple):
    """A file, seen from the root, and a line of it; 0 stands for none."""

    path: str
    line: int = 0


def looks_like_path(name: str) -> bool:
    """True for a word that can only be a path: no ID holds a slash or ends with `.md`."""
    found = _LINE.match(name)
    path = found["path"] if found else name
    return "/" in path or os.sep in path or path.lower().endswith((".md", ".markdown"))


def at(name: str, root: str, paths: Sequence[str]) -> list[Place]:
    """The files among `paths` (seen from the root) that a word means, as seen from here.

    The path from here goes before the path from the root, and a bare name of a file comes last.
    """
    found = _LINE.match(name)
    path, line = (found["path"], int(found["line"])) if found else (name, 0)
    for words, number in ((name, 0), (path, line)):
        folder, base = os.path.split(os.path.abspath(words))
        absolute = os.path.join(os.path.realpath(folder), base)
        seen = relative(absolute, root) if is_inside(absolute, root) else ""
        plain = words.replace(os.sep, "/")
        for known in (seen, plain):
            if known in paths:
                return [Place(known, number)]
    plain = path.replace(os.sep, "/")
    return [Place(item, line) for item in paths if item.endswith(f"/{plain}")] if plain else []


def before_archive(path: str) -> str:
    """Where a file in an archive stood: the same path without it; empty for one in no archive."""
    *folders, name = path.split("/")
    at = next((at for at, part in enumerate(folders) if part.lower() in ARCHIVES), len(folders))
    rest = folders[at + 1 :]
    while rest and _PERIOD.match(rest[0]):
        rest = rest[1:]
    return "/".join([*folders[:at], *rest, name]) if at < len(folders) else ""


def archived_at(name: str, root: str, paths: Sequence[str]) -> list[Place]:
    """The archived files among `paths` that stood where a word says."""
    former = {path: old for path in paths if (old := before_archive(path))}
    meant = {place.path for place in at(name, root, list(former.values()))}
    return [Place(path) for path, old in former.items() if old in meant]


def entry_at(name: str, root: str, logs: Sequence[Log]) -> tuple[Log, Entry] | None:
    """The entry that a path names, such as `docs/ops-knowledge/issues/x.md` or `JOURNAL.md:12`.

    An archived file is known by the path that it had, too. None where the word names no log.
    Raises `UsageError` where several files have that name, where the file holds several entries
    and no line is named, and where none stands there.
    """
    places = at(name, root, [log.path for log in logs])
    if not places:
        # A log and its archive have a name in common; a file that is one entry moves as a whole.
        alone = [log.path for log in logs if [item.shape for item in log.entries] == ["file"]]
        places = archived_at(name, root, alone)
    if not places:
        return None
    if len(places) > 1:
        listed = ", ".join(printable(place.path) for place in places[:_SHOWN])
        more = ", …" if len(places) > _SHOWN else ""
        raise UsageError(f"{len(places)} logs are called {printable(name)} ({listed}{more}): "
                         "name the whole path")  # fmt: skip
    place = places[0]
    log = next(item for item in logs if item.path == place.path)
    shown = printable(log.path)
    if place.line:
        entry = log.entry_at(place.line)
        if entry is None:
            raise UsageError(f"no entry stands at {shown}:{place.line}")
        return log, entry
    if not log.entries:
        raise UsageError(f"{shown} holds no entry")
    if len(log.entries) > 1:
        lines = [f"{shown}:{entry.span.line}" for entry in log.entries[:_SHOWN]]
        raise UsageError(f"{shown} holds {len(log.entries)} entries: name one by its ID, or by its "
                         f"line, such as {', '.join(lines)}")  # fmt: skip
    return log, log.entries[0]
