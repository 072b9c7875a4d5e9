"""Runs of characters that hold a value in another way than a line does.

A token may be broken by a line end: in a quote, in a list, in a cell of a table, in a log that was
wrapped. And it may be written as base64 or with percent signs.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .shown import Shown

SHORTEST = 20
_LONGEST = 1 << 20
_CHARACTER = r"[A-Za-z0-9_+/=.~\-]"
_BREAK = r"(?:[ \t]*+(?:\r\n|\n|\r)[ \t>|]*+(?:[*+-][ \t]++)?|[ \t]*+<[Bb][Rr][ \t]*+/?>[ \t]*+)"
_BROKEN = re.compile(rf"(?<!{_CHARACTER}){_CHARACTER}{{3,}}+(?:{_BREAK}{_CHARACTER}{{3,}}+)+")
_AT_BREAK = re.compile(_BREAK)
# A word at the beginning of a line continues a sentence, not a token.
_MADE = re.compile(r"[A-Za-z_+/=.~-]*[\d_]|[A-Za-z]*[a-z][A-Z]|[A-Z]{4}|[a-z0-9]{2,8}-")
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])(?=[a-z0-9+/_-]*[A-Z])[A-Za-z0-9+/_-]{24,}+={0,2}+")
_PERCENT = re.compile(r"(?<![\w.~%-])[\w.~-]*+%[0-9A-Fa-f]{2}[\w.~%+-]*+")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_TEXT = re.compile(r"[\t\n\r -~]*")


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
    for found in _BROKEN.finditer(text):
        chain: list[tuple[int, int]] = []
        place = found.start()
        for gap in _gaps(found):
            chain.append((place, gap[0]))
            place = gap[1]
        chain.append((place, found.end()))
        for some in _made(text, chain):
            yield from _whole(text, some)
            if len(some) > 2:
                for pair in itertools.pairwise(some):
                    yield from _whole(text, pair)


def _gaps(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Where the line ends within a broken token are, each with what stands around it."""
    for gap in _AT_BREAK.finditer(found.string, *found.span()):
        yield gap.span()


def _made(text: str, chain: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The parts of a chain in which no piece is a mere word."""
    some: list[tuple[int, int]] = []
    for start, end in chain:
        if _MADE.match(text, start, end):
            some.append((start, end))
            continue
        if len(some) > 1:
            yield some
        some = []
    if len(some) > 1:
        yield some


def _whole(text: str, pieces: Sequence[tuple[int, int]]) -> Iterator[Run]:
    start, end = pieces[0][0], pieces[-1][1]
    starts = [place - start for piece in pieces for place in range(*piece)]
    if len(starts) >= SHORTEST:
        letters = "".join(text[one:other] for one, other in pieces)
        said = Shown(letters, starts, [place + 1 for place in starts])
        yield Run(start, end, said, "joined")


def decoded(text: str) -> Iterator[Run]:
    """The runs of base64 or with percent signs that say a text; one layer only."""
    for found in _BASE64.finditer(text):
        said = _from_base64(found[0])
        if said:
            yield Run(*found.span(), Shown(said), "decoded")
    if "%" in text:
        for found in _PERCENT.finditer(text):
            if len(found[0]) >= SHORTEST:
                said = _ESCAPE.sub(lambda one: chr(int(one[1], 16)), found[0])
                yield Run(*found.span(), Shown(said), "decoded")


def _from_base64(written: str) -> str:
    """What base64 says, if it says a text of one byte a character; else nothing."""
    if len(written) > _LONGEST:
        return ""
    body = written.rstrip("=").replace("-", "+").replace("_", "/")
    body = body[: len(body) - 1] if len(body) % 4 == 1 else body
    try:
        data = base64.b64decode(body + "=" * (-len(body) % 4))
    except (binascii.Error, ValueError):
        return ""
    said = data.decode("latin-1")
    return said if _TEXT.fullmatch(said) else ""
