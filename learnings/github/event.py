"""What started a workflow: the event, and the pull request in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..disk import read_regular
from ..errors import RepositoryError

MOST = 30 * 1024 * 1024


@dataclass(frozen=True)
class Event:
    """The event of a workflow. `number` is 0 and the rest empty where it is no pull request.

    `fork` says that the change comes from another repository: its token can only read. `commits`
    is how many the pull request has. Where somebody edited an issue, `issue` is its number and
    `body` what it holds since. Of a push, `base_commit` is where the branch was before, of
    a queued merge what it goes onto; `main` is the default branch, where the event names it.
    """

    name: str
    number: int = 0
    base: str = ""
    base_commit: str = ""
    head: str = ""
    head_commit: str = ""
    fork: bool = False
    sender: str = ""
    commits: int = 0
    main: str = ""
    issue: int = 0
    body: str = ""


def event(variables: Mapping[str, str]) -> Event:
    """The event that the variables of a workflow tell of; without them its name is empty.

    Raises `RepositoryError` where its file cannot be read.
    """
    name, path = variables.get("GITHUB_EVENT_NAME", ""), variables.get("GITHUB_EVENT_PATH", "")
    if not path:
        return Event(name)
    try:
        document = json.loads(read_regular(path, MOST))
    except (ValueError, RecursionError):
        raise RepositoryError("the event of the workflow (GITHUB_EVENT_PATH) is no JSON") from None
    sender = _text(document, "sender", "login")
    main = _text(document, "repository", "default_branch")
    if not isinstance(_at(document, "pull_request"), dict):
        before = _text(document, "before") or _text(document, "merge_group", "base_sha")
        edited = name == "issues" and _at(document, "action") == "edited"
        issue = _at(document, "issue", "number") if edited else 0
        return Event(name, base_commit=before, sender=sender, main=main,
                     issue=issue if isinstance(issue, int) else 0,
                     body=_text(document, "issue", "body") if edited else "")  # fmt: skip
    number, commits = (_at(document, "pull_request", key) for key in ("number", "commits"))
    there, here = (_text(document, "pull_request", side, "repo", "full_name")
                   for side in ("head", "base"))  # fmt: skip
    return Event(
        name=name,
        number=number if isinstance(number, int) else 0,
        base=_text(document, "pull_request", "base", "ref"),
        base_commit=_text(document, "pull_request", "base", "sha"),
        head=_text(document, "pull_request", "head", "ref"),
        head_commit=_text(document, "pull_request", "head", "sha"),
        fork=there.casefold() != here.casefold(),  # a fork that was deleted has no name
        sender=sender,
        commits=commits if isinstance(commits, int) else 0,
        main=main,
    )


def _at(document: Any, *keys: str) -> Any:
    for key in keys:
        document = document.get(key) if isinstance(document, dict) else None
    return document


def _text(document: Any, *keys: str) -> str:
    found = _at(document, *keys)
    return found if isinstance(found, str) else ""
