"""Labels and reviewers of a pull request: wished for, never a reason to fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ..errors import RemoteError
from ..output.escape import clip, visible
from .client import Client

_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\[bot\])?")
_TEAM = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/([A-Za-z0-9_.-]+)")


@dataclass(frozen=True)
class Extras:
    """Labels, and reviewers as logins or `org/team`, with or without an `@`."""

    labels: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()

    def missing(
        self, client: Client, number: int, labels: frozenset[str], reviewers: frozenset[str]
    ) -> Extras:
        """What an interrupted run left out. Where there is anything of it, people chose the rest:
        they took a label off, or have given their review already."""
        wanted = self
        if any(label.casefold() in labels for label in self.labels):
            wanted = replace(wanted, labels=())
        if wanted.reviewers and (reviewers or _reviewed(client, number)):
            wanted = replace(wanted, reviewers=())
        return wanted


def _reviewed(client: Client, number: int) -> bool:
    try:
        return bool(client.get(f"pulls/{number}/reviews", {"per_page": 1}))
    except RemoteError:
        return True


def add(
    client: Client, number: int, extras: Extras, labels: frozenset[str], reviewers: frozenset[str]
) -> list[str]:
    """Set what is not set, and say in words what could not be."""
    remarks: list[str] = []
    wished = [label for label in extras.labels if label.casefold() not in labels]
    if wished:
        remarks += _try(
            f"the labels {', '.join(wished)}",
            lambda: client.post(f"issues/{number}/labels", {"labels": wished}),
        )
    people, teams, odd = _sorted(extras.reviewers)
    if odd:
        remarks.append(f"no login and no team, so not asked to review: {', '.join(odd)}")
    named = [("reviewers", name) for name in people] + [("team_reviewers", name) for name in teams]
    asked = [one for one in named if one[1].casefold() not in reviewers]
    return remarks + (_ask(client, number, asked) if asked else [])


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
