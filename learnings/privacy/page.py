"""A text by its lines, and the forms of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from ..lazy import regex
from .finding import Piece
from .shown import Shown, shown
from .signs import odd

_LINE_END = regex(r"\r\n?|\n")
_RAW, _SHOWN = frozenset(("raw",)), frozenset(("shown",))
_BOTH = _RAW | _SHOWN
_KEPT = 64
# One character for each line end.
_ONE_MORE = (1).__add__


class Page:
    """A text by its lines, counted from 0."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.starts = line_starts(text)
        self._shown: dict[int, Shown] = {}

    def part(self, first: int, last: int) -> str:
        return self._text[self.starts[first] : self.starts[last]]

    def _line(self, line: int) -> str:
        return self.part(line, line + 1).rstrip("\r\n") if line >= 0 else ""

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


@lru_cache(maxsize=2)
def line_starts(text: str) -> list[int]:
    """Where each line begins, and where the last one ends; not to be changed."""
    if "\r" in text:
        return [0, *(found.end() for found in _LINE_END.finditer(text)), len(text)]
    starts = list(accumulate(map(_ONE_MORE, map(len, text.split("\n"))), initial=0))
    starts[-1] -= 1
    return starts


def others(part: str) -> Iterator[tuple[int, str]]:
    """The lines that show other words than are written, by their number, and what they show."""
    hit = odd(part)
    starts = line_starts(part) if hit is not None else []
    while hit is not None:
        line = bisect_right(starts, hit.start(), hi=len(starts) - 1) - 1
        begin, end = starts[line], starts[line + 1]
        yield line, shown(part[begin:end].rstrip("\r\n")).text
        hit = odd(part, max(end, hit.start() + 1)) if end < len(part) else None
