"""Quantities as incidents state them: how long something took, how sure and how exact that is."""

from __future__ import annotations

import re
from typing import NamedTuple

from learnings.lazy import regex
from learnings.value import duration

from ._between import between
from ._wording import digits

# A value is read as far as it is a value; behind that it is prose.
_LONGEST = 200
_NUMBER = r"\d{1,9}(?:[.,]\d{1,6})?"
UNIT = (
    r"(?:ms|milliseconds?|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w"
    r"|秒|分钟|分|小时|天|周)(?![A-Za-z])"
)
_ONE = rf"{_NUMBER}[ \t]*-?[ \t]*{UNIT}"
AMOUNT = rf"{_ONE}(?:[ \t]*(?:,|and|&|\+)?[ \t]*{_ONE}){{0,3}}"
_AMOUNT = regex(AMOUNT, re.IGNORECASE)
_PART = regex(rf"(?P<number>{_NUMBER})[ \t]*-?[ \t]*(?P<unit>{UNIT})", re.IGNORECASE)
_SPAN = regex(
    rf"(?P<low>{_NUMBER})[ \t]*(?P<unit>{UNIT})?[ \t]*(?:-|–|—|~|to|bis|a|到|至)[ \t]*"
    rf"(?P<high>{_ONE})",
    re.IGNORECASE,
)
_REMARK = regex(r"[(（][^()（）]*[)）]")
_VAGUE = regex(
    r"[~≈]|\b(?:about|approx\w*|around|circa|roughly|nearly|almost|ca\.?|or so|etwa|ungefähr|rund"
    r"|circa|casi|fast|unos|unas|aprox\w*)(?![A-Za-z])|约|大约|左右|近",
    re.IGNORECASE,
)
_AT_MOST = regex(
    r"[<≤]|\b(?:under|below|less than|up to|at most|within)\b|不到|少于|以内", re.IGNORECASE
)
_AT_LEAST = regex(
    r"[>≥]|\b(?:over|above|more than|at least)\b|\+\s*$|超过|至少|多于|以上", re.IGNORECASE
)
_OPEN = regex(
    r"\b(?:ongoing|unknown|tbd|n/?a|still|so far|per|each|every|mean|average|avg|median|p\d\d)\b"
    r"|进行中|未知|平均|每",
    re.IGNORECASE,
)
# `0:30`, `1:15:00`; more hours than this may be a time of the day.
_CLOCK = regex(
    r"[\s*`~≈]*(?P<h>0?[0-5]):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?:\s*h(?:ours?|rs?)?)?[\s*`.]*"
)
_INSIDE = regex(r"[(（]([^()（）]*)[)）]")
_NEGATIVE = regex(rf"[`*~≈\s]*[-−]\s?{_ONE}", re.IGNORECASE)


class Stated(NamedTuple):
    """A length of time as stated: between `low` and `high` seconds.

    `grain` is the least unit that was written, in seconds: an hour in `2 h`, six minutes in
    `2.5 h`. `vague` is set for `about`, `~` and their like.
    """

    low: float
    high: float
    grain: float
    vague: bool

    def is_near(self, seconds: float, slack: float) -> bool:
        """True if that many seconds may be meant, give or take `slack`."""
        return self.low - slack <= seconds <= self.high + slack


def stated(raw: str) -> Stated | None:
    """The one length of time that a value states; None where there is none, or several."""
    text = digits(raw[:_LONGEST])
    if _OPEN.search(text) or _NEGATIVE.match(text):
        return None
    plain = _REMARK.sub(" ; ", text)
    reach = _range(plain) or _single(plain)
    if reach is None:
        return None
    low, high, grain = reach
    if _AT_MOST.search(plain):
        low = 0.0
    elif _AT_LEAST.search(plain):
        high = float("inf")
    return Stated(low, high, grain, bool(_VAGUE.search(plain)))


def readings(raw: str) -> list[Stated]:
    """What a value may mean: an amount, `0:30` as hours or minutes, or the two ends beside it."""
    found = stated(raw)
    if found is not None:
        return [found]
    text = raw[:_LONGEST]
    if _OPEN.search(text):
        return []
    vague = bool(_VAGUE.search(text))
    written = _CLOCK.fullmatch(_REMARK.sub("", text))
    if written is not None:
        large, small, least = int(written["h"]), int(written["m"]), written["s"]
        total = 3600.0 * large + 60 * small + int(least or 0)
        hours = Stated(total, total, 60.0, vague)
        minutes = Stated(total / 60, total / 60, 1.0, vague)
        return [hours] if least else [hours, minutes]
    apart = between(text)
    inside = [item for item in map(stated, _INSIDE.findall(text)) if item is not None]
    if apart is not None:
        return inside if len(inside) == 1 else [Stated(apart, apart, 60.0, vague)]
    return []


def is_negative(raw: str) -> bool:
    """True for a length of time below zero."""
    found = _NEGATIVE.match(raw[:_LONGEST])
    return found is not None and any(char in "123456789" for char in found[0])


def seconds(text: str) -> float | None:
    """The seconds of an amount such as `1 h 30 min` or `45-minute`; None for anything else."""
    total, found = 0.0, False
    for part in _PART.finditer(text[:_LONGEST]):
        length = duration(f"{part['number']} {part['unit']}")
        if length is None:
            return None
        total, found = total + length.total_seconds(), True
    return total if found else None


def _range(text: str) -> tuple[float, float, float] | None:
    """`30-45 min`, `1 to 2 hours`: the only amount of the text."""
    found = _SPAN.search(text)
    if found is None or _AMOUNT.search(text, found.end()):
        return None
    unit = found["unit"] or _last_unit(found["high"])
    low, high = seconds(f"{found['low']} {unit}"), seconds(found["high"])
    if low is None or high is None or low > high:
        return None
    return low, high, _grain(found["high"])


def _single(text: str) -> tuple[float, float, float] | None:
    found = list(_AMOUNT.finditer(text))
    if len(found) != 1:
        return None
    length = seconds(found[0][0])
    return (length, length, _grain(found[0][0])) if length is not None else None


def _last_unit(text: str) -> str:
    parts = list(_PART.finditer(text))
    return parts[-1]["unit"] if parts else ""


def _grain(text: str) -> float:
    """What one step of the last number of an amount is worth, in seconds."""
    *_, last = _PART.finditer(text)
    unit = duration(f"1 {last['unit']}")
    _, _, fraction = last["number"].replace(",", ".").partition(".")
    return unit.total_seconds() / 10 ** len(fraction) if unit is not None else 0.0


def said(length: float) -> str:
    """A length in seconds for a message: `45 min`, `2 h 5 min`, `3 d 4 h`, `40 s`."""
    if length < 60:
        return f"{length:.0f} s"
    minutes = round(length / 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = [f"{days} d"] * bool(days) + [f"{hours} h"] * bool(hours)
    parts += [f"{minutes} min"] * bool(minutes and not days)
    return " ".join(parts)


def percent(number: float) -> str:
    """A percentage for a message, with as many digits as matter."""
    return f"{number:.4g} %" if number < 1000 else f"{number:.0f} %"
