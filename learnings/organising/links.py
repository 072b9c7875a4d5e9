"""Relative links in text that moves to another folder, and links to text that has moved."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from ..diagnostic import Edit
from ..entry import Log
from ..lazy import regex
from ..markdown.source import line_starts, unify
from ..markdown.structure import anchors, links

_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|~|<")

Exists = Callable[[str], bool]


class Moved(NamedTuple):
    """A text with its links made right, and the targets of those that could not be."""

    text: str
    left: list[str]


def moved(text: str, old: str, new: str, exists: Exists) -> Moved:
    """The text of an entry that goes from the file `old` to the file `new`.

    Links to files that exist, seen from the old place, lead there from the new one too. An anchor
    stays where the text itself has it, and else leads to the old file.
    """
    own = anchors(text) if "#" in text else frozenset()

    def change(raw: str) -> str | None:
        path, mark, anchor = raw.partition("#")
        if not path:
            inside = unquote(anchor).casefold() in own
            return None if inside else f"{_to(old, new)}{mark}{anchor}"
        place = _place(path, old)
        if place != new and not exists(place):
            return None
        if place == new and anchor:
            return f"{mark}{anchor}"
        return f"{_relocated(path, place, old, new)}{mark}{anchor}"

    return _changed(text, change)


def _relocated(path: str, place: str, old: str, new: str) -> str:
    """A link seen from another folder; between a folder and one below it no more than the dots."""
    here, there = posixpath.dirname(old), posixpath.dirname(new)
    deeper = _steps(here, there)
    if deeper:
        return "../" * deeper + path
    higher = _steps(there, here)
    if higher and path.startswith("../" * higher):
        return path[3 * higher :]
    return _to(place, new)


def _steps(above: str, below: str) -> int:
    """How many folders one is below the other; 0 if it is not."""
    if above and not f"{below}/".startswith(f"{above}/"):
        return 0
    return len([part for part in below[len(above) :].split("/") if part])


def _to(target: str, source: str) -> str:
    path = posixpath.relpath(target, posixpath.dirname(source) or ".")
    return quote(path, safe="/-._~", errors="surrogateescape")


def _place(path: str, source: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(path)))


def followed(log: Log, gone: Mapping[tuple[str, str], str]) -> list[Edit]:
    """The edits that let links of a log follow headings that have moved.

    `gone` maps a file and an anchor to the file in which the anchor is now.
    """
    edits: list[Edit] = []
    for entry in log.entries:
        body = log.body(entry.start, entry.end)
        if "#" in body:
            offset = log.starts[entry.start - 1]
            found = _edits(body, lambda raw: _followed(raw, log.path, gone))[0]
            edits += [Edit(item.start + offset, item.end + offset, item.text) for item in found]
    return edits


def _followed(raw: str, source: str, gone: Mapping[tuple[str, str], str]) -> str | None:
    path, mark, anchor = raw.partition("#")
    place = _place(path, source) if path else source
    target = gone.get((place, unquote(anchor).casefold()))
    if target is None:
        return None
    return f"{'' if target == source else _to(target, source)}{mark}{anchor}"


def _changed(text: str, change: Callable[[str], str | None]) -> Moved:
    edits, left = _edits(text, change)
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return Moved(text, left)


def _edits(text: str, change: Callable[[str], str | None]) -> tuple[list[Edit], list[str]]:
    """The edits of the links whose target stands in them; the others that would need one."""
    edits, left = [], []
    starts: list[int] = []
    for link in links(text):
        if not link.target or _SCHEME.match(link.target):
            continue
        starts = starts or list(line_starts(unify(text)))
        start = starts[link.line - 1] + link.column - 1
        end = start + len(link.raw)
        is_inline = text[start:end] == link.raw == link.target and "\\" not in link.raw
        new = change(link.raw if is_inline else link.target)
        if new is None or new == link.raw:
            continue
        if is_inline:
            edits.append(Edit(start, end, new))
        else:
            left.append(link.target)
    return edits, left
