"""What is looked for in a text, and the lines in which it can be at all.

Most patterns need a long run of characters or many figures, and few lines have them. These are
found much sooner than the pattern.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

from .counted import longest_run

T = TypeVar("T", str, bytes)

# A pattern is looked for in the lines that have as much as the next smaller of these.
_RUNS, _FIGURES = (0, 8, 13, 16, 20, 24), (0, 2, 4, 6, 7, 9, 12)
_NO_FIGURES = dict.fromkeys(map(ord, "0123456789"))


class Pattern(NamedTuple):
    """What is looked for: a regular expression for text in small letters.

    `run` says how many characters without a space it needs, `words` one of which words, and
    `figures` how many figures.
    """

    source: str
    run: int = 0
    words: tuple[str, ...] = ()
    figures: int = 0


class Part(NamedTuple):
    """Some lines of a text: their text, where each ends in that, and their numbers."""

    text: str
    ends: list[int]
    numbers: Sequence[int]


class Lines:
    """A text in small letters by its lines, of which it gives those that a pattern may be in."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._whole = Part(text, line_ends(text), range(len(self._lines)))
        self._parts: dict[tuple[int, int], Part] = {(0, 0): self._whole}

    def for_(self, run: int, figures: int) -> Part:
        """The lines with as long a run and as many figures, and perhaps some more."""
        key = _floor(_RUNS, run), _floor(_FIGURES, figures)
        if key not in self._parts:
            self._parts[key] = self._part(*key)
        return self._parts[key]

    def _part(self, run: int, figures: int) -> Part:
        numbers = [
            number
            for number, line in enumerate(self._lines)
            if len(line) >= run and self._runs[number] >= run and self._figures[number] >= figures
        ]
        text = "\n".join([self._lines[number] for number in numbers])
        return Part(text, line_ends(text) if numbers else [], numbers)

    @cached_property
    def _runs(self) -> list[int]:
        return list(map(longest_run, self._lines))

    @cached_property
    def _figures(self) -> list[int]:
        return [len(line) - len(line.translate(_NO_FIGURES)) for line in self._lines]


def line_ends(text: str | bytes) -> list[int]:
    """Where each line ends; the last one with the text."""
    lines = text.split("\n") if isinstance(text, str) else text.split(b"\n")
    return [end + line for line, end in enumerate(accumulate(map(len, lines)))]


def lines_with(search: Callable[[T, int], Any], text: T, ends: Sequence[int]) -> Iterator[int]:
    """The lines in which `search` finds something from a place in the text on, by their ends."""
    place = 0
    while place <= len(text) and (hit := search(text, place)):
        line = bisect_left(ends, hit.start())
        yield line
        place = ends[line] + 1


def _floor(steps: Sequence[int], number: int) -> int:
    return max(step for step in steps if step <= number)
