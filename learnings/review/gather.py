"""The entries and the findings that a review is made of, found once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ..check import Tree
from ..diagnostic import Confidence, Diagnostic, Related
from ..engine import Engine
from ..entry import Entry, Log
from ..organising.index import caption
from ..past import History
from ..preset import Presets
from ..query import Query, Row, row
from ..settings import Settings
from .model import Item
from .owners import Owners

STALE, RETURNED, RECURRING, OVERDUE = (
    "stale-entry", "came-back", "recurring-pattern", "overdue-action",
)  # fmt: skip
_CHECKS = (STALE, RETURNED, RECURRING, OVERDUE)
_LONGEST = 160
# No part of these happened, or is still to be settled between two sides.
_SIDES = ("base", "theirs")


class Held(NamedTuple):
    """An entry with its log, its row and what the review says of it."""

    log: Log
    entry: Entry
    row: Row
    item: Item


@dataclass(slots=True)
class Gathered:
    """All entries of the logs by their place, and what the checks say."""

    held: dict[tuple[str, int], Held]
    findings: Mapping[str, Sequence[Diagnostic]]
    wanted: frozenset[tuple[str, int]]
    presets: Callable[[Log], Presets]
    history: History
    tree: Tree
    today: dt.date
    logs: Sequence[Log] = ()
    _by_path: dict[str, Log] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_path = {log.path: log for log in self.logs}

    def at(self, path: str, line: int) -> Held | None:
        """The entry that holds that line."""
        log = self._by_path.get(path)
        entry = log.entry_at(line) if log is not None else None
        return self.held.get((path, entry.span.line)) if entry is not None else None

    def of(self, found: Diagnostic) -> Held | None:
        """The entry that a finding is about."""
        return self.at(found.path, found.span.line)

    def related(self, places: Iterable[Related]) -> list[Held]:
        """The entries of other places."""
        return [held for place in places if (held := self.at(place.path, place.span.line))]

    def is_wanted(self, *held: Held) -> bool:
        """True if one of the entries is among those that were asked for."""
        return any((item.log.path, item.entry.span.line) in self.wanted for item in held)


def gather(
    logs: Sequence[Log],
    presets: Callable[[Log], Presets] | None,
    history: History,
    today: dt.date,
    settings: Settings,
    *,
    tree: Tree,
    owners: Owners,
    query: Query,
    only: frozenset[str] | None = None,
) -> Gathered:
    """Judge the logs by the checks that a review is about, and describe every entry.

    Raises `CheckFailed` and `ConfigurationError` as the engine does.
    """
    # What a configuration selects for the linter is no word on the review; what it ignores is.
    overrides = {**settings.overrides, "select": _CHECKS, "confidence": Confidence.MEDIUM}
    engine = Engine(_only(settings, overrides), today=today, tree=tree, history=history)
    result = engine.run(logs)
    of_log = presets or (lambda log: engine.presets_of(engine.settings_of(log)))
    findings: dict[str, list[Diagnostic]] = {name: [] for name in _CHECKS}
    for found in result.diagnostics:
        if found.check in findings:
            findings[found.check].append(found)
    held = _held(logs, of_log, owners)
    asked = (one.row for one in held.values() if only is None or one.log.path in only)
    picked = {(item.path, item.line) for item in query.pick(asked)}

    return Gathered(held, findings, frozenset(picked), of_log, history, tree, today, logs)


def _only(settings: Settings, overrides: Mapping[str, object]) -> Settings:
    """The settings with the checks of a review alone, at their own severities."""
    return replace(
        settings, select=_CHECKS, confidence=Confidence.MEDIUM, overrides=overrides, _found={}
    )


def _held(
    logs: Sequence[Log], presets: Callable[[Log], Presets], owners: Owners
) -> dict[tuple[str, int], Held]:
    used = Counter(entry.id.upper() for log in logs for entry in log.entries if entry.id)
    found = {}
    for log in logs:
        for entry in log.entries:
            if entry.side in _SIDES or entry.shape == "wal":
                continue
            known = row(entry, log, presets(log))
            about = caption(log, entry, presets(log).kind(entry))
            item = Item(
                entry.id, entry.label, about[:_LONGEST], log.path, entry.span.line,
                log.is_archive, known.status, known.priority, known.severity,
                tuple(known.areas), tuple(known.services), known.day, owners.of(known, entry),
                bool(entry.id) and used[entry.id.upper()] == 1,
            )  # fmt: skip
            found[log.path, entry.span.line] = Held(log, entry, known, item)
    return found


def fact(found: Diagnostic, name: str, default: str | int = "") -> str | int:
    """A fact of a finding."""
    return dict(found.problem.facts).get(name, default)


def number(found: Diagnostic, name: str) -> int:
    """A fact that is a number; 0 without one."""
    return int(fact(found, name, 0))


def day(found: Diagnostic, name: str) -> dt.date | None:
    """A fact that is a day; None without one."""
    text = str(fact(found, name))
    return dt.date.fromisoformat(text) if text else None
