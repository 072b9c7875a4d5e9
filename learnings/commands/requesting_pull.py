"""What `promote --pr` and `retire --pr` do: push a branch, and keep one pull request for it."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable
from typing import NamedTuple

from ..errors import UsageError
from ..git import Repository
from ..git.remote import Remote
from ..github import identity, safe
from ..github.client import Client
from ..github.pulls import Pull, ensure_pull
from ..output import stream
from ..output.escape import ascii_document, inert, visible
from ..promotion.delivery import Planner
from ..promotion.plan import Plan
from ..promotion.publishing import FOREIGN, NOTHING, Published, publish
from ..settings import Settings
from ..snapshot import repository_of
from . import moving

_URL = re.compile(
    r"(?:(?P<scheme>https?)://(?:[^@/]*@)?|ssh://(?:[^@/]*@)?|[^@/:]+@)"
    r"(?P<host>[^/:]+(?::\d+)?)[:/](?P<path>[^/]+/[^/]+?)(?:\.git)?/?$"
)
_DID = {
    "pushed": "pushed", "there": "was there already", "replaced": "pushed anew",
    "foreign": "has commits of others and was left as it is",
}  # fmt: skip


class Place(NamedTuple):
    """Where pull requests are made: the API, the repository there, and whether it is GHES."""

    api: str
    repository: str
    server: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what belongs to --pr."""
    group = parser.add_argument_group("with --pr")
    group.add_argument(
        "--base", metavar="BRANCH", default="",
        help="the branch that it goes into (default: the main branch of the remote)",
    )  # fmt: skip
    group.add_argument("--remote", metavar="NAME", default="origin", help="default: origin")
    group.add_argument("--draft", action="store_true", help="open it as a draft")
    group.add_argument(
        "--reopen", action="store_true", help="open it again where a person closed it"
    )
    for option, words in (("--label", "a label"), ("--reviewer", "a login or org/team to ask")):
        group.add_argument(
            option, action="append", default=[], metavar="NAME", help=f"{words}; may repeat"
        )


def run(args: argparse.Namespace, settings: Settings, make: Callable[[str], Planner]) -> int:
    """Push each entry's branch and keep its pull request; 0."""
    repository = repository_of(settings)
    url = _address(repository, args.remote)
    token, name = _token()
    place = _place(url)
    remote = Remote(repository, url, token)
    into = args.base or _main(repository, args.remote, remote)
    client = Client(place.api, token, place.repository)
    rows = []
    for name in dict.fromkeys(args.ids):
        found = publish(remote, repository, settings, into, make(name), dry_run=args.dry_run)
        pull = None if found.did == NOTHING else _pull(args, client, found)
        rows.append((found, pull))
    if args.format == "json":
        _document(rows)
        return 0
    for found, pull in rows:
        _tell(found, pull, dry_run=args.dry_run)
    if any(pull is not None for _, pull in rows):
        _say(f"Token: {name}. {identity.checks(client.author(), place.server)}")
    return 0


def body(plan: Plan) -> str:
    """The body of the pull request: rule, target, provenance and what changes, all of it inert."""
    lines = [f"**{heading}**: {safe.text(text, 2000)}" for heading, text in plan.parts]
    changes = {path: both for path, both in plan.files.items() if path == plan.path}
    shown = safe.fence(moving.diff(changes)[:20_000], "diff")
    return "\n\n".join([*lines, shown])


def _pull(args: argparse.Namespace, client: Client, found: Published) -> Pull:
    plan = found.made.plan
    return ensure_pull(
        client, head=found.branch, base=found.into, title=plan.title, body=body(plan),
        labels=args.label, reviewers=args.reviewer, draft=args.draft, reopen=args.reopen,
        commit=found.commit, foreign=found.did == FOREIGN, dry_run=args.dry_run,
    )  # fmt: skip


def _address(repository: Repository, name: str) -> str:
    answer = repository.ask("remote", "get-url", "--push", "--", name)
    url = os.fsdecode(answer.out).strip()
    if answer.code or not url:
        raise UsageError(f"there is no remote {name}: name one with --remote, or add it to git")
    return url


def _token() -> tuple[str, str]:
    """The token, and which variable it comes from."""
    for name in ("LEARNINGS_TOKEN", "GITHUB_TOKEN", "GH_TOKEN"):
        if value := os.environ.get(name, "").strip():
            return value, name
    raise UsageError(
        "--pr needs a token that may write contents and pull requests: set GITHUB_TOKEN"
    )


def _place(url: str) -> Place:
    """The API and the repository, from the environment of a workflow or else from the remote."""
    found = _URL.match(url)
    server = os.environ.get("GITHUB_SERVER_URL", "")
    api = os.environ.get("GITHUB_API_URL", "")
    name = os.environ.get("GITHUB_REPOSITORY", "") or (found["path"] if found else "")
    if not name:
        raise UsageError("the remote is no repository of GitHub: set GITHUB_REPOSITORY")
    host = found["host"].lower() if found else "github.com"
    if not api:
        scheme = found["scheme"] if found and found["scheme"] else "https"
        api = "https://api.github.com" if host == "github.com" else f"{scheme}://{host}/api/v3"
    is_server = (server or f"https://{host}").rstrip("/") != "https://github.com"
    return Place(api, name, is_server and not api.startswith("https://api."))


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
