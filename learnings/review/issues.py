"""The issues that a review makes: the one that is kept, and one for each recurring group.

Only what they should be; whoever talks to GitHub keeps them. The items name what an issue is
about, by entry and not by words: when a person has closed it, a new item opens it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from .markdown import markdown
from .model import Recurrence, Review

ROLLING = "review"
TITLE = "Learnings to look at"
GROUPS = "review/group"
ENDED = (
    "These entries no longer keep coming up as a group of their own: there is nothing to say of "
    "them here.\n\nClose this issue when you agree; that is not done for you. Should they come "
    "up again, it is said here.\n"
)


class Issue(NamedTuple):
    """An issue as it should be: `marker` finds it again, `items` are what it is about."""

    marker: str
    title: str
    body: str
    items: tuple[str, ...]
    owners: tuple[str, ...] = ()


def rolling(review: Review, base: str = "") -> Issue:
    """The one issue with everything in it; `base` as for `markdown`."""
    return Issue(ROLLING, TITLE, markdown(review, base), tuple(_items(review)))


def of_groups(review: Review, base: str = "") -> tuple[Issue, ...]:
    """An issue for each group of several entries, the group that began first first."""
    groups = [one for one in review.recurrences if len(one.items) > 1]
    groups.sort(key=lambda one: (one.first or review.today, one.name))
    return tuple(_of_group(one, review, base) for one in groups)


def _of_group(one: Recurrence, review: Review, base: str) -> Issue:
    """Of a group: its entries, and what came back, waits or is worth a rule among them."""
    members = frozenset(one.items)
    part = replace(
        review,
        recurrences=(one,),
        returned=tuple(item for item in review.returned if item.item in members),
        candidates=tuple(item for item in review.candidates if item.item in members),
        stale=tuple(item for item in review.stale if item.item in members),
        overdue=tuple(item for item in review.overdue if item.item in members),
        rules=tuple(item for item in review.rules if item.item in members),
        totals=(), noted=(), conflicted=(),
    )  # fmt: skip
    items = tuple(f"recurrence {item.id or item.caption}" for item in one.items)
    return Issue(_marker(one), f"Keeps coming up: {one.name}", markdown(part, base), items,
                 one.owners)  # fmt: skip


def _marker(one: Recurrence) -> str:
    """The key of the group, or else its first entry, which do not change as it grows."""
    oldest = one.items[-1]
    about = one.key.casefold() or oldest.id.upper() or f"{oldest.path} {oldest.caption}"
    digest = hashlib.sha256(about.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return f"{GROUPS}/{digest}"


def _items(review: Review) -> Iterator[str]:
    for part in ("stale", "returned", "candidates", "overdue", "rules"):
        for one in getattr(review, part):
            about = one.item.id or f"{one.item.path} {one.item.caption}"
            action = f" {one.action}" if part == "overdue" else ""
            yield f"{part} {about}{action}"
    for group in review.recurrences:
        yield from (f"recurrences {item.id or item.caption}" for item in group.items)
    yield from (f"noted {kind.text}" for one in review.noted for kind in one.kinds)
    yield from (f"conflicted {path}" for path in review.conflicted)
