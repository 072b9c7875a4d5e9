"""What `review --github --act` does: carry out what is ticked in the issues of a review."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..errors import ConfigurationError, RepositoryError, UsageError
from ..github.event import event
from ..github.item import Issue
from ..github.listing import open_issues
from ..github.permission import doubt
from ..github.pulls import SETTLED
from ..promotion import deciding
from ..promotion.deciding import Asked, Decided, Decision
from ..promotion.delivery import Planner
from ..promotion.plan import Files, Plan
from ..promotion.publishing import NOTHING
from ..review import Action, Review, conflicts, of_groups, ticks
from ..review.issues import ROLLING
from ..settings import load
from ..workspace import Workspace
from .promoting import Choice, of_choice
from .requesting_pull import Asks, Door

# What became of a tick that was not carried out.
REFUSED, POSTPONED, DONE, INSTEAD = "refused", "postponed", "done already", "promoted instead"
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


def act(args: argparse.Namespace, review: Review, most: int) -> tuple[list[Acted], str]:
    """Carry out the ticks, with at most `most` pull requests; a dry run says what would be done.

    Also gives which token opened pull requests and whether checks start, empty where none is.

    Entries that are decided on come as one pull request for an issue, each promotion as its own.
    Raises `RemoteError`; running again completes, and makes nothing twice.
    """
    door = Door.opened(load(os.getcwd(), {"preset": args.preset}), args.remote or "origin",
                       args.base or "")  # fmt: skip
    markers = [ROLLING, *(one.marker for one in of_groups(review))]
    found = sorted(open_issues(door.client, markers).values(), key=lambda pair: pair[0].number)
    run = _Run(door, review, most, dry_run=args.dry_run)
    for issue, text in found:
        run.issue(issue, text)
    return run.rows, door.whose if any(row.url for row in run.rows) else ""


class _Run:
    def __init__(self, door: Door, review: Review, most: int, *, dry_run: bool) -> None:
        self.rows: list[Acted] = []
        self._door = door
        self._review = review
        self._left = most
        self._dry_run = dry_run
        self._seen: set[Action] = set()

    def issue(self, issue: Issue, text: str) -> None:
        """Carry out what is ticked in one issue."""
        self._refuse(issue, conflicts(text), "its ticks contradict each other: leave one")
        asked = [action for action in ticks(text) if action not in self._seen]
        self._seen.update(asked)
        if not asked:
            return
        if why := doubt(self._door.client, issue, event(os.environ)):
            self.rows += [Acted(issue.number, *action, REFUSED, "", why) for action in asked]
            return
        rows = {action: self._promoted(issue, action) for action in asked
                if action.verb == "promote"}  # fmt: skip
        settled = {row.id for row in rows.values() if row.did in _UNDER_WAY}
        decided = [Decision(*action) for action in asked if action not in rows]
        for one in [one for one in decided if one.verb == deciding.RESOLVE and one.id in settled]:
            decided.remove(one)
            rows[Action(*one)] = Acted(issue.number, *one, INSTEAD)
        if decided:
            rows |= self._decided(issue, decided)
        self.rows += [rows[action] for action in asked]

    def _refuse(self, issue: Issue, ids: Iterable[str], why: str) -> None:
        self.rows += [Acted(issue.number, "", name, REFUSED, "", why) for name in ids]

    def _decided(self, issue: Issue, decided: Sequence[Decision]) -> dict[Action, Acted]:
        asked = Asked(issue.number, tuple(decided), self._review.snooze)
        results: list[Decided] = []

        def planner(workspace: Workspace, files: Files, day: dt.date) -> Plan:
            results.append(deciding.decide(workspace, files, asked, day))
            return results[-1].plan

        became = self._delivered(planner)
        first = results[0]
        found = [Acted(issue.number, *one, *became) for one in first.done]
        found += [Acted(issue.number, *one, DONE) for one in first.settled]
        found += [Acted(issue.number, *one, REFUSED, "", why) for one, why in first.refused]
        return {Action(row.verb, row.id): row for row in found}

    def _promoted(self, issue: Issue, action: Action) -> Acted:
        try:
            planner = of_choice(self._door.settings, Choice())(action.id)
            became = self._delivered(planner, keep=True)
        except (UsageError, ConfigurationError, RepositoryError) as error:
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
        self._left -= pull.did == "created"
        if not self._dry_run:
            _, pull = self._door.deliver(planner, Asks(), day, keep=keep)
            assert pull is not None
        return pull.did, pull.url, "; ".join(pull.remarks)
