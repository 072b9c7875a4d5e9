"""What the headings of a table of HTML say of the cells below, and where these stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from ..lazy import regex

_TAG = regex(r"<(?P<end>/?)(?P<name>table|thead|tbody|tfoot|tr|t[hd])(?:\s[^<>]{0,300})?>", 2)
_OPENING = regex(r"\s{0,80}<[a-zA-Z][^<>]{0,200}>")
_CLOSING = regex(r"</?[a-zA-Z][^<>]{0,200}>\s{0,80}\Z")
# How long what stands in a cell is at most, with the tags in it.
_WIDEST = 4_400
_LONGEST_HEADING = 400
_MOST_TAGS = 6

T = TypeVar("T")


class _Cell(NamedTuple):
    start: int
    end: int
    is_head: bool


def html_below(text: str, judge: Callable[[str], T | None]) -> Iterator[tuple[int, int, T]]:
    """Where the cells stand of which a heading above or to the left says something.

    The first row of a table, or a later one of headings alone, is the one with the headings.
    """
    heads: list[T | None] | None = None
    for row in _rows(text):
        if not row:
            heads = None
        elif heads is None or all(cell.is_head for cell in row):
            heads = [_heading(text, cell, judge) for cell in row]
            yield from _beside(text, row, judge)
        elif any(said is not None for said in heads):
            for cell, said in zip(row, heads, strict=False):
                if said is not None:
                    yield *_inside(text, cell), said
        else:
            yield from _beside(text, row, judge)


def _beside(
    text: str, row: list[_Cell], judge: Callable[[str], T | None]
) -> Iterator[tuple[int, int, T]]:
    """The cell after a heading at the beginning of a row of others."""
    if len(row) > 1 and row[0].is_head and not row[1].is_head:
        said = _heading(text, row[0], judge)
        if said is not None:
            yield *_inside(text, row[1]), said


def _rows(text: str) -> Iterator[list[_Cell]]:
    """The cells of each row; none where a table begins or ends."""
    row: list[_Cell] = []
    opened = None
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if opened is not None:
            row.append(_Cell(opened.end(), tag.start(), opened["name"].lower() == "th"))
        opened = tag if name in ("td", "th") and not tag["end"] else None
        if name in ("tr", "table") and row:
            yield row
            row = []
        if name == "table":
            yield []


def _heading(text: str, cell: _Cell, judge: Callable[[str], T | None]) -> T | None:
    start, end = _inside(text, cell)
    return judge(text[start:end]) if start < end <= start + _LONGEST_HEADING else None


def _inside(text: str, cell: _Cell) -> tuple[int, int]:
    """Where that stands which is within the tags of a cell; nothing of what is too long."""
    start, end, _ = cell
    if end - start > _WIDEST:
        return start, start
    for _ in range(_MOST_TAGS):
        tag = _OPENING.match(text, start, end)
        start = tag.end() if tag else start
    for _ in range(_MOST_TAGS):
        tag = _CLOSING.search(text, start, end)
        end = tag.start() if tag else end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
