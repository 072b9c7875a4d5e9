"""Moves of a status: refused where the lifecycle knows none, written with their Resolution."""

from __future__ import annotations

from collections.abc import Mapping

from .diagnostic import Edit
from .editor import add_section, retitle, set_field, set_section_field, style_of
from .entry import Entry, Log
from .errors import UsageError
from .kind import Kind
from .reading import interpret

RESOLUTION = "resolution"


class IllegalMove(UsageError):
    """A status cannot follow the one that the entry has."""


def status_of(entry: Entry, kind: Kind) -> str:
    """The status in its canonical word; empty where there is none that is understood."""
    field = entry.field("status")
    found = interpret(field, kind, kind.field("status")).value if field is not None else None
    return found if isinstance(found, str) and found in kind.lifecycle.statuses else ""


def refuse_illegal(entry: Entry, kind: Kind, new: str) -> None:
    """Raise `IllegalMove` where the lifecycle of the kind does not let the status follow.

    A status that is missing or unknown may become any.
    """
    old = status_of(entry, kind)
    if new not in kind.lifecycle.statuses:
        words = ", ".join(kind.lifecycle.statuses) or "none"
        raise IllegalMove(
            f"{entry.label} is of the preset {kind.preset}, where no status is called {new}: "
            f"there are {words}"
        )
    if old == new:
        raise IllegalMove(f"{entry.label} is {new} already")
    if old and not kind.lifecycle.allows(old, new):
        after = kind.lifecycle.moves.get(old, ())
        remedy = f"it can become {', '.join(after)}" if after else "that is final"
        raise IllegalMove(f"{entry.label} is {old} and cannot become {new}: {remedy}")


def move(
    log: Log, entry: Entry, kind: Kind, new: str, resolution: Mapping[str, str] | None = None
) -> list[Edit]:
    """The edits that write the status and the fields of its Resolution together.

    `resolution` maps folded names of fields to one-line values; a kind without such a section
    has no place for them, and they are left out. Raises `IllegalMove`, and `EditError` where the
    entry has no place for a status.
    """
    refuse_illegal(entry, kind, new)
    edits = set_field(log, entry, kind, "status", new)
    spec = kind.section(RESOLUTION)
    values = {name: value for name, value in (resolution or {}).items() if value}
    if spec is None or not values:
        return edits
    if entry.section(RESOLUTION) is None:
        style = style_of(log)
        titles = {field.name: field.title for field in spec.fields}
        lines = [
            style.field(titles.get(name, name.title()), value, header=False)
            for name, value in values.items()
        ]
        return [*edits, *add_section(log, entry, spec.title, "\n".join(lines))]
    for name, value in values.items():
        edits += set_section_field(log, entry, kind, RESOLUTION, name, value)
    return edits


def reopen(log: Log, entry: Entry, kind: Kind, when: str, reason: str = "") -> list[Edit]:
    """The edits that open an entry again and keep what resolved it as an earlier Resolution.

    Raises `IllegalMove` where the lifecycle does not let an entry be opened again.
    """
    new = next((name for name in kind.lifecycle.initial if kind.lifecycle.is_open(name)), "pending")
    refuse_illegal(entry, kind, new)
    edits = set_field(log, entry, kind, "status", new)
    section = entry.section(RESOLUTION)
    told = f"{when}{f': {reason}' if reason.strip() else ''}"
    if section is None:
        return edits
    edits += retitle(log, section, f"Earlier {section.title}")
    for field in section.fields:
        if field.name == "resolved":
            start = log.offset(field.line, field.key_column)
            edits.append(Edit(start, start + len(field.key), "Resolved before"))
    edits += set_section_field(log, entry, kind, RESOLUTION, "reopened", told)
    return edits
