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
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any

from ..lazy import regex

# Below so many characters one search per word is done sooner than an engine is prepared.
SHORT = 50_000
_LETTERS = str.maketrans({"ſ": "s", "ı": "i", "K": "k", "İ": "i"})
_SURROGATE = regex("[\ud800-\udfff]")

# The numbers of the words and patterns that are in a line, by the number of the line from 0.
Found = dict[int, set[int]]
Engine = Callable[[str], Found]


def folded(text: str) -> str:
    """The text in small letters, each line end one character, with the same lines."""
    if not text.isascii():
        text = text.translate(_LETTERS)
    text = text.lower()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


class Sieve:
    """Looks for words (in small letters, none of them with a space) and patterns.

    A word is known by its place in the list, a pattern by its place behind the words; with each
    pattern stands how many characters without a space it needs at least. `engine` is `hyperscan`,
    `re2` or `re`; without one the fastest that can be imported is taken.
    """

    def __init__(
        self, words: Sequence[str], patterns: Sequence[tuple[str, int]], engine: str = ""
    ) -> None:
        self.words = tuple(words)
        self.patterns = tuple(pattern for pattern, _ in patterns)
        self._runs = tuple(run for _, run in patterns)
        self._named = engine

    def find(self, text: str) -> Found:
        """What is in which line of a text that was `folded`."""
        if len(text) < SHORT and not self._named:
            return self._searched(text)
        return self._engine(text)

    @cached_property
    def _engine(self) -> Engine:
        makers: dict[str, Callable[[], Engine]] = {
            "hyperscan": self._hyperscan,
            "re2": self._re2,
            "re": lambda: self._matched,
        }
        for name in [self._named] if self._named else makers:
            if name == "re" or _is_there(name):
                return makers[name]()
        raise ModuleNotFoundError(self._named, name=self._named)

    # --- the standard library ------------------------------------------------------------

    def _searched(self, text: str) -> Found:
        found: Found = {}
        ends = _ends(text)
        for number, word in enumerate(self.words):
            place = text.find(word)
            while place >= 0:
                line = bisect.bisect_left(ends, place)
                found.setdefault(line, set()).add(number)
                place = text.find(word, ends[line])
        # Few short texts have a word that is long enough for a key, and patterns cost much to make.
        self._add_patterns(text, ends, found, max(map(len, text.split()), default=0))
        return found

    def _matched(self, text: str) -> Found:
        found: Found = {}
        ends = _ends(text)
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
        self, text: str, ends: Sequence[int], found: Found, longest: int | None = None
    ) -> None:
        for number, (source, run) in enumerate(
            zip(self.patterns, self._runs, strict=True), len(self.words)
        ):
            if longest is not None and run > longest:
                continue
            pattern = _compiled(source)
            if pattern is None:
                _add_to_all(found, number, len(ends))
                continue
            hit = pattern.search(text)
            while hit:
                line = bisect.bisect_left(ends, hit.start())
                found.setdefault(line, set()).add(number)
                hit = pattern.search(text, ends[line])

    @cached_property
    def _any_word(self) -> re.Pattern[str]:
        return re.compile(_tree(sorted(self.words)) if self.words else r"(?!)")

    # --- the engines ---------------------------------------------------------------------

    def _sources(self) -> Iterator[tuple[int, str]]:
        yield from enumerate(map(re.escape, self.words))
        yield from enumerate(self.patterns, len(self.words))

    def _re2(self) -> Engine:
        re2 = importlib.import_module("re2")
        options = re2.Options()
        options.log_errors = False
        options.max_mem = 256 << 20
        screen = re2.Set.SearchSet(options)
        numbers, refused = [], []
        for number, source in self._sources():
            try:
                screen.Add(source)
            except re2.error:
                refused.append(number)
            else:
                numbers.append(number)
        screen.Compile()

        def engine(text: str) -> Found:
            found: Found = {}
            lines = _encoded(text).split(b"\n")
            if numbers:
                for line, data in enumerate(lines):
                    hits = screen.Match(data)
                    if hits:
                        found[line] = {numbers[hit] for hit in hits}
            for number in refused:
                _add_to_all(found, number, len(lines))
            return found

        return engine

    def _hyperscan(self) -> Engine:
        hyperscan = importlib.import_module("hyperscan")
        flags = hyperscan.HS_FLAG_UTF8
        database, refused = _database(hyperscan, list(self._sources()), flags)

        def engine(text: str) -> Found:
            data = _encoded(text)
            ends = _ends(data)
            hits: set[tuple[int, int]] = set()
            if database is not None:
                seen = hits.add

                def note(number: int, _start: int, end: int, _flags: int, _context: Any) -> None:
                    seen((bisect.bisect_left(ends, end - 1), number))

                database.scan(data, match_event_handler=note)
            found: Found = {}
            for line, number in hits:
                found.setdefault(line, set()).add(number)
            for number in refused:
                _add_to_all(found, number, len(ends))
            return found

        return engine


def _database(hyperscan: Any, sources: list[tuple[int, str]], flags: int) -> tuple[Any, list[int]]:
    """A database of those that Hyperscan takes, and the numbers of those that it refuses."""
    refused: list[int] = []
    while sources:
        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        try:
            database.compile(
                expressions=[source.encode() for _, source in sources],
                ids=[number for number, _ in sources],
                flags=[flags] * len(sources),
            )
        except hyperscan.error:
            good = [one for one in sources if _is_taken(hyperscan, one[1], flags)]
            if len(good) == len(sources):
                return None, refused + [number for number, _ in sources]
            refused += [one[0] for one in sources if one not in good]
            sources = good
        else:
            return database, refused
    return None, refused


def _is_taken(hyperscan: Any, source: str, flags: int) -> bool:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    try:
        database.compile(expressions=[source.encode()], ids=[0], flags=[flags])
    except hyperscan.error:
        return False
    return True


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


def _ends(text: str | bytes) -> list[int]:
    """Where each line ends; the last one with the text."""
    lines = text.split("\n") if isinstance(text, str) else text.split(b"\n")
    return [end + line for line, end in enumerate(accumulate(map(len, lines)))]


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode()


def _add_to_all(found: Found, number: int, lines: int) -> None:
    for line in range(lines):
        found.setdefault(line, set()).add(number)


def _tree(words: Sequence[str]) -> str:
    """One expression for many sorted words, in which no two branches begin with one letter."""
    if "" in words:
        return ""
    branches = []
    for letter in dict.fromkeys(word[0] for word in words):
        rest = [word[1:] for word in words if word[0] == letter]
        branches.append(re.escape(letter) + _tree(rest))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
