"""An entry has what was said of another one, or names another one than it did.

Where two branches took one ID, each of them calls another entry by it. A merge that goes by IDs
alone then writes the resolution of one entry into the other, or makes one of two; so does a hand
that picks sides in a hurry. An entry is mixed if lines that were in another one stand in it, and
are gone there or have taken the place of its own.

In a merge that gave one of the two another ID, what the incoming branch says of it in other logs
still has the old one, and now means the entry that kept it. `learnings merge-driver` sees one file
at a time and cannot mend that.

It is a change that is judged: without one (`--staged`, `--changed`, `--range`, `--since`) the check
is silent. What is said of several entries is no sign of anything, nor is what stands in Metadata.

### Before

    # Learnings

    ### LRN-20260305-001

    #### Summary
    A token for the registry ran out overnight

    #### Details
    It is valid for an hour, and publishing takes longer.

    ### LRN-20260305-002

    #### Summary
    The disk of the build machine was full

    #### Details
    Nothing empties the cache of the compiler.

### Bad

    # Learnings

    ### LRN-20260305-001

    #### Summary
    A token for the registry ran out overnight

    #### Details
    It is valid for an hour, and publishing takes longer.

    ### LRN-20260305-002

    #### Summary
    The disk of the build machine was full

    #### Details
    It is valid for an hour, and publishing takes longer.

### Good

    # Learnings

    ### LRN-20260305-001

    #### Summary
    A token for the registry ran out overnight

    #### Details
    It is valid for an hour, and publishing takes longer.

    ### LRN-20260305-002

    #### Summary
    The disk of the build machine was full

    #### Details
    Nothing empties the cache of the compiler, nor that of the linker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity, Span
from learnings.entry import Entry, Log, former_ids
from learnings.past import Version
from learnings.relations import mentions

from ._fields import in_conflict, shown
from ._past import is_copy, judged, knows

# A line has to say something to tell an entry from another.
_TELLING = 16
_ASIDE = ("metadata", "resolution")
_Lines = dict[str, tuple[str, int]]


class _Entry(NamedTuple):
    """An entry as it is, and as each side had it."""

    log: Log
    entry: Entry
    sides: Sequence[Version]


@define(group="history", severity=Severity.ERROR, whole=True)
def check(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    if knows(context):
        yield from _texts(logs, context)
        yield from _references(logs, context)


def _texts(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    """Lines of another entry."""
    before = context.history.before
    mine = [
        _Entry(log, entry, sides)
        for log in logs
        for entry in judged(log, context)
        if entry.id and not in_conflict(log, entry) and (sides := before(entry))
    ]
    added = [(item, lines) for item in mine if (lines := _added(item))]
    if not added:
        return
    everyone = [_Entry(log, entry, before(entry)) for log in logs
                if context.history.touches(log.path) for entry in log.entries
                if not is_copy(entry)]  # fmt: skip
    wanted = {line for _, lines in added for line in lines}
    owners = _owners(everyone, wanted)
    text = "\n".join(log.text for log in logs)
    for item, lines in added:
        found = next(_foreign(item, lines, owners, text), None)
        if found is not None:
            yield found


def _added(item: _Entry) -> _Lines:
    """The lines that no side of an entry has, with their section and number."""
    now = _lines(item.log, item.entry)
    for side in item.sides:
        known = _lines(side.log, side.entry) if now else {}
        now = {line: place for line, place in now.items() if line not in known}
    return now


def _lines(log: Log, entry: Entry) -> _Lines:
    return {
        line: (part.name, number)
        for part in entry.sections
        if part.name != "metadata"
        for number in range(part.start, min(part.own_end, log.line_count + 1))
        if len(line := log.line(number).strip()) >= _TELLING and not line.startswith("#")
    }


def _owners(everyone: Sequence[_Entry], wanted: set[str]) -> Mapping[str, list[_Entry]]:
    """Which entries had those lines on a side."""
    found: dict[str, list[_Entry]] = defaultdict(list)
    for item in everyone:
        versions = [side for side in item.sides if side.entry is not item.entry]
        if not versions and item.sides:
            versions = [Version(item.log, item.entry)]
        lines = {line for side in versions for line in _lines(side.log, side.entry)}
        for line in lines & wanted:
            found[line].append(item)
    return found


def _foreign(
    item: _Entry, lines: _Lines, owners: Mapping[str, list[_Entry]], text: str
) -> Iterator[Problem]:
    for line, (section, number) in lines.items():
        found = owners.get(line, ())
        if len(found) != 1 or found[0].entry is item.entry or not found[0].entry.id:
            continue
        other = found[0]
        is_gone = len(item.sides) == 1 and line not in _lines(other.log, other.entry)
        is_merged = any(side.where != item.sides[0].where for side in other.sides)
        if (is_gone and is_merged) or _replaced(item, section, text):
            span = Span.at(number, 1, len(item.log.line(number)))
            message = f"{item.entry.id} has what was said of {other.entry.id}: {shown(line)}"
            hint = f"move it to {other.entry.id}, and bring back what stood here before"
            place = Related(other.log.path, other.entry.span, "the entry that it was said of")
            yield Problem(span, message, "text", hint, (place,), path=item.log.path)


def _replaced(item: _Entry, section: str, text: str) -> bool:
    """True if all that a section said on every side is nowhere any more."""
    if section in _ASIDE:
        return False
    for side in item.sides:
        old = [line for line, (name, _) in _lines(side.log, side.entry).items() if name == section]
        if not old or any(line in text for line in old):
            return False
    return True


def _references(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    """References to an ID that meant another entry on the side that they come from."""
    before = context.history.before
    meant: dict[tuple[str, str], _Entry] = {}
    for log in logs:
        for entry in log.entries:
            names = former_ids(entry)
            sides = before(entry) if names else ()
            for side in sides:
                if side.where and side.entry.id.upper() in names:
                    meant[side.where, side.entry.id.upper()] = _Entry(log, entry, sides)
    ids = {entry.id.upper(): entry for log in logs for entry in log.entries}
    stale = {name for _, name in meant if name in ids}
    for log in logs if stale else ():
        if any(name in log.text.upper() for name in stale):
            for entry in log.entries:
                yield from _misled(_Entry(log, entry, before(entry)), stale, meant)


def _misled(
    item: _Entry, stale: set[str], meant: Mapping[tuple[str, str], _Entry]
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
        line = item.log.line(mention.line)
        span = Span.at(mention.line, line.upper().find(name) + 1, len(name))
        message = f"{mention.id} is another entry here than where this was written"
        hint = f"that one is {other.entry.id} now: write {other.entry.id}"
        place = Related(other.log.path, other.entry.span, "the entry that was meant")
        yield Problem(span, message, "reference", hint, (place,), path=item.log.path)


def _mentioned(version: Version) -> set[str]:
    return {found.id.upper() for found in mentions(version.log, version.entry)}
