"""The IDs by which a text may name an entry: its own, and those that it had before."""

from __future__ import annotations

from learnings.check import Context
from learnings.entry import Entry, former_ids


def names_of(entry: Entry, context: Context) -> list[str]:
    """The IDs in capitals, the present one first; none that another entry has now."""
    if not entry.id:
        return []
    taken = _present(context)
    former = [name for name in former_ids(entry) if name not in taken]
    return list(dict.fromkeys((entry.id.upper(), *former)))


def _present(context: Context) -> frozenset[str]:
    known: frozenset[str] | None = context.kept.get("names/present")
    if known is None:
        known = frozenset(entry.id.upper() for log in context.logs for entry in log.entries)
        context.kept["names/present"] = known
    return known
