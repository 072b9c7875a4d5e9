"""Glob patterns on repository paths, as they stand in the configuration.

A pattern without a slash names a file or folder at any depth; one with a slash is read from
the folder of its configuration. `*` and `?` stay inside one name, `**` spans folders. What
matches a folder matches everything below it. A slash at the beginning only ties a single name
to that folder: no pattern is absolute, and none leads out of the folder.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from .lazy import regex

# As `fnmatch` reads them: a bracket that comes first is one of the characters.
_SET = regex(r"\[!?+\]?+[^\]]*+(?:\]|(?P<open>\Z))")
_BRACES = regex(r"\{[^{},]*+,[^{}]*+\}")


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


def fault(pattern: str) -> str:
    """Why a pattern could never name what it was written for, with a remedy; empty if it could."""
    names = [name for name in pattern.split("/") if name not in {"", "."}]
    if not names or "\0" in pattern:
        return "names nothing; write the path of a file or a folder"
    if ".." in names:
        return "leads out of the folder of its configuration; drop the .."
    if (pattern.startswith("/") and len(names) > 1) or names[0] == "~":
        rest = "/".join(names[1:] if names[0] == "~" else names)
        return f"is an absolute path: write it from the folder of the configuration, as in {rest}"
    if pattern.startswith("!"):
        return "begins with !, and no pattern takes back another; leave it out"
    if "\\" in pattern:
        return "has a backslash; write / between folders, and [*] for a star that is meant"
    return _unclosed(pattern)


def _unclosed(pattern: str) -> str:
    for name in pattern.split("/"):
        # A set that is open takes the rest, so that hostile patterns are read once.
        if any(found["open"] is not None for found in _SET.finditer(name)):
            return "has a [ that is never closed; write [[] for a bracket that is meant"
        if _BRACES.search(_SET.sub("", name)):
            return "has braces, which choose nothing here; write a pattern for each choice"
    return ""


def matches(pattern: str, path: str) -> bool:
    """True if the pattern names the path (forward slashes) or a folder that holds it."""
    parts = _parts(pattern)
    return bool(parts) and _fits(parts, path.split("/"))


def first_match(patterns: Iterable[str], path: str) -> str | None:
    """The first pattern that names the path; None if none does."""
    return next((pattern for pattern in patterns if matches(pattern, path)), None)
