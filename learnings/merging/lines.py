"""Three versions of a text merged line by line, as `diff3` and `git merge-file` do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Beyond so many differences two texts have so little in common that no more is looked for.
_MOST_EDITS = 1000


class Chunk(NamedTuple):
    """A stretch of a merge: `lines` where it is clear what it is, else None and three versions."""

    lines: Sequence[str] | None
    base: Sequence[str] = ()
    ours: Sequence[str] = ()
    theirs: Sequence[str] = ()


def merge_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Chunk]:
    """The merge of three lists of lines; what only one side changes is changed.

    Changes that touch each other collide, unless they are the same.
    """
    chunks: list[Chunk] = []
    at = (0, 0, 0)
    for stop in _common(base, ours, theirs):
        parts = [
            version[start:end]
            for version, start, end in zip((base, ours, theirs), at, stop, strict=True)
        ]
        if any(parts):
            chunks.append(_decided(*parts))
        if stop[0] < len(base):
            chunks.append(Chunk(base[stop[0] : stop[0] + 1]))
        at = (stop[0] + 1, stop[1] + 1, stop[2] + 1)
    return chunks


def _decided(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Chunk:
    if list(ours) == list(theirs) or list(theirs) == list(base):
        return Chunk(ours)
    if list(ours) == list(base):
        return Chunk(theirs)
    return Chunk(None, base, ours, theirs)


def _common(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[int, int, int]]:
    """The lines that all three have, in order, and behind them the ends."""
    other = dict(matches(base, theirs))
    for old, new in matches(base, ours):
        if old in other:
            yield old, new, other[old]
    yield len(base), len(ours), len(theirs)


def matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The lines that two texts share in the same order, as pairs of their numbers from 0.

    As many as can be, unless the texts are too different for it to matter.
    """
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    head = [(index, index) for index in range(start)]
    middle = _shortest(old[start : len(old) - end], new[start : len(new) - end])
    tail = [(len(old) - index, len(new) - index) for index in range(end, 0, -1)]
    return [*head, *((one + start, two + start) for one, two in middle), *tail]


def _shortest(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Myers' greedy algorithm (1986), with the path that it went."""
    if not old or not new:
        return []
    reach = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(min(len(old) + len(new), _MOST_EDITS) + 1):
        trail.append(dict(reach))
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (
                diagonal != edits and reach[diagonal - 1] < reach[diagonal + 1]
            )
            x = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            while x < len(old) and x - diagonal < len(new) and old[x] == new[x - diagonal]:
                x += 1
            reach[diagonal] = x
            if x >= len(old) and x - diagonal >= len(new):
                return _walked(trail, len(old), len(new))
    return []


def _walked(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    found = []
    for edits in range(len(trail) - 1, -1, -1):
        reach, diagonal = trail[edits], x - y
        down = diagonal == -edits or (
            diagonal != edits and reach[diagonal - 1] < reach[diagonal + 1]
        )
        before = diagonal + 1 if down else diagonal - 1
        from_x = reach[before] if edits else 0
        from_y = from_x - before if edits else 0
        while x > from_x and y > from_y and (x > 0 and y > 0):
            if edits and (x, y) == ((from_x, from_y + 1) if down else (from_x + 1, from_y)):
                break
            x, y = x - 1, y - 1
            found.append((x, y))
        if edits:
            x, y = from_x, from_y
    found.reverse()
    return found
