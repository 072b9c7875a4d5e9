"""Which columns of a table hold credentials, by their headings, and where these stand in a row.

Tables are those of Markdown and of the shells of databases, files of values with a comma, a
semicolon or a tab between, and columns that spaces align.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ...lazy import regex
from .words import SUFFIX, Strength, is_other, lowered, words

_RULE = regex(r"(?=[^-\r\n]{0,99}-)[\s:|+-]+\Z")
_CELL = regex(r"(?<!\\)\|")
# With an article it is a sentence.
_TITLE = regex(
    r"(?!(?i:the|an?|and|or|no|with|for|of|to|in|by)\b)"
    r"[A-Za-z][\w.-]{0,30}(?: [\w.()-]{1,20}){0,2}\Z"
)
_QUOTED = {mark: regex(rf'(?:"(?:[^"]|"")*"|[^{mark}]*)(?:{mark}|\Z)') for mark in (",", ";", "\t")}
_TOKEN = regex(r"\S+")
_ALIGNED = regex(r"\S+(?: \S+)*")
_CAPITALS = regex(r"\s{0,20}[A-Z][A-Z0-9_-]{0,30}(?:\s{1,40}[A-Z][A-Z0-9_-]{0,30}){2,20}\s*\Z")
_CELLS = 64
_WIDEST = 800

Places = list[tuple[int, int]]


class Columns(NamedTuple):
    """How strong the word in each heading is, and what gives the cells of a line.

    `cells` gives None for a line that is no row of the table.
    """

    strengths: list[Strength | None]
    cells: Callable[[str], Places | None]

    def values(self, line: str) -> list[tuple[int, int, Strength]] | None:
        """Where the credentials of a row stand; None if it is no row."""
        places = self.cells(line)
        if places is None:
            return None
        both = zip(places, self.strengths, strict=False)
        return [(*place, strength) for place, strength in both if strength is not None]


def columns(line: str, following: str) -> Columns | None:
    """The columns of a table that a line is the head of; None if none holds a credential.

    `following` is the next line.
    """
    if "|" in line:
        return _piped(line) if _RULE.match(following) else None
    if not following.strip() or len(line) > _WIDEST // 2:
        return None
    for mark in _QUOTED:
        if mark in line:
            found = _separated(line, mark)
            if found is not None:
                return found
    return _aligned(line)


def strength_of(title: str, farthest: int = 14) -> Strength | None:
    """How strong the last word for a credential is with which a text ends; None without one.

    Behind it there are so many characters at most.
    """
    found = None
    for family in ("password", "secret"):
        for start, end, strength in words(title, lowered(title), family):
            if is_other(title, start, strength) or SUFFIX.match(title, end):
                continue
            if len(title) - end <= farthest and (found is None or strength > found):
                found = strength
    return found


def sure_strength(title: str) -> Strength | None:
    """The same of a text that ends with a word for a password, or one for a token or a key."""
    title = title.strip(" \t\"'`*_:")
    strength = strength_of(title, 1) if title[-1:] == "s" else strength_of(title, 0)
    return strength if strength in (Strength.PASSWORD, Strength.SECRET) else None


def _piped(line: str) -> Columns | None:
    strengths = [strength_of(cell) for cell in _CELL.split(line)[:_CELLS]]
    return Columns(strengths, _piped_cells) if any(strengths) else None


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


def _separated(line: str, mark: str) -> Columns | None:
    titles = [line[begin:end].strip().strip('"') for begin, end in _between(line, mark)]
    if len(titles) < 2 or not all(map(_TITLE.match, titles)):
        return None
    strengths = [sure_strength(title) for title in titles]

    def cells(row: str) -> Places | None:
        places = list(_between(row, mark)) if len(row) <= _WIDEST else []
        return places if len(places) == len(titles) else None

    return Columns(strengths, cells) if any(strengths) else None


def _between(line: str, mark: str) -> Iterator[tuple[int, int]]:
    for found in _QUOTED[mark].finditer(line):
        is_last = not found[0].endswith(mark)
        yield found.start(), found.end() - (not is_last)
        if is_last:
            return


def _aligned(line: str) -> Columns | None:
    is_counted = _CAPITALS.match(line) is not None
    if not is_counted and "  " not in line.strip():
        return None
    titles = list((_TOKEN if is_counted else _ALIGNED).finditer(line))[:_CELLS]
    if len(titles) < 2 or not all(_TITLE.match(title[0]) for title in titles):
        return None
    strengths = [sure_strength(title[0]) for title in titles]
    starts = [title.start() for title in titles]

    def cells(row: str) -> Places | None:
        words_of = [found.span() for found in _TOKEN.finditer(row[:_WIDEST])]
        if len(words_of) == len(starts) and (is_counted or _stands(row, starts)):
            return words_of
        ends = [*starts[1:], len(row)]
        return list(zip(starts, ends, strict=True)) if words_of and _stands(row, starts) else None

    return Columns(strengths, cells) if any(strengths) else None


def _stands(row: str, starts: list[int]) -> bool:
    """True if a word or nothing begins at each of the places."""
    return all(start == 0 or row[start - 1 : start].strip() == "" for start in starts)
