"""A status moved as the lifecycle does not allow.

Each [preset](presets.md) says which status may follow which. Where a lesson has to be resolved
before it is promoted, a jump leaves out the proof; where `promoted` is final, moving back hides
that a rule did not help: write a new entry that names this one in `See Also`.

It is a change that is judged: without one (`--staged`, `--changed`, `--range`, `--since`) the
check is silent. Several legal moves in several commits of a branch are legal together, and so they
are where they were squashed into one, if the change brings the proof: a Resolution, or an Action.
A move that one side of a merge made may not be lost. A new entry has to begin with a status
that the preset lets entries begin with; a log that comes in whole is taken as it is. Write-ahead
entries are judged as well: an operation that has ended stays ended.

### Options

    [tool.learnings.checks.illegal-transition]
    reopen = "anyone"

`reopen` says who may open an entry again that was done, where the preset allows it at all:
`"anyone"`, `"nobody"`, or a list of e-mail addresses and patterns (`["*@example.org"]`), which are
compared with the address of who commits. Where that is not known, nothing is said.

### Before

    ### LRN-20260305-001

    **Status**: pending
    **Context**: The worker was configured anew
    **Content**: It reads the file once, when it starts
    **Action**: Restart it after a change

### Bad

    <!-- files: CLAUDE.md -->
    ### LRN-20260305-001

    **Status**: promoted (CLAUDE.md)
    **Context**: The worker was configured anew
    **Content**: It reads the file once, when it starts
    **Action**: Restart it after a change

### Good

    ### LRN-20260305-001

    **Status**: resolved
    **Context**: The worker was configured anew
    **Content**: It reads the file once, when it starts
    **Action**: Restart it after a change
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Entry, Field, Log
from learnings.kind import Kind
from learnings.past import Version
from learnings.record import status
from learnings.sameness import is_same

from ._fields import in_conflict
from ._moves import follows, is_squashed, undone
from ._past import is_new, judged, was

_NEW = "write a new entry that names this one in See Also"


class _Move(NamedTuple):
    """A move of a status; `author` is the e-mail address of who made it, if that is known."""

    old: str
    new: str
    author: str


@define(group="history", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in judged(log, context):
        now, field = status(entry, context.presets), entry.field("status")
        if now is None or field is None or in_conflict(log, entry):
            continue
        kind = context.kind(entry)
        sides = context.history.before(entry)
        if sides:
            yield from _moved(entry, now, field, sides, kind, context)
        elif is_new(log, entry, context) and not log.is_archive:
            yield from _born(log, entry, now, field, kind, context)


def _moved(
    entry: Entry, now: str, field: Field, sides: Sequence[Version], kind: Kind, context: Context
) -> Iterator[Problem]:
    before = [old for item in sides if (old := was(item, kind)) is not None]
    lost = undone(entry, now, before, kind, context)
    if lost:
        message = f"one side of the merge has {entry.label} as `{lost}`, and it is `{now}` again"
        hint = f"take `{lost}` with what that side says of it; who wants it `{now}` moves it later"
        yield Problem(field.span, message, "status", hint)
        return
    if all(old == now for old in before):
        return
    if is_squashed(entry, now, sides, kind):
        return
    wrong = {old: _wrong(old, now, entry, kind, context) for old in before}
    for old, move in wrong.items():
        # In a merge one side may well have won, but not the one that was behind.
        behind = (other for other in before if wrong[other] is None)
        if move is not None and all(follows(other, old, kind) for other in behind):
            yield _problem(entry, field, move, kind, context)
            return


def _wrong(old: str, now: str, entry: Entry, kind: Kind, context: Context) -> _Move | None:
    """The first illegal move on the way from a status to the present one; None if it is legal."""
    last = _Move(old, now, context.history.author(entry))
    if _is_legal(last, kind, context):
        return None
    for move in _way(last, entry, kind, context):
        if not _is_legal(move, kind, context):
            return move
    return None


def _way(last: _Move, entry: Entry, kind: Kind, context: Context) -> Iterator[_Move]:
    old = last.old
    for version in context.history.versions(entry):
        new = was(version, kind)
        if new is not None and new != old:
            yield _Move(old, new, version.author)
            old = new
    if old != last.new:
        yield _Move(old, last.new, last.author)


def _is_legal(move: _Move, kind: Kind, context: Context) -> bool:
    return kind.lifecycle.allows(move.old, move.new) and _may(move, kind, context)


def _may(move: _Move, kind: Kind, context: Context) -> bool:
    """False where an entry is opened again by somebody who may not."""
    if not kind.lifecycle.is_final(move.old) or not kind.lifecycle.is_open(move.new):
        return True
    who = context.option("illegal-transition", "reopen", "anyone")
    if who in ("anyone", "nobody"):
        return bool(who == "anyone")
    address = move.author.casefold()
    return not address or any(fnmatchcase(address, item.casefold()) for item in who)


def _problem(entry: Entry, field: Field, move: _Move, kind: Kind, context: Context) -> Problem:
    way = f"from `{move.old}` to `{move.new}`"
    if kind.lifecycle.allows(move.old, move.new):
        nobody = context.option("illegal-transition", "reopen", "anyone") == "nobody"
        whom = "nobody may do" if nobody else "not everybody may do"
        message = f"{entry.label} was opened again, {way}, which {whom}"
        return Problem(field.span, message, "status", f"{_NEW}, or set `reopen`")
    after = kind.lifecycle.moves.get(move.old, ())
    message = f"{entry.label} went {way}, which the preset {kind.preset} does not allow"
    hint = f"`{move.old}` is final" + ("" if entry.shape == "wal" else f": {_NEW}")
    if after:
        hint = f"from `{move.old}` it can become {_either(after)}"
    return Problem(field.span, message, "status", hint)


def _born(
    log: Log, entry: Entry, now: str, field: Field, kind: Kind, context: Context
) -> Iterator[Problem]:
    first = next((old for item in context.history.versions(entry) if (old := was(item, kind))), "")
    begun = first or now
    allowed = kind.lifecycle.initial
    if begun in allowed or not allowed:
        if first:
            yield from _moved(entry, now, field, context.history.versions(entry)[:1], kind, context)
        return
    if begun not in kind.lifecycle.statuses or _came_whole(log, context):
        return
    earlier = context.history.earlier(entry.id) if entry.id else None
    if earlier is not None and is_same(earlier, Version(log, entry)):
        return  # it is back
    message = f"{entry.label} begins as `{begun}`"
    hint = f"an entry of the preset {kind.preset} begins as {_either(allowed)}"
    yield Problem(field.span, message, "status", hint)


def _came_whole(log: Log, context: Context) -> bool:
    """True of a log that was taken over from elsewhere: several entries, and none known before."""
    entries = context.whole(log).entries
    return len(entries) > 1 and not any(map(context.history.before, entries))


def _either(words: Sequence[str]) -> str:
    *others, last = (f"`{word}`" for word in words)
    return f"{', '.join(others)} or {last}" if others else last
