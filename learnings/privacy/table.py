"""What the headings of a table say of the cells below, and where these stand.

Tables are those of Markdown and of the shells of databases, those drawn with box characters,
files of values with a comma, a semicolon or a tab between, and columns that spaces align. Those
of HTML are in `cells`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

from ..lazy import regex
from .told import lines_of

_RULE = regex(r"(?=[^-=\r\n]{0,99}[-=])[\s:|+=-]+\Z")
_CELL = regex(r"(?<!\\)\|")
# With an article it is a sentence.
_TITLE = regex(
    r"(?!(?i:the|an?|and|or|no|with|for|of|to|in|by)\b)"
    r"[^\W\d_][\w.-]{0,30}(?: [\w.()-]{1,20}){0,2}\Z"
)
_QUOTED = {mark: regex(rf'(?:"(?:[^"]|"")*"|[^{mark}]*)(?:{mark}|\Z)') for mark in (",", ";", "\t")}
_TOKEN = regex(r"\S+")
_ALIGNED = regex(r"\S+(?: \S+)*")
_CAPITALS = regex(r"\s{0,20}[A-Z][A-Z0-9_-]{0,30}(?:\s{1,40}[A-Z][A-Z0-9_-]{0,30}){2,20}\s*\Z")
# What draws a table: lines that stand, and all others.
STANDING = "│┃║┆┇┊┋╎╏"
_BOX = dict.fromkeys(range(0x2500, 0x2580), "-") | {ord(sign): "|" for sign in STANDING}
_CELLS = 64
_WIDEST = 800

T = TypeVar("T")
Places = list[tuple[int, int]]


class Judges(NamedTuple, Generic[T]):
    """What a heading says: `between` bars, and where only its place makes it `one`."""

    between: Callable[[str], T | None]
    one: Callable[[str], T | None]


class Columns(NamedTuple, Generic[T]):
    """What each heading says, and what gives the cells of a line.

    `cells` gives None for a line that is no row of the table.
    """

    said: list[T | None]
    cells: Callable[[str], Places | None]

    def values(self, line: str) -> list[tuple[int, int, T]] | None:
        """Where the cells of a row stand whose heading says something; None if it is no row."""
        places = self.cells(line)
        if places is None:
            return None
        both = zip(places, self.said, strict=False)
        return [(*place, said) for place, said in both if said is not None]


def drawn(line: str) -> str:
    """The line with the signs of ASCII for box characters, each in its place."""
    return line if line.isascii() else line.translate(_BOX)


def columns(line: str, following: str, judges: Judges[T]) -> Columns[T] | None:
    """The columns of a table that a `drawn` line is the head of; None if no heading says anything.

    `following` is the next line.
    """
    if "|" in line:
        return _piped(line, judges.between) if _RULE.match(drawn(following)) else None
    if not following.strip() or len(line) > _WIDEST // 2:
        return None
    for mark in _QUOTED:
        if mark in line:
            found = _separated(line, mark, judges.one)
            if found is not None:
                return found
    return _aligned(line, judges.one)


def below(text: str, judges: Judges[T], gate: str, least: str = "") -> Iterator[tuple[int, int, T]]:
    """Where the cells of all tables stand of which a heading says something.

    The gate, as one of a `Detector`, matches each line with such a heading, and that has `least`.
    """
    told = lines_of(text, (gate,), least)
    lines = told.spans
    table: Columns[T] | None = None
    number = -1
    while (number := told.after(number, table is not None)) >= 0:
        start, end = lines[number]
        line = drawn(text[start:end].rstrip("\r\n"))
        values = table.values(line) if table is not None else None
        if values is None:
            following = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
            table = columns(line, following, judges)
        for first, last, said in values or ():
            yield start + first, start + last, said


def _piped(line: str, judge: Callable[[str], T | None]) -> Columns[T] | None:
    said = [judge(cell) for cell in _CELL.split(line)[:_CELLS]]
    return Columns(said, _piped_cells) if any(said) else None


def _piped_cells(line: str) -> Places | None:
    if _RULE.match(line):
        return []
    if "|" not in line:
        return None
    places, position = [], 0
    for cell in _CELL.split(line):
        places.append((position, position + len(cell)))
        position += len(cell) + 1
    return places


def _separated(line: str, mark: str, judge: Callable[[str], T | None]) -> Columns[T] | None:
    titles = [line[begin:end].strip().strip('"') for begin, end in _between(line, mark)]
    if len(titles) < 2 or not all(map(_TITLE.match, titles)):
        return None
    said = [judge(title) for title in titles]

    def cells(row: str) -> Places | None:
        places = list(_between(row, mark)) if len(row) <= _WIDEST else []
        return places if len(places) == len(titles) else None

    return Columns(said, cells) if any(said) else None


def _between(line: str, mark: str) -> Iterator[tuple[int, int]]:
    for found in _QUOTED[mark].finditer(line):
        is_last = not found[0].endswith(mark)
        yield found.start(), found.end() - (not is_last)
        if is_last:
            return


def _aligned(line: str, judge: Callable[[str], T | None]) -> Columns[T] | None:
    is_counted = _CAPITALS.match(line) is not None
    if not is_counted and "  " not in line.strip():
        return None
    titles = list((_TOKEN if is_counted else _ALIGNED).finditer(line))[:_CELLS]
    if len(titles) < 2 or not all(_TITLE.match(title[0]) for title in titles):
        return None
    said = [judge(title[0]) for title in titles]
    starts = [title.start() for title in titles]

    def cells(row: str) -> Places | None:
        if _RULE.match(row):
            return []
        words_of = [found.span() for found in _TOKEN.finditer(row[:_WIDEST])]
        if len(words_of) == len(starts) and (is_counted or _stands(row, starts)):
            return words_of
        if not words_of or not _stands(row, starts):
            return None
        # A row may end before its last columns begin.
        ends = [min(start, len(row)) for start in (*starts[1:], len(row))]
        return list(zip(starts, ends, strict=True))

    return Columns(said, cells) if any(said) else None


def _stands(row: str, starts: list[int]) -> bool:
    """True if a word or nothing begins at each of the places."""
    return all(start == 0 or row[start - 1 : start].strip() == "" for start in starts)
