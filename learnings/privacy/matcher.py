"""RE2 and Hyperscan: engines that look for many patterns at once.

What one of them refuses is said to be in every line, so that nothing is missed.
"""

from __future__ import annotations

import bisect
import importlib
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from ..lazy import regex

_SURROGATE = regex("[\ud800-\udfff]")

# The numbers of the words and patterns that are in a line, by the number of the line from 0.
Found = dict[int, set[int]]
Engine = Callable[[str], Found]


def with_re2(sources: Sequence[tuple[int, str]], words: int, trial: str, plain: Engine) -> Engine:
    """Looks in each line for all words at once, and in the text for one pattern after the other.

    The first `words` of the sources are in a text, `trial`. All patterns at once are an automaton
    that is longer in the making than most texts.
    """
    re2 = importlib.import_module("re2")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 256 << 20
    screen = re2.Set.SearchSet(options)
    numbers, refused, patterns = [], [], []
    for number, source in sources:
        try:
            if number < words:
                screen.Add(source)
                numbers.append(number)
            else:
                patterns.append((number, re2.compile(_encoded(source), options)))
        except re2.error:
            refused.append(number)
    screen.Compile()
    # Where it has too little memory it says of every line that there is nothing in it.
    said = set(screen.Match(_encoded(trial))) if numbers and trial else set()
    if not said >= {at for at, number in enumerate(numbers) if number < words}:
        return plain

    def engine(text: str) -> Found:
        found: Found = {}
        whole = _encoded(text)
        lines, ends = whole.split(b"\n"), line_ends(whole)
        if numbers:
            for line, data in enumerate(lines):
                hits = screen.Match(data)
                if hits:
                    found[line] = {numbers[hit] for hit in hits}
        for number, pattern in patterns:
            place = 0
            while place <= len(whole) and (hit := pattern.search(whole, place)):
                line = bisect.bisect_left(ends, hit.start())
                found.setdefault(line, set()).add(number)
                place = ends[line] + 1
        for number in refused:
            add_to_all(found, number, len(lines))
        return found

    return engine


def with_hyperscan(sources: Sequence[tuple[int, str]], plain: Engine) -> Engine:
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
        for number in refused:
            add_to_all(found, number, len(ends))
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


def line_ends(text: str | bytes) -> list[int]:
    """Where each line ends; the last one with the text."""
    lines = text.split("\n") if isinstance(text, str) else text.split(b"\n")
    return [end + line for line, end in enumerate(accumulate(map(len, lines)))]


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode()


def add_to_all(found: Found, number: int, lines: int) -> None:
    """Say that each line holds a pattern."""
    for line in range(lines):
        found.setdefault(line, set()).add(number)
