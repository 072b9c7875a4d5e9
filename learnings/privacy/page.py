"""A text by its lines, and the forms of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from ..lazy import regex
from .afar import stops
from .finding import Piece
from .folding import with_feeds
from .shown import Shown, shown
from .signs import odd_places

_LINE_END = regex(r"\r\n?|\n")
_RAW, _SHOWN = frozenset(("raw",)), frozenset(("shown",))
_BOTH = _RAW | _SHOWN
_KEPT = 64


class Page:
    """A text by its lines, counted from 0."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.lines, self.starts = _parted(text)
        self._shown: dict[int, Shown] = {}

    def part(self, first: int, last: int) -> str:
        return self._text[self.starts[first] : self.starts[last]]

    def stops(self, line: int) -> bool:
        """True if a token may stand at the end of a line that goes on in the next."""
        return stops(self._line(line))

    def around(self, lines: Iterable[int], part: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Where some lines of a part stand, counted from its first one, each with its neighbours.

        What overlaps is one.
        """
        first, last = part
        begin = end = first
        for line in lines:
            start = max(first + line - 1, first)
            if start >= end:
                yield self.starts[begin], self.starts[end]
                begin = start
            end = min(first + line + 2, last)
        yield self.starts[begin], self.starts[end]

    def _line(self, line: int) -> str:
        return self.lines[line] if line >= 0 else ""

    def _seen(self, line: int) -> Shown:
        if line not in self._shown:
            if len(self._shown) > _KEPT:
                self._shown.clear()
            self._shown[line] = shown(self._line(line))
        return self._shown[line]

    def forms(self, line: int) -> list[tuple[str, frozenset[str], Shown]]:
        """What is written, and what is shown where that is something else; where each stands.

        The name of each form is among those whose detectors are given it.
        """
        raw, seen = self._line(line), self._seen(line)
        if seen.text == raw:
            return [("raw", _BOTH, seen)]
        return [("raw", _RAW, Shown(raw)), ("shown", _SHOWN, seen)]

    def piece(self, line: int, form: str, is_code: bool) -> Piece:
        """A form of a line as detectors are given it."""
        if form == "raw":
            return Piece(self._line(line), form, is_code, self._line(line - 1))
        return Piece(self._seen(line).text, form, is_code, self._seen(line - 1).text)


def lines_without_ends(text: str) -> list[str]:
    """The lines of a text; not to be changed."""
    return _parted(text)[0]


def line_starts(text: str) -> list[int]:
    """Where each line begins, and where the last one ends; not to be changed."""
    return _parted(text)[1]


@lru_cache(maxsize=2)
def _parted(text: str) -> tuple[list[str], list[int]]:
    """The lines of a text without their ends, and where each begins, and the end of the text."""
    lines = with_feeds(text).split("\n")
    if "\r" in text:
        return lines, [0, *(found.end() for found in _LINE_END.finditer(text)), len(text)]
    starts = [end + line for line, end in enumerate(accumulate(map(len, lines), initial=0))]
    starts[-1] -= 1
    return lines, starts


def others(part: str) -> Iterator[tuple[int, str]]:
    """The lines that show other words than are written, by their number, and what they show."""
    places = list(odd_places(part))
    starts = line_starts(part) if places else []
    for line in sorted({bisect_right(starts, place, hi=len(starts) - 1) for place in places}):
        yield line - 1, shown(part[starts[line - 1] : starts[line]].rstrip("\r\n")).text
