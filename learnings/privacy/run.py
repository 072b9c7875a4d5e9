"""Runs of characters that hold a value in another way than a line does.

A token may be broken by a line end: in a quote, in a list, in a cell of a table, in a log that was
wrapped. And it may be written as base64 or with percent signs.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..lazy import regex
from .shown import Shown
from .signs import BASE64, MADE, NEXT, PERCENT

SHORTEST = 20
_LONGEST = 1 << 20
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
_OF_TOKEN, _OF_PERCENT = _LETTERS + "+/=.~:-", _LETTERS + ".~-"
_LONGEST_PIECE = 512
_WRAPPED = 60
_ESCAPE = regex(r"%([0-9A-Fa-f]{2})")
_TEXT = regex(r"[\t\n\r -~]*")
# Where base64 may be, in small letters.
BASE64_GATE = r"[a-z0-9+/_-]{24,}"


class Run(NamedTuple):
    """Where a run is written, and what it says.

    `said` maps its text to what is written, counted from `start`; what is encoded has no such
    map, so that a value in it is the whole run.
    """

    start: int
    end: int
    said: Shown
    form: str


def joined(text: str) -> Iterator[Run]:
    """The tokens of `SHORTEST` characters or more that line ends break.

    Where more than two pieces follow each other, there is one of all, and one of each two.
    """
    for some in _chains(text):
        if len(some) > 2:
            yield from _whole(text, some)
        for pair in itertools.pairwise(some):
            if not _goes_on(text, *pair[0]):
                yield from _whole(text, pair)


def _goes_on(text: str, start: int, end: int) -> bool:
    """True for a line as long as the one above, as those of a certificate are."""
    if end - start < _WRAPPED:
        return False
    above = _before(text, start, _OF_TOKEN, " \t\r\n>|")
    return above[1] - above[0] == end - start


def _chains(text: str) -> Iterator[list[tuple[int, int]]]:
    """The pieces that follow each other, none of which is a mere word."""
    chain: list[tuple[int, int]] = []
    for found in NEXT.finditer(text):
        before = _before(text, found.start(), _OF_TOKEN, " \t\r")
        piece = found.span("piece")
        if chain and before[1] == chain[-1][1]:
            chain.append(piece)
            continue
        if len(chain) > 1:
            yield chain
        is_made = before[1] - before[0] >= 3 and (
            MADE.match(text, *before) or "://" in text[slice(*before)]
        )
        chain = [before, piece] if is_made else []
    if len(chain) > 1:
        yield chain


def _before(text: str, end: int, characters: str, passed: str = "") -> tuple[int, int]:
    """The run of characters that stands before a place, and before what is passed over."""
    begin = max(end - _LONGEST_PIECE, 0)
    part = text[begin:end].rstrip(passed) if passed else text[begin:end]
    if passed and part.endswith("\\") and len(part) == end - begin:
        # A backslash at the very end of a line breaks it, and says nothing.
        part = part[:-1]
    return begin + len(part.rstrip(characters)), begin + len(part)


def _whole(text: str, pieces: Sequence[tuple[int, int]]) -> Iterator[Run]:
    start, end = pieces[0][0], pieces[-1][1]
    starts = [place - start for piece in pieces for place in range(*piece)]
    if len(starts) >= SHORTEST:
        letters = "".join(text[one:other] for one, other in pieces)
        said = Shown(letters, starts, [place + 1 for place in starts])
        yield Run(start, end, said, "joined")


def from_base64(text: str) -> Iterator[Run]:
    """The runs of base64 that say a text; one layer only."""
    for found in BASE64.finditer(text):
        said = _said(found[0])
        if said:
            yield Run(*found.span(), Shown(said), "decoded")


def from_percent(text: str) -> Iterator[Run]:
    """The runs of `SHORTEST` characters or more with percent signs that stand for others."""
    for found in PERCENT.finditer(text):
        start, end = _before(text, found.start(), _OF_PERCENT)[0], found.end()
        if end - start >= SHORTEST:
            said = _ESCAPE.sub(lambda one: chr(int(one[1], 16)), text[start:end])
            yield Run(start, end, Shown(said), "decoded")


def _said(written: str) -> str:
    """What base64 says, if it says a text of one byte a character; else nothing."""
    if len(written) > _LONGEST or written.islower() or written.isdigit():
        return ""
    import base64

    body = written.rstrip("=").replace("-", "+").replace("_", "/")
    body = body[: len(body) - 1] if len(body) % 4 == 1 else body
    try:
        data = base64.b64decode(body + "=" * (-len(body) % 4))
    except ValueError:
        return ""
    said = data.decode("latin-1")
    return said if _TEXT.fullmatch(said) else ""
