"""The timeline of an incident: its rows with their times, and the order that these make.

It is read line by line and not by the full Markdown parser, so that a hook on an entry with a
timeline starts as fast as on one without, and every time has its exact place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from learnings.entry import Entry, Log, Section
from learnings.lazy import regex

from ._row import BACK, DATE_ALONE, Row, ordinal, read
from ._words import is_over

DAY = 24 * 60
_HOUR = 60
_MARKER = regex(r"[ \t]*(?:>[ \t]*)?(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?")
_PIPE = regex(r"(?<!\\)\|")
_RULE = frozenset("|:- \t")
_TIMES = regex(r"time|when|utc|timestamp|clock|时间|時間|时刻", re.IGNORECASE)
_DATES = regex(r"\W*(?:date|day|日期)\W*", re.IGNORECASE)


def timelines(log: Log, entry: Entry) -> Iterator[list[Row]]:
    """The rows of each timeline of an entry, as far as they have a time."""
    for section in entry.sections:
        if section.name == "timeline":
            for rows in _sequences(log, section):
                # Beside a clock, what is counted from a beginning cannot be placed.
                by_clock = [row for row in rows if not row.offset]
                if rows:
                    yield by_clock or rows


def _sequences(log: Log, section: Section) -> Iterator[list[Row]]:
    """The rows of a section; each table and each sub-section is a timeline of its own."""
    rows: list[Row] = []
    columns = (0, -1)
    above = ""
    for number in range(section.start, section.end):
        line = log.line(number)
        if log.is_opaque(number) or not line.strip():
            above = ""
            continue
        is_table = line.lstrip()[0] == "|"
        if line.startswith("#") or (is_table and "-" in line and _RULE.issuperset(line)):
            yield rows
            rows, columns = [], _columns(above) if is_table else (0, -1)
        else:
            row = _cell_row(line, number, columns) if is_table else _line_row(line, number)
            rows += [row] if row is not None else []
        above = line
    yield rows


def cells(line: str) -> list[tuple[int, str]]:
    """The cells of a row of a table, each with the offset at which it begins."""
    bars = [found.start() for found in _PIPE.finditer(line)]
    return [
        (start + 1, line[start + 1 : end])
        for start, end in zip(bars, [*bars[1:], len(line)], strict=True)
    ]


def _columns(header: str) -> tuple[int, int]:
    """Which column holds the time, and which the date (-1 for none)."""
    names = [text for _, text in cells(header)]
    time = next((at for at, name in enumerate(names) if _TIMES.search(name)), None)
    date = next((at for at, name in enumerate(names) if _DATES.fullmatch(name)), -1)
    return (time, date) if time is not None else (0, -1)


def _cell_row(line: str, number: int, columns: tuple[int, int]) -> Row | None:
    found = cells(line)
    time, date = columns
    if time >= len(found):
        return None
    start, text = found[time]
    event = " ".join(cell.strip() for at, (_, cell) in enumerate(found) if at not in columns)
    day = ordinal(DATE_ALONE.search(found[date][1])) if 0 <= date < len(found) else None
    return read(line, number, start, start + len(text), event, day)


def _line_row(line: str, number: int) -> Row | None:
    marker = _MARKER.match(line)
    start = marker.end() if marker is not None else 0
    return read(line, number, start, len(line), None, None)


def minutes(rows: Sequence[Row], logged: int | None = None) -> list[float] | None:
    """The rows on one line of time, in minutes, midnights counted; None where zones differ.

    A time without a date is put within eighteen hours after the row before it or, failing
    that, at most six hours before it. Times before the first date are of the last day that puts
    them before it. `logged` is the ordinal of the day on which the entry was logged.
    """
    if len({row.zone for row in rows if row.zone}) > 1:
        return None
    if any(row.offset for row in rows):
        return [row.minute or 0.0 for row in rows]
    first = next((at for at, row in enumerate(rows) if row.day is not None), len(rows))
    found: list[float] = []
    over = _over(rows)
    for at, row in enumerate(rows[:first]):
        found.append(_next(found[-1], row, over[at]) if found else row.minute or 0.0)
    if first == len(rows):
        return found
    start = (rows[first].day or 0) * DAY + (rows[first].minute or 0.0)
    shift = (start - max(found, default=start)) // DAY * DAY
    found = [*(minute + shift for minute in found), start]
    for at in range(first + 1, len(rows)):
        day = rows[at - 1].day
        is_later = day is not None and logged is not None and day < logged
        found.append(_next(found[-1], rows[at], 0 if is_later else over[at]))
    return found


def _over(rows: Sequence[Row]) -> list[float]:
    """How far each row may step back within a day: not far where all was over before it."""
    clocks = [row.minute or 0.0 for row in rows]
    if not any(earlier - later > _HOUR for earlier, later in pairwise(clocks)):
        return [BACK] * len(rows)
    first = next((at for at, row in enumerate(rows) if is_over(row.event)), len(rows))
    return [BACK if at <= first else _HOUR for at in range(len(rows))]


def _next(before: float, row: Row, back: float) -> float:
    """When a row was; a step of more than `back` minutes leads into the next day."""
    minute = row.minute or 0.0
    if row.day is not None:
        return row.day * DAY + minute
    step = _step(minute - before)
    return before + (step + DAY if step < -back or (step < 0 and row.is_later_day) else step)


def _step(difference: float) -> float:
    """The difference of two times of the day as a step in time: from -6 to 18 hours."""
    return (difference + BACK) % DAY - BACK


def misplaced(found: Sequence[float]) -> list[int]:
    """Which times have to go so that the rest never goes back: as few as possible.

    Of two that could go, it is the later one.
    """
    tails: list[float] = []
    at: list[int] = []
    before: dict[int, int] = {}
    for index in range(len(found) - 1, -1, -1):
        place = bisect_right(tails, -found[index])
        if place:
            before[index] = at[place - 1]
        tails[place : place + 1] = [-found[index]]
        at[place : place + 1] = [index]
    kept = set()
    index = at[-1] if at else -1
    while index >= 0:
        kept.add(index)
        index = before.get(index, -1)
    return [index for index in range(len(found)) if index not in kept]
