"""References between entries: adding one, and giving an entry another ID everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostic import Edit
from ..entry import Entry, Log
from ..kind import Kind
from ..reading import identifiers
from .fields import set_field, set_section_field, value_start

FORMER = "former ids"
_FIELDS = ("see also", "related incidents", "related entries")


def add_reference(log: Log, entry: Entry, kind: Kind, *targets: str) -> list[Edit]:
    """Name other entries in the field for it; those that are named already stay as they are."""
    found = next((field for name in _FIELDS for field in entry.every(name)), None)
    named = [name for name, _ in identifiers(found.text)] if found is not None else []
    known = {entry.id.upper(), *(name.upper() for name in named)}
    text = ", ".join(name for name in dict.fromkeys(targets) if name.upper() not in known)
    if not text:
        return []
    if found is None:
        section, name = _home(kind)
        return set_section_field(log, entry, kind, section, name, text)
    start = value_start(log, found)
    if not named:
        gap = "" if log.text[start - 1 : start] in (" ", "\t", "|") else " "
        return [Edit(start, start + len(found.raw), f"{gap}{text}")]
    at = _behind_last(log, found.line, found.column, found.raw)
    return [Edit(at, at, f", {text}")]


def add_former(log: Log, entry: Entry, kind: Kind, old: str) -> list[Edit]:
    """Tell an ID that the entry had before, by which others may still name it."""
    found = entry.field(FORMER)
    if found is not None:
        at = _behind_last(log, found.line, found.column, found.raw)
        return [] if old in found.text else [Edit(at, at, f", {old}" if found.raw else f" {old}")]
    section = kind.section("metadata")
    if section is not None and entry.shape != "file":
        return set_section_field(log, entry, kind, section.name, FORMER, old)
    return set_field(log, entry, kind, FORMER, old)


def _behind_last(log: Log, line: int, column: int, raw: str) -> int:
    """The offset behind the last ID on the line of a field."""
    found = identifiers(raw)
    start = log.offset(line, column)
    if not found:
        return start + len(raw)
    name, at = found[-1]
    return start + at + len(name) + (1 if raw[at + len(name) :][:1] == "]" else 0)


def _home(kind: Kind) -> tuple[str, str]:
    """The section and the field in which the kind's template names other entries."""
    for section in kind.sections:
        for field in section.fields:
            if field.name in _FIELDS:
                return section.name, field.name
    return "metadata", "see also"


def rename(log: Log, old: str, new: str) -> list[Edit]:
    """Write another ID wherever a log names an entry: heading, fields and prose."""
    return [Edit(start, start + len(old), new) for start in occurrences(log.text, old)]


def occurrences(text: str, name: str) -> Iterator[int]:
    """The offsets at which a text holds an ID, whole and in either case."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE)
    return (found.start() for found in pattern.finditer(text))
