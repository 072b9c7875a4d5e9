"""Dates that are understood, and not written as ISO 8601 has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnings.diagnostic import Edit, Fix, Problem, Span
from learnings.entry import Log
from learnings.lazy import regex
from learnings.value import moment
from learnings.vocabulary import type_of

from ._fields import Place, shown

DATED = frozenset({"moment", "instant", "day"})
_ISO_DAY = regex(r"\d{4}-\d{2}-\d{2}")
_DAY = regex(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![\w./-])")


def foreign_day(place: Place) -> re.Match[str] | None:
    """A date with other marks than hyphens, or a digit too few; the year tells the order."""
    field = place.field
    if type_of(field.name) not in DATED or _ISO_DAY.match(field.raw):
        return None
    found = _DAY.match(field.raw)
    return found if found is not None and moment(field.raw) is not None else None


def dated(log: Log, place: Place, found: re.Match[str]) -> Iterator[Problem]:
    """The problem of such a date, with a fix that writes it as ISO 8601 has it."""
    field = place.field
    year, _, month, day = found.groups()
    value = f"{year}-{int(month):02}-{int(day):02}"
    span = Span.at(field.line, field.column, len(found[0]))
    start = log.offset(span.line, span.column)
    end = start + len(found[0])
    fix = None
    if log.text[start:end] == found[0]:
        fix = Fix(f"write `{value}`", (Edit(start, end, value),))
    message = f"`{field.key}` is {shown(field.raw)}, which is read as {value}"
    yield Problem(span, message, place.subject, f"write `{value}`", fix=fix)
