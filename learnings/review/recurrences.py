"""Problems that keep coming back: which entries, why they are one, and how often of late."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from ..diagnostic import Diagnostic
from ..query import OPEN
from ..similarity import keys_of, named
from ..value import listing, moment
from ..vocabulary import fold
from .gather import RECURRING, Gathered, Held, fact
from .model import Recurrence
from .rate import rate

_NAMED = 5


def recurrences(found: Gathered, since: dt.date) -> tuple[Recurrence, ...]:
    """The groups that `recurring-pattern` reports, the most frequent of late first."""
    began = min((held.item.logged for held in found.held.values()
                 if held.item.logged is not None and held.item.logged <= found.today),
                default=None)  # fmt: skip
    groups = []
    for finding in found.findings[RECURRING]:
        members = _members(found, finding)
        if members and found.is_wanted(*members):
            groups.append(_recurrence(finding, members, began, since, found.today))
    groups.sort(key=lambda item: (-item.inside, -len(item.items), -item.stated, item.name,
                                  item.items[0].path, item.items[0].line))  # fmt: skip
    return tuple(groups)


def _members(found: Gathered, finding: Diagnostic) -> list[Held]:
    newest = found.of(finding)
    return [newest, *found.related(finding.problem.related)] if newest is not None else []


def _recurrence(
    finding: Diagnostic,
    members: Sequence[Held],
    began: dt.date | None,
    since: dt.date,
    today: dt.date,
) -> Recurrence:
    days = [held.item.logged for held in members if held.item.logged is not None]
    most = max((stated(held) for held in members), default=0)
    seen = list(days)
    if len(members) == 1:  # it counts itself, so only its first and last day are known
        seen += [day for name in ("first seen", "last seen") if (day := _day(members[0], name))]
    key = _key(members)
    inside = sum(since <= day <= today for day in days)
    owners = {name: None for held in members for name in held.item.owners}
    return Recurrence(
        name=str(fact(finding, "name")).strip("`"),
        key=key,
        items=tuple(held.item for held in members),
        why=tuple(_why(members, key, most)),
        first=min(seen, default=None),
        last=max(seen, default=None),
        inside=inside,
        outside=len(days) - inside,
        undated=len(members) - len(days),
        stated=most,
        open=sum(held.row.phase == OPEN for held in members),
        rate=rate(days, began, since, today) if len(members) > 1 and days else None,
        owners=tuple(owners),
    )


def _key(members: Sequence[Held]) -> str:
    """The Pattern-Key that the most of them have, as the newest writes it."""
    counts = Counter(key for held in members for key in keys_of(held.entry))
    common = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if not common or common[0][1] < 2:
        return ""
    key = common[0][0]
    for item in (item for held in members for item in held.entry.every("pattern key")):
        for written in listing(item.text):
            if fold(written) == key:
                return written
    return key


def _why(members: Sequence[Held], key: str, stated: int) -> Iterator[str]:
    """What makes them one group, in sentences."""
    if len(members) == 1:
        yield f"its own Recurrence-Count says {stated}"
        return
    if key:
        share = sum(fold(key) in keys_of(held.entry) for held in members)
        yield f"{share} of {len(members)} share the Pattern-Key {key}"
    ids = {held.entry.id.upper() for held in members if held.entry.id}
    links = [
        (held.entry.id, other)
        for held in members if held.entry.id
        for other in sorted(named(held.entry, held.log) & ids - {held.entry.id.upper()})
    ]  # fmt: skip
    if links:
        told = ", ".join(f"{one} → {other}" for one, other in links[:_NAMED])
        more = f" and {len(links) - _NAMED} more" if len(links) > _NAMED else ""
        yield f"they name one another: {told}{more}"


def stated(held: Held) -> int:
    """How often an entry says itself that it happened; 0 where it does not."""
    field = held.entry.field("recurrence count")
    text = field.raw.strip() if field is not None else ""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _day(held: Held, name: str) -> dt.date | None:
    field = held.entry.field(name)
    found = moment(field.raw) if field is not None else None
    return found.day if found is not None else None
