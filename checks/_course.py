"""Which rows of a timeline a duration may run from and to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ._incident import Point, of
from ._words import BEGUN, CAUSE, OVER, WORK, is_follow_up, is_over


def beginnings(points: Sequence[Point]) -> list[Point]:
    """The points at which an incident may have begun; the most likely one first."""
    told = of(points, "started", "detected")
    if not points or not points[0].event:
        return told
    rest = [item for item in points if item.phase == "" and not _is_other(item.event, OVER, WORK)]
    begun = [item for item in rest if BEGUN.search(item.event)]
    other = [item for item in rest if not BEGUN.search(item.event)]
    other.sort(key=lambda item: CAUSE.search(item.event) is not None)
    edge = [] if is_follow_up(points[0].event) else [points[0]]
    return [*told, *begun, *other, *edge]


def endings(points: Sequence[Point]) -> list[Point]:
    """The points at which an incident may have been over; the most likely one first."""
    ended = of(points, "ended")
    told = ended[-1:] + ended[:-1] + of(points, "mitigated")
    if not points or not points[0].event:
        return told
    others = [
        item for item in reversed(points) if item.phase == "" and not is_follow_up(item.event)
    ]
    over = [item for item in others if OVER.search(item.event)]
    open_ = [item for item in others if not OVER.search(item.event)]
    calm = [item for item in open_ if not BEGUN.search(item.event)]
    rest = [item for item in calm if not WORK.search(item.event)]
    # Where no row says that it was over, any work on it may have ended it.
    last = [] if told or over else [*calm, *open_]
    return [*told, *over, *rest, *last]


def episodes(points: Sequence[Point]) -> float | None:
    """The minutes of all episodes together, where an incident came back; None for only one."""
    total, count, begin = 0.0, 0, None
    for item in points:
        if begin is None:
            idle = item.phase == "ended" or is_over(item.event) or is_follow_up(item.event)
            begin = None if idle else item.minute
        elif item.phase == "ended" or is_over(item.event):
            total, count, begin = total + item.minute - begin, count + 1, None
    return total if count > 1 else None


def _is_other(event: str, *kinds: re.Pattern[str]) -> bool:
    return is_follow_up(event) or any(words.search(event) for words in kinds)
