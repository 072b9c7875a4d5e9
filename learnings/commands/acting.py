"""What `review --github --act` does: carry out what is ticked in the issues of a review."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
from collections.abc import Sequence
from typing import NamedTuple

from ..errors import (
    ConfigurationError,
    LearningsError,
    RemoteError,
    RepositoryError,
    UsageError,
)
from ..git.remote import Declined
from ..github.event import event
from ..github.item import Issue
from ..github.listing import open_issues
from ..github.permission import doubt
from ..github.pulls import SETTLED
from ..promotion import deciding
from ..promotion.deciding import Asked, Decided, Decision
from ..promotion.delivery import Planner
from ..promotion.plan import Files, Plan
from ..promotion.publishing import NOTHING, intended
from ..review import Action, Review
from ..review.issues import GROUPS, ROLLING
from ..review.ticks import ticked, torn
from ..settings import load
from ..workspace import Workspace
from .promoting import Choice, of_choice
from .requesting_pull import Asks, Door, starts

# What became of a tick that was not carried out.
REFUSED, POSTPONED, DONE, INSTEAD = "refused", "postponed", "done already", "promoted instead"
PROMOTE = "promote"
# GitHub's answer to a request that it understands and does not carry out.
_UNPROCESSABLE = 422
# A promotion that is one of these settles its entry too.
_UNDER_WAY = ("created", "updated", "reopened", "unchanged", POSTPONED)


class Acted(NamedTuple):
    """What became of a tick: a word of `Kept.did` or one of the above, where, and why."""

    issue: int
    verb: str
    id: str
    did: str
    url: str = ""
    why: str = ""


class Outcome(NamedTuple):
    """What became of the ticks; which token it was, empty where there is no pull request, and
    whether checks start, where one was opened or pushed; and the fault that ended the run."""

    rows: list[Acted]
    whose: str
    fault: LearningsError | None


class _Tick(NamedTuple):
    """A tick in an issue."""

    issue: int
    verb: str
    id: str


def act(args: argparse.Namespace, review: Review, most: int) -> Outcome:
    """Carry out the ticks, with at most `most` pull requests; a dry run says what would be done.

    Entries that are decided on come as one pull request for an issue, each promotion as its own.
    A fault of the remote ends the run; running again completes, and makes nothing twice.
    Raises `LearningsError` where nothing can be begun.
    """
    door = Door.opened(load(os.getcwd(), {"preset": args.preset}), args.remote or "origin",
                       args.base or "")  # fmt: skip
    # A group that has ended still has its issue, and there may be ticks in it.
    found = sorted(open_issues(door.client, [ROLLING], GROUPS).values(),
                   key=lambda pair: pair[0].number)  # fmt: skip
    run = _Run(door, review, most, dry_run=args.dry_run)
    fault: LearningsError | None = None
    try:
        run.issues(found)
    except RemoteError as error:
        fault = error
    rows, whose = run.rows(), ""
    with contextlib.suppress(RemoteError):  # what was done is told all the same
        whose = door.whose if run.starts else door.token if any(row.url for row in rows) else ""
    return Outcome(rows, whose, fault)


class _Run:
    def __init__(self, door: Door, review: Review, most: int, *, dry_run: bool) -> None:
        self._door = door
        self._review = review
        self._left = most
        self.starts = False  # whether checks start, or wait, for what was done
        self._dry_run = dry_run
        self._rows: dict[_Tick, Acted] = {}

    def issues(self, found: Sequence[tuple[Issue, str]]) -> None:
        """Carry out what is ticked in all of them: promotions first, then what is decided."""
        asked = self._asked([(issue, list(ticked(text))) for issue, text in found])
        promoted = [(issue, action) for issue, actions in asked for action in actions
                    if action.verb == PROMOTE]  # fmt: skip
        for issue, action in promoted:
            self._rows[_Tick(issue.number, *action)] = self._promoted(issue, action)
        settled = {row.id for row in self._rows.values()
                   if row.verb == PROMOTE and row.did in _UNDER_WAY}  # fmt: skip
        for issue, actions in asked:
            decided = []
            for one in (Decision(*action) for action in actions if action.verb != PROMOTE):
                if one.verb == deciding.RESOLVE and one.id in settled:
                    self._note(issue, one, INSTEAD)
                else:
                    decided.append(one)
            if decided:
                self._decided(issue, decided)

    def rows(self) -> list[Acted]:
        """What became of each tick, issue by issue; those that a fault left come next time."""
        rows = sorted(self._rows.values(), key=lambda row: row.issue)
        return [row._replace(did=row.did or POSTPONED) for row in rows]

    def _asked(
        self, found: Sequence[tuple[Issue, list[Action]]]
    ) -> list[tuple[Issue, list[Action]]]:
        """What counts of what is ticked, each once; the rest is refused."""
        trusted = []
        for issue, actions in found:
            why = doubt(self._door.client, issue, event(os.environ)) if actions else ""
            for action in actions if why else ():
                self._note(issue, action, REFUSED, why=why)
            if actions and not why:
                trusted.append((issue, actions))
        torn_ = torn(action for _, actions in trusted for action in actions)
        asked: list[tuple[Issue, list[Action]]] = []
        seen: set[Action] = set()
        told: set[str] = set()
        for issue, actions in trusted:
            for name in dict.fromkeys(one.id for one in actions if one.id in torn_ - told):
                told.add(name)
                self._note(issue, Action("", name), REFUSED, why=_torn(name, trusted))
            mine = [one for one in actions if one.id not in torn_ and one not in seen]
            seen.update(mine)
            for one in mine:
                self._note(issue, one, "")
            asked.append((issue, mine))
        return asked

    def _note(
        self, issue: Issue, what: tuple[str, str], did: str, url: str = "", why: str = ""
    ) -> None:
        self._rows[_Tick(issue.number, *what)] = Acted(issue.number, *what, did, url, why)

    def _decided(self, issue: Issue, decided: Sequence[Decision]) -> None:
        """Carry out what is decided in an issue; what cannot be written stops nothing else."""
        try:
            self._together(issue, decided)
            return
        except LearningsError as error:
            if not _is_of_one(error):
                raise
            whole = str(error)
        faults = {one: self._fault(issue, one) for one in decided} if len(decided) > 1 else {}
        left = [one for one in decided if one in faults and not faults[one]]
        stuck = [one for one in decided if one not in left] or decided
        for one in stuck:
            self._note(issue, one, REFUSED, why=faults.get(one) or whole)
        if left and len(left) < len(decided):
            self._decided(issue, left)

    def _fault(self, issue: Issue, one: Decision) -> str:
        """Why a decision cannot be carried out even alone; empty where it can."""
        door, asked = self._door, Asked(issue.number, (one,), self._review.snooze)

        def planner(workspace: Workspace, files: Files, day: dt.date) -> Plan:
            return deciding.decide(workspace, files, asked, day).plan

        try:
            intended(door.remote, door.repository, door.settings, door.into, planner,
                     self._review.today, aside=door.aside)  # fmt: skip
        except LearningsError as error:
            if not _is_of_one(error):
                raise
            return str(error)
        return ""

    def _together(self, issue: Issue, decided: Sequence[Decision]) -> None:
        asked = Asked(issue.number, tuple(decided), self._review.snooze)
        results: list[Decided] = []

        def planner(workspace: Workspace, files: Files, day: dt.date) -> Plan:
            results.append(deciding.decide(workspace, files, asked, day))
            return results[-1].plan

        became = self._delivered(planner)
        first = results[0]
        for one in first.done:
            self._note(issue, one, *became)
        for one in first.settled:
            self._note(issue, one, DONE)
        for one, why in first.refused:
            self._note(issue, one, REFUSED, why=why)

    def _promoted(self, issue: Issue, action: Action) -> Acted:
        try:
            planner = of_choice(self._door.settings, Choice())(action.id)
            became = self._delivered(planner, keep=True)
        except LearningsError as error:
            if not _is_of_one(error):
                raise
            return Acted(issue.number, *action, REFUSED, "", str(error))
        return Acted(issue.number, *action, *became)

    def _delivered(self, planner: Planner, *, keep: bool = False) -> tuple[str, str, str]:
        """What became of the pull request, where it is, and what is to be said of it besides.

        What a person closed is let be, and with `keep` what one chose.
        """
        day = self._review.today
        found, pull = self._door.deliver(planner, Asks(), day, dry_run=True, keep=keep)
        if pull is None or found.did == NOTHING:
            return DONE, "", ""
        if pull.did in SETTLED:
            return pull.did, pull.url, ""
        if self._left <= 0 and pull.did == "created":
            return POSTPONED, "", ""
        is_new = pull.did == "created"
        if not self._dry_run:
            found, pull = self._door.deliver(planner, Asks(), day, keep=keep)
            assert pull is not None
            self.starts |= starts(found, pull)
        self._left -= is_new
        return pull.did, pull.url, "; ".join(pull.remarks)


def _torn(name: str, trusted: Sequence[tuple[Issue, list[Action]]]) -> str:
    """Which ticks of an entry cannot all be meant, and where they are."""
    found = [(issue.number, one.verb) for issue, actions in trusted for one in actions
             if one.id == name]  # fmt: skip
    where = " and ".join(dict.fromkeys(f"#{number}" for number, _ in found))
    verbs = " or ".join(dict.fromkeys(verb for _, verb in found))
    return f"its ticks in {where} contradict each other: leave {verbs}"


def _is_of_one(error: LearningsError) -> bool:
    """True of a fault of one entry or branch; one of the remote as a whole would strike all."""
    if isinstance(error, RemoteError):
        return isinstance(error, Declined) or error.status == _UNPROCESSABLE
    return isinstance(error, (UsageError, ConfigurationError, RepositoryError))
