"""What it costs to automate something against what it saves, as far as an entry tells."""

from __future__ import annotations

from collections.abc import Mapping

from ..entry import Entry, Log
from ..errors import UsageError
from ..lazy import regex
from ..value import duration

# Days of work, from and to, by the words of a complexity estimate.
_EFFORT = {"simple": (0.5, 2.0), "medium": (2.0, 5.0), "complex": (5.0, 20.0)}
_HOURS_A_DAY = 8.0
_TIMES = {
    "daily": 365.0, "day": 365.0, "weekly": 52.0, "week": 52.0, "monthly": 12.0, "month": 12.0,
    "quarterly": 4.0, "quarter": 4.0, "yearly": 1.0, "annually": 1.0, "year": 1.0, "shift": 365.0,
}  # fmt: skip
_UNIT = regex(
    r"(?i)\b(daily|weekly|monthly|quarterly|yearly|annually)\b"
    r"|(?:\bper\b|/|\ban?\b|\bevery\b|\beach\b)\s*(day|week|month|quarter|year|shift)"
)
_NUMBER = regex(r"\d+(?:\.\d+)?")
_DAYS = regex(
    r"(?i)(\d+(?:\.\d+)?)\s*(?:[-–]|to)?\s*(\d+(?:\.\d+)?)?\s*(h|hours?|d|days?|w|weeks?)\b"
)

_PLAIN_EFFORT = regex(
    r"(?i)\d+(?:\.\d+)?\s*(?:(?:[-–]|to)\s*\d+(?:\.\d+)?)?\s*(?:h|hours?|d|days?|w|weeks?)"
    rf"|{'|'.join(_EFFORT)}"
)
# More than anybody has.
_MOST_DAYS, _MOST_HOURS = 100_000, 10_000_000


def worth(log: Log, entry: Entry, given: Mapping[str, str]) -> dict[str, str]:
    """Effort, hours saved a year and payback in weeks, each as text; `unknown` where none is told.

    `given` may hold `effort` ("2 days", "1-3 d") and `saves` ("45 hours a year"); raises
    `UsageError` for what says no such thing.
    """
    _refuse(given)
    days = _effort(
        given.get("effort") or _field(log, entry, "effort", "complexity estimate", "complexity")
    )
    hours = _saved(given.get("saves", ""), log, entry)
    shown = {
        "effort": _range(days, "day") if days else "unknown",
        "saves": f"{hours:g} hours a year" if hours else "unknown",
        "payback": "unknown",
    }
    if days and hours:
        weeks = tuple(part * _HOURS_A_DAY / hours * 52 for part in days)
        shown["payback"] = _range((round(weeks[0], 1), round(weeks[1], 1)), "week")
    return shown


def _refuse(given: Mapping[str, str]) -> None:
    effort, saves = given.get("effort", ""), given.get("saves", "")
    if "effort" in given:
        days = _effort(effort.strip()) if _PLAIN_EFFORT.fullmatch(effort.strip()) else None
        if days is None or not 0 < days[0] <= days[1] <= _MOST_DAYS:
            raise UsageError(f"effort={effort}: write a time such as 2d, 4 hours or 1-3 days, or "
                             f"one of {', '.join(_EFFORT)}")  # fmt: skip
    if "saves" in given:
        hours = _saved_as(saves)
        if saves.lstrip().startswith(("-", "−")) or not 0 < hours <= _MOST_HOURS:
            raise UsageError(f"saves={saves}: write hours and how often, such as 45 hours a year "
                             "or 30 min a week")  # fmt: skip


def _effort(text: str) -> tuple[float, float] | None:
    found = _DAYS.search(text)
    if found is None:
        return _EFFORT.get(text.strip().casefold())
    scale = {"h": 1 / _HOURS_A_DAY, "d": 1.0, "w": 5.0}[found[3][0].lower()]
    least = float(found[1]) * scale
    return least, float(found[2]) * scale if found[2] else least


def _saved(given: str, log: Log, entry: Entry) -> float:
    """Hours a year; 0 where that is not told."""
    if given:
        return _saved_as(given)
    toil = _field(log, entry, "toil hours")
    if hours := _hours(toil):
        return round(hours * (_times(toil) or _times(_field(log, entry, "frequency"))), 1)
    told = _field(log, entry, "hours saved", "user context")
    return round(_hours(told, plain=False) * _times(told), 1)


def _saved_as(given: str) -> float:
    return _hours(given) * (_times(given) or 1.0)


def _hours(text: str, *, plain: bool = True) -> float:
    found = duration(text) if text else None
    if found is None and text:
        part = regex(r"(?i)\d+(?:\.\d+)?\s*(?:hours?|h|min(?:utes)?|days?)\b").search(text)
        found = duration(part[0]) if part else None
    if found is not None:
        return found.total_seconds() / 3600
    number = _NUMBER.match(text.strip()) if plain else None
    return float(number[0]) if number else 0.0


def _times(text: str) -> float:
    """How many times a year; 0 where that is not told."""
    unit = _UNIT.search(text)
    if unit is None:
        return 0.0
    before = text[: unit.start()]
    count = regex(r"(\d+(?:\.\d+)?)\s*(?:x|×|times?|incidents?|occurrences?)?\s*$").search(before)
    return _TIMES[(unit[1] or unit[2]).lower()] * (float(count[1]) if count else 1.0)


def _field(log: Log, entry: Entry, *names: str) -> str:
    for name in names:
        field = entry.field(name)
        if field is not None and field.text.strip():
            return field.text
        section = entry.section(name)
        if section is not None and (text := log.body(section.start, section.own_end).strip()):
            return text
    return ""


def _range(pair: tuple[float, float], unit: str) -> str:
    least, most = pair
    number = f"{least:g}" if least == most else f"{least:g}–{most:g}"
    return f"{number} {unit}{'' if most == 1 == least else 's'}"
