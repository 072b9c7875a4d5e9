"""Who may decide: people who may write to the repository."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from ..errors import RemoteError
from .client import Client
from .faults import Unanswered

_WRITERS = frozenset(("admin", "maintain", "write"))
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})(?:\[bot\])?", re.ASCII)


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


def last_editor(client: Client, number: int) -> str:
    """The login of the person who edited the issue last; empty for a program, and for nobody."""
    owner, _, name = client.repository.partition("/")
    try:
        data = client.question(
            f"query {{ repository(owner: {json.dumps(owner)}, name: {json.dumps(name)}) "
            f"{{ issue(number: {number}) {{ editor {{ __typename login }} }} }} }}"
        )
    except Unanswered:
        raise
    except RemoteError:  # a server without GraphQL: that nobody else could is all there is
        return ""
    editor = _at(data, "repository", "issue", "editor")
    if not isinstance(editor, dict) or editor.get("__typename") == "Bot":
        return ""
    login = editor.get("login")
    return login if isinstance(login, str) else ""


def _at(document: Any, *keys: str) -> Any:
    for key in keys:
        document = document.get(key) if isinstance(document, dict) else None
    return document
