"""How long entries stayed in each status."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles

from .events import Event

_DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Stays:
    """Of one status: how many days each stay took that has ended, and each that has not."""

    ended: list[float] = field(default_factory=list)
    going: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Course:
    """What is known of the statuses of one entry: the present one, since when, and its kind."""

    status: str
    since: dt.datetime
    gone: bool = False


def stays(events: Iterable[Event], now: dt.datetime) -> dict[str, Stays]:
    """The stays in each status, by its word; entries without a status are left out.

    The first stay begins on the day on which the entry was logged, if it was committed on a later
    one. An
    entry that is gone has no stay that goes on: nobody knows how it would have ended.
    """
    courses: dict[str, Course] = {}
    found: dict[str, Stays] = defaultdict(Stays)
    for event in events:
        _take(courses, found, event)
    for course in courses.values():
        if course.status and not course.gone:
            found[course.status].going.append(_days(now - course.since))
    return dict(found)


def _take(courses: dict[str, Course], found: dict[str, Stays], event: Event) -> None:
    when = event.commit.when
    if event.after is None:
        if event.id in courses:
            courses[event.id].gone = True
        return
    status = event.after.facts.status
    if event.before is not None and event.before.facts.id.upper() != event.id:
        moved = courses.pop(event.before.facts.id.upper(), None)
        courses.update({event.id: moved} if moved is not None else {})
    known = courses.get(event.id)
    if known is None:
        courses[event.id] = Course(status, _begun(event, when))
        return
    known.gone = False
    if status != known.status:
        if known.status:
            found[known.status].ended.append(_days(when - known.since))
        known.status, known.since = status, when


def _begun(event: Event, when: dt.datetime) -> dt.datetime:
    logged = event.after.facts.logged if event.after is not None else None
    if logged is None or logged >= when.astimezone(dt.timezone.utc).date():
        return when
    return dt.datetime.combine(logged, dt.time(), dt.timezone.utc)


def _days(span: dt.timedelta) -> float:
    return max(span / _DAY, 0.0)


def spread(days: Sequence[float]) -> tuple[float, float, float] | None:
    """The tenth, the fiftieth and the ninetieth hundredth; None where there is nothing.

    Between two values they are interpolated, the extremes included (type 7 of Hyndman and Fan,
    1996, as most programs do).
    """
    if len(days) < 2:
        return (days[0], days[0], days[0]) if days else None
    tenths = quantiles(days, n=10, method="inclusive")
    return tenths[0], tenths[4], tenths[8]
