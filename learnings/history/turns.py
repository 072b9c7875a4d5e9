"""What a change did to entries: added, edited, moved, archived or lost, and which fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..change import content
from ..entry import Field, Section
from ..past import Version
from ..vocabulary import json_name
from .judged import Judged

KINDS = ("added", "edited", "moved", "archived", "lost")


class FieldChange(NamedTuple):
    """A field or section that differs; `before` and `after` are as written, None where absent.

    `name` is the name in JSON, such as `status` or `metadata.see_also`; that of a section is
    `summary`, that of the heading `heading`.
    """

    name: str
    before: str | None
    after: str | None


class Turn(NamedTuple):
    """An entry that a change adds, edits, moves, archives or loses.

    `kind` is the most that happened to it: one that was archived may be edited too. `old` is
    missing of a new entry, `new` of a lost one.
    """

    kind: str
    old: Version | None
    new: Version | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def version(self) -> Version:
        """The entry as it is now, or else as it was."""
        found = self.new or self.old
        assert found is not None
        return found


def turns(past: Judged) -> list[Turn]:
    """What the change did, by the file and the place where each entry stands now, or stood.

    An entry that moved within its file is not changed.
    """
    found = [*_there(past), *(Turn("lost", version, None) for version in past.lost())]
    return sorted(found, key=lambda item: (item.version.log.path, item.version.entry.start))


def _there(past: Judged) -> Iterator[Turn]:
    touched = [log for log in past.now if any(log.path in side.touched for side in past.sides)]
    for log in touched:
        for entry in log.entries:
            sides = past.before(entry)
            new = Version(log, entry)
            if not sides:
                yield Turn("added", None, new)
            else:
                # What one side of a merge brought is no change of the merge.
                found = [_between(old, new) for old in sides]
                if all(found) and found[0] is not None:
                    yield found[0]


def _between(old: Version, new: Version) -> Turn | None:
    """What differs between two versions of an entry; None if nothing does."""
    if old.entry is new.entry:
        return None
    same = content(old.log, old.entry) == content(new.log, new.entry)
    fields = () if same else tuple(field_changes(old, new))
    if new.log.is_archive and not old.log.is_archive:
        return Turn("archived", old, new, fields)
    if old.log.path != new.log.path:
        return Turn("moved", old, new, fields)
    return None if same else Turn("edited", old, new, fields)


def field_changes(old: Version, new: Version) -> Iterator[FieldChange]:
    """The heading, fields and sections that differ between two versions of an entry."""
    before, after = _parts(old), _parts(new)
    for name in [*before, *(name for name in after if name not in before)]:
        if before.get(name) != after.get(name):
            yield FieldChange(name, before.get(name), after.get(name))


def _parts(version: Version) -> dict[str, str]:
    log, entry = version.log, version.entry
    parts = {"heading": log.line(entry.span.line).lstrip("# ").rstrip()}
    parts |= _fields("", entry.fields)
    for section in entry.sections:
        name = json_name(section.name)
        if section.fields:
            parts |= _fields(f"{name}.", section.fields)
        if text := _prose(version, section):
            parts[name] = f"{parts[name]}\n{text}" if name in parts else text
    return parts


def _fields(prefix: str, fields: list[Field]) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in fields:
        name = f"{prefix}{json_name(item.name)}"
        found[name] = f"{found[name]}\n{item.text}" if name in found else item.text
    return found


def _prose(version: Version, section: Section) -> str:
    """The text of a section without its fields."""
    taken = {
        line
        for item in section.fields
        for line in range(item.line, item.line + 1 + item.more.count("\n") + bool(item.more))
    }
    lines = [
        version.log.line(number).rstrip()
        for number in range(section.start, section.own_end)
        if number not in taken
    ]
    while lines and lines[-1].strip() in ("", "---"):
        lines.pop()
    return "\n".join(lines).strip("\n")
