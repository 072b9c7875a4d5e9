"""A new entry has an ID that another entry had before.

An ID that once named something else makes old commits, pull requests and runbooks point at the
wrong entry. IDs are never given twice, even if the first owner is gone or has another ID now: take
the next free number.

It is a change that is judged: without one (`--staged`, `--changed`, `--range`, `--since`), and in a
shallow clone, the check is silent. An entry that was removed and comes back is no other one.
An entry that was edited keeps its ID; one that was written over, so that nothing of its summary and
next to nothing of its details is left, is another one, and the first is lost.

### Long ago

    ### LRN-20260305-001

    **Status**: resolved
    **Context**: The disk of the build machine was full
    **Content**: Nothing empties the cache
    **Action**: The cache has a limit

### Before

    # Learnings

### Bad

    # Learnings

    ### LRN-20260305-001

    **Status**: pending
    **Context**: A token for the registry ran out overnight
    **Content**: It is valid for an hour, and publishing takes longer

### Good

    # Learnings

    ### LRN-20260305-002

    **Status**: pending
    **Context**: A token for the registry ran out overnight
    **Content**: It is valid for an hour, and publishing takes longer
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Entry, Log, former_ids
from learnings.past import Version
from learnings.sameness import is_overwritten, is_same

from ._past import at, is_new, judged, title
from ._swapped import former_self

_FREE = "take a number that was never used: `learnings new` knows the next one"


@define(group="history", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in judged(log, context):
        if entry.identifier is None or not context.is_changed(log, entry):
            continue
        if not is_new(log, entry, context):
            yield from _overwritten(Version(log, entry), context)
            continue
        other = _aliases(context).get(entry.id.upper())
        if other is not None and other.id.upper() != entry.id.upper():
            message = f"{entry.id} named another entry before: {other.id} had it"
            yield Problem(entry.identifier.span, message, "id", _FREE)
            continue
        earlier = context.history.earlier(entry.id)
        if earlier is None or is_same(earlier, Version(log, entry)):
            continue
        message = f"{entry.id} named another entry before{at(earlier)}: {title(earlier)}"
        yield Problem(entry.identifier.span, message, "id", _FREE)


def _aliases(context: Context) -> dict[str, Entry]:
    """The entries by the IDs that they say to have had before."""
    known: dict[str, Entry] | None = context.kept.get("reused-id/aliases")
    if known is None:
        known = {
            name: entry
            for log in context.logs
            for entry in log.entries
            for name in former_ids(entry)
        }
        context.kept["reused-id/aliases"] = known
    return known


def _overwritten(now: Version, context: Context) -> Iterator[Problem]:
    """Another entry was written over the one that had the ID."""
    id_ = now.entry.identifier
    sides = [
        item
        for item in context.history.before(now.entry)
        if item.entry.id.upper() == now.entry.id.upper()
    ]
    if former_self(now.log, now.entry, context) is not None:
        return  # its own ID was rewritten, which is another fault
    if id_ is not None and sides and all(is_overwritten(item, now) for item in sides):
        message = f"{now.entry.id} named another entry before the change: {title(sides[0])}"
        hint = "bring that one back, and give the new one a number that was never used"
        yield Problem(id_.span, message, "id", hint)
