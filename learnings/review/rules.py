"""Promoted rules that are due to be looked at: do they still hold, and did they help?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ..output.summary import amount
from ..record import status, target
from ..value import moment
from .gather import Gathered, Held
from .model import Item, Returned, Rule

_PROMOTED = ("promoted", "promoted_to_skill")


def rules(found: Gathered, returned: Sequence[Returned], days: int) -> tuple[Rule, ...]:
    """The rules that are due, the longest overdue first; archived entries have rules as well.

    `days` is how long after its promotion, or after its last review, a rule is due.
    """
    back: dict[Item, list[str]] = {}
    for one in returned:
        if one.earlier is not None:
            back.setdefault(one.earlier, []).append(one.item.label)
    result = []
    for held in found.held.values():
        now = status(held.entry, found.presets(held.log))
        if now in _PROMOTED and held.entry.field("retired") is None and found.is_wanted(held):
            rule = _rule(held, now, found, back, days)
            if rule is not None:
                result.append(rule)
    result.sort(key=lambda rule: (rule.due, rule.item.path, rule.item.line))
    return tuple(result)


def _rule(
    held: Held, now: str, found: Gathered, back: Mapping[Item, Sequence[str]], days: int
) -> Rule | None:
    failed = tuple(back.get(held.item, ()))
    since = _since(held, now, found)
    asked = _day(held, "review by")
    reviewed = _day(held, "reviewed")
    if reviewed is not None and (since is None or reviewed > since):
        since = reviewed
    if asked is not None and (reviewed is None or reviewed < asked):
        due, because = asked, "its Review By"
    elif since is not None:
        due = since + min(dt.timedelta(days=days), dt.date.max - since)
        because = f"{amount(days, 'day')} after its last review" if since == reviewed else (
            f"{amount(days, 'day')} after its promotion")  # fmt: skip
    else:
        return None
    if failed:
        due, because = min(due, found.today), "what it was to prevent came back"
    if due > found.today:
        return None
    skill = held.entry.field("skill path")
    where = target(held.entry, found.presets(held.log)) or (skill.raw if skill else "")
    return Rule(held.item, where, since, due, because, failed)


def _since(held: Held, now: str, found: Gathered) -> dt.date | None:
    """The day of the promotion: its Resolution, else the history, else the entry's own day."""
    own = _day(held, "promoted on") or _day(held, "resolved")
    if own is not None:
        return own
    return found.history.status_since(held.entry, now) or held.item.logged


def _day(held: Held, name: str) -> dt.date | None:
    field = held.entry.field(name)
    said = moment(field.raw) if field is not None else None
    return said.day if said is not None else None
