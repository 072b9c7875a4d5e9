"""An entry is gone.

A conflict that is resolved in a hurry, a file that is overwritten, a merge that takes one side:
each drops entries without a word, and with them the reasons behind rules. An entry is gone if a
parent of the commit (in a merge, either of them) or the base of the change has it and no log
holds it any more, be it an archive. If two entries got the same ID on two branches, the merge has
to keep both.

`learnings archive` moves what is done out of the way. To remove an entry on purpose, say so in any
log, in a comment that names its ID:

    <!-- learnings: removed[ERR-20260301-001] reason="held the name of a customer" -->

It is a change that is judged: without one (`--staged`, `--changed`, `--range`, `--since`) the check
is silent. Samples, and operations of a write-ahead log that have ended, may go. An entry without
an ID is not judged, since it cannot be told from one that was reworded: `learnings assign-ids`
gives it one.

### Options

    [tool.learnings.checks.lost-entry]
    final = true

With `final = false` entries that were done may go as well: resolved, promoted, refused.

### Before

    # Learnings

    ### LRN-20260305-001

    **Status**: pending
    **Context**: The worker was configured anew
    **Content**: It reads the file once, when it starts

    ### LRN-20260305-002

    **Status**: pending
    **Context**: The disk of the build machine was full
    **Content**: Nothing empties the cache

### Bad

    # Learnings

    ### LRN-20260305-001

    **Status**: pending
    **Context**: The worker was configured anew
    **Content**: It reads the file once, when it starts

### Good

    # Learnings

    <!-- learnings: removed[LRN-20260305-002] reason="the build machine is gone" -->

    ### LRN-20260305-001

    **Status**: pending
    **Context**: The worker was configured anew
    **Content**: It reads the file once, when it starts
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.comment import removed
from learnings.diagnostic import Problem, Related, Severity, Span
from learnings.entry import Log, former_ids
from learnings.past import Version
from learnings.sameness import is_same
from learnings.vocabulary import fold

from ._past import is_copy, judged, knows, title, was

_SAMPLE = "example"
_HINT = 'bring it back, archive it, or say so: `<!-- learnings: removed[{id}] reason="…" -->`'


@define(group="history", severity=Severity.ERROR, whole=True)
def check(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    if not knows(context):
        return
    gone = [item for item in context.history.lost() if _counts(item, context)]
    if gone:
        kept = _kept(logs)
        there = {log.path for log in logs}
        for item in gone:
            if item.entry.id.upper() not in kept or not item.entry.id:
                yield _problem(item, there)
    for log in logs:
        if not context.history.touches(log.path):
            continue
        for entry in judged(log, context):
            sides = context.history.before(entry)
            if len(sides) > 1 and entry.id:
                yield from _overwritten(Version(log, entry), sides, logs, context)


def _counts(item: Version, context: Context) -> bool:
    """True of an entry that may not simply go."""
    entry, field = item.entry, item.entry.field("status")
    word = fold(field.raw).strip(" `*_~") if field is not None else ""
    if entry.shape == "wal":
        return word.startswith("pending")
    if not entry.id or word == _SAMPLE or is_copy(entry):
        return False  # what has no ID cannot be told from what was reworded
    kind = context.kind(entry)
    now = was(item, kind)
    final = now is not None and kind.lifecycle.is_final(now)
    return not final or bool(context.option("lost-entry", "final", True))


def _kept(logs: Sequence[Log]) -> set[str]:
    """The IDs that are accounted for: those of entries, their former ones, those removed."""
    found: set[str] = set()
    for log in logs:
        for entry in log.entries:
            found.add(entry.id.upper())
            found.update(former_ids(entry))
        found.update(removed(log))
    return found


def _problem(item: Version, there: set[str]) -> Problem:
    entry, path = item.entry, item.log.path
    where = "" if path in there else ", and the file with it"
    if entry.shape == "wal":
        message = f"the operation of {entry.heading_date or entry.title} is gone, but was open"
        hint = "bring it back, and set COMMITTED or ROLLED_BACK"
        return Problem(Span.at(1), message, entry.key, hint, path=path, gone=entry.key)
    message = f"{entry.id} is gone{where}: {title(item)}"
    hint = _HINT.format(id=entry.id)
    return Problem(Span.at(1), message, entry.id, hint, path=path, gone=entry.id)


def _overwritten(
    now: Version, sides: Sequence[Version], logs: Sequence[Log], context: Context
) -> Iterator[Problem]:
    """Two entries that had one ID, of which a merge kept one."""
    id_ = now.entry.id.upper()
    for side in sides:
        if side.entry.id.upper() != id_ or not _counts(side, context) or is_same(side, now):
            continue
        if not any(is_same(other, now) for other in sides if other is not side):
            continue  # it was rewritten on both sides
        if any(
            is_same(side, Version(log, entry))
            for log in logs
            for entry in log.entries
            if entry.logged is None
            or side.entry.logged is None
            or entry.logged.day == side.entry.logged.day
        ):
            continue
        message = f"the merge keeps one of two entries that are called {now.entry.id}"
        hint = f"bring back the other one under a new ID: {title(side)}"
        place = Related(now.log.path, now.entry.span, "the one that it keeps")
        yield Problem(now.entry.span, message, now.entry.id, hint, (place,), path=now.log.path)
        return
