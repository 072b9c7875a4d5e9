"""Runs of characters that hold a value in another way than a line does.

A token may be broken by a line end: in a quote, in a list, in a cell of a table, in a log that was
wrapped. And it may be written as base64 or with percent signs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from ..lazy import regex
from .shown import Shown
from .signs import (
    BASE64,
    CHARACTER,
    IS_MADE,
    LETTERS,
    MARKS,
    OF_TOKEN,
    PERCENT,
    QUOTED,
    SHORTEST,
    before,
    chains,
    of_base64,
)

_OF_PERCENT = LETTERS + ".~-"
_WRAPPED = 60
_ESCAPE = regex(r"%([0-9A-Fa-f]{2})")
_OF_MAIL = regex(r"=([0-9A-Fa-f]{2})")
# What a line has where a token goes on from the one above, and where one may go on in the line or
# below it: behind a tag, or behind a literal.
_FURTHER = regex(rf"\n(?![A-Z]?[a-z]{{1,12}}[ *]){MARKS}(?={IS_MADE}){CHARACTER}{{3}}", re.ASCII)
# Each begins with one sign, which is found at once.
_JOINED = (
    regex(r"<[Bb][Rr][ \t/>]"),
    *(
        regex(
            rf"{mark}(?<=[\w+/=.~:-]{mark})[ \t]{{0,16}}(?:[+.&|\\]|[bfru]{{0,2}}[\"'`]|$)",
            re.ASCII | re.MULTILINE,
        )
        for mark in "\"'`"
    ),
)


class Run(NamedTuple):
    """Where a run is written, and what it says.

    `said` maps its text to what is written, counted from `start`; what is encoded has no such
    map, so that a value in it is the whole run.
    """

    start: int
    end: int
    said: Shown
    form: str


def parts_of(lines: Sequence[str]) -> tuple[set[int], set[int]]:
    """The numbers of the lines in which there may be a part of a token, and not the first or last.

    In the first ones a token of the line above may go on, in the second ones one may stand in parts
    of which the last is in the line below.
    """
    # Before each line there is a line end.
    text = "\n" + "\n".join(lines)
    parted = chain.from_iterable(_lines_of(text, pattern) for pattern in _JOINED)
    return set(_lines_of(text, _FURTHER)), set(parted)


def _lines_of(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    """The numbers of the lines in which a pattern matches, each line behind a line end."""
    line, place = -1, 0
    for found in pattern.finditer(text):
        end = found.end()
        line += text.count("\n", place, end)
        place = end
        yield line


def joined(text: str, parts: Iterable[tuple[int, int]] | None = None) -> Iterator[Run]:
    """The tokens of `SHORTEST` characters or more that line ends break.

    Where more than two pieces follow each other, there is one of all, and one of each two. `parts`
    are the stretches of the text that are looked at, if not all of it is.
    """
    for start, end in [(0, len(text))] if parts is None else parts:
        for some in chains(text, start, end):
            if len(some) > 2:
                yield from _whole(text, some)
            for pair in itertools.pairwise(some):
                if not _goes_on(text, *pair[0]):
                    yield from _whole(text, pair)


def _goes_on(text: str, start: int, end: int) -> bool:
    """True for a line as long as the one above, as those of a certificate are."""
    if end - start < _WRAPPED:
        return False
    above = before(text, start, OF_TOKEN, " \t\r\n>|")
    return above[1] - above[0] == end - start


def _whole(text: str, pieces: Sequence[tuple[int, int]]) -> Iterator[Run]:
    start, end = pieces[0][0], pieces[-1][1]
    starts = [place - start for piece in pieces for place in range(*piece)]
    if len(starts) >= SHORTEST:
        letters = "".join(text[one:other] for one, other in pieces)
        said = Shown(letters, starts, [place + 1 for place in starts])
        yield Run(start, end, said, "joined")


def from_base64(text: str) -> Iterator[Run]:
    """The runs of base64 or hexadecimal digits that say a text; one layer only."""
    for found in BASE64.finditer(text):
        said = of_base64(found[0])
        if said:
            yield Run(*found.span(), Shown(said), "decoded")


def from_percent(text: str) -> Iterator[Run]:
    """The runs of `SHORTEST` characters or more in which some stand for others.

    A percent sign may have been encoded once more; mail has an equals sign instead.
    """
    for found in PERCENT.finditer(text):
        start, end = before(text, found.start(), _OF_PERCENT)[0], found.end()
        if end - start >= SHORTEST:
            said = _ESCAPE.sub(_letter, text[start:end])
            yield Run(start, end, Shown(said), "decoded")
            again = _ESCAPE.sub(_letter, said)
            if again != said:
                yield Run(start, end, Shown(again), "decoded")
    for found in QUOTED.finditer(text):
        start, end = before(text, found.start(), _OF_PERCENT)[0], found.end()
        if end - start >= SHORTEST:
            said = _OF_MAIL.sub(_letter, text[start:end])
            yield Run(start, end, Shown(said), "decoded")


def _letter(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))
