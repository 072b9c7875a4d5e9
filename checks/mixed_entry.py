"""An entry has what was said of another one.

Where two branches took one ID, each of them calls another entry by it. A merge that goes by IDs
alone then writes the resolution of one entry into the other, or makes one of two; so does a hand
that picks sides in a hurry. An entry is mixed if lines that were in another one stand in it, and
are gone there or have taken the place of its own.

In a merge that gave one of the two another ID, what the incoming branch says of it in other logs
still has the old one, and now means the entry that kept it: it names another entry than it did.
`learnings merge-driver` sees one file at a time and cannot mend that.

It is a change that is judged: without one (`--staged`, `--changed`, `--range`, `--since`) the check
is silent. What is said of several entries is no sign of anything, nor is what stands in Metadata.

### Before

    ### LRN-20260305-001

    **Status**: pending
    **Context**: A token for the registry ran out overnight
    **Content**: It is valid for an hour, and publishing takes longer

    ### LRN-20260305-002

    **Status**: pending
    **Context**: The disk of the build machine was full
    **Content**: Nothing empties the cache of the compiler

### Bad

    # Learnings

    ### LRN-20260305-001

    **Status**: pending
    **Context**: A token for the registry ran out overnight
    **Content**: It is valid for an hour, and publishing takes longer

    ### LRN-20260305-002

    **Status**: pending
    **Context**: The disk of the build machine was full
    **Content**: It is valid for an hour, and publishing takes longer

### Good

    # Learnings

    ### LRN-20260305-001

    **Status**: pending
    **Context**: A token for the registry ran out overnight
    **Content**: It is valid for an hour, and publishing takes longer

    ### LRN-20260305-002

    **Status**: pending
    **Context**: The disk of the build machine was full
    **Content**: Nothing empties the cache of the compiler, nor that of the linker
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity, Span
from learnings.entry import Log, former_ids
from learnings.past import Version
from learnings.relations import mentions

from ._fields import in_conflict, shown
from ._mixed import Known, Lines, added_lines, is_replaced, lines_of, owners
from ._past import is_copy, judged, knows


@define(group="history", severity=Severity.ERROR, whole=True)
def check(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    if knows(context):
        yield from _texts(logs, context)
        yield from _references(logs, context)


def _texts(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    """Lines of another entry."""
    before = context.history.before
    mine = [
        Known(log, entry, sides)
        for log in logs
        for entry in judged(log, context)
        if entry.id and not in_conflict(log, entry) and (sides := before(entry))
    ]
    added = [(item, lines) for item in mine if (lines := added_lines(item))]
    if not added:
        return
    everyone = [Known(log, entry, before(entry)) for log in logs
                if context.history.touches(log.path) for entry in log.entries
                if not is_copy(entry)]  # fmt: skip
    wanted = {line for _, lines in added for line in lines}
    had = owners(everyone, wanted)
    text = "\n".join(log.text for log in logs)
    for item, lines in added:
        found = next(_foreign(item, lines, had, text), None)
        if found is not None:
            yield found


def _foreign(
    item: Known, lines: Lines, had: Mapping[str, list[Known]], text: str
) -> Iterator[Problem]:
    for line, (section, number) in lines.items():
        found = had.get(line, ())
        if len(found) != 1 or found[0].entry is item.entry or not found[0].entry.id:
            continue
        other = found[0]
        is_gone = len(item.sides) == 1 and line not in lines_of(other.log, other.entry)
        is_merged = any(side.where != item.sides[0].where for side in other.sides)
        if (is_gone and is_merged) or is_replaced(item, section, text):
            span = Span.at(number, 1, len(item.log.line(number)))
            message = f"{item.entry.id} has what was said of {other.entry.id}: {shown(line)}"
            hint = f"move it to {other.entry.id}, and bring back what stood here before"
            place = Related(other.log.path, other.entry.span, "the entry that it was said of")
            yield Problem(span, message, "text", hint, (place,), path=item.log.path)


def _references(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    """References to an ID that meant another entry on the side that they come from."""
    before = context.history.before
    meant: dict[tuple[str, str], Known] = {}
    for log in logs:
        for entry in log.entries:
            names = former_ids(entry)
            sides = before(entry) if names else ()
            for side in sides:
                if side.where and side.entry.id.upper() in names:
                    meant[side.where, side.entry.id.upper()] = Known(log, entry, sides)
    ids = {entry.id.upper(): entry for log in logs for entry in log.entries}
    # An entry may have got an ID back that it had before: that is no other entry.
    stale = {
        name for (_, name), item in meant.items()
        if name in ids and ids[name] is not item.entry
    }  # fmt: skip
    for log in logs if stale else ():
        if any(name in log.text.upper() for name in stale):
            for entry in log.entries:
                yield from _misled(Known(log, entry, before(entry)), stale, meant)


def _misled(
    item: Known, stale: set[str], meant: Mapping[tuple[str, str], Known]
) -> Iterator[Problem]:
    for mention in mentions(item.log, item.entry):
        name = mention.id.upper()
        if name not in stale:
            continue
        sides = [side for side in item.sides if name in _mentioned(side)]
        found = [meant.get((side.where, name)) for side in sides]
        other = found[0] if found else None
        if other is None or None in found or other.entry is item.entry:
            continue
        if other.entry.id.upper() == name:
            continue
        line = item.log.line(mention.line)
        span = Span.at(mention.line, line.upper().find(name) + 1, len(name))
        message = f"{mention.id} is another entry here than where this was written"
        hint = f"that one is {other.entry.id} now: write {other.entry.id}"
        place = Related(other.log.path, other.entry.span, "the entry that was meant")
        yield Problem(span, message, "reference", hint, (place,), path=item.log.path)


def _mentioned(version: Version) -> set[str]:
    return {found.id.upper() for found in mentions(version.log, version.entry)}
