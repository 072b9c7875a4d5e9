"""The fields of an entry with what its preset says of them, and values fit for a message."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from learnings.check import Context
from learnings.entry import Entry, Field, Log, Region, Section
from learnings.preset import FieldSpec, Kind
from learnings.vocabulary import json_name

_LONGEST = 40


class Place(NamedTuple):
    """A field and where it stands; `section` is None where it speaks for the whole entry.

    `spec` is what the kind says of the field, if it knows it there.
    """

    field: Field
    kind: Kind
    section: Section | None
    spec: FieldSpec | None

    @property
    def subject(self) -> str:
        """What a diagnostic is about: `status`, or `metadata.source` inside a section."""
        name = json_name(self.field.name)
        return f"{json_name(self.section.name)}.{name}" if self.section is not None else name


def fields(entry: Entry, context: Context) -> list[Place]:
    """All fields, the header's first; those of the kind's header section count as the header's."""
    return context.remember(entry, _fields)


def _fields(entry: Entry, kind: Kind) -> list[Place]:
    found = header(entry, kind)
    for section in entry.sections:
        if section.fields and section.name != kind.header_section:
            spec = kind.section(section.name)
            known = spec.field if spec is not None else _unknown
            found += [Place(item, kind, section, known(item.name)) for item in section.fields]
    return found


def header(entry: Entry, kind: Kind) -> list[Place]:
    """The fields that speak for the whole entry."""
    known = kind.field
    found = [Place(item, kind, None, known(item.name)) for item in entry.fields]
    if kind.header_section:
        for section in entry.sections:
            if section.name == kind.header_section:
                found += [Place(item, kind, None, known(item.name)) for item in section.fields]
    return found


def _unknown(_name: str) -> None:
    """What a kind says of the fields of a section that it does not know."""


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
