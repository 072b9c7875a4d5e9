"""Tables of Markdown by their shape: where they stand, and where a row goes in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..lazy import regex

_BAR = regex(r"(?<!\\)\|")
_NUMBER = regex(r"\d+(?:\.\d+)?")
_LINE = regex(r":?-+:?")


class Table(NamedTuple):
    """A table: the line (from 0) of its header, of its first row, and the one behind its last."""

    head: int
    first: int
    end: int


def cells(row: str) -> tuple[str, ...]:
    """The cells of a row, without the room that a formatter gives them; none of other lines."""
    bare = row.strip()
    parts = _BAR.split(bare)
    if len(parts) < 2:
        return ()
    if not parts[0].strip():
        del parts[0]
    if len(parts) > 1 and not parts[-1].strip():
        del parts[-1]
    return tuple(part.strip() for part in parts)


def is_row(line: str) -> bool:
    """True of a line that would be one of a table, and is no comment."""
    return bool(cells(line)) and not line.lstrip().startswith("<!--")


def tables(lines: Sequence[str], start: int = 0) -> Iterator[Table]:
    """The tables from a line on: a header, below it a line of hyphens, and rows up to a gap."""
    at = start + 1
    while at < len(lines):
        ruled = cells(lines[at])
        if not (ruled and all(map(_LINE.fullmatch, ruled))) or len(cells(lines[at - 1])) != len(
            ruled
        ):
            at += 1
            continue
        end = at + 1
        while end < len(lines) and is_row(lines[end]):
            end += 1
        yield Table(at - 1, at + 1, end)
        at = end + 1


def suiting(lines: Sequence[str], row: str, start: int = 0) -> Table | None:
    """The first table from a line on that has as many columns as a row."""
    wide = len(cells(row))
    return next((one for one in tables(lines, start) if len(cells(lines[one.head])) == wide), None)


def place(lines: Sequence[str], rows: range, row: str, rank: int) -> int:
    """Where a row goes among others: last, or by the number in a column (from 1; 0 for none)."""
    if rank:
        for at in rows:
            if cells(lines[at]) and _rank(lines[at], rank) > _rank(row, rank):
                return at
    return rows.stop


def _rank(row: str, column: int) -> float:
    """The middle of the numbers in a cell; what has none comes last."""
    held = cells(row)
    numbers = (
        [float(one) for one in _NUMBER.findall(held[column - 1])] if len(held) >= column else []
    )
    return sum(numbers) / len(numbers) if numbers else float("inf")
