"""Which of the entries that were not read are meant as entries."""

from __future__ import annotations

from learnings.check import Context
from learnings.entry import Log, Region
from learnings.vocabulary import is_section

from ._references import SECTIONS


def unread(log: Log, reason: str, context: Context) -> list[Region]:
    """The regions of a log that are not read for this reason and would be entries.

    An index of entries that are written elsewhere may show some of their fields.
    """
    found = [region for region in log.regions if region.reason == reason]
    if not found:
        return []
    known = {entry.id.upper() for each in (log, *context.logs) for entry in each.entries}
    return [
        region
        for region in found
        if region.names[0].upper() not in known and not _is_reference(log, region)
    ]


def _is_reference(log: Log, region: Region) -> bool:
    """True in a section that is none of a template's: there an entry lists what it refers to."""
    line = region.span.line
    entry = log.entry_at(line) if region.reason != "entry-html" else None
    around = [item for item in entry.sections if item.start <= line < item.end] if entry else []
    return bool(around) and (around[-1].name in SECTIONS or not is_section(around[-1].name))
