"""A length of time by its two ends: `from 09:00 to 10:00`, `14:02–14:47 UTC`."""

from __future__ import annotations

import re

from learnings.lazy import regex

from ._row import BACK, TIME, minute_of, ordinal

_DAY = 24 * 60
_LONGEST = 200
_PARTS = regex(r"[()（）,;，；=]")
_FROM = regex(r"[\s*`~≈]*(?:(?:from|between|von|desde|de|从)(?![a-z])\s*)?", re.IGNORECASE)
_TO = regex(
    r"[\s`*]*(?:-|–|—|~|→|->|to\b|until\b|till\b|and\b|bis\b|hasta\b|a\b|到|至)[\s`*]*",
    re.IGNORECASE,
)
_END = regex(
    r"[\s`*.]*(?:Uhr|h|utc|gmt|local(?: time)?|[a-z]{2,4}t)?[\s`*.]*(?:the )?"
    r"(?P<next>next day|\+1 ?d|次日)?[\s`*.]*",
    re.IGNORECASE,
)


def between(raw: str) -> float | None:
    """The seconds between the two times that one part of a value consists of.

    None where no part does, or several do, and for a step back that may be a slip.
    """
    found = [_length(part) for part in _PARTS.split(raw[:_LONGEST]) if ":" in part or "：" in part]
    ranges = [length for length in found if length is not None]
    return ranges[0] if len(ranges) == 1 else None


def _length(part: str) -> float | None:
    lead = _FROM.match(part)
    first = TIME.match(part, lead.end() if lead is not None else 0)
    dash = _TO.match(part, first.end()) if first is not None else None
    second = TIME.match(part, dash.end()) if dash is not None else None
    if first is None or second is None or _END.fullmatch(part, second.end()) is None:
        return None
    return _apart(first, second)


def _apart(first: re.Match[str], second: re.Match[str]) -> float | None:
    begin, end = minute_of(first), minute_of(second)
    if begin is None or end is None or (first["zone"] and first["zone"] != second["zone"]):
        return None
    if second["year"]:
        days = ordinal(first), ordinal(second)
        if days[0] is None or days[1] is None:
            return None
        end += (days[1] - days[0]) * _DAY
        return 60 * (end - begin) if end >= begin else None
    if 0 < begin - end < BACK:
        return None
    return 60 * ((end - begin) % _DAY)
