"""Which lines of a text hold a word or match a pattern, of many at once.

There are four ways, all with the same answer. Hyperscan and RE2 look for everything in one pass,
where they are installed. The standard library looks for one word after the other in a short text,
and for all of them with one expression in a long one. What an engine refuses is looked for in no
other way: every line is then said to hold it, so that nothing is missed.
"""

from __future__ import annotations

import bisect
import importlib
import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cached_property, lru_cache
from typing import NamedTuple

from .folding import LONG, folded, is_bounded
from .matcher import Engine, Found, add_to_all, line_ends, with_hyperscan, with_re2

# Below so many characters one search per word is done sooner than an engine is prepared.
SHORT = 50_000
_SHORTEST = 3


__all__ = ["LONG", "Sieve", "folded"]


class Pattern(NamedTuple):
    """What is looked for: how many characters without a space it needs, and one of which words."""

    source: str
    run: int = 0
    words: tuple[str, ...] = ()


class Sieve:
    """Looks for words (in small letters, none of them with a space) and patterns.

    A word is known by its place in the list, a pattern by its place behind the words. `engine` is
    `hyperscan`, `re2` or `re`; without one the fastest that can be imported is taken.
    """

    def __init__(self, words: Sequence[str], patterns: Sequence[Pattern], engine: str = "") -> None:
        self.words = tuple(words)
        self.patterns = tuple(patterns)
        self._named = engine

    def find(self, text: str) -> Found:
        """What is in which line of a text that was `folded`.

        A line of more than `LONG` characters is said to hold each pattern that has a part of any
        length.
        """
        if len(text) <= LONG:
            return self._found(text)
        lines = text.split("\n")
        long = [number for number, line in enumerate(lines) if len(line) > LONG]
        if not long:
            return self._found(text)
        said = {number: self._in_long(lines[number]) for number in long}
        for number in long:
            lines[number] = ""
        return self._found("\n".join(lines)) | {line: some for line, some in said.items() if some}

    def _in_long(self, line: str) -> set[int]:
        found = set(self._words_in(line))
        for number, (source, _, _) in enumerate(self.patterns, len(self.words)):
            pattern = _compiled(source) if is_bounded(source) else None
            if pattern is None or pattern.search(line):
                found.add(number)
        return found

    def _found(self, text: str) -> Found:
        if len(text) < SHORT and not self._named:
            return self._searched(text)
        return self._engine(text)

    @cached_property
    def _engine(self) -> Engine:
        makers: dict[str, Callable[[], Engine]] = {
            "re2": lambda: with_re2(*self._sources, self._matched),
            "hyperscan": lambda: with_hyperscan(self._sources[0], self._matched),
            "re": lambda: self._matched,
        }
        for name in [self._named] if self._named else makers:
            if name == "re" or _is_there(name):
                return makers[name]()
        raise ModuleNotFoundError(self._named, name=self._named)

    @property
    def _sources(self) -> tuple[list[tuple[int, str]], int, str]:
        sources = [*map(re.escape, self.words), *(one.source for one in self.patterns)]
        return list(enumerate(sources)), len(self.words), " ".join(self.words)

    # --- the standard library ------------------------------------------------------------

    def _searched(self, text: str) -> Found:
        found: Found = {}
        ends = line_ends(text)
        beginnings = _pieces(text)
        for number, word in self._may_be_in(beginnings):
            place = text.find(word)
            while place >= 0:
                line = bisect.bisect_left(ends, place)
                found.setdefault(line, set()).add(number)
                place = text.find(word, ends[line])
        # Few short texts have a word that is long enough for a key, and patterns cost much to make.
        longest = max(map(len, text.split()), default=0)
        self._add_patterns(text, ends, found, longest, beginnings)
        return found

    def _may_be_in(self, pieces: Set[str]) -> list[tuple[int, str]]:
        """The words of which the first letters are there, with their numbers."""
        known = self._by_beginning
        found = [both for piece in known.keys() & pieces for both in known[piece]]
        return sorted([*self._short, *found])

    @cached_property
    def _short(self) -> list[tuple[int, str]]:
        return [both for both in enumerate(self.words) if len(both[1]) < _SHORTEST]

    @cached_property
    def _by_beginning(self) -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for number, word in enumerate(self.words):
            if len(word) >= _SHORTEST:
                found.setdefault(word[:_SHORTEST], []).append((number, word))
        return found

    def _matched(self, text: str) -> Found:
        found: Found = {}
        ends = line_ends(text)
        place = 0
        while hit := self._any_word.search(text, place):
            line = bisect.bisect_left(ends, hit.start())
            begin = ends[line - 1] if line else 0
            place = ends[line]
            words = self._words_in(text[begin:place])
            found.setdefault(line, set()).update(words)
        self._add_patterns(text, ends, found)
        return found

    def _words_in(self, line: str) -> Iterator[int]:
        return (number for number, word in enumerate(self.words) if word in line)

    def _add_patterns(
        self,
        text: str,
        ends: Sequence[int],
        found: Found,
        longest: int | None = None,
        pieces: Set[str] = frozenset(),
    ) -> None:
        for number, (source, run, words) in enumerate(self.patterns, len(self.words)):
            if longest is not None and run > longest:
                continue
            if pieces and _is_missing(words, pieces):
                continue
            pattern = _compiled(source)
            if pattern is None:
                add_to_all(found, number, len(ends))
                continue
            for line in _lines_with(pattern, words, text, ends):
                found.setdefault(line, set()).add(number)

    @cached_property
    def _any_word(self) -> re.Pattern[str]:
        return re.compile(_tree(sorted(self.words)) if self.words else r"(?!)")


def _is_there(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


def _pieces(text: str) -> frozenset[str]:
    """Every three letters that stand side by side: which words begin there is known at once."""
    return frozenset(map("".join, zip(text, text[1:], text[2:], strict=False)))


def _is_missing(words: Sequence[str], pieces: Set[str]) -> bool:
    """True if a pattern needs one of the words, and the text of the pieces has none."""
    return bool(words) and all(
        len(word) >= _SHORTEST and word[:_SHORTEST] not in pieces for word in words
    )


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None


def _lines_with(
    pattern: re.Pattern[str], words: Sequence[str], text: str, ends: Sequence[int]
) -> Iterator[int]:
    """The lines that a pattern matches; where it needs a word, only those with one are asked.

    Short words are in nearly every line.
    """
    if not words or min(map(len, words)) < _SHORTEST:
        place = 0
        while place <= len(text) and (hit := pattern.search(text, place)):
            line = bisect.bisect_left(ends, hit.start())
            yield line
            place = ends[line] + 1
        return
    for word in words:
        place = text.find(word)
        while place >= 0:
            line = bisect.bisect_left(ends, place)
            begin = ends[line - 1] + 1 if line else 0
            if pattern.search(text, begin, ends[line]):
                yield line
            place = text.find(word, ends[line])


def _tree(words: Sequence[str]) -> str:
    """One expression for many sorted words, in which no two branches begin with one letter."""
    if "" in words:
        return ""
    branches = []
    for letter in dict.fromkeys(word[0] for word in words):
        rest = [word[1:] for word in words if word[0] == letter]
        branches.append(re.escape(letter) + _tree(rest))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
