"""The timeline of an incident: its rows with their times, and the order that these make.

It is read line by line and not by the full Markdown parser, so that a hook on an entry with a
timeline starts as fast as on one without, and every time has its exact place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from learnings.diagnostic import Span
from learnings.entry import Entry, Log, Section
from learnings.lazy import regex
from learnings.value import real_date

DAY = 24 * 60
# A step back of more than this is the next day: an incident that sleeps so long is rare, but a
# row that is misplaced by so much is rarer.
BACK = 6 * 60

CLOCK = (
    r"(?P<hour>\d{1,2})(?::|：|时|点)(?P<minute>\d{2})(?!\d)(?:分|[:：](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:[ \t]*(?P<half>[AaPp])\.?[Mm]\b\.?)?"
    r"(?:[ \t]*(?P<zone>Z|UTC|GMT|[A-Z]{1,3}[SD]?T|[+-]\d{2}:?\d{2})(?![A-Za-z0-9]))?"
)
DATE = r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
_TIME = regex(rf"(?:{DATE}(?:T|[ \t,]+))?{CLOCK}")
_DATE_ALONE = regex(rf"{DATE}(?![\d:])")
_DRESS = regex(r"[\s*_`~≈\[(（]*")
_MARKER = regex(r"[ \t]*(?:>[ \t]*)?(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?")
_PIPE = regex(r"(?<!\\)\|")
_RULE = frozenset("|:- \t")
_RANGE = regex(rf"[*`]*[ \t]*(?:-|–|—|~|to|到|至)[ \t]*(?={CLOCK})")
_CLOCK = regex(CLOCK)
_TIMES = regex(r"time|when|utc|timestamp|clock|时间|時間|时刻", re.IGNORECASE)
_DATES = regex(r"\W*(?:date|day|日期)\W*", re.IGNORECASE)
_NEXT_DAY = regex(
    r"next (?:day|morning)|following (?:day|morning)|\+1 ?d|次日|翌日|第二天|隔天", re.IGNORECASE
)
_LONGEST = 400
_EDGES = " \t*_`|:：-–—>)）]"


class Row(NamedTuple):
    """A row of a timeline.

    `day` is the ordinal of its date, if it has one; `minute` the minute of the day, None where
    no clock shows such a time. `fault` says what is impossible about it.
    """

    span: Span
    text: str
    event: str
    day: int | None
    minute: float | None
    zone: str
    fault: str
    line: str = ""

    @property
    def is_later_day(self) -> bool:
        """True if the row says that it is of the next day."""
        return _NEXT_DAY.search(self.line[:_LONGEST]) is not None


def timelines(log: Log, entry: Entry) -> Iterator[list[Row]]:
    """The rows of each timeline of an entry, as far as they have a time."""
    for section in entry.sections:
        if section.name == "timeline":
            for rows in _sequences(log, section):
                if rows:
                    yield rows


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
    day = _ordinal(_DATE_ALONE.search(found[date][1])) if 0 <= date < len(found) else None
    return _row(line, number, start, start + len(text), event, day)


def _line_row(line: str, number: int) -> Row | None:
    marker = _MARKER.match(line)
    start = marker.end() if marker is not None else 0
    return _row(line, number, start, len(line), None, None)


def _row(
    line: str, number: int, start: int, end: int, event: str | None, day: int | None
) -> Row | None:
    dress = _DRESS.match(line, start, end)
    found = _TIME.match(line, dress.end() if dress is not None else start, end)
    if found is None:
        return None
    dated = found["year"] is not None
    own = _ordinal(found) if dated else day
    minute = _minute(found)
    rest = line[found.end() : end].strip(_EDGES)
    fault = "the calendar has no such day" if dated and own is None else ""
    if minute is None:
        fault = "no clock shows such a time"
    elif not fault:
        fault = _backwards(line, found, minute)
    text = found[0].strip()
    span = Span.at(number, found.start() + 1, len(text))
    told = rest if event is None else event
    zone = (found["zone"] or "").replace("GMT", "UTC")
    return Row(span, text, told, own, minute, "UTC" if zone == "Z" else zone, fault, line)


def _ordinal(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    date = real_date(int(found["year"]), int(found["month"]), int(found["day"]))
    return date.toordinal() if date is not None else None


def _minute(found: re.Match[str]) -> float | None:
    """The minute of the day; None for 25:61. `24:00` is the end of the day."""
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None if hour > 23 else hour * 60 + minute + second / 60
        hour = hour % 12 + (12 if found["half"] in "pP" else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute + second):
        return None
    return hour * 60 + minute + second / 60


def _backwards(line: str, found: re.Match[str], minute: float) -> str:
    """What is wrong with the end of a range such as `14:10–14:02`, if anything."""
    dash = _RANGE.match(line, found.end())
    until = _CLOCK.match(line, dash.end()) if dash is not None else None
    if until is None:
        return ""
    end = _minute(until)
    if end is None:
        return "no clock shows such a time"
    return "it ends before it begins" if 0 < minute - end < BACK else ""


def clock(text: str) -> float | None:
    """The minute of the day of a value that is a time and nothing else; None for others."""
    found = _CLOCK.match(text.strip(" `*~"))
    return _minute(found) if found is not None else None


def is_impossible_clock(text: str) -> bool:
    """True for a value that begins with a date or a time which is none."""
    found = _TIME.match(text.strip(" `*~"))
    if found is None:
        found = _DATE_ALONE.match(text.strip(" `*~"))
        return found is not None and _ordinal(found) is None
    return _minute(found) is None or (found["year"] is not None and _ordinal(found) is None)


def minutes(rows: Sequence[Row]) -> list[float] | None:
    """The rows on one line of time, in minutes, midnights counted; None where zones differ.

    A time without a date is put within eighteen hours after the row before it or, failing
    that, at most six hours before it.
    """
    if len({row.zone for row in rows if row.zone}) > 1:
        return None
    first = next((at for at, row in enumerate(rows) if row.day is not None), 0)
    found = [0.0] * len(rows)
    found[first] = (rows[first].day or 0) * DAY + (rows[first].minute or 0.0)
    for at in range(first - 1, -1, -1):
        found[at] = found[at + 1] - _step(found[at + 1] - (rows[at].minute or 0.0))
    for at in range(first + 1, len(rows)):
        found[at] = _next(found[at - 1], rows[at])
    return found


def _next(before: float, row: Row) -> float:
    minute = row.minute or 0.0
    if row.day is not None:
        return row.day * DAY + minute
    step = _step(minute - before)
    return before + (step if step >= 0 or not row.is_later_day else step + DAY)


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
