"""What a review says, as values: frozen, ordered, and fit to be written in any format.

Texts are as the log has them. Whoever writes them somewhere makes them harmless for that place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Item(NamedTuple):
    """An entry, as far as a reader of the review has to know it.

    `is_named` is set where its ID names this entry and no other, so that a command can take it.
    """

    id: str
    label: str
    caption: str
    path: str
    line: int
    archived: bool
    status: str
    priority: str
    severity: str
    areas: tuple[str, ...]
    services: tuple[str, ...]
    logged: dt.date | None
    owners: tuple[str, ...]
    is_named: bool


class Stale(NamedTuple):
    """An entry that waits for longer than it may.

    `event` says what happened on the day `since`: empty where the status was set then, or else
    `logged` or `reopened`. `days` is how long ago that is, `limit` how long it may wait.
    """

    item: Item
    since: dt.date
    event: str
    days: int
    limit: int


class Rate(NamedTuple):
    """How often something happened in the window, held against a constant rate.

    `events` happened in `days` days, `inside` of them in the last `window` days. `chance` is the
    one-sided exact binomial probability of so many or more in the window if every day is as
    likely as another; None where there is too little to tell. `verdict` is `constant`, `more` or
    `unknown`.
    """

    events: int
    inside: int
    window: int
    days: int
    since: dt.date | None
    chance: float | None
    verdict: str


class Recurrence(NamedTuple):
    """A problem that keeps coming back; `items` are its entries, the newest first.

    `inside` and `outside` count the entries logged in the window of the review and before it,
    `undated` those without a day. `stated` is the highest count that one of them gives itself.
    """

    name: str
    key: str
    items: tuple[Item, ...]
    why: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    inside: int
    outside: int
    undated: int
    stated: int
    open: int
    rate: Rate | None
    owners: tuple[str, ...]


class Candidate(NamedTuple):
    """An entry whose lesson is worth a rule: why, and where the rule may go (and why there)."""

    item: Item
    score: int
    reasons: tuple[str, ...]
    target: str
    because: str


class Overdue(NamedTuple):
    """An action that should have been done; `line` is where it stands."""

    item: Item
    action: str
    due: dt.date
    days: int
    line: int


class Returned(NamedTuple):
    """An entry that came back although it, or an earlier one of its kind, was done with."""

    item: Item
    earlier: Item | None
    message: str
    hint: str


class Rule(NamedTuple):
    """A promoted rule that is due to be looked at.

    `since` is the day that counts (the promotion, or the last review), `due` the day of the next
    look, `because` why that day. `returned` names the entries that came back in spite of it.
    """

    item: Item
    target: str
    since: dt.date | None
    due: dt.date
    because: str
    returned: tuple[str, ...]


class Kind(NamedTuple):
    """Lines of one text that hooks noted: how often, first and last as far as they say."""

    text: str
    times: int
    first: str
    last: str


class Noted(NamedTuple):
    """A file of notes that hooks left and nobody has logged yet; `kinds` the most frequent."""

    path: str
    lines: int
    kinds: tuple[Kind, ...]


class Total(NamedTuple):
    """The entries of a log, and how far they are; `new` were logged in the window."""

    path: str
    archived: bool
    entries: int
    open: int
    pending: int
    final: int
    new: int


@dataclass(frozen=True, slots=True)
class Review:
    """Where the logs stand and what has to be done about it.

    The window begins with the day `since` and has `window` days, today among them. `wanted` are
    the services and severities that were asked for. `conflicted` names logs with an unfinished
    merge in them.
    """

    today: dt.date
    since: dt.date
    window: int
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    totals: tuple[Total, ...] = ()
    stale: tuple[Stale, ...] = ()
    returned: tuple[Returned, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    rules: tuple[Rule, ...] = ()
    noted: tuple[Noted, ...] = ()
    conflicted: tuple[str, ...] = ()
    limit: int = 25
    snooze: int = 14
    mention: bool = False

    @property
    def findings(self) -> int:
        """How many things there are to be done."""
        parts: tuple[Sequence[object], ...] = (
            self.stale, self.returned, self.recurrences, self.overdue, self.candidates,
            self.rules, self.noted, self.conflicted,
        )  # fmt: skip
        return sum(map(len, parts))
