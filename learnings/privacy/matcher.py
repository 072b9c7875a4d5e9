"""RE2 and Hyperscan: engines that look for many patterns at once.

What one of them refuses is left to the standard library, so that nothing is missed.
"""

from __future__ import annotations

import bisect
import importlib
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from ..lazy import regex
from .sought import Lines, Pattern, line_ends, lines_with

# With Hyperscan a pattern that needs so long a run is looked for in the lines with one alone.
_RUN = 24
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
    words: Sequence[str], patterns: Sequence[Pattern], plain: Engine, rest: Rest
) -> Engine:
    """Looks in the whole text for all at once, and for what needs a long run in lines with one."""
    hyperscan = importlib.import_module("hyperscan")
    sources = [*map(re.escape, words), *(_once(one.source) for one in patterns)]
    runs = [0] * len(words) + [one.run for one in patterns]
    mark = len(sources)
    short: list[tuple[int, str]] = [(mark, rf"[ \n][^ \n]{{{_RUN}}}")]
    long: list[tuple[int, str]] = []
    for number, (source, run) in enumerate(zip(sources, runs, strict=True)):
        (long if run >= _RUN else short).append((number, source))
    (first, refused), (second, more) = _database(hyperscan, short), _database(hyperscan, long)
    refused += more
    if mark in refused:
        return plain

    def engine(text: str) -> Found:
        lines = _encoded(text).split(b"\n")
        try:
            found = _scanned(first, lines)
            numbers = [number for number, hits in found.items() if mark in hits]
            some = _scanned(second, [lines[number] for number in numbers])
        except hyperscan.error:
            return plain(text)
        for place, number in enumerate(numbers):
            found[number].remove(mark)
            found[number].update(some.get(place, ()))
        if refused:
            rest(Lines(text), found, refused)
        return {line: hits for line, hits in found.items() if hits}

    return engine


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
    # Each line has a line end before it.
    ends = [end + line for line, end in enumerate(accumulate(map(len, lines)), 1)]

    def note(number: int, _start: int, end: int, _flags: int, _context: Any) -> None:
        found[bisect.bisect_left(ends, end)].add(number)

    database.scan(b"\n" + b"\n".join(lines), match_event_handler=note)
    return found


def _database(hyperscan: Any, sources: list[tuple[int, str]]) -> tuple[Any, list[int]]:
    """A database of those that Hyperscan takes, and the numbers of those that it refuses."""
    refused: list[int] = []
    while sources:
        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        try:
            database.compile(
                expressions=[source.encode() for _, source in sources],
                ids=[number for number, _ in sources],
                flags=[hyperscan.HS_FLAG_UTF8] * len(sources),
            )
        except hyperscan.error:
            good = [one for one in sources if _is_taken(hyperscan, one[1])]
            if len(good) == len(sources):
                return None, refused + [number for number, _ in sources]
            refused += [one[0] for one in sources if one not in good]
            sources = good
        else:
            return database, refused
    return None, refused


def _is_taken(hyperscan: Any, source: str) -> bool:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    try:
        database.compile(expressions=[source.encode()], ids=[0], flags=[hyperscan.HS_FLAG_UTF8])
    except hyperscan.error:
        return False
    return True


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode()
