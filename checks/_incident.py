"""The course of an incident: when it began, was noticed and ended, by fields and timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from learnings.diagnostic import Span
from learnings.entry import Entry, Field, Log
from learnings.lazy import regex
from learnings.value import moment

from ._row import BACK, Row, clock
from ._timeline import DAY, minutes, misplaced, timelines

# The phases in the order in which they happen, with the names of their fields.
PHASES: dict[str, frozenset[str]] = {
    "started": frozenset(
        ("started", "start", "start time", "started at", "began", "incident start",
         "impact start", "outage start", "开始时间", "开始"),
    ),
    "detected": frozenset(
        ("detected", "detected at", "detection time", "time detected", "检测时间", "告警时间"),
    ),
    "acknowledged": frozenset(("acknowledged", "acknowledged at", "响应时间")),
    "mitigated": frozenset(("mitigated", "mitigated at", "缓解时间")),
    "ended": frozenset(
        ("ended", "end", "end time", "ended at", "restored", "restored at", "recovered",
         "recovered at", "incident end", "impact end", "outage end", "结束时间", "恢复时间"),
    ),
}  # fmt: skip
# More rows are no incident, and the words of each take time.
_MOST = 300
_LOGGED = frozenset({"logged", "date"})
NAMES = frozenset(name for names in PHASES.values() for name in names)
# What the word of a row of a timeline says of it. A row that says two things says nothing.
_WORDS = {
    "started": regex(
        r"\b(?:(?:incident|outage|impact|errors?|degradation|downtime|problem|failures?) "
        r"(?:start|began|begin|rise)(?:s|ed)?|first errors?)\b|开始|故障发生", re.IGNORECASE
    ),
    "detected": regex(
        r"\b(?:detected|noticed|alert(?:s|ed)?(?: fired| triggered)?|paged?)\b|告警触发|发现",
        re.IGNORECASE,
    ),
    "acknowledged": regex(
        r"\b(?:acknowledged|ack(?:ed)?|on-?call (?:joined|responded))\b|响应", re.IGNORECASE
    ),
    "mitigated": regex(r"\bmitigated\b|缓解", re.IGNORECASE),
    "ended": regex(
        r"\b(?:(?:fully )?restored|recovered|resolved|(?:incident|outage|impact) (?:over|ended)"
        r"|back to normal|all clear)\b|恢复|已解决", re.IGNORECASE
    ),
}  # fmt: skip
_NOT_YET = regex(
    r"\b(?:not|no|never|partial(?:ly)?|again|false|un\w*|will|being|attempt\w*|try|trying)\b"
    r"|未|部分|再次|没有", re.IGNORECASE
)  # fmt: skip


class Point(NamedTuple):
    """A moment of an incident on a line of time, in minutes, and where it is stated."""

    minute: float
    phase: str
    text: str
    span: Span
    event: str = ""


def fields(entry: Entry) -> Iterator[tuple[str, Field]]:
    """The fields that tell when a phase was, with the phase."""
    for item in (*entry.fields, *(field for part in entry.sections for field in part.fields)):
        if item.name in NAMES:
            phase = next(phase for phase, names in PHASES.items() if item.name in names)
            yield phase, item


def by_fields(entry: Entry) -> list[Point]:
    """The phases that fields state with date and time; empty where only some have a zone."""
    found, zones = [], set()
    for phase, item in fields(entry):
        at = moment(item.raw)
        if at is None or at.time is None:
            continue
        zones.add(at.zoned)
        clock = at.time.hour * 60 + at.time.minute + at.time.second / 60
        offset = at.time.utcoffset()
        shift = offset.total_seconds() / 60 if offset is not None else 0.0
        minute = at.day.toordinal() * DAY + clock - shift
        found.append(Point(minute, phase, item.raw.strip(), item.span))
    return found if len(zones) == 1 else []


def by_clocks(entry: Entry) -> list[Point]:
    """The phases by fields that state no more than a time of the day."""
    found = []
    for phase, item in _with_resolved(entry):
        minute = clock(item.raw)
        if minute is None:
            return []
        found.append(Point(minute, phase, item.raw.strip(), item.span))
    first = found[0].minute if found else 0.0
    return [item._replace(minute=(item.minute - first + BACK) % DAY - BACK) for item in found]


def _with_resolved(entry: Entry) -> Iterator[tuple[str, Field]]:
    """The fields of phases, and `Resolved` where it is the hour at which the incident was over.

    With a date it may be the day on which somebody closed the entry.
    """
    yield from fields(entry)
    for item in (*entry.fields, *(field for part in entry.sections for field in part.fields)):
        if item.name == "resolved" and clock(item.raw) is not None:
            yield "ended", item


def logged(entry: Entry) -> int | None:
    """The ordinal of the day on which an entry was logged, if it says so."""
    item = next((item for item in entry.fields if item.name in _LOGGED), None)
    at = moment(item.raw) if item is not None else None
    return at.day.toordinal() if at is not None else None


def by_timeline(log: Log, entry: Entry) -> list[Point]:
    """The rows of the one timeline of an entry; empty where its times cannot be trusted."""
    return by_rows(list(timelines(log, entry)), logged(entry))


def by_rows(sequences: Sequence[list[Row]], day: int | None) -> list[Point]:
    """The same for timelines that were read already, of an entry that was logged on a day."""
    if len(sequences) != 1 or not 2 <= len(sequences[0]) <= _MOST:
        return []
    if any(row.fault or row.offset == "unitless" for row in sequences[0]):
        return []
    found = minutes(sequences[0], day)
    if found is None or misplaced(found):
        return []
    return [
        Point(minute, phase(row.event), row.text, row.span, row.event)
        for minute, row in zip(found, sequences[0], strict=True)
    ]


def phase(event: str) -> str:
    """The one phase that the words of a row name; empty for none and for several."""
    text = event[:200]
    if _NOT_YET.search(text):
        return ""
    named = [name for name, words in _WORDS.items() if words.search(text)]
    return named[0] if len(named) == 1 else ""


def of(points: Sequence[Point], *phases: str) -> list[Point]:
    """The points of some phases."""
    return [point for point in points if point.phase in phases]


def is_newest_first(rows: Sequence[Row], found: Sequence[float]) -> bool:
    """True for a timeline that is told backwards from end to end."""
    return len(rows) > 2 and all(later <= earlier for earlier, later in pairwise(found))
