"""Dates that are understood, and not written as ISO 8601 has them."""

from __future__ import annotations

import re

from learnings.lazy import regex
from learnings.value import moment
from learnings.vocabulary import type_of

from ._fields import Place

_DATED = frozenset({"moment", "instant", "day"})
_ISO_DAY = regex(r"\d{4}-\d{2}-\d{2}")
_DAY = regex(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![\w./-])")


def foreign_day(place: Place) -> re.Match[str] | None:
    """A date with other marks than hyphens, or a digit too few; the year tells the order."""
    field = place.field
    if type_of(field.name) not in _DATED or _ISO_DAY.match(field.raw):
        return None
    found = _DAY.match(field.raw)
    return found if found is not None and moment(field.raw) is not None else None
