"""Issues and pull requests: as GitHub gives them, and what became of those that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from ..errors import RemoteError


@dataclass(frozen=True)
class Kept:
    """What became of an issue or a pull request; `number` is 0 where there is none (yet).

    `did` is created, updated, unchanged or left closed; of an issue also postponed: too many
    writes for a run; of a pull request also reopened or merged. `untrusted` says that what people
    without the right to do so had ticked was taken out.
    """

    number: int
    url: str
    did: str
    remarks: tuple[str, ...] = ()
    untrusted: bool = False


@dataclass(frozen=True)
class Issue:
    """An issue as GitHub gives it."""

    number: int
    url: str
    title: str
    body: str
    closed: bool
    labels: frozenset[str]
    author: str
    _name: ClassVar[str] = "issue"

    @classmethod
    def read(cls, document: Any) -> Self:
        """Raises `RemoteError` where the answer is not one."""
        try:
            return cls(**_common(document), **cls._more(document))
        except (AttributeError, KeyError, TypeError, ValueError):
            raise RemoteError(
                f"GitHub's answer is no {cls._name}, though it should be one"
            ) from None

    @classmethod
    def _more(cls, document: Any) -> dict[str, Any]:
        """What not all of them have."""
        return {"author": str((document.get("user") or {}).get("login", ""))}


@dataclass(frozen=True)
class Request(Issue):
    """A pull request as GitHub gives it."""

    merged: bool
    commit: str
    reviewers: frozenset[str]
    _name: ClassVar[str] = "pull request"

    @classmethod
    def _more(cls, document: Any) -> dict[str, Any]:
        people = [who(user) for user in document.get("requested_reviewers") or ()]
        teams = [who(team=team) for team in document.get("requested_teams") or ()]
        return super()._more(document) | {
            "merged": bool(document.get("merged_at")),
            "commit": str(document["head"]["sha"]),
            "reviewers": frozenset[str]().union(*people, *teams),
        }


def who(user: Any = None, team: Any = None) -> set[str]:
    """A reviewer as text to compare by: a login, or a slash and the short name of a team."""
    found = {str(user["login"]).casefold()} if user else set()
    return found | ({f"/{str(team['slug']).casefold()}"} if team else set())


def _common(document: Any) -> dict[str, Any]:
    """What both have."""
    return {
        "number": int(document["number"]),
        "url": str(document["html_url"]),
        "title": str(document["title"]),
        "body": document.get("body") or "",
        "closed": document["state"] == "closed",
        "labels": frozenset(_label(label) for label in document.get("labels") or ()),
    }


def _label(label: Any) -> str:
    return str(label["name"] if isinstance(label, dict) else label).casefold()
