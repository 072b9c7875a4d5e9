"""Moves of a status in merges and in squashed commits: which were left out, which were made."""

from __future__ import annotations

from collections.abc import Sequence

from learnings.check import Context
from learnings.entry import Entry
from learnings.kind import Kind
from learnings.past import Version

from ._past import was


def undone(
    entry: Entry, now: str, before: Sequence[str], kind: Kind, context: Context
) -> str | None:
    """The status that one side of a merge gave an entry, where the merge leaves that move out."""
    if len(before) < 2:
        return None
    base = {old for item in context.history.parted(entry) if (old := was(item, kind)) is not None}
    if len(base) != 1:
        return None
    moved = [old for old in before if old not in base and old != now]
    is_open = kind.lifecycle.is_open
    return next((old for old in moved if now in base or (is_open(now) and not is_open(old))), None)


def is_squashed(entry: Entry, now: str, sides: Sequence[Version], kind: Kind) -> bool:
    """True if legal moves lead to the status, and the change brings what proves the first.

    Who squashes or amends commits has made each move, and nothing but that proof is left of it.
    """
    if not _is_proved(entry) or any(_is_proved(item.entry) for item in sides):
        return False
    allows = kind.lifecycle.allows
    before = {old for item in sides if (old := was(item, kind)) is not None}
    return all(
        any(mid == "resolved" and allows(old, mid) and allows(mid, now)
            for mid in kind.lifecycle.moves)
        for old in before
    )  # fmt: skip


def _is_proved(entry: Entry) -> bool:
    action = entry.field("action")
    return entry.section("resolution") is not None or bool(action and action.text.strip())


def follows(behind: str, ahead: str, kind: Kind) -> bool:
    """True if a status may go on to the other."""
    return behind != ahead and kind.lifecycle.allows(behind, ahead)
