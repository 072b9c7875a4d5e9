"""One row of a timeline: when it was, by a clock or counted from a beginning, and what happened."""

from __future__ import annotations

import re
from typing import NamedTuple

from learnings.diagnostic import Span
from learnings.lazy import regex
from learnings.value import real_date

from ._words import NEXT_DAY, is_follow_up

# A step back of more than this is the next day: an incident that sleeps so long is rare, but a
# row that is misplaced by so much is rarer.
BACK = 6 * 60

# Without a date, `09:00-10:00` is a range and no offset from UTC.
CLOCK = (
    r"(?P<hour>\d{1,2})(?::|：|时|点)(?P<minute>\d{2})(?!\d)(?:分|[:：](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:[ \t]*(?P<half>[AaPp])\.?[Mm]\b\.?)?"
    r"(?:[ \t]*(?P<zone>Z|UTC|GMT|[A-Z]{1,3}[SD]?T|\+\d{2}:?\d{2}|-\d{4})(?![A-Za-z0-9]))?"
)
DATE = r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
_DATED = CLOCK.replace(r"-\d{4}", r"(?(year)-\d{2}:?\d{2}|-\d{4})")
TIME = regex(rf"(?:{DATE}(?:T|[ \t,]+))?{_DATED}")
DATE_ALONE = regex(rf"{DATE}(?![\d:])")
# `10:00 (2026-03-06) Postmortem`, `10:00 on 2026-03-06: Postmortem`.
_DATE_BEHIND = regex(rf"[ \t]*(?:[(（,]|on\b)[ \t]*{DATE}(?![\d:])", re.IGNORECASE)
_DRESS = regex(r"[\s*_`~≈\[(（]*")
_RANGE = regex(rf"[*`]*[ \t]*(?:-|–|—|~|to|到|至)[ \t]*(?={CLOCK})")
CLOCK_TIME = regex(CLOCK)
# `T+5m`, `T-1h10m`, `T+0`, `T+12`, `+5 min`: counted from a beginning, by which no clock is known.
_OFFSET = regex(
    r"(?:T[ \t]?(?P<sign>[+\-−])[ \t]?|(?P<bare>[+\-−])(?=\d+[ \t]?[A-Za-z]))"
    r"(?:(?P<hours>\d{1,3})[ \t]?h(?:ours?|rs?)?[ \t]?)?"
    r"(?:(?P<minutes>\d{1,4})[ \t]?(?P<unit>m(?:in(?:ute)?s?)?)?)?"
    r"(?=[\s|:,;)\]*_`–—-]|$)",
    re.IGNORECASE,
)
_LONGEST = 400
_EDGES = " \t*_`|:：-–—>)）]"


class Row(NamedTuple):
    """A row of a timeline.

    `day` is the ordinal of its date, if it has one; `minute` the minute of the day, None where
    no clock shows such a time. `fault` says what is impossible about it. `offset` is empty for
    a clock, `counted` for minutes from some beginning, and `unitless` if it does not say minutes.
    """

    span: Span
    text: str
    event: str
    day: int | None
    minute: float | None
    zone: str
    fault: str
    line: str = ""
    offset: str = ""

    @property
    def is_later_day(self) -> bool:
        """True if the row may well be of a later day: it says so, or tells of a follow-up."""
        return NEXT_DAY.search(self.line[:_LONGEST]) is not None or is_follow_up(self.event)


def read(
    line: str, number: int, start: int, end: int, event: str | None, day: int | None
) -> Row | None:
    """The row that begins at `start` of a line; `event` and `day` if they stand elsewhere."""
    dress = _DRESS.match(line, start, end)
    at = dress.end() if dress is not None else start
    found = TIME.match(line, at, end)
    if found is None:
        return _counted(line, number, at, end, event)
    dated = found["year"] is not None
    behind = _DATE_BEHIND.match(line, found.end(), end) if not dated and day is None else None
    own = ordinal(found) if dated else ordinal(behind) if behind is not None else day
    minute = minute_of(found)
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


def _counted(line: str, number: int, at: int, end: int, event: str | None) -> Row | None:
    """A row that counts from a beginning, such as `T+5m`."""
    found = _OFFSET.match(line, at, end)
    if found is None or not (found["hours"] or found["minutes"]):
        return None
    minute = 60.0 * int(found["hours"] or 0) + int(found["minutes"] or 0)
    sign = found["sign"] or found["bare"]
    known = found["unit"] or not minute or not found["minutes"] or found["hours"]
    text = found[0].strip()
    told = line[found.end() : end].strip(_EDGES) if event is None else event
    span = Span.at(number, found.start() + 1, len(text))
    minute = minute if sign == "+" else -minute
    return Row(span, text, told, None, minute, "", "", line, "counted" if known else "unitless")


def ordinal(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    date = real_date(int(found["year"]), int(found["month"]), int(found["day"]))
    return date.toordinal() if date is not None else None


def minute_of(found: re.Match[str]) -> float | None:
    """The minute of the day; None for 25:61. `24:00` is the end of the day."""
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if found["half"]:
        is_afternoon = found["half"] in "pP"
        if hour > (23 if is_afternoon else 12):
            return None
        # `14:10 PM` says the same thing twice.
        hour = hour % 12 + (12 if is_afternoon else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute + second):
        return None
    return hour * 60 + minute + second / 60


def _backwards(line: str, found: re.Match[str], minute: float) -> str:
    """What is wrong with the end of a range such as `14:10–14:02`, if anything."""
    dash = _RANGE.match(line, found.end())
    until = CLOCK_TIME.match(line, dash.end()) if dash is not None else None
    if until is None:
        return ""
    end = minute_of(until)
    if end is None:
        return "no clock shows such a time"
    return "it ends before it begins" if 0 < minute - end < BACK else ""


def clock(text: str) -> float | None:
    """The minute of the day of a value that is a time and no day; None for others."""
    if NEXT_DAY.search(text):
        return None
    found = CLOCK_TIME.match(text.strip(" `*~"))
    return minute_of(found) if found is not None else None


def is_impossible_clock(text: str) -> bool:
    """True for a value that begins with a date or a time which is none."""
    found = TIME.match(text.strip(" `*~"))
    if found is None:
        found = DATE_ALONE.match(text.strip(" `*~"))
        return found is not None and ordinal(found) is None
    return minute_of(found) is None or (found["year"] is not None and ordinal(found) is None)
