"""Where the words of an entry come from, and whether an agent may be made to obey them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

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
_ADDRESS = regex(r"(?i)\bhttps?://|\bwww\.")
# What may stand behind a label: `tool_output (kubectl)`, `web: a page`, `url <...>`, `tool - ls`.
_MORE = regex(r"\s*[(\[{<:=–—-]|\s+(?:of|from|by|on|via|through)\b")


def untrusted(workspace: Workspace, entry: Entry) -> str:
    """What says that an entry, or one that it derives from, holds words of others; else empty."""
    for item in _lineage(workspace, entry):
        for name in _LABELS:
            labels = _UNTRUSTED - (_PLAIN_SOURCES if name == "source" else set())
            for field in item.every(name):
                found = _label(field.raw, labels)
                if found:
                    return f"{item.label} says `{field.key}: {found}`"
    return ""


def _label(value: str, labels: Collection[str]) -> str:
    """The label that a value has, whatever is said behind it; empty if it has none."""
    if _ADDRESS.search(value):
        return "url"
    for part in _BREAK.split(value):
        whole, begun = (
            fold(text).strip(" `*\"'") for text in (part, _MORE.split(part.strip(), 1)[0])
        )
        for plain in (whole, begun):
            if plain in labels:
                return plain
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
