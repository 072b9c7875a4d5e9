"""Moves of a status: refused where the lifecycle knows none, written with their Resolution."""

from __future__ import annotations

from collections.abc import Mapping

from .diagnostic import Edit
from .editor import add_section, set_field, set_section_field, style_of
from .editor.notes import told
from .editor.text import one_line
from .entry import Entry, Log
from .errors import UsageError
from .kind import Kind, SectionSpec
from .reading import interpret
from .retirement import is_overwritten, is_told, reopened, retired

RESOLUTION = "resolution"
# Where a kind without a section for it tells how an entry was resolved.
ACTION = "action"
# What a preset that knows no `wont_fix` calls it.
_INSTEAD = {"wont_fix": "discarded"}


class IllegalMove(UsageError):
    """A status cannot follow the one that the entry has."""


class MovedAlready(IllegalMove):
    """An entry has the status that it is to get."""


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
        raise MovedAlready(f"{entry.label} is {new} already")
    if old and not kind.lifecycle.allows(old, new):
        after = kind.lifecycle.moves.get(old, ())
        remedy = f"it can become {', '.join(after)}" if after else "that is final"
        raise IllegalMove(f"{entry.label} is {old} and cannot become {new}: {remedy}")


def move(
    log: Log, entry: Entry, kind: Kind, new: str, resolution: Mapping[str, str] | None = None
) -> list[Edit]:
    """The edits that write the status and the fields of its Resolution together.

    `resolution` maps folded names of fields to texts; one of several lines stands below its key.
    A kind without such a section tells it in its field Action, behind what stands there. What an
    older Resolution says is kept, as an earlier one. Raises `IllegalMove`, and `EditError` where
    the entry has no place for a status.
    """
    refuse_illegal(entry, kind, new)
    edits = set_field(log, entry, kind, "status", new)
    spec = kind.section(RESOLUTION)
    values = {name: value for name, value in (resolution or {}).items() if value.strip()}
    if not values:
        return edits
    if spec is None and entry.section(RESOLUTION) is None and kind.field(ACTION) is not None:
        return [*edits, *_told_in_action(log, entry, kind, new, values)]
    older = is_overwritten(entry, values)
    if older:
        edits += retired(log, entry)
    if entry.section(RESOLUTION) is None or older:
        spec = spec or SectionSpec(RESOLUTION, "Resolution")
        style = style_of(log)
        titles = {field.name: field.title for field in spec.fields}
        lines = [
            told(style, titles.get(name, name.title()), value) for name, value in values.items()
        ]
        return [*edits, *add_section(log, entry, spec.title, "\n".join(lines))]
    for name, value in values.items():
        edits += set_section_field(log, entry, kind, RESOLUTION, name, value)
    return edits


def start(log: Log, entry: Entry, kind: Kind, when: str) -> list[Edit]:
    """The edits that say that somebody is at work; what was closed is opened again for it.

    Raises `IllegalMove`.
    """
    old = status_of(entry, kind)
    if (old and not kind.lifecycle.is_open(old)) or is_told(log, entry, dated=True):
        return _opened(log, entry, kind, "in_progress", when, "")
    return move(log, entry, kind, "in_progress")


def reopen(log: Log, entry: Entry, kind: Kind, when: str, reason: str = "") -> list[Edit]:
    """The edits that open an entry again and keep what resolved it as an earlier Resolution.

    Raises `IllegalMove` where the lifecycle does not let an entry be opened again.
    """
    new = next((name for name in kind.lifecycle.initial if kind.lifecycle.is_open(name)), "pending")
    return _opened(log, entry, kind, new, when, reason)


def _opened(log: Log, entry: Entry, kind: Kind, new: str, when: str, reason: str) -> list[Edit]:
    refuse_illegal(entry, kind, new)
    edits = set_field(log, entry, kind, "status", new)
    reason = one_line(reason)
    if is_told(log, entry):
        return [*edits, *retired(log, entry, f"{when}{f': {reason}' if reason else ''}")]
    if not reason:
        return edits
    section = entry.section(RESOLUTION)
    if kind.section(RESOLUTION) is None and section is None and kind.field(ACTION) is not None:
        values = {"resolved": when, "notes": reason}
        return [*edits, *_told_in_action(log, entry, kind, "reopened", values)]
    return [*edits, *reopened(log, entry, f"{when}: {reason}")]


def word_of(kind: Kind, status: str) -> str:
    """What the lifecycle of a kind calls a status, if it has another word for it."""
    known = kind.lifecycle.statuses
    other = _INSTEAD.get(status, status)
    return other if status not in known and other in known else status


def _told_in_action(
    log: Log, entry: Entry, kind: Kind, new: str, values: Mapping[str, str]
) -> list[Edit]:
    day = values.get("resolved", "")[:10]
    rest = "; ".join(
        " ".join(value.split()) for name, value in values.items() if name != "resolved"
    )
    if not rest:
        return []
    old = entry.field(ACTION)
    before = " ".join(old.text.split()) if old is not None else ""
    said = f"{new.capitalize()}{f' {day}' if day else ''}: {rest}"
    gap = "" if not before else " " if before[-1] in ".!?…。！？" else " — "
    return set_field(log, entry, kind, ACTION, f"{before}{gap}{said}")
