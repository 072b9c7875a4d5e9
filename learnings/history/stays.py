"""How long entries stayed in each status."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles

from .events import Event
from .lineage import Lineages

_DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Stays:
    """Of one status: how many days each stay took that has ended, and each that has not."""

    ended: list[float] = field(default_factory=list)
    going: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Course:
    """What is known of the statuses of one entry: the present one, and since when."""

    status: str
    since: dt.datetime
    gone: bool = False


def stays(events: Iterable[Event], now: dt.datetime) -> dict[str, Stays]:
    """The stays in each status, by its word; entries without a status are left out.

    The first stay begins on the day on which the entry was logged, if it was committed on a later
    one. What two entries went through that had one ID on two branches is told apart. An entry
    that is gone has no stay that goes on: nobody knows how it would have ended.
    """
    lineages: Lineages[Course] = Lineages()
    found: dict[str, Stays] = defaultdict(Stays)
    courses: list[Course] = []
    for event in events:
        known = lineages.of(event)
        course = known[0] if known else None
        if event.after is None:
            if course is not None:
                course.gone = True
                lineages.keep(event, course)
            continue
        if course is None:
            course = Course(event.after.facts.status, _begun(event, event.commit.when))
            courses.append(course)
        else:
            _take(course, known[1:], event.after.facts.status, event.commit.when, found)
            lineages.join(course, known[1:])
        lineages.keep(event, course)
    for course in courses:
        if course.status and not course.gone:
            found[course.status].going.append(_days(now - course.since))
    return dict(found)


def _take(
    course: Course,
    others: Sequence[Course],
    status: str,
    when: dt.datetime,
    found: dict[str, Stays],
) -> None:
    """Go on with a course; `others` were that of the same entry on other sides of a merge."""
    course.gone = False
    for other in others:
        other.gone = True
        if status not in (course.status, "") and other.status == status:
            when = min(when, other.since)
    if status != course.status:
        if course.status:
            found[course.status].ended.append(_days(when - course.since))
        course.status, course.since = status, when


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
