"""Glob patterns on repository paths, as they stand in the configuration.

A pattern without a slash names a file or folder at any depth; one with a slash is read from
the folder of its configuration. `*` and `?` stay inside one name, `**` spans folders. What
matches a folder matches everything below it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase


@functools.lru_cache(maxsize=1024)
def _parts(pattern: str) -> tuple[str, ...]:
    anchored = "/" in pattern.rstrip("/")
    names = tuple(name for name in pattern.split("/") if name not in {"", "."})
    return names if anchored or not names else ("**", *names)


def _fits(parts: Sequence[str], names: Sequence[str]) -> bool:
    # Going back to the last ** only is enough, and keeps hostile patterns from exploding.
    part = name = 0
    star, resume = -1, 0
    while name < len(names):
        if part == len(parts):
            return True
        if parts[part] == "**":
            star, resume = part, name
            part += 1
        elif fnmatchcase(names[name], parts[part]):
            part += 1
            name += 1
        elif star >= 0:
            resume += 1
            part, name = star + 1, resume
        else:
            return False
    return all(rest == "**" for rest in parts[part:])


def matches(pattern: str, path: str) -> bool:
    """True if the pattern names the path (forward slashes) or a folder that holds it."""
    parts = _parts(pattern)
    return bool(parts) and _fits(parts, path.split("/"))


def first_match(patterns: Iterable[str], path: str) -> str | None:
    """The first pattern that names the path; None if none does."""
    return next((pattern for pattern in patterns if matches(pattern, path)), None)
