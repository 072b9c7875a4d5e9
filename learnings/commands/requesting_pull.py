"""What `promote --pr` and `retire --pr` do: push a branch, and keep one pull request for it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from ..errors import UsageError
from ..git import Repository
from ..git.remote import Remote
from ..github import identity, safe
from ..github.client import Client
from ..github.environment import environment
from ..github.pulls import Pull, ensure_pull
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..promotion.delivery import Planner
from ..promotion.plan import Plan
from ..promotion.publishing import FOREIGN, NOTHING, Published, publish
from ..review import codeowners
from ..settings import Settings
from ..snapshot import repository_of
from . import moving

_DID = {
    "pushed": "pushed", "there": "was there already", "replaced": "pushed anew",
    "foreign": "has commits of others and was left as it is",
}  # fmt: skip


def run(args: argparse.Namespace, settings: Settings, make: Callable[[str], Planner]) -> int:
    """Push each entry's branch and keep its pull request; 0."""
    repository = repository_of(settings)
    url = _address(repository, args.remote)
    there = environment(os.environ, url)
    client = there.client()
    remote = Remote(repository, url, there.token_for(url))
    into = args.base or _main(repository, args.remote, remote)
    rows = []
    for name in dict.fromkeys(args.ids):
        found = publish(remote, repository, settings, into, make(name), dry_run=args.dry_run)
        people = [*args.reviewer, *_owners(repository, found)]
        pull = None if found.did == NOTHING else _pull(args, client, found, people)
        rows.append((found, pull))
    if args.format == "json":
        _document(rows)
        return 0
    for found, pull in rows:
        _tell(found, pull, dry_run=args.dry_run)
    if any(pull is not None for _, pull in rows):
        checks = identity.checks(client.author(), there.enterprise)
        _say(f"{there.source} is {there.kind}. {checks}")
    return 0


def body(plan: Plan) -> str:
    """The body of the pull request: rule, target, provenance and what changes, all of it inert."""
    lines = [f"**{heading}**: {safe.text(text, 2000)}" for heading, text in plan.parts]
    changes = {path: both for path, both in plan.files.items() if path == plan.path}
    shown = safe.fence(moving.diff(changes)[:20_000], "diff")
    return "\n\n".join([*lines, shown])


def _owners(repository: Repository, found: Published) -> list[str]:
    """Who CODEOWNERS names for the target, without those that are known by their address alone."""
    owners = codeowners.read(repository.tree(found.made.base)).of(found.made.plan.path)
    return [name.removeprefix("@") for name in owners if name.startswith("@")]


def _pull(
    args: argparse.Namespace, client: Client, found: Published, reviewers: Sequence[str]
) -> Pull:
    plan = found.made.plan
    people = list(dict.fromkeys(reviewers))
    return ensure_pull(
        client, head=found.branch, base=found.into, title=plan.title, body=body(plan),
        labels=args.label, reviewers=people, draft=args.draft, reopen=args.reopen,
        commit=found.commit, foreign=found.did == FOREIGN, dry_run=args.dry_run,
    )  # fmt: skip


def _address(repository: Repository, name: str) -> str:
    answer = repository.ask("remote", "get-url", "--push", "--", name)
    url = os.fsdecode(answer.out).strip()
    if answer.code or not url:
        raise UsageError(f"there is no remote {name}: name one with --remote, or add it to git")
    return url


def _main(repository: Repository, name: str, remote: Remote) -> str:
    """The main branch of a remote, as far as this clone or its name tells."""
    answer = repository.ask("symbolic-ref", "--quiet", f"refs/remotes/{name}/HEAD")
    known = os.fsdecode(answer.out).strip().removeprefix(f"refs/remotes/{name}/")
    if answer.code == 0 and known:
        return known
    heads = remote.heads()
    for branch in ("main", "master", "trunk", "develop"):
        if branch in heads:
            return branch
    raise UsageError(f"{remote.place} has no branch main or master: name one with --base")


def _tell(found: Published, pull: Pull | None, *, dry_run: bool) -> None:
    plan = found.made.plan
    if pull is None:
        _say(f"{plan.id} is in {plan.path} on {found.into} already")
        return
    if dry_run:
        would = "left as it is" if found.did in ("there", FOREIGN) else "pushed"
        _say(f"{plan.id}: branch {found.branch} at {found.commit[:10]} would be {would}")
        _say(f"pull request: {pull.did}  {pull.url}")
        sys.stdout.write(moving.diff(plan.files))
        return
    _say(f"{plan.id}: branch {found.branch} {_DID[found.did]}  ({found.commit[:10]})")
    _say(f"pull request {pull.url}: {pull.did}")
    for remark in pull.remarks:
        _say(remark)


def _say(line: str) -> None:
    sys.stdout.write(f"{inert(visible(line.rstrip()))}\n")


def _document(rows: list[tuple[Published, Pull | None]]) -> None:
    items = [
        {"id": found.made.plan.id, "target": found.made.plan.target, "path": found.made.plan.path,
         "line": found.made.plan.line, "branch": found.branch, "base": found.into,
         "commit": found.commit or None, "branch_did": found.did,
         "pull": pull.url if pull else None, "pull_did": pull.did if pull else None}
        for found, pull in rows
    ]  # fmt: skip
    stream.write(ascii_document({"version": 1, "promoted": items}))
