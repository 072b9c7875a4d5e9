"""Entries that took each other's IDs."""

from __future__ import annotations

from learnings.check import Context
from learnings.entry import Entry, Log
from learnings.past import Version
from learnings.sameness import is_overwritten, is_same

from ._past import judged


def former_self(log: Log, entry: Entry, context: Context) -> Version | None:
    """The entry before the change, under the ID that another one has now; None of others.

    Only where another entry was written over the one that had its ID is it looked for.
    """
    now = Version(log, entry)
    sides = context.history.before(entry)
    if not sides or not all(is_overwritten(side, now) for side in sides):
        return None
    for place in context.logs:
        for other in judged(place, context):
            if other is not entry:
                for old in context.history.before(other):
                    if old.entry.id.upper() != entry.id.upper() and is_same(old, now):
                        return old
    return None
