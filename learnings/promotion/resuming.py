"""The day of a promotion that was cut short, so that completing it commits what it wrote."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping

from ..lazy import regex
from ..workspace import read_or_none
from .plan import Plan

_DAY = regex(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_MOST = 8  # days that are tried


def day_begun(top: str, plan: Plan, day: dt.date, plan_on: Callable[[dt.date], Plan]) -> dt.date:
    """The day whose lines lie in the work tree already, not committed; else the one given.

    `plan` is that of the given day for what is committed, `plan_on` makes those of others.
    """
    there = {path: _lines(read_or_none(os.path.join(top, path))) for path in plan.files}
    if not _lie(plan, there):
        for other in _days(plan, there, day):
            if _lie(plan_on(other), there):
                return other
    return day


def _lie(plan: Plan, there: Mapping[str, list[str]]) -> bool:
    """Whether all lines that a plan adds to a file lie there; files without any do not count."""
    found = []
    for path, (old, new) in plan.files.items():
        added = set(_lines(new)) - set(_lines(old))
        if lie := added.intersection(there.get(path, ())):
            found.append(lie == added)
    return bool(found) and all(found)


def _days(plan: Plan, there: Mapping[str, list[str]], day: dt.date) -> list[dt.date]:
    """The days of which lines there may be, told by dates that differ from those of the plan."""
    found = set()
    for path, (old, new) in plan.files.items():
        planned = {_DAY.sub("", line): line for line in set(_lines(new)) - set(_lines(old))}
        for line in there[path]:
            ours = planned.get(_DAY.sub("", line), line)
            for one, other in zip(_dates(line), _dates(ours), strict=True):
                found.add(_before(day, one, other))
    return sorted((one for one in found if one and one < day), reverse=True)[:_MOST]


def _before(day: dt.date, one: dt.date | None, other: dt.date | None) -> dt.date | None:
    """As long before a day as one is before another; None where there is no such day."""
    try:
        return day - (other - one) if one and other else None
    except OverflowError:
        return None


def _dates(line: str) -> list[dt.date | None]:
    return [_date(said) for said in _DAY.findall(line)]


def _date(said: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(said)
    except ValueError:
        return None


def _lines(data: bytes | None) -> list[str]:
    """The lines of a file, whatever ends them; none where there is no file."""
    return (data or b"").decode("utf-8", "surrogateescape").splitlines()
