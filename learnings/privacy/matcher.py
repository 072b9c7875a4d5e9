"""RE2 and Hyperscan: engines that look for many patterns at once.

What one of them refuses is left to the standard library, so that nothing is missed.
"""

from __future__ import annotations

import bisect
import importlib
import re
from collections.abc import Callable, Sequence
from typing import Any

from ..lazy import regex
from .sought import Lines, Pattern, line_ends, lines_with

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


def with_hyperscan(sources: Sequence[tuple[int, str]], plain: Engine, rest: Rest) -> Engine:
    """Looks in the whole text for all at once."""
    hyperscan = importlib.import_module("hyperscan")
    flags = hyperscan.HS_FLAG_UTF8
    database, refused = _database(hyperscan, list(sources), flags)

    def engine(text: str) -> Found:
        data = _encoded(text)
        ends = line_ends(data)
        hits: set[tuple[int, int]] = set()
        if database is not None:
            seen = hits.add

            def note(number: int, _start: int, end: int, _flags: int, _context: Any) -> None:
                seen((bisect.bisect_left(ends, end - 1), number))

            try:
                database.scan(data, match_event_handler=note)
            except hyperscan.error:
                return plain(text)
        found: Found = {}
        for line, number in hits:
            found.setdefault(line, set()).add(number)
        rest(Lines(text), found, refused)
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


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode()
