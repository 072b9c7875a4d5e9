"""What `promote --pr` and `retire --pr` do: push a branch, and keep one pull request for it."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..errors import RemoteError, UsageError
from ..git import Repository
from ..git.remote import Remote
from ..github import identity, safe
from ..github.client import Client
from ..github.environment import Environment, environment
from ..github.item import Kept
from ..github.pulls import MERGED, SETTLED, ensure_pull
from ..lazy import regex
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..promotion.delivery import Planner
from ..promotion.message import branch_of
from ..promotion.plan import Plan
from ..promotion.publishing import FOREIGN, KEPT, LEFT, NOTHING, THERE, Published, intended, push
from ..review import codeowners
from ..settings import Settings
from ..snapshot import repository_of
from . import moving
from .promoting import each, today

_DID = {
    "pushed": "pushed", "there": "was there already", "replaced": "pushed anew",
    "foreign": "has commits of others and was left as it is",
    "left": "was not pushed: its pull request is closed",
    "kept": "was left as a person made it",
}  # fmt: skip
# What is true of a pull request whether or not the run is a dry one.
_STAYS = ("unchanged", *SETTLED)
# What is open after a run, so that checks start or wait for what it did.
_OPEN = ("created", "updated", "reopened", "unchanged")
_HUNK = regex(r"(?m)^@@ -[0-9,]+ \+[0-9,]+ @@")


@dataclass(frozen=True)
class Asks:
    """What a pull request is to have: labels, people to review it; `reopen` a closed one.

    `instead`: it may take the place of one that promotes the entry to another file.
    """

    labels: Sequence[str] = ()
    reviewers: Sequence[str] = ()
    draft: bool = False
    reopen: bool = False
    instead: bool = False


@dataclass(frozen=True)
class Door:
    """The way to a repository on GitHub: its remote for branches, its API for the rest."""

    repository: Repository
    settings: Settings
    there: Environment
    client: Client
    remote: Remote
    into: str
    aside: str = ""

    @classmethod
    def opened(cls, settings: Settings, name: str, base: str) -> Door:
        """The way by a remote of that name; raises `UsageError` where something is missing."""
        repository = repository_of(settings)
        url = _address(repository, name)
        there = environment(os.environ, url)
        client = there.client()
        remote = Remote(repository, url, there.token_for(url))
        main = _main(repository, name, remote)
        if not (base or main):
            raise UsageError(f"{remote.place} has no branch main or master: name one with --base")
        # One branch for two bases would bring the commits of one into the other.
        aside = f"-onto-{branch_of(base, '')}" if base and main and base != main else ""
        return cls(repository, settings, there, client, remote, base or main, aside)

    def deliver(
        self, planner: Planner, asks: Asks, day: dt.date, *,
        dry_run: bool = False, keep: bool = False,
    ) -> tuple[Published, Kept | None]:  # fmt: skip
        """Push the branch of a plan and keep its pull request; no request where all is done.

        With `keep`, what is there of the same entry with other words is left, and only completed.
        """
        found, pull = self._once(planner, asks, day, dry_run=dry_run, keep=keep)
        if pull is not None and pull.did == MERGED and found.there:
            # What it did is done and undone, or there is more to do by now: that is a new request.
            spent = found.there
            found, pull = self._once(planner, asks, day, dry_run=dry_run, keep=keep, spent=spent)
        if pull is None:
            return found, None
        if pull.did in SETTLED and found.is_due:
            found = replace(found, did=LEFT)
        return found, pull

    def _once(
        self, planner: Planner, asks: Asks, day: dt.date, *,
        dry_run: bool, keep: bool, spent: str = "",
    ) -> tuple[Published, Kept | None]:  # fmt: skip
        found = intended(self.remote, self.repository, self.settings, self.into, planner, day,
                         keep=keep, spent=spent, aside=self.aside)  # fmt: skip
        if found.did == NOTHING:
            return found, None
        if found.elsewhere and not asks.instead and (other := self._other(found, asks)):
            return found, other
        people = [*asks.reviewers, *_owners(self.repository, found)]
        return found, self._pull(found, replace(asks, reviewers=people), dry_run=dry_run)

    def _other(self, found: Published, asks: Asks) -> Kept | None:
        """The pull request to another file, where it is settled; `None` where it is opened again.

        Raises `UsageError` for one that is open: what it promotes would be lost.
        """
        pull = self._pull(replace(found, did=THERE), asks, dry_run=True)
        if pull.did in SETTLED:
            return pull
        if pull.did == "reopened":
            return None
        plan, where = found.made.plan, pull.url or f"the branch {found.branch}"
        if found.did == FOREIGN:
            raise UsageError(
                f"{where} promotes {plan.id} to {found.elsewhere}, and others committed to it: "
                f"merge or close it before the entry goes to {plan.path}"
            )
        raise UsageError(
            f"{where} promotes {plan.id} to {found.elsewhere}: merge that first if it is to go to "
            f"{plan.path} as well, or say --instead if it is to go there alone"
        )

    @property
    def whose(self) -> str:
        """Which token it is, and whether checks start for what it opens."""
        checks = identity.checks(self.client.author(), self.there.enterprise)
        return f"{self.token} {checks}"

    @property
    def token(self) -> str:
        """Which token it is."""
        return f"{self.there.source} is {self.there.kind}."

    def _pull(self, found: Published, asks: Asks, *, dry_run: bool) -> Kept:
        """Keep the pull request; the branch is pushed on the way, unless a person closed it."""
        plan = found.made.plan
        return ensure_pull(
            self.client, head=found.branch, base=found.into, title=plan.title, body=body(plan),
            labels=asks.labels, reviewers=list(dict.fromkeys(asks.reviewers)), draft=asks.draft,
            reopen=asks.reopen, commit=found.commit, foreign=found.did == FOREIGN,
            kept=found.did == KEPT, dry_run=dry_run, items=plan.items,
            push=lambda: push(self.remote, found),
        )  # fmt: skip


def run(args: argparse.Namespace, settings: Settings, make: Callable[[str], Planner]) -> int:
    """Push each entry's branch and keep its pull request; 0."""
    door = Door.opened(settings, args.remote or "origin", args.base)
    instead = getattr(args, "instead", False)
    asks = Asks(args.label, args.reviewer, args.draft, args.reopen, instead)
    day = today(args)

    def deliver(name: str) -> tuple[Published, Kept | None]:
        return door.deliver(make(name), asks, day, dry_run=args.dry_run)

    def told(rows: list[tuple[Published, Kept | None]]) -> None:
        whose = ""
        with contextlib.suppress(RemoteError):  # what was done is told all the same
            is_due = not args.dry_run and any(starts(found, pull) for found, pull in rows)
            whose = door.whose if is_due else door.token if any(pull for _, pull in rows) else ""
        if args.format == "json":
            _document(rows, whose, dry_run=args.dry_run)
            return
        for found, pull in rows:
            tell(found, pull, dry_run=args.dry_run)
        if whose:
            say(whose)

    each(args.ids, deliver, told)
    return 0


def starts(found: Published, pull: Kept | None) -> bool:
    """True where checks start, or wait, for what the run has opened or pushed."""
    if pull is None or pull.did not in _OPEN:
        return False
    return pull.did in ("created", "reopened") or found.did in ("pushed", "replaced")


def body(plan: Plan) -> str:
    """The body of the pull request: what it says, for which issue, and what changes; all inert."""
    lines = [f"**{heading}**: {safe.text(text, 2000)}" for heading, text in plan.parts]
    lines += [f"Ticked in #{plan.issue}."] if plan.issue else []
    changes = {path: both for path, both in plan.files.items()
               if path in (plan.path, *plan.places) or plan.issue}  # fmt: skip
    # Without the numbers of lines it stays the same while other lines come and go.
    shown = _HUNK.sub("@@", moving.diff(changes))[:20_000]
    return "\n\n".join([*lines, safe.fence(shown, "diff")])


def _owners(repository: Repository, found: Published) -> list[str]:
    """Who CODEOWNERS names for the files, without those that are known by their address alone."""
    rules, plan = codeowners.read(repository.tree(found.made.base)), found.made.plan
    owners = [name for path in plan.places or (plan.path,) for name in rules.of(path)]
    return [name.removeprefix("@") for name in owners if name.startswith("@")]


def _address(repository: Repository, name: str) -> str:
    answer = repository.ask("remote", "get-url", "--push", "--", name)
    url = os.fsdecode(answer.out).strip()
    if answer.code or not url:
        raise UsageError(f"there is no remote {name}: name one with --remote, or add it to git")
    return url


def _main(repository: Repository, name: str, remote: Remote) -> str:
    """The main branch of a remote, as far as this clone or its name tells; else nothing."""
    answer = repository.ask("symbolic-ref", "--quiet", f"refs/remotes/{name}/HEAD")
    known = os.fsdecode(answer.out).strip().removeprefix(f"refs/remotes/{name}/")
    if answer.code == 0 and known:
        return known
    heads = remote.heads()
    for branch in ("main", "master", "trunk", "develop"):
        if branch in heads:
            return branch
    return ""


def tell(found: Published, pull: Kept | None, *, dry_run: bool) -> None:
    """Say what became of branch and pull request."""
    plan = found.made.plan
    if pull is None:
        say(f"{plan.settled} on {found.into} already")
        return
    if dry_run:
        would = "pushed" if found.is_due else "left as it is"
        at = f" at {found.commit[:10]}" if found.commit else ""
        say(f"{plan.id}: branch {found.branch}{at} would be {would}")
        did = pull.did if pull.did in _STAYS else f"would be {pull.did}"
        say(f"pull request {pull.url}".rstrip() + f": {did}")
        sys.stdout.write(moving.diff(plan.files))
        return
    at = f"  ({found.commit[:10]})" if found.commit else ""
    say(f"{plan.id}: branch {found.branch} {_DID[found.did]}{at}")
    say(f"pull request {pull.url}: {pull.did}")
    for remark in pull.remarks:
        say(remark)


def say(line: str) -> None:
    """Print a line in which nothing acts."""
    sys.stdout.write(f"{inert(visible(line.rstrip()))}\n")


def _document(rows: list[tuple[Published, Kept | None]], whose: str, *, dry_run: bool) -> None:
    items = [
        {"id": found.made.plan.id, "target": found.made.plan.target or None,
         "path": found.made.plan.path or None, "paths": list(found.made.plan.places),
         "line": found.made.plan.line, "branch": found.branch, "base": found.into,
         "commit": found.commit or None, "branch_did": found.did,
         "pull": pull.url if pull else None, "pull_did": pull.did if pull else None,
         "remarks": list(pull.remarks) if pull else []}
        for found, pull in rows
    ]  # fmt: skip
    stream.write(ascii_document(
        {"version": 1, "dry_run": dry_run, "token": whose or None, "promoted": items}
    ))  # fmt: skip
