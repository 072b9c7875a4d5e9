"""Issues that our own login wrote, found by what they carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from .client import Client
from .item import Issue
from .section import find, marked, markers

_LOOKED_AT = 300


def open_issues(client: Client, names: Sequence[str], prefix: str) -> dict[str, tuple[Issue, str]]:
    """The open issues of some markers and of all that begin so, each with the text of its section.

    Of two for the same, the oldest.
    """
    found: dict[str, tuple[Issue, str]] = {}
    for issue in _own(client, "open"):
        for marker in (*names, *markers(issue.body, marked(prefix))):
            part = None if marker in found else find(issue.body, marker)
            if part is not None:
                found[marker] = (issue, part.text)
    return found


def listed(client: Client, names: Sequence[str], state: str) -> dict[str, Issue]:
    """The oldest issue of each marker in that state."""
    found: dict[str, Issue] = {}
    for issue in _own(client, state):
        for name in names:
            if name not in found and find(issue.body, name):
                found[name] = issue
        if len(found) == len(set(names)):
            break
    return found


def open_under(client: Client, prefix: str) -> dict[str, Issue]:
    """The oldest open issue of each marker that begins so."""
    found: dict[str, Issue] = {}
    for issue in _own(client, "open"):
        for marker in markers(issue.body, marked(prefix)):
            found.setdefault(marker, issue)
    return found


def of_others(client: Client, names: Sequence[str]) -> dict[str, Issue]:
    """An open issue of each marker that another login wrote, among those that changed last."""
    author, found = client.author().casefold(), dict[str, Issue]()
    query = {"state": "open", "sort": "updated", "direction": "desc"}
    for document in islice(client.pages("issues", query), _LOOKED_AT):
        issue = None if "pull_request" in document else Issue.read(document)
        if issue is not None and issue.author.casefold() != author:
            for name in names:
                if find(issue.body, name):
                    found.setdefault(name, issue)
    return found


def _own(client: Client, state: str) -> Iterator[Issue]:
    author = client.author()
    query = {"state": state, "creator": author, "sort": "created", "direction": "asc"}
    for document in client.pages("issues", query):
        if "pull_request" in document:
            continue
        issue = Issue.read(document)
        # GitHub leaves a filter out that it does not understand.
        if issue.author.casefold() == author.casefold():
            yield issue
