"""Makes `find` functions of detectors: a pattern that has a group `value`, and what to keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..lazy import regex
from .finding import Hit, Piece

Find = Callable[[Piece], Iterator[Hit]]
Keep = Callable[[re.Match[str]], bool]


def words(text: str) -> frozenset[str]:
    """The words of a text, to be looked up."""
    return frozenset(text.split())


def finder(pattern: str, keep: Keep = bool, flags: int = 0) -> Find:
    """A function that gives the group `value` of each match that is kept.

    Digits and words are those of ASCII, so that text in other scripts ends a value. A pattern
    has to be linear: what repeats is bounded, or begins only where nothing of it stands before.
    """
    compiled = regex(pattern, re.ASCII | flags)

    def find(piece: Piece) -> Iterator[Hit]:
        for found in compiled.finditer(piece.text):
            if keep(found):
                yield Hit(*found.span("value"))

    return find


def loose(pattern: str, keep: Keep = bool) -> Find:
    """The same without regard to case."""
    return finder(pattern, keep, re.IGNORECASE)


def either(*finds: Find) -> Find:
    """What any of the functions finds."""

    def find(piece: Piece) -> Iterator[Hit]:
        for one in finds:
            yield from one(piece)

    return find


def lead(found: re.Match[str], width: int) -> str:
    """What stands before the value, at most so many characters."""
    start = found.start("value")
    return found.string[max(0, start - width) : start]


def tail(found: re.Match[str], width: int) -> str:
    """What stands after the value, at most so many characters."""
    end = found.end("value")
    return found.string[end : end + width]
