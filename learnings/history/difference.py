"""What differs between two versions of an entry: which field, which section."""

from __future__ import annotations

from typing import NamedTuple

from ..entry import Entry, Log
from ..markdown.entries import RULE
from ..past import Version


class Difference(NamedTuple):
    """A field or section with its text before and after; empty where there was or is none.

    `name` is that of a field as it is written (`Status`), or of a section; those of fields in
    sections have that of the section before a dot (`Metadata.Recurrence-Count`).
    """

    name: str
    old: str
    new: str


def differences(before: Version, after: Version) -> list[Difference]:
    """What differs, in the order of the newer version, and then what is gone."""
    old, new = _parts(before.log, before.entry), _parts(after.log, after.entry)
    found = []
    for key in dict.fromkeys((*new, *old)):
        was, now = old.get(key, ("", "")), new.get(key, ("", ""))
        if was[1] != now[1]:
            found.append(Difference(now[0] or was[0], was[1], now[1]))
    return found


def _parts(log: Log, entry: Entry) -> dict[str, tuple[str, str]]:
    """The texts of title, fields and sections: the name to compare by, and that to show."""
    found = {"id": ("ID", entry.id), "title": ("Title", entry.title)}
    for field in entry.fields:
        found.setdefault(field.name, (field.key, field.text))
    for section in entry.sections:
        for field in section.fields:
            key = f"{section.name}.{field.name}"
            found.setdefault(key, (f"{section.title}.{field.key}", field.text))
        if not section.fields:
            text = _said(log.body(section.start, section.own_end))
            found.setdefault(f"{section.name}.", (section.title, text))
    return found


def _said(body: str) -> str:
    """The text of a section without the rule that ends its entry."""
    lines = body.strip().splitlines()
    while lines and (not lines[-1].strip() or RULE.match(lines[-1])):
        lines.pop()
    return "\n".join(lines)
