"""Values as written, read once: statuses apart, dates, durations, percentages, lists."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable

from .lazy import regex

_DATE = regex(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_COMPACT_DATE = regex(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_TIME = regex(
    r"[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?",
    re.IGNORECASE,
)
_ISO_DURATION = regex(
    r"P(?:(?P<w>\d+(?:\.\d+)?)W)?(?:(?P<d>\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(?P<h>\d+(?:\.\d+)?)H)?(?:(?P<m>\d+(?:\.\d+)?)M)?(?:(?P<s>\d+(?:\.\d+)?)S)?)?$",
    re.IGNORECASE,
)
_QUANTITY = regex(
    r"(?<!\d)(?P<n>\d++(?:[.,]\d++)?)\s*+"
    r"(?P<unit>ms|milliseconds?|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w|秒|分钟|分|小时|天|周)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_CLOCK_DURATION = regex(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?$")
_CLOCK_RANGE = regex(
    r"([01]?\d|2[0-3]):([0-5]\d)(?:\s*(?:UTC|GMT|Z))?\s*(?:[-–—~]|to)\s*"
    r"([01]?\d|2[0-3]):([0-5]\d)(?:\s*(?:Z|[A-Z]{3,4}|[+-]\d{2}:?\d{2}))?$",
    re.IGNORECASE,
)
_PERCENT = regex(r"(-?(?<!\d)\d++(?:[.,]\d++)?)\s*+[%％]")
_BREAK = regex(r"[,，、;；|]|(?<=\s)[/&](?=\s)")
# Tags in a row; `#42` is a number of something else.
_HASHES = regex(r"#[^\W\d][\w-]*(?:[\s,]+#[^\W\d][\w-]*)*")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}
_UNIT_OF = {"秒": "s", "分": "m", "分钟": "m", "小时": "h", "天": "d", "周": "w"}


class Moment:
    """A date, maybe with a time, maybe with a zone.

    `day` is the calendar day as written; `instant` is None unless the zone is known.
    """

    __slots__ = ("day", "instant", "time", "zoned")

    def __init__(self, day: dt.date, time: dt.time | None, zoned: bool) -> None:
        self.day = day
        self.time = time
        self.zoned = zoned
        self.instant = dt.datetime.combine(day, time) if time is not None and zoned else None

    def isoformat(self) -> str:
        """RFC 3339 as far as it is known: a day, a local time, or a time with its zone."""
        if self.time is None:
            return self.day.isoformat()
        return f"{self.day.isoformat()}T{self.time.isoformat()}".replace("+00:00", "Z")

    def before(self, other: Moment) -> bool:
        """True if this is surely earlier: by the instant where both have one, else by the day."""
        if self.instant is not None and other.instant is not None:
            return self.instant < other.instant
        if self.zoned != other.zoned and self.time is not None and other.time is not None:
            # An unknown zone is worth up to a day (UTC-12 to UTC+14).
            return self.day < other.day - dt.timedelta(days=1)
        return self.day < other.day


def real_date(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@functools.lru_cache(maxsize=65536)
def moment(raw: str) -> Moment | None:
    """Read a date or a timestamp (RFC 3339, looser forms too); None if there is none.

    A time that no clock shows makes the whole value unreadable.
    """
    found = _DATE.search(raw) or _COMPACT_DATE.search(raw)
    if found is None:
        return None
    year, month, number = (int(part) for part in found.groups())
    day = real_date(year, month, number)
    if day is None:
        return None
    clock = _TIME.match(raw, found.end())
    if clock is None:
        return Moment(day, None, False)
    time = _clock(clock)
    return Moment(day, time, time.tzinfo is not None) if time is not None else None


def _clock(found: re.Match[str]) -> dt.time | None:
    zone = _zone(found["zone"])
    fraction = (found["fraction"] or "")[:6].ljust(6, "0")
    try:
        return dt.time(
            int(found["hour"]), int(found["minute"]), int(found["second"] or 0), int(fraction), zone
        )
    except ValueError:
        return None


def _zone(text: str | None) -> dt.timezone | None:
    if not text:
        return None
    if text.upper() in {"Z", "UTC", "GMT"}:
        return dt.timezone.utc
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset >= dt.timedelta(hours=24):
        return None
    return dt.timezone(-offset if text[0] == "-" else offset)


@functools.lru_cache(maxsize=4096)
def duration(raw: str) -> dt.timedelta | None:
    """Read `45 min`, `1h 30m`, `PT45M` (ISO 8601), `01:30` or `08:41–09:26`; None if none.

    `raw` is one value, not prose: the quantities that stand beside one another are added.
    """
    text = raw.strip().strip("`~≈<>").strip()
    iso = _ISO_DURATION.match(text)
    if iso is not None and any(iso.groups()):
        return _total((float(number or 0), unit) for unit, number in iso.groupdict().items())
    clock = _CLOCK_DURATION.match(text)
    if clock is not None:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    between = _CLOCK_RANGE.match(text)
    if between is not None:
        return _between(*(int(part) for part in between.groups()))
    parts: list[tuple[float, str]] = []
    end = 0
    for found in _QUANTITY.finditer(text):
        if parts and text[end : found.start()].strip(" ,&+").lower() not in {"", "and"}:
            break
        parts.append((float(found["n"].replace(",", ".")), _unit(found["unit"])))
        end = found.end()
    return _total(parts) if parts else None


def _between(hour: int, minute: int, last_hour: int, last_minute: int) -> dt.timedelta:
    """From one time of the day to the next such time, maybe on the next day."""
    minutes = (last_hour - hour) * 60 + last_minute - minute
    return dt.timedelta(minutes=minutes % (24 * 60))


def _unit(word: str) -> str:
    lowered = word.lower()
    if lowered.startswith(("ms", "milli")):
        return "ms"
    return _UNIT_OF.get(lowered, lowered[0])


def _total(parts: Iterable[tuple[float, str]]) -> dt.timedelta | None:
    seconds = 0.0
    for number, unit in parts:
        seconds += number / 1000 if unit == "ms" else number * _SECONDS[unit]
    try:
        return dt.timedelta(seconds=seconds)
    except OverflowError:
        return None


def iso_duration(value: dt.timedelta) -> str:
    """ISO 8601 in hours, minutes and seconds: `PT1H30M`."""
    seconds = round(value.total_seconds())
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    parts = (
        f"{hours}H" * bool(hours) + f"{minutes}M" * bool(minutes) + f"{seconds}S" * bool(seconds)
    )
    return "PT" + (parts or "0S")


def percentage(raw: str) -> float | None:
    """The first percentage in a value, in percent; None if there is none."""
    found = _PERCENT.search(raw)
    return float(found[1].replace(",", ".")) if found else None


def listing(raw: str) -> tuple[str, ...]:
    """The items of `a, b`, `[a, b]`, `a | b`, `a / b` or `#a #b`, without brackets and dress."""
    text = raw.strip()
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    if "#" in text and _HASHES.fullmatch(text):
        text = text.replace("#", ",")
    items = (item.strip(" \t`'\"") for item in _BREAK.split(text))
    return tuple(item for item in items if item)
