"""A line of source with the place that is meant, fitted into the width of a terminal."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from .escape import pieces

_TAB = 4


class Snippet(NamedTuple):
    """What to print, and where in it the mark goes, in terminal columns from 0."""

    text: str
    offset: int
    length: int


def snippet(line: str, start: int, stop: int, width: int) -> Snippet:
    """The stretch of a line around its characters `start` up to `stop`.

    At most `width` columns are shown, with an ellipsis where something is left out; only
    that much of the line is looked at, however long it is.
    """
    start = min(start, len(line))
    low = max(0, start - width)
    shown, sizes = _cells(line[low : start + width])
    at = start - low
    left, right = _window(sizes, at, width - 2)
    before = "…" if low + left else ""
    after = "…" if low + right < len(line) else ""
    marked = sizes[at : max(at, min(stop - low, right))]
    text = before + "".join(shown[left:right]) + after
    return Snippet(text.rstrip(), len(before) + sum(sizes[left:at]), max(1, sum(marked)))


def _cells(text: str) -> tuple[list[str], list[int]]:
    """What each character becomes, and how many columns that takes."""
    shown = pieces(text)
    sizes = []
    column = 0
    for index, piece in enumerate(shown):
        if piece == "\t":
            piece = " " * (_TAB - column % _TAB)
        elif piece == "[" and text[max(0, index - 2) : index] == "##":
            piece = "\\["  # as `escape.inert` would write it, but the mark must know
        shown[index] = piece
        sizes.append(_columns(piece))
        column += sizes[-1]
    return shown, sizes


def _columns(piece: str) -> int:
    """An escape is ASCII; what is not is one character."""
    if piece.isascii():
        return len(piece)
    if unicodedata.category(piece) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(piece) in {"W", "F"} else 1


def _window(sizes: list[int], at: int, width: int) -> tuple[int, int]:
    """The characters to show: a third of the room before `at`, unless less is needed after."""
    left = right = at
    used = 0
    while left and used + sizes[left - 1] <= width // 3:
        left -= 1
        used += sizes[left]
    while right < len(sizes) and used + sizes[right] <= width:
        used += sizes[right]
        right += 1
    while left and used + sizes[left - 1] <= width:
        left -= 1
        used += sizes[left]
    return left, right
