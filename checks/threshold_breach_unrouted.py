"""A value is beyond its threshold, and the entry is not filed as such.

Whoever looks for what to automate or enlarge goes by category and area. A value beyond
its threshold asks for one of them:

| value | threshold | asks for |
| --- | --- | --- |
| MTTR, by severity | 4 h for P1 | an operations issue |
| a manual step | 30 min | category `automation_gap` or `toil_accumulation` |
| alerts of one monitor in a day | 50 | area `monitoring` |
| change failure rate | 15 % | area `change_management` |
| toil, of on-call time | 50 % | category `toil_accumulation` |
| utilisation of a resource | 85 % | category `capacity_issue` or area `capacity_planning` |

Values are read in the title, Summary, Details, Impact, Metrics and Root Cause, and in such fields:
*CPU utilisation 98 %*, *18 of 60 deployments failed* (of ten at least). Limits, goals and things of
the past are passed over. A category counts in the heading, in `Category`, in the tags and first in
a `Pattern-Key`. A preset without the category or the area is not asked.

### Options

    [tool.learnings.checks.threshold-breach-unrouted]
    mttr-hours = { P1 = 4 }
    manual-minutes = 30
    alerts-per-day = 50
    change-failure-percent = 15
    toil-percent = 50
    capacity-percent = 85

### Bad

    <!-- path: .learnings/operations/LEARNINGS.md -->
    ## [LRN-20260305-001] process_bottleneck

    **Logged**: 2026-03-05T18:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: runbooks
    **Skill**: operations

    ### Summary
    Releases wait for a signature.

    ### Details
    A manual approval takes 45 minutes for each release.

    ### Suggested Action
    Write it down.

    ### Metadata
    - Source: incident

### Good

    <!-- path: .learnings/operations/LEARNINGS.md -->
    ## [LRN-20260305-001] automation_gap

    **Logged**: 2026-03-05T18:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: runbooks
    **Skill**: operations

    ### Summary
    Releases wait for a signature.

    ### Details
    A manual approval takes 45 minutes for each release.

    ### Suggested Action
    Write it down.

    ### Metadata
    - Source: incident
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from learnings.check import Context, define
from learnings.diagnostic import Confidence, Problem, Severity
from learnings.entry import Entry, Log
from learnings.kind import Kind
from learnings.record import reading

from ._fields import in_conflict
from ._measures import Measure, measures
from ._quantities import said, stated

DEFAULTS: Mapping[str, Any] = {
    "mttr-hours": {"P1": 4},
    "manual-minutes": 30,
    "alerts-per-day": 50,
    "change-failure-percent": 15,
    "toil-percent": 50,
    "capacity-percent": 85,
}
_NAME = "threshold-breach-unrouted"
_ISSUES = frozenset({"issue", "operations-issue", "ops-knowledge"})
_LENGTHS = ("mttr", "time to resolution", "time to restore", "time to recovery")


class Route(NamedTuple):
    """Where a breach belongs: one of those categories or areas."""

    categories: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """All of them."""
        return frozenset((*self.categories, *self.areas))


_ROUTES = {
    "manual-minutes": Route(("automation_gap", "toil_accumulation")),
    "alerts-per-day": Route((), ("monitoring",)),
    "change-failure-percent": Route((), ("change_management",)),
    "toil-percent": Route(("toil_accumulation",)),
    "capacity-percent": Route(("capacity_issue",), ("capacity_planning",)),
}


@define(group="substance", severity=Severity.NOTE, confidence=Confidence.MEDIUM)
def check(log: Log, context: Context) -> Iterator[Problem]:
    limits = {**DEFAULTS, **context.options.get(_NAME, {})}
    asked: dict[tuple[str, str], frozenset[str]] = {}
    for entry in log.entries:
        kind = context.kind(entry)
        key = kind.preset, kind.name
        if key not in asked:
            asked[key] = _asked(kind)
        if asked[key] and not in_conflict(log, entry):
            yield from _mttr(entry, kind, limits, context)
            yield from _breaches(log, entry, asked[key], limits, context)


def _asked(kind: Kind) -> frozenset[str]:
    """The thresholds for which the preset has a category or an area."""
    if kind.schema == "feature-request":
        return frozenset()
    known = {*kind.categories, *kind.areas}
    return frozenset(name for name, route in _ROUTES.items() if known & route.words)


def _breaches(
    log: Log, entry: Entry, asked: frozenset[str], limits: Mapping[str, Any], context: Context
) -> Iterator[Problem]:
    found: dict[str, Measure] = {}
    for measure in measures(log, entry):
        if measure.name in asked and measure.value > limits[measure.name]:
            found.setdefault(measure.name, measure)
    words = _filed(entry, context) if found else set()
    for name, measure in found.items():
        if words.isdisjoint(_ROUTES[name].words):
            yield _problem(measure, _ROUTES[name], limits[name])


def _filed(entry: Entry, context: Context) -> set[str]:
    """The words under which the entry is found: category, area, tags, pattern."""
    found = {_word(entry.title)}
    for name in ("category", "area", "tags"):
        known = reading(entry, name, context.presets)
        value = known.value if known is not None else None
        found.update(_word(str(item)) for item in (value if isinstance(value, list) else [value]))
    pattern = entry.field("pattern key")
    found.add(_word(pattern.raw.partition(".")[0]) if pattern is not None else "")
    return found


def _word(text: str) -> str:
    return text[:80].strip(" `*").casefold().replace("-", "_").replace(" ", "_")


def _problem(measure: Measure, route: Route, limit: float) -> Problem:
    words = [f"the category `{word}`" for word in route.categories]
    words += [f"the area `{word}`" for word in route.areas]
    message = f"{measure.text} is beyond the threshold of {measure.limit(limit)}"
    return Problem(measure.span, message, measure.name, f"file it under {' or '.join(words)}")


def _mttr(
    entry: Entry, kind: Kind, limits: Mapping[str, Any], context: Context
) -> Iterator[Problem]:
    """A recovery that took longer than its target, in an entry that is no issue."""
    severity = reading(entry, "severity", context.presets) if kind.schema not in _ISSUES else None
    hours = limits["mttr-hours"].get(str(severity.value)) if severity is not None else None
    if hours is None:
        return
    for name in _LENGTHS:
        item = entry.field(name)
        taken = stated(item.raw) if item is not None else None
        if item is not None and taken is not None and taken.low > hours * 3600:
            level = str(severity.value) if severity is not None else ""
            message = f"{said(taken.low)} is beyond the threshold of {hours} h for {level}"
            hint = "log it as an operations issue, with its root cause"
            yield Problem(item.span, message, "mttr-hours", hint)
            return
