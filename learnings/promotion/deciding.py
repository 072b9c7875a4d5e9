"""What people decide in a review, as one change: entries resolved, snoozed, not to be fixed.

It follows from the base, the decisions and the day alone. Whoever plans it for the day of a commit
that is there makes that commit again; its message tells the day and the decisions.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..deferral import later, quiet_until, snoozed
from ..editor import edited
from ..engine import Engine
from ..entry import Log
from ..errors import UsageError
from ..organising.renewal import renewed
from ..transition import move, status_of, word_of
from ..verdict import accepted, news
from ..workspace import Found, Workspace
from .message import TRAILER
from .plan import Files, Plan
from .words import in_message

RESOLVE, SNOOZE, WONT_FIX = "resolve", "snooze", "wont-fix"
VERBS = (RESOLVE, SNOOZE, WONT_FIX)
ASKED = "Learnings-Asked"
_NAMED = 3


class Decision(NamedTuple):
    """A verb, and the ID of the entry."""

    verb: str
    id: str

    @property
    def words(self) -> str:
        """As a person reads it."""
        return f"{self.verb.replace('wont-fix', 'won’t fix')} {self.id}"


@dataclass(frozen=True)
class Asked:
    """What is asked for: in which issue, and for how many days a snooze lasts."""

    number: int
    decisions: tuple[Decision, ...]
    snooze: int

    @property
    def name(self) -> str:
        """What its commits and its branch are called by."""
        return f"review-{self.number}"

    @property
    def branch(self) -> str:
        """The branch of all decisions of the issue."""
        return f"learnings/{self.name}"


@dataclass(frozen=True)
class Decided:
    """What came of it: the change, what it does, what is so already, and what cannot be."""

    plan: Plan
    done: tuple[Decision, ...]
    settled: tuple[Decision, ...]
    refused: tuple[tuple[Decision, str], ...]


def decide(workspace: Workspace, files: Files, asked: Asked, day: dt.date) -> Decided:
    """The change of a day; a decision that cannot be carried out is named and stops no other."""
    own = _own(workspace, day)
    before = {log.path: log.to_bytes() for log in own.logs}
    done, settled = [], []
    refused = []
    for decision in asked.decisions:
        try:
            found = own.find(decision.id)
            log = _changed(found, decision.verb, asked, day)
            if log is None:
                settled.append(decision)
                continue
            accepted(news(own, found.log, log))
            own.replace(log)
            done.append(decision)
        except UsageError as error:
            refused.append((decision, str(error)))
    changes: dict[str, tuple[bytes | None, bytes]] = {
        log.path: (before[log.path], data)
        for log in own.logs if (data := log.to_bytes()) != before[log.path]
    }  # fmt: skip
    changes |= {path: both for path, both in renewed(own, list(changes), files.read).items()
                if both[0] != both[1]}  # fmt: skip
    plan = _plan(asked, day, tuple(done), changes)
    return Decided(plan, tuple(done), tuple(settled), tuple(refused))


def _own(workspace: Workspace, day: dt.date) -> Workspace:
    """The same logs on that day, changed without anybody else noticing."""
    engine = Engine(workspace.settings, today=day, tree=workspace.engine.tree)
    engine.recognise(workspace.logs)
    return Workspace(workspace.settings, engine, list(workspace.logs))


def _changed(found: Found, verb: str, asked: Asked, day: dt.date) -> Log | None:
    """The log with the decision in it; `None` where there is nothing left to decide."""
    status = status_of(found.entry, found.kind)
    if found.log.is_archive or (status and not found.kind.lifecycle.is_open(status)):
        return None
    where = f"in the review, issue {asked.number}"
    if verb == SNOOZE:
        quiet = quiet_until(found)
        if quiet is not None and quiet > day:
            return None
        return snoozed(found, later(day, asked.snooze, "review.snooze-days"))
    if verb == RESOLVE:
        new, notes = "resolved", f"Said to be resolved {where}."
    else:
        new = word_of(found.kind, "wont_fix")
        notes = f"Reason: decided {where}. Risk: accepted there, and not told."
    resolution = {"resolved": day.isoformat(), "notes": notes}
    return edited(found.log, move(found.log, found.entry, found.kind, new, resolution),
                  [found.entry])  # fmt: skip


def _digest(done: Sequence[Decision]) -> str:
    said = "\n".join(f"{one.verb} {one.id.upper()}" for one in sorted(done))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _plan(
    asked: Asked, day: dt.date, done: tuple[Decision, ...],
    changes: dict[str, tuple[bytes | None, bytes]],
) -> Plan:  # fmt: skip
    said = ", ".join(in_message(one.words) for one in done[:_NAMED])
    said += f" and {len(done) - _NAMED} more" if len(done) > _NAMED else ""
    message = (f"docs(memory): {said}\n\n{ASKED}: {day} {_digest(done)}\n"
               f"{TRAILER}: {asked.name}\n")  # fmt: skip
    path = next(iter(changes), "")
    return Plan(asked.name, "", path, said, changes, message, asked.branch,
                f"Review: {said}", tuple(_parts(done)), asked.number,
                tuple(f"{one.verb} {one.id}" for one in done))  # fmt: skip


def _parts(done: Sequence[Decision]) -> Iterator[tuple[str, str]]:
    for verb in VERBS:
        ids = [one.id for one in done if one.verb == verb]
        if ids:
            yield verb.replace("wont-fix", "won’t fix").capitalize(), ", ".join(ids)
