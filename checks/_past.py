"""What the checks of the past have in common: what is known, what is new, what it was."""

from __future__ import annotations

from collections.abc import Sequence

from learnings.check import Context
from learnings.entry import Entry, Log
from learnings.kind import Kind
from learnings.lazy import regex
from learnings.past import NoHistory, Version
from learnings.reading import interpret
from learnings.record import status

from ._fields import shown

_COMMIT = regex(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
PROMOTED = ("promoted", "promoted_to_skill")


def knows(context: Context) -> bool:
    """True if there is a past to compare with."""
    return type(context.history) is not NoHistory


def judged(log: Log, context: Context) -> Sequence[Entry]:
    """The entries of a log of which a change can say anything; none where none is judged.

    Those are the ones that it adds or edits, and in a merge those that both sides had. What is
    the other side of an unfinished merge is no version of its own.
    """
    if not knows(context):
        return ()
    known: dict[str, tuple[Log, list[Entry]]] = context.kept.setdefault("judged", {})
    if log.path not in known or known[log.path][0] is not log:
        before = context.history.before
        found = [
            entry
            for entry in log.entries
            if (context.is_changed(log, entry) or len(before(entry)) > 1) and not is_copy(entry)
        ]
        known[log.path] = (log, found)
    return known[log.path][1]


def is_new(log: Log, entry: Entry, context: Context) -> bool:
    """True of an entry that the judged change adds."""
    return context.is_changed(log, entry) and not context.history.before(entry)


def is_copy(entry: Entry) -> bool:
    """True of what is no version of its own: the other side of an unfinished merge."""
    return entry.side in ("base", "theirs")


def was(version: Version, kind: Kind) -> str | None:
    """The status that a version has, in the canonical word of the kind that the entry has now."""
    field = version.entry.field("status")
    found = interpret(field, kind, kind.field("status")).value if field is not None else None
    return found if isinstance(found, str) else None


def became_promoted(log: Log, entry: Entry, context: Context) -> bool:
    """True of an entry that the judged change promotes."""
    if not knows(context) or not context.is_changed(log, entry):
        return False
    if status(entry, context.presets) not in PROMOTED:
        return False
    kind = context.kind(entry)
    return all(was(item, kind) not in PROMOTED for item in context.history.before(entry))


def title(version: Version) -> str:
    """What a message calls an entry besides its ID."""
    entry = version.entry
    for name in ("summary", "requested capability"):
        section = entry.section(name)
        if section is not None:
            lines = version.log.lines(section.start, section.own_end)
            first = next((line for line in lines if line.strip()), "")
            if first:
                return shown(first)
    for name in ("content", "context"):
        field = entry.field(name)
        if field is not None and field.raw.strip():
            return shown(field.raw)
    return shown(entry.title) if entry.title else "another entry"


def at(version: Version) -> str:
    """Where a version stands, for the end of a sentence; empty if that is not known."""
    if not version.where:
        return ""
    if _COMMIT.fullmatch(version.where):
        return f" in commit {version.where[:10]}"
    return f" on {shown(version.where)}"
