"""IDs for entries that have none: date headings of a journal, and fields under a plain heading."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ..allocation import allocate
from ..diagnostic import Edit
from ..editor import edited, set_field, style_of
from ..entry import Entry, Log
from ..kind import Kind
from ..value import Moment, moment

_DATE = re.compile(
    r"[\[(（]?\d{4}(?:[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{4})"
    r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?[ \t]*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
    r"[\])）]?(?:[ \t]*[:：|,，–—-]+(?=[ \t]|$)|[:：])?[ \t]*",
    re.IGNORECASE,
)

# What stands below a heading without marks.
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")


class Given(NamedTuple):
    """An entry that got an ID."""

    id: str
    path: str
    line: int


class Left(NamedTuple):
    """An entry that has none still, and why."""

    path: str
    line: int
    label: str
    reason: str


def lacking(log: Log) -> list[Entry]:
    """The entries of a log that need an ID."""
    if log.is_archive or log.fault:
        return []
    return [item for item in log.entries if item.shape in ("date", "keyless") and not item.id]


def assign(
    log: Log, kind: Kind, taken: Collection[str], style: str, status: str = ""
) -> tuple[Log, list[Given], list[Left]]:
    """The log with an ID for every entry that can be dated, and what was done.

    The date comes from the heading, else from the fields. `Logged` is added where the kind asks
    for it and there is none; `status` is added where there is none and one is given. Nothing else
    changes. IDs are counted from the oldest entry on.
    """
    used = set(taken)
    edits: list[Edit] = []
    given, left, meant = [], [], []
    for entry in _oldest_first(lacking(log)):
        found, day = _written(log, entry), entry.logged
        reason = _obstacle(entry, found, day)
        if reason or day is None or found is None:
            left.append(Left(log.path, entry.start, entry.label, reason))
            continue
        name = allocate(kind.prefixes[0], day.day, used, style)
        used.add(name)
        edits.append(_heading(log, entry, kind, name, found))
        edits += _fields(log, entry, kind, found, day, status)
        meant.append(entry)
        given.append(Given(name, log.path, entry.start))
    if not edits:
        return log, [], left
    return edited(log, edits, meant), sorted(given, key=lambda item: item.line), left


def _oldest_first(entries: list[Entry]) -> Iterator[Entry]:
    days = [entry.logged.day for entry in entries if entry.logged]
    newest_first = len(days) > 1 and days[0] > days[-1]
    yield from reversed(entries) if newest_first else entries


def _obstacle(entry: Entry, found: tuple[int, int] | None, day: Moment | None) -> str:
    if day is None:
        return "no date: give it a `Logged` field"
    if day.day.year < 1000:
        return "its date has a year of fewer than four digits"
    if found is None or entry.recovered:
        return "its heading is no Markdown heading"
    if entry.side:
        return "it stands in a conflict"
    return ""


def _written(log: Log, entry: Entry) -> tuple[int, int] | None:
    """Where the ID goes in the heading, as offsets: in the place of the date, or at its start."""
    line = log.line(entry.start)
    mark = re.match(r"[ \t\ufeff]{0,4}#{1,6}[ \t]+", line)
    if mark is None and _UNDERLINE.fullmatch(log.line(entry.start + 1)):
        mark = re.match(r"[ \t\ufeff]{0,4}", line)
    if mark is None:
        return None
    at = log.starts[entry.start - 1]
    if entry.shape != "date":
        return at + mark.end(), at + mark.end()
    found = _DATE.search(line, mark.end())
    return (at + found.start(), at + found.end()) if found is not None else None


def _heading(log: Log, entry: Entry, kind: Kind, name: str, place: tuple[int, int]) -> Edit:
    start, end = place
    label = f"[{name}]" if kind.bracketed else name
    behind = log.text[end : end + 1]
    rest = "" if behind in ("", "\r", "\n") else " "
    mark = log.starts[entry.start - 1]
    before = log.text[mark:start].lstrip("\ufeff \t#")
    if before.strip():
        # What stands before the date (an emoji) follows the ID.
        first = mark + len(log.text[mark:start]) - len(before)
        return Edit(first, end, f"{label} {before.rstrip()}{rest}")
    return Edit(start, end, f"{label}{rest}")


def _fields(
    log: Log, entry: Entry, kind: Kind, place: tuple[int, int], day: Moment, status: str
) -> list[Edit]:
    written = moment(log.text[place[0] : place[1]]) or day
    wanted = [("logged", written.isoformat())] if kind.field("logged") is not None else []
    if status and kind.field("status") is not None:
        wanted.append(("status", status))
    missing = [(name, value) for name, value in wanted if entry.field(name) is None]
    if "logged" in dict(missing) and entry.field("date") is not None:
        missing = [item for item in missing if item[0] != "logged"]
    if missing and entry.shape == "date" and not _begins_with_fields(log, entry):
        return [
            _under_heading(log, entry, [(_title(kind, name), value) for name, value in missing])
        ]
    return [edit for name, value in missing for edit in set_field(log, entry, kind, name, value)]


def _begins_with_fields(log: Log, entry: Entry) -> bool:
    """True if the first thing below the heading is a field; lists further down are a note's own."""
    number = entry.start + 1
    if _UNDERLINE.fullmatch(log.line(number)):
        number += 1
    while number < entry.end and not log.line(number).strip():
        number += 1
    return bool(entry.fields) and entry.fields[0].line == number


def _title(kind: Kind, name: str) -> str:
    spec = kind.field(name)
    return spec.title if spec is not None else name.title()


def _under_heading(log: Log, entry: Entry, pairs: list[tuple[str, str]]) -> Edit:
    """The edit that puts fields below the heading, parted from what follows."""
    style, newline = style_of(log)._replace(dash=""), log.newline
    text = newline.join(style.field(*pair) for pair in pairs)
    is_underlined = _UNDERLINE.fullmatch(log.line(entry.start + 1)) is not None
    last = entry.start + (is_underlined and log.line(entry.start).lstrip(" \ufeff")[:1] != "#")
    if last >= log.line_count:
        end = len(log.text)
        gap = newline if log.text.endswith(("\n", "\r")) else newline * 2
        return Edit(end, end, f"{gap}{text}{newline}")
    at = log.starts[last]
    behind = newline if log.line(last + 1).strip() else ""
    return Edit(at, at, f"{newline}{text}{newline}{behind}")
