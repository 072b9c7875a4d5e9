"""Labels and reviewers of a pull request: wished for, never a reason to fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..errors import RemoteError
from ..output.escape import clip, visible
from .client import Client
from .item import Request, who

_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\[bot\])?")
# A program that is asked by one name and shown by another.
_SHOWN_AS = {"copilot-pull-request-reviewer[bot]": "copilot"}
_TEAM = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/([A-Za-z0-9_.-]+)")


@dataclass(frozen=True)
class Extras:
    """Labels, and reviewers as logins or `org/team`, with or without an `@`."""

    labels: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()


def add(client: Client, there: Request, extras: Extras, *, again: bool = False) -> list[str]:
    """Set what is not set, and say in words what could not be.

    `again` completes what an interrupted run left out. Where one of the labels is, people took
    the others off; who was asked once, or has given a review, is not asked again.
    """
    remarks: list[str] = []
    wished = [label for label in extras.labels if label.casefold() not in there.labels]
    if wished and not (again and len(wished) < len(extras.labels)):
        remarks += _try(
            f"the labels {', '.join(wished)}",
            lambda: client.post(f"issues/{there.number}/labels", {"labels": wished}),
        )
    people, teams, odd = _sorted(extras.reviewers)
    if odd:
        remarks.append(f"no login and no team, so not asked to review: {', '.join(odd)}")
    named = [("reviewers", name) for name in people] + [("team_reviewers", name) for name in teams]
    asked = [one for one in named if _key(*one) not in there.reviewers]
    if asked and again:
        try:
            heard = _heard(client, there.number)
        except RemoteError as fault:
            return [*remarks, f"nobody else was asked to review: {fault}"]
        asked = [one for one in asked if _key(*one) not in heard]
    return remarks + (_ask(client, there.number, asked) if asked else [])


def _key(kind: str, name: str) -> str:
    """A reviewer as `Request.reviewers` has them."""
    name = name.casefold()
    return f"/{name}" if kind == "team_reviewers" else _SHOWN_AS.get(name, name)


def _heard(client: Client, number: int) -> set[str]:
    """Who was ever asked to review, and who has given a review."""
    found: set[str] = set()
    for event in client.pages(f"issues/{number}/timeline"):
        if event.get("event") == "reviewed":
            found |= who(event.get("user"))
        elif event.get("event") == "review_requested":
            found |= who(event.get("requested_reviewer"), event.get("requested_team"))
    return found


def _ask(client: Client, number: int, asked: list[tuple[str, str]]) -> list[str]:
    """Ask all to review, and each alone where GitHub refuses all for the sake of one."""
    try:
        _request(client, number, asked)
    except RemoteError as fault:
        if len(asked) > 1 and fault.status == 422:
            return [remark for one in asked for remark in _ask(client, number, [one])]
        names = ", ".join(name for _, name in asked)
        return [f"{visible(clip(names, 200))} could not be asked to review: {fault}"]
    return []


def _request(client: Client, number: int, asked: list[tuple[str, str]]) -> None:
    document: dict[str, list[str]] = {}
    for key, name in asked:
        document.setdefault(key, []).append(name)
    client.post(f"pulls/{number}/requested_reviewers", document)


def _try(what: str, write: Callable[[], Any]) -> list[str]:
    try:
        write()
    except RemoteError as fault:
        return [f"{visible(clip(what, 200))} could not be set: {fault}"]
    return []


def _sorted(reviewers: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """Logins, teams by their short names, and what is neither."""
    people: list[str] = []
    teams: list[str] = []
    odd: list[str] = []
    for name in dict.fromkeys(reviewer.removeprefix("@") for reviewer in reviewers):
        if found := _TEAM.fullmatch(name):
            teams.append(found[1])
        elif _LOGIN.fullmatch(name):
            people.append(name)
        else:
            odd.append(visible(clip(name, 60)))
    return people, teams, odd
