"""The fields of an entry with what its preset says of them, and values fit for a message."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from learnings.entry import Entry, Field, Log, Region, Section
from learnings.preset import FieldSpec, Kind
from learnings.vocabulary import json_name

_LONGEST = 40


class Place(NamedTuple):
    """A field and where it stands; `section` is None where it speaks for the whole entry."""

    field: Field
    kind: Kind
    section: Section | None

    @property
    def subject(self) -> str:
        """What a diagnostic is about: `status`, or `metadata.source` inside a section."""
        name = json_name(self.field.name)
        return f"{json_name(self.section.name)}.{name}" if self.section is not None else name

    @property
    def spec(self) -> FieldSpec | None:
        """What the kind says of the field, if it knows it there."""
        if self.section is None:
            return self.kind.field(self.field.name)
        section = self.kind.section(self.section.name)
        return section.field(self.field.name) if section is not None else None


class Specs:
    """What the kinds say of fields, looked up once for all fields of one name."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str, str], FieldSpec | None] = {}

    def of(self, place: Place) -> FieldSpec | None:
        """The same as `place.spec`, faster in a log of many entries."""
        kind, section = place.kind, place.section
        where = section.name if section is not None else ""
        key = (kind.preset, kind.name, where, place.field.name)
        if key not in self._known:
            self._known[key] = place.spec
        return self._known[key]


def fields(entry: Entry, kind: Kind) -> list[Place]:
    """All fields, the header's first; those of the kind's header section count as the header's."""
    found = header(entry, kind)
    for section in entry.sections:
        if section.name != kind.header_section:
            found += [Place(field, kind, section) for field in section.fields]
    return found


def header(entry: Entry, kind: Kind) -> list[Place]:
    """The fields that speak for the whole entry."""
    found = [Place(field, kind, None) for field in entry.fields]
    if kind.header_section:
        for section in entry.sections:
            if section.name == kind.header_section:
                found += [Place(field, kind, None) for field in section.fields]
    return found


def shown(text: str) -> str:
    """A value for a message: in back-ticks, on one line, cut where it is long."""
    plain = " ".join(text.split()).strip("`")
    if len(plain) > _LONGEST:
        plain = plain[: _LONGEST - 1] + "…"
    return f"`{plain}`"


def in_conflict(log: Log, entry: Entry) -> bool:
    """True if an unfinished merge runs through the entry, so that it holds both sides."""
    first = bisect_right(log.regions, entry.start, key=_line)
    behind = bisect_left(log.regions, entry.end, key=_line)
    return any(region.reason == "conflict" for region in log.regions[first:behind])


def _line(region: Region) -> int:
    return region.span.line
