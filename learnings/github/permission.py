"""Who may decide: people who may write to the repository, as far as GitHub says who they are.

What is ticked in a body counts for all who edited it since we wrote it ourselves. What we write
holds no tick of anybody else, so that being its last editor makes no tick ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import quote

from ..errors import RemoteError
from .client import Client
from .event import Event
from .faults import Refused
from .item import Issue

NOBODY = Event("")
PAGES = 10  # of a hundred edits each
_WRITERS = frozenset(("admin", "maintain", "write"))
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})(?:\[bot\])?", re.ASCII)
_UNKNOWN = "GitHub does not say who ticked it"


class _Edit(NamedTuple):
    """One edit of a body: when, and by whom; empty where GitHub does not say."""

    when: str
    login: str


def may_write(client: Client, login: str) -> bool:
    """True of a login that may write to the repository, and of the token's own.

    Raises `RemoteError` where GitHub does not say.
    """
    if login.casefold() == client.author().casefold():
        return True
    if not _LOGIN.fullmatch(login):
        return False
    try:
        found = client.get(f"collaborators/{quote(login, safe='')}/permission")
    except RemoteError as fault:
        if fault.status == 404:
            return False
        raise
    return isinstance(found, dict) and found.get("permission") in _WRITERS


def doubt(client: Client, issue: Issue, given: Event = NOBODY) -> str:
    """Why what people ticked in a body does not count; empty where all of them may write.

    `given` is what started this run. Raises `RemoteError`, also where the body changed meanwhile.
    """
    people = _people(client, issue)
    if given.issue == issue.number and (people is not None or _same(given.body, issue.body)):
        people = [*(people or ()), given.sender]
    if not people and people is not None:
        return ""
    if people is None or not all(people):
        return _UNKNOWN
    refused = [who for who in dict.fromkeys(people) if not may_write(client, who)]
    return f"{', '.join(refused)} may not write here" if refused else ""


def _people(client: Client, issue: Issue) -> list[str] | None:
    """Who edited the issue since we did; None where GitHub does not tell of edits."""
    try:
        edits = list(_edits(client, issue))
    except Refused:  # a server without GraphQL
        return None
    own = client.author().casefold()
    last = max((edit.when for edit in edits if edit.login.casefold() == own), default="")
    if not edits:
        return None
    # What happened in the same second may have come after it.
    since = [edit.login for edit in edits if edit.when >= last]
    return sorted({who for who in since if who.casefold() != own})


def _edits(client: Client, issue: Issue) -> Iterator[_Edit]:
    """The edits of the body, back to one of ours: GitHub names the newest first."""
    own = client.author().casefold()
    after = ""
    for _ in range(PAGES):
        found = _asked(client, issue.number, after)
        if not _same(_text(found, "body"), issue.body):
            raise RemoteError(f"{issue.url} was edited while it was read: run again")
        nodes = _at(found, "userContentEdits", "nodes")
        edits = [_Edit(_text(node, "editedAt"), _login(_at(node, "editor")))
                 for node in (nodes if isinstance(nodes, list) else ())]  # fmt: skip
        yield from edits
        is_reached = any(edit.login.casefold() == own for edit in edits)
        in_order = all(one.when >= other.when for one, other in pairwise(edits))
        more = _at(found, "userContentEdits", "pageInfo", "hasNextPage")
        if not more or (is_reached and in_order):
            return
        after = _text(found, "userContentEdits", "pageInfo", "endCursor")
    yield _Edit("9", "")  # too many to know all of them


def _asked(client: Client, number: int, after: str) -> Any:
    owner, _, name = client.repository.partition("/")
    page = f", after: {json.dumps(after)}" if after else ""
    data = client.question(
        f"query {{ repository(owner: {json.dumps(owner)}, name: {json.dumps(name)}) "
        f"{{ issue(number: {number}) {{ body userContentEdits(first: 100{page}) "
        "{ pageInfo { hasNextPage endCursor } nodes { editedAt editor { __typename login } } } "
        "} } }"
    )
    return _at(data, "repository", "issue")


def _login(editor: Any) -> str:
    """The login of an editor, that of a program as everywhere else."""
    login = _text(editor, "login")
    is_program = _text(editor, "__typename") == "Bot" and login and not login.endswith("[bot]")
    return f"{login}[bot]" if is_program else login


def _same(one: str, other: str) -> bool:
    return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")


def _at(document: Any, *keys: str) -> Any:
    for key in keys:
        document = document.get(key) if isinstance(document, dict) else None
    return document


def _text(document: Any, *keys: str) -> str:
    found = _at(document, *keys)
    return found if isinstance(found, str) else ""
