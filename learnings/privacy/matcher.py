"""RE2 and Hyperscan: engines that look for many patterns at once.

What one of them refuses is left to the standard library, so that nothing is missed.
"""

from __future__ import annotations

import bisect
import importlib
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

from ..lazy import regex
from .sought import Lines, Pattern, line_ends, lines_with

# With Hyperscan a pattern that needs so long a run is looked for in the lines with one alone.
_RUN = 24
# From so many characters on it pays to prepare it for lines beyond ASCII.
_FEW = 50_000
_RUN_OF = regex(r"\(\?:\[(?P<class>(?!\^)[^\[\]]+)\]\)\{\d+\}")
_SURROGATE = regex("[\ud800-\udfff]")

# The numbers of the words and patterns that are in a line, by the number of the line from 0.
Found = dict[int, set[int]]
Engine = Callable[[str], Found]
# Adds to what was found in a text some more of what is looked for, by its numbers.
Rest = Callable[[Lines, Found, Sequence[int]], None]


def with_re2(
    words: Sequence[str], patterns: Sequence[Pattern], plain: Engine, rest: Rest
) -> Engine:
    """Looks in each line for all words at once, and for one pattern after the other.

    All patterns at once are an automaton that is longer in the making than most texts.
    """
    re2 = importlib.import_module("re2")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 256 << 20
    screen = re2.Set.SearchSet(options)
    refused, compiled = [], []
    for word in words:
        screen.Add(re.escape(word))
    screen.Compile()
    for number, one in enumerate(patterns, len(words)):
        try:
            compiled.append((number, re2.compile(_encoded(one.source), options), one))
        except re2.error:
            refused.append(number)
    # Where it has too little memory it says of every line that there is nothing in it.
    if words and len(screen.Match(_encoded(" ".join(words)))) < len(words):
        return plain

    def engine(text: str) -> Found:
        found: Found = {}
        for line, data in enumerate(_encoded(text).split(b"\n") if words else ()):
            hits = screen.Match(data)
            if hits:
                found[line] = set(hits)
        lines = Lines(text)
        for number, pattern, one in compiled:
            part = lines.for_(one.run, one.figures)
            data = _encoded(part.text)
            ends = part.ends if len(data) == len(part.text) else line_ends(data)
            for line in lines_with(pattern.search, data, ends) if part.numbers else ():
                found.setdefault(part.numbers[line], set()).add(number)
        rest(lines, found, refused)
        return found

    return engine


def with_hyperscan(
    words: Sequence[str], patterns: Sequence[Pattern], plain: Engine, rest: Rest, brief: Engine
) -> Engine:
    """Looks for all at once; in a line of ASCII sooner, with what knows no other letters.

    The first of other lines are left to `brief`: they are few in most logs.
    """
    hyperscan = importlib.import_module("hyperscan")
    sources = [(re.escape(word), 0) for word in words]
    sources += [(_once(one.source), one.run) for one in patterns]
    of_ascii = _Databases(hyperscan, sources, 0)
    of_others = _Databases(hyperscan, sources, hyperscan.HS_FLAG_UTF8)
    size = 0

    def in_others(lines: Sequence[str]) -> Found:
        nonlocal size
        size += sum(map(len, lines))
        if size < _FEW:
            return brief("\n".join(lines))
        return of_others.found([_encoded(line) for line in lines])

    def engine(text: str) -> Found:
        written = text.split("\n") if not text.isascii() else []
        numbers = [at for at, line in enumerate(written) if not line.isascii()]
        others = [written[number] for number in numbers]
        for number in numbers:
            written[number] = ""
        plainly = "\n".join(written) if numbers else text
        try:
            found = of_ascii.found(plainly.encode().split(b"\n"))
            for place, hits in in_others(others).items() if others else ():
                found.setdefault(numbers[place], set()).update(hits)
        except hyperscan.error:
            return plain(text)
        refused = of_ascii.refused | of_others.refused
        if refused:
            rest(Lines(text), found, sorted(refused))
        return found

    return engine


class _Databases:
    """Two databases: what is looked for in all lines, and in those with a long run alone.

    `sources` are patterns, each with the run that it needs, and `flag` is one of Hyperscan.
    """

    def __init__(self, hyperscan: Any, sources: Sequence[tuple[str, int]], flag: int) -> None:
        self._hyperscan, self._flag = hyperscan, flag
        self._sources = [(number, *source) for number, source in enumerate(sources)]
        self.refused: set[int] = set()

    def found(self, lines: Sequence[bytes]) -> Found:
        """What is in which of some lines, by its place. Raises what Hyperscan does."""
        found = _scanned(self._first, lines)
        mark = len(self._sources)
        if mark in self.refused:
            raise self._hyperscan.error
        numbers = [number for number, hits in found.items() if mark in hits]
        some = _scanned(self._second, [lines[number] for number in numbers])
        for place, number in enumerate(numbers):
            found[number].remove(mark)
            found[number].update(some.get(place, ()))
        return {line: hits for line, hits in found.items() if hits}

    @cached_property
    def _first(self) -> Any:
        mark = len(self._sources), rf"[ \n][^ \n]{{{_RUN}}}"
        short = [(number, source) for number, source, run in self._sources if run < _RUN]
        return self._database([mark, *short])

    @cached_property
    def _second(self) -> Any:
        return self._database([(at, source) for at, source, run in self._sources if run >= _RUN])

    def _database(self, sources: list[tuple[int, str]]) -> Any:
        """A database of those that Hyperscan takes, or None."""
        while sources:
            try:
                return self._compiled(sources)
            except self._hyperscan.error:
                good = [one for one in sources if self._is_taken(one)]
                # Each by itself is taken, and all together are not: none of them is looked for.
                good = good if len(good) < len(sources) else []
                self.refused.update(number for number, _ in set(sources).difference(good))
                sources = good
        return None

    def _is_taken(self, source: tuple[int, str]) -> bool:
        try:
            self._compiled([source])
        except self._hyperscan.error:
            return False
        return True

    def _compiled(self, sources: Sequence[tuple[int, str]]) -> Any:
        database = self._hyperscan.Database(mode=self._hyperscan.HS_MODE_BLOCK)
        database.compile(
            expressions=[source.encode() for _, source in sources],
            ids=[number for number, _ in sources],
            flags=[self._flag] * len(sources),
        )
        return database


def _once(source: str) -> str:
    """A pattern that is told once of each run of characters, and not at each place in it.

    Before each line there is a line end.
    """
    run = _RUN_OF.fullmatch(source)
    return f"[^{run['class']}]{source}" if run else source


def _scanned(database: Any, lines: Sequence[bytes]) -> Found:
    """What is in which of some lines, each of which has a line end before it."""
    if database is None or not lines:
        return {}
    found: Found = defaultdict(set)
    ends = [end + line for line, end in enumerate(accumulate(map(len, lines)), 1)]

    def note(number: int, _start: int, end: int, _flags: int, _context: Any) -> None:
        found[bisect.bisect_left(ends, end)].add(number)

    database.scan(b"\n" + b"\n".join(lines), match_event_handler=note)
    return found


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode()
