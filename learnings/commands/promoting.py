"""What `promote` and `retire` share: plan, show or write, as files, a commit or a pull request."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ..errors import UsageError
from ..git import find_repository
from ..lazy import regex
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..promotion.delivery import Made, Planner, commit_here, in_work_tree
from ..promotion.plan import Files, Plan, Wish, plan, standing
from ..promotion.scoring import suggested
from ..promotion.standing import place_of, places, target_at
from ..promotion.target import chosen, targets, where
from ..settings import Settings, load
from ..snapshot import repository_of
from ..workspace import Session, Workspace
from . import asking, moving
from .arguments import day
from .saying import Saying

Make = Callable[[str], Planner]
_T = TypeVar("_T")
# What goes to GitHub, or into a file or a name of one, besides the words that are masked.
_PUBLIC = ("to", "base", "label", "reviewer")
# Options that mean nothing without --pr.
_WITH_PR = ("base", "remote", "draft", "reopen", "label", "reviewer", "instead")

_PLACEHOLDER = regex(r"\[REDACTED:[^\]]*\]")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what both commands take."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--commit", action="store_true",
        help="commit it on the current branch; what else is changed or staged stays so",
    )  # fmt: skip
    how.add_argument(
        "--pr", action="store_true",
        help="push it as a branch of its own and open a pull request; nothing here changes",
    )  # fmt: skip
    parser.add_argument(
        "--dry-run", action="store_true", help="print the changes as a diff and make none"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask on a terminal")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--preset", metavar="PRESET", help="the dialect of entries that show none")
    parser.add_argument(
        "--today", type=day, metavar="DATE", help="the day on which it happens (default: today)"
    )
    _add_pull(parser)


def _add_pull(parser: argparse.ArgumentParser) -> None:
    """Declare what belongs to --pr."""
    group = parser.add_argument_group("with --pr")
    group.add_argument(
        "--base", metavar="BRANCH", default="",
        help="the branch that it goes into (default: the main branch of the remote)",
    )  # fmt: skip
    group.add_argument("--remote", metavar="NAME", default="", help="default: origin")
    group.add_argument("--draft", action="store_true", help="open it as a draft")
    group.add_argument(
        "--reopen", action="store_true", help="open it again where a person closed it"
    )
    for option, words in (("--label", "a label"), ("--reviewer", "a login or org/team to ask")):
        group.add_argument(
            option, action="append", default=[], metavar="NAME", help=f"{words}; may repeat"
        )


@dataclass(frozen=True)
class Choice:
    """What a person says of a promotion besides the entry."""

    to: str = ""
    line: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    confirmed: bool = False
    again: bool = False


def refuse(args: argparse.Namespace) -> None:
    """Raise `UsageError` for options that mean nothing without --pr."""
    given = [name for name in _WITH_PR if getattr(args, name, None)]
    if given and not args.pr:
        raise UsageError(f"--{given[0]} belongs to --pr: give both")


def promotion(args: argparse.Namespace) -> Make:
    """How the promotion of an entry is planned; raises `UsageError` for what cannot be."""
    moving.make_legible(args)
    for name in ("to", "line"):
        if (said := getattr(args, name)) is not None and not said.strip():
            raise UsageError(f"--{name} says nothing: leave it out to take what suits the entry")
    settings = load(os.getcwd(), {"preset": args.preset})
    saying = careful(args, settings)
    saying.refuse({"--set": args.given})
    line = saying.masked("--line", args.line or "")
    given = {name: _unnamed(saying, name, value) for name, value in map(_pair, args.given)}
    return of_choice(
        settings, Choice(args.to or "", line, given, args.confirm_untrusted, args.again)
    )


def careful(args: argparse.Namespace, settings: Settings) -> Saying:
    """What looks at words that go to others; raises `UsageError` for a secret in the options."""
    saying = Saying(settings)
    saying.refuse({f"--{name}": getattr(args, name, None) or "" for name in _PUBLIC})
    return saying


def of_choice(settings: Settings, choice: Choice) -> Make:
    """How the promotion of an entry is planned by what was chosen; raises `UsageError`."""
    known = targets(settings)
    target, path = chosen(choice.to, known) if choice.to else (None, "")

    def make(id: str) -> Planner:
        # The first state says for all: a commit, the index and the files become the same.
        done: list[list[str]] = []

        def planner(workspace: Workspace, files: Files, when: dt.date) -> Plan:
            found = workspace.find(id)
            aim, place = (target, path) if target else suggested(
                found.log, found.entry, known, lambda name: files.read(name) is not None
            )[:2]  # fmt: skip
            named = [] if target else places(workspace, found)
            if choice.given:  # they are meant for what is there
                aim, place = target_at(named, known) or (aim, place)
            there = place_of(aim, named, known) if named else None
            done.append(named if there is None else [])
            if done[0]:
                return standing(found, done[0])
            place = there or place
            wish = Wish(
                when, choice.line, place, choice.given, choice.confirmed, choice.again,
                settings.promotion.get("message", ""),
            )  # fmt: skip
            with where(settings):
                return plan(workspace, files, found, aim, wish)

        return planner

    return make


def run(args: argparse.Namespace, make: Make) -> int:
    """Plan for each entry and deliver in the way that was asked for; 0."""
    refuse(args)
    settings = load(os.getcwd(), {"preset": args.preset})
    if args.pr:
        # Only this talks to the network, and loads what does.
        from . import requesting_pull

        return requesting_pull.run(args, settings, make)
    if args.commit:
        return _commit(args, settings, make)
    return _write(args, settings, make)


def today(args: argparse.Namespace) -> dt.date:
    """The day on which it happens."""
    found: dt.date = args.today or dt.datetime.now(dt.timezone.utc).date()
    return found


def _write(args: argparse.Namespace, settings: Settings, make: Make) -> int:
    repository = find_repository(settings.root or os.getcwd())
    plans = []
    with Session(preset=args.preset) as session:
        for name in dict.fromkeys(args.ids):
            plans.append(in_work_tree(session, repository, make(name), today(args)))
        changes = moving.diff(session.changes)
        if args.dry_run and args.format == "json":
            confirm(args, [(item, "") for item in plans])
            return 0
        if args.dry_run:
            sys.stdout.write(changes)
            return 0
        if changes and not _agreed(args, changes):
            return 0
        session.commit()
    confirm(args, [(item, "") for item in plans])
    return 0


def _agreed(args: argparse.Namespace, changes: str) -> bool:
    """True unless a person at a terminal does not want it."""
    if args.yes or not asking.on_terminal():
        return True
    sys.stdout.write(changes)
    sys.stdout.write("Write this? [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _commit(args: argparse.Namespace, settings: Settings, make: Make) -> int:
    repository = repository_of(settings)

    def deliver(name: str) -> Made:
        made = commit_here(settings, repository, make(name), today(args), dry_run=args.dry_run)
        if args.dry_run and args.format != "json":
            show(made.plan)
        return made

    def tell(done: list[Made]) -> None:
        if not args.dry_run or args.format == "json":
            confirm(args, [(made.plan, "" if args.dry_run else made.commit) for made in done])

    each(args.ids, deliver, tell)
    return 0


def each(
    ids: Iterable[str], deliver: Callable[[str], _T], tell: Callable[[list[_T]], None]
) -> None:
    """Deliver one after the other, and tell; also what was done before one that fails."""
    done: list[_T] = []
    try:
        for name in dict.fromkeys(ids):
            done.append(deliver(name))
    except BaseException:
        if done:
            tell(done)
        raise
    tell(done)


def show(plan: Plan) -> None:
    """Print what a commit would say and change."""
    if plan.files:
        for line in plan.message.strip().split("\n"):
            sys.stdout.write(f"{inert(visible(f'    {line}'.rstrip()))}\n")
        sys.stdout.write(f"\n{moving.diff(plan.files)}")


def confirm(args: argparse.Namespace, done: list[tuple[Plan, str]]) -> None:
    """Say what was done."""
    if args.format == "json":
        rows = [{"id": plan.id, "target": plan.target or None, "path": plan.path or None,
                 "paths": list(plan.places), "line": plan.line, "files": sorted(plan.files),
                 "commit": commit or None, "changed": bool(plan.files)}
                for plan, commit in done]  # fmt: skip
        stream.write(ascii_document({"version": 1, "dry_run": args.dry_run, "promoted": rows}))
        return
    for item, commit in done:
        what = item.done if item.files else f"{item.settled} already"
        end = f"  ({commit[:10]})" if commit else ""
        sys.stdout.write(f"{inert(visible(f'{what}{end}'))}\n")


def _unnamed(saying: Saying, name: str, value: str) -> str:
    """A value without names; raises `UsageError` where it is a handle and nothing else."""
    masked = saying.masked("--set", value)
    if value.startswith("@") and not _PLACEHOLDER.sub("", masked).strip("@ "):
        raise UsageError(f"--set {name}: a handle would be masked: say who it is without the @")
    return masked


def _pair(word: str) -> tuple[str, str]:
    name, sign, value = word.partition("=")
    name = name.strip().replace("-", "_").casefold()
    if not sign or not name.isidentifier():
        raise UsageError(f"--set {word}: write NAME=VALUE, as in effort=2d")
    return name, value.strip()
