"""From logs, history and a day to a review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from ..check import NoTree, Tree
from ..entry import Log
from ..overview import WAL
from ..past import History, NoHistory
from ..preset import Presets
from ..promotion.target import targets
from ..query import FINAL, OPEN, Query, Row
from ..settings import Settings
from . import codeowners
from .candidates import Suggest, candidates
from .gather import OVERDUE, RETURNED, STALE, Gathered, day, fact, gather, number
from .model import Noted, Overdue, Returned, Review, Stale, Total
from .owners import Owners
from .recurrences import recurrences
from .rules import rules

_WINDOW = 30
_URGENCY = ("critical", "high", "medium", "low")
_STATUSES = ("pending", "in_progress")


def review(
    logs: Sequence[Log],
    presets: Callable[[Log], Presets] | None,
    history: History | None,
    today: dt.date,
    settings: Settings,
    *,
    tree: Tree | None = None,
    only: frozenset[str] | None = None,
    since: dt.date | None = None,
    wanted: Mapping[str, tuple[str, ...]] | None = None,
    noted: Sequence[Noted] = (),
    suggest: Suggest | None = None,
) -> Review:
    """Where the logs stand on that day; nothing is read but what is given.

    `since` begins the window in which things are counted (30 days by default), `wanted` limits
    the entries to some `service` or `severity`, `only` to those of some logs, and `noted` is
    what lies in the notes of hooks. `suggest` gives the target of a candidate, and why that, where
    it is not to be the one that `promote` would choose.
    Raises `CheckFailed` and `ConfigurationError`.
    """
    tree = tree or NoTree()
    begin = min(since or _days_before(today, _WINDOW - 1), today)
    owners = Owners(settings.owners, codeowners.read(tree))
    query = Query(today=today, wanted=wanted or {})
    found = gather(
        logs, presets, history or NoHistory(), today, settings,
        tree=tree, owners=owners, query=query, only=only,
    )  # fmt: skip
    back = _returned(found)
    groups = recurrences(found, begin)
    given = settings.review
    return Review(
        today=today, since=begin, window=(today - begin).days + 1, wanted=dict(wanted or {}),
        totals=_totals(found, begin),
        stale=_stale(found),
        returned=back,
        recurrences=groups,
        overdue=_overdue(found),
        candidates=candidates(found, groups, targets(settings), suggest),
        rules=rules(found, back, int(given["rule-days"])),
        noted=tuple(sorted(noted)),
        conflicted=_conflicted(logs),
        limit=int(given["items"]),
        snooze=int(given["snooze-days"]),
        mention=bool(given["mention-owners"]),
    )  # fmt: skip


def _days_before(today: dt.date, days: int) -> dt.date:
    return today - min(dt.timedelta(days=days), today - dt.date.min)


def _stale(found: Gathered) -> tuple[Stale, ...]:
    """By status, priority and owner; among those the one that waits longest first."""
    result = []
    for finding in found.findings[STALE]:
        held, since = found.of(finding), day(finding, "since")
        if held is not None and since is not None and found.is_wanted(held):
            event = str(fact(finding, "event"))
            result.append(
                Stale(held.item, since, event, number(finding, "days"), number(finding, "limit"))
            )

    def order(one: Stale) -> tuple[object, ...]:
        item = one.item
        return (_rank(item.status, _STATUSES), item.status, _rank(item.priority, _URGENCY),
                item.owners, one.since, item.path, item.line)  # fmt: skip

    return tuple(sorted(result, key=order))


def _rank(word: str, order: Sequence[str]) -> int:
    return order.index(word) if word in order else len(order)


def _returned(found: Gathered) -> tuple[Returned, ...]:
    """The newest first."""
    result = []
    for finding in found.findings[RETURNED]:
        held = found.of(finding)
        if held is None:
            continue
        others = [one for one in found.related(finding.problem.related) if one is not held]
        earlier = others[0] if others else None
        if found.is_wanted(held, *others):
            problem = finding.problem
            result.append(Returned(held.item, earlier.item if earlier else None, problem.message,
                                   problem.hint))  # fmt: skip

    def order(one: Returned) -> tuple[object, ...]:
        logged = one.item.logged
        return (-logged.toordinal() if logged else 0, one.item.path, one.item.line, one.message)

    return tuple(sorted(result, key=order))


def _overdue(found: Gathered) -> tuple[Overdue, ...]:
    result = []
    for finding in found.findings[OVERDUE]:
        held, due = found.of(finding), day(finding, "due")
        if held is not None and due is not None and found.is_wanted(held):
            action = str(fact(finding, "action"))
            days = number(finding, "days")
            result.append(Overdue(held.item, action, due, days, finding.span.line))
    return tuple(sorted(result, key=lambda one: (one.due, one.item.path, one.line)))


def _totals(found: Gathered, since: dt.date) -> tuple[Total, ...]:
    by_path: dict[str, list[Row]] = {}
    archives = {log.path: log.is_archive for log in found.logs}
    for held in found.held.values():
        if found.is_wanted(held) and held.entry.kind != WAL:
            by_path.setdefault(held.row.path, []).append(held.row)
    totals = []
    for path, rows in sorted(by_path.items()):
        phases = [row.phase for row in rows]
        totals.append(Total(
            path, archives[path], len(rows), phases.count(OPEN),
            sum(row.status == "pending" for row in rows), phases.count(FINAL),
            sum(row.day is not None and since <= row.day <= found.today for row in rows),
        ))  # fmt: skip
    return tuple(totals)


def _conflicted(logs: Sequence[Log]) -> tuple[str, ...]:
    """The logs with an unfinished merge, of which nothing can be said for sure."""
    return tuple(sorted(
        log.path for log in logs if any(region.reason == "conflict" for region in log.regions)
    ))  # fmt: skip
