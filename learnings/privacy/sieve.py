"""Which lines of a text hold a word or match a pattern, of many at once.

There are four ways, all with the same answer. Hyperscan and RE2 look for everything in one pass,
where they are installed. The standard library looks for one word after the other in a short text,
and for all of them with one expression in a long one. What an engine refuses the standard library
looks for; what that refuses as well every line is said to hold, so that nothing is missed.
"""

from __future__ import annotations

import bisect
import importlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache

from .folding import LONG, folded, is_bounded, spaced
from .matcher import Engine, Found, with_hyperscan, with_re2
from .sought import Lines, Part, Pattern, line_ends, lines_with

# Below so many characters one search per word is done sooner than an engine is prepared.
SHORT = 50_000
_SHORTEST = 3


__all__ = ["LONG", "Pattern", "Sieve", "folded", "spaced"]


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
        if not _has_long_line(text):
            return self._found(text)
        lines = text.split("\n")
        long = [number for number, line in enumerate(lines) if len(line) > LONG]
        said = {number: self._in_long(lines[number]) for number in long}
        for number in long:
            lines[number] = ""
        return self._found("\n".join(lines)) | {line: some for line, some in said.items() if some}

    def _in_long(self, line: str) -> set[int]:
        found = set(self._words_in(line))
        for number, one in enumerate(self.patterns, len(self.words)):
            pattern = _compiled(one.source) if is_bounded(one.source) else None
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
            "re2": lambda: with_re2(self.words, self.patterns, self._matched, self._add),
            "hyperscan": lambda: with_hyperscan(
                self.words, self.patterns, self._matched, self._add, self._searched
            ),
            "re": lambda: self._matched,
        }
        for name in [self._named] if self._named else makers:
            if name == "re" or _is_there(name):
                return makers[name]()
        raise ModuleNotFoundError(self._named, name=self._named)

    # --- the standard library ------------------------------------------------------------

    def _searched(self, text: str) -> Found:
        found: Found = {}
        ends = line_ends(text)
        for number in self._may_be_in(text):
            word = self.words[number]
            place = text.find(word)
            while place >= 0:
                line = bisect.bisect_left(ends, place)
                found.setdefault(line, set()).add(number)
                place = text.find(word, ends[line])
        self._add(Lines(text), found, self._of_patterns)
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
        self._add(Lines(text), found, self._of_patterns)
        return found

    @property
    def _of_patterns(self) -> range:
        return range(len(self.words), len(self.words) + len(self.patterns))

    def _words_in(self, line: str) -> Iterator[int]:
        return (number for number in self._may_be_in(line) if self.words[number] in line)

    def _may_be_in(self, text: str) -> Iterator[int]:
        """The words whose first letters are there."""
        begins = {text[at : at + _SHORTEST] for at in range(len(text))}
        for begin in begins & self._begins.keys():
            yield from self._begins[begin]
        yield from self._brief

    @cached_property
    def _begins(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words):
            if len(word) >= _SHORTEST:
                found[word[:_SHORTEST]].append(number)
        return dict(found)

    @cached_property
    def _brief(self) -> list[int]:
        return [number for number, word in enumerate(self.words) if len(word) < _SHORTEST]

    def _add(self, lines: Lines, found: Found, numbers: Sequence[int]) -> None:
        """Look for some words or patterns, each by itself."""
        for number in numbers:
            place = number - len(self.words)
            one = self.patterns[place] if place >= 0 else Pattern(re.escape(self.words[number]))
            part = lines.for_(one.run, one.figures)
            for line in _lines_with(one, part) if part.numbers else ():
                found.setdefault(part.numbers[line], set()).add(number)

    @cached_property
    def _any_word(self) -> re.Pattern[str]:
        return re.compile(_tree(sorted(self.words)) if self.words else r"(?!)")


def _has_long_line(text: str) -> bool:
    """True for a line of more than `LONG` characters; from line end to line end as far as that."""
    place = 0
    while len(text) - place > LONG:
        end = text.rfind("\n", place, place + LONG + 1)
        if end < 0:
            return True
        place = end + 1
    return False


def _is_there(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None


def _lines_with(one: Pattern, part: Part) -> Iterator[int]:
    """The lines that a pattern matches; where it needs a word, only those with one are asked.

    Short words are in nearly every line. What is no pattern is said to be in all of them.
    """
    text, ends, _ = part
    pattern = _compiled(one.source)
    if pattern is None:
        yield from range(len(ends))
    elif one.words and min(map(len, one.words)) >= _SHORTEST:
        for line in sorted(_with_words(one.words, part)):
            if pattern.search(text, ends[line - 1] + 1 if line else 0, ends[line]):
                yield line
    else:
        yield from lines_with(pattern.search, text, ends)


def _with_words(words: Sequence[str], part: Part) -> set[int]:
    """The lines that hold one of the words."""
    text, ends, _ = part
    found = set()
    for word in words:
        place = text.find(word)
        while place >= 0:
            line = bisect.bisect_left(ends, place)
            found.add(line)
            place = text.find(word, ends[line])
    return found


def _tree(words: Sequence[str]) -> str:
    """One expression for many sorted words, in which no two branches begin with one letter."""
    if "" in words:
        return ""
    branches = []
    for letter in dict.fromkeys(word[0] for word in words):
        rest = [word[1:] for word in words if word[0] == letter]
        branches.append(re.escape(letter) + _tree(rest))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
