"""Where the words of an entry come from, and whether an agent may be made to obey them."""

from __future__ import annotations

from collections.abc import Iterator

from ..entry import Entry
from ..errors import UsageError
from ..lazy import regex
from ..reading import identifiers
from ..vocabulary import fold
from ..workspace import Workspace
from .target import Target

_LABELS = ("trust", "trust label", "trust level", "provenance", "origin", "source")
_UNTRUSTED = frozenset(
    (
        "untrusted", "tool output", "tool", "tool result", "command output", "external",
        "external document", "outside document", "document", "web", "web page", "website", "url",
        "email", "ticket", "issue", "low", "quarantined", "third party", "retrieved", "rag",
    )
)  # fmt: skip
# Words that say so only where a label of trust holds them: an entry may well come of an issue.
_PLAIN_SOURCES = frozenset(("issue", "ticket", "email", "low", "document", "tool"))
_LINEAGE = ("derived from", "lineage", "based on")
_BREAK = regex(r"[,;|/]")


def untrusted(workspace: Workspace, entry: Entry) -> str:
    """What says that an entry, or one that it derives from, holds words of others; else empty."""
    for item in _lineage(workspace, entry):
        for name in _LABELS:
            for field in item.every(name):
                for word in map(fold, _BREAK.split(field.raw.strip(" `*"))):
                    plain = word.strip(" `*\"'")
                    if plain in _UNTRUSTED - (_PLAIN_SOURCES if name == "source" else set()):
                        return f"{item.label} says `{field.key}: {plain}`"
    return ""


def refuse_untrusted(
    workspace: Workspace, entry: Entry, target: Target, *, confirmed: bool
) -> None:
    """Raise `UsageError` where words of others would become an instruction, unconfirmed."""
    if not target.instruction or confirmed:
        return
    why = untrusted(workspace, entry)
    if why:
        raise UsageError(
            f"{why}: its words are in quarantine and do not go into {target.title}, which agents "
            "obey; if a person has read the line, say --confirm-untrusted"
        )


def _lineage(workspace: Workspace, entry: Entry) -> Iterator[Entry]:
    """The entry and all that it derives from, each once."""
    ahead, seen = [entry], set[int]()
    known = {item.entry.id.upper(): item.entry for item in workspace.entries() if item.entry.id}
    while ahead:
        here = ahead.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        yield here
        for name in _LINEAGE:
            for field in here.every(name):
                for found, _ in identifiers(field.text.upper()):
                    if found in known:
                        ahead.append(known[found])
