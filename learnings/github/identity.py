"""Who writes: the login behind a token, and what pull requests of its kind can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import RemoteError
from .faults import Unanswered

if TYPE_CHECKING:
    from .client import Client

ACTIONS = "github-actions[bot]"


def login(client: Client) -> str:
    """The login under which the token writes.

    GraphQL tells it to people and to apps; the REST API refuses apps, and is the second try.
    """
    try:
        return _name(client.question("query { viewer { login } }").get("viewer"))
    except Unanswered:
        raise
    except RemoteError as fault:
        if fault.status == 401:
            raise
        return _name(client.get("/user"))


def _name(user: object) -> str:
    name = user.get("login") if isinstance(user, dict) else None
    if not isinstance(name, str) or not name:
        raise RemoteError("GitHub does not say whose token it is")
    return name


def checks(author: str, server: bool) -> str:
    """A sentence on whether workflows run for pull requests that `author` opens.

    `server` is true on an Enterprise Server.
    """
    if author != ACTIONS:
        return f"Opened as {author}: checks start as for any pull request."
    if server:
        return ("Opened with the token of the workflow: no checks start. Close and open the pull "
                "request, or give the token of an app.")  # fmt: skip
    return ("Opened with the token of the workflow: checks wait until someone with write access "
            "approves them. With the token of an app they start at once.")  # fmt: skip
