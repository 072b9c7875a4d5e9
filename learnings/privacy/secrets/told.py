"""The lines of a text, and which of them may hold a word for a credential.

A detector that reads a whole text asks the others no further. What is told here is what the gates
in `words` tell of each line; a gate as it is takes thirty times as long for a long text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ... import resource
from ..page import line_starts
from ..screen import looked_for
from .words import GATES, lowered


class Lines(NamedTuple):
    """Where each line is, with its end, and the numbers (from 0) of those with such a word."""

    spans: list[tuple[int, int]]
    told: list[int]


@lru_cache(maxsize=1)
def lines_of(text: str) -> Lines:
    """The lines of a text."""
    starts = line_starts(text)
    small, gate = lowered(text), _gate()
    words, patterns = _looked_for()
    maybe: set[int] = set()
    for word in words:
        at = small.find(word)
        while at >= 0:
            line = bisect_right(starts, at, hi=len(starts) - 1) - 1
            maybe.add(line)
            at = small.find(word, max(starts[line + 1], at + 1))
    for pattern in patterns:
        maybe.update(
            bisect_right(starts, found.start(), hi=len(starts) - 1) - 1
            for found in pattern.finditer(small)
        )
    told = [line for line in sorted(maybe) if gate.search(small, starts[line], starts[line + 1])]
    spans = list(pairwise(starts))
    return Lines(spans[:-1] if spans and spans[-1][0] == spans[-1][1] else spans, told)


@lru_cache(maxsize=1)
def _gate() -> re.Pattern[str]:
    """All gates in one, for text in small letters."""
    return re.compile("|".join(one.lower() for some in GATES.values() for one in some))


@lru_cache(maxsize=1)
def _looked_for() -> tuple[list[str], list[re.Pattern[str]]]:
    """What a line with such a word has at least."""
    known = resource.load("gates.json")["looked_for"]
    wanted = [known.get(one) or looked_for(one) for some in GATES.values() for one in some]
    words = {word for one in wanted for word in one.get("words", ())}
    patterns = {pattern for one in wanted for pattern, _ in one.get("patterns", ())}
    return sorted(words), [re.compile(pattern) for pattern in sorted(patterns)]
