"""Where the words of an entry come from, and whether an agent may be made to obey them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..entry import Entry
from ..errors import UsageError
from ..lazy import regex
from ..output.escape import clip
from ..reading import identifiers
from ..vocabulary import fold
from ..workspace import Workspace
from .languages import FROM, OUTSIDE, OUTSIDE_ANYWHERE, first_hand, trusted
from .target import Target

_SOURCES = ("provenance", "origin", "source")
_LABELS = ("trust", "trust label", "trust level", *_SOURCES)
_LINEAGE = ("derived from", "lineage", "based on")
# What a team saw, heard or did itself, with the words of the presets. All else is of others.
_FIRST_HAND = (
    "conversation", "discussion", "user", "user feedback", "feedback", "correction",
    "human", "person", "operator", "engineer", "team", "colleague", "self", "own", "first hand",
    "first party",
    "error", "failure", "bug", "defect", "crash", "exception", "regression", "build", "ci", "test",
    "test run", "incident", "outage", "alert", "monitoring", "metrics", "on call", "handoff",
    "on call handoff", "shift handoff", "near miss", "toil", "postmortem", "post mortem",
    "capacity review", "change audit", "audit", "review", "code review", "security review",
    "design review", "architecture review", "retrospective", "retro", "debrief", "meeting",
    "standup", "planning", "drill", "game day", "exercise", "experiment", "observation",
    "experience", "practice", "session", "session hook", "hook", "debugging", "investigation",
    "analysis", "benchmark", "profiling", "deployment", "deploy", "release", "rollback",
    "migration", "refactoring", "upgrade", "maintenance", "internal", "work",
)  # fmt: skip
# An entry may well come of an issue; as a label of trust that is no praise.
_OF_SOURCES = ("issue", "ticket")
_TRUSTED = ("trusted", "high", "full", "verified", "confirmed", "reviewed", "approved", "known")
_OUTSIDE = (
    "untrusted", "unverified", "tool", "tools", "mcp", "command output", "output", "external",
    "outside", "document", "documents", "pdf", "attachment", "upload", "web", "webpage", "website",
    "webseite", "web page", "site", "page", "url", "link", "internet", "browser", "email", "e mail",
    "mail", "newsletter", "comment", "comments", "forum", "blog", "article", "stackoverflow",
    "stack overflow", "reddit", "input", "llm", "ai", "model", "gpt", "chatgpt", "third party",
    "vendor", "download", "feed", "retrieved", "retrieval", "rag", "scraped", "copied", "pasted",
    "quoted", "low", "quarantined",
)  # fmt: skip
_BREAK = regex(r"[,;|/&+]|\band\b")
_ADDRESS = regex(r"(?i)\bhttps?://|\bwww\.")
_NOTHING = frozenset(("", "none", "n/a", "tbd"))
_SHOWN = 40


def _phrases(words: Iterable[str]) -> str:
    """A pattern of any of some phrases, in the plural too."""
    return rf"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})s?(?!\w)"


_ELSEWHERE = regex(rf"\b{_phrases((*_OUTSIDE, *OUTSIDE))}")
_THENCE = regex(rf"\b(?:from|via|through|copied|pasted|quoted|{'|'.join(FROM)})\b")
_ANYWHERE = regex("|".join(OUTSIDE_ANYWHERE))


def _from_outside(words: str) -> bool:
    """True of what begins with outside material, or says that it is from some."""
    thence = _THENCE.search(words)
    return bool(
        _ELSEWHERE.match(words)
        or _ANYWHERE.search(words)
        or (thence and _ELSEWHERE.search(words, thence.end()))
    )


def untrusted(workspace: Workspace, entry: Entry) -> str:
    """What says that an entry, or one that it derives from, holds words of others; else empty.

    What is known to be first hand is free, with what the presets of a team add to the values of
    its sources; whatever else an entry names as its source is of others.
    """
    for item in _lineage(workspace, entry):
        for name in _LABELS:
            for field in item.every(name):
                free = (*_FIRST_HAND, *_more(workspace, item, name))
                if found := _label(field.raw, free, praise=name not in _SOURCES):
                    return f"{item.label} says `{field.key}: {found}`"
    return ""


def _more(workspace: Workspace, entry: Entry, name: str) -> Iterator[str]:
    """What a field may say besides: praise, or the values that its preset has, in its language."""
    if name not in _SOURCES:
        yield from _TRUSTED
        return
    if name == "source":
        yield from _OF_SOURCES
    for log in workspace.logs:
        if any(item is entry for item in log.entries):
            kind = workspace.found(log, entry).kind
            specs = (*kind.fields, *(one for part in kind.sections for one in part.fields))
            said = [value for spec in specs if spec.name == name for value in spec.values]
            for word in map(fold, (*said, *kind.synonyms.get(name, ()))):
                if word and not _from_outside(word):
                    yield word


def _label(value: str, free: Iterable[str], *, praise: bool) -> str:
    """What in a value names others as its source; empty if nothing does.

    The first part has to be first hand; what follows it, in a list, may say more about it. Of
    another language only whole parts are known, and so after one that is, each has to be.
    """
    if _ADDRESS.search(value):
        return "url"
    if fold(value) in _NOTHING:
        return ""
    known = re.compile(_phrases(free))
    other = False
    for number, part in enumerate(_BREAK.split(value)):
        plain, named = _plain(part)
        if plain in _NOTHING or named:
            continue  # the entry that is named is looked at itself
        head = known.match(plain)
        if head is None and (first_hand(part) or (praise and trusted(part))):
            other = True
            continue
        rest = plain[head.end() :].strip(" `*\"'()[]{}<>:=.-–—") if head else plain
        is_new = head is None and (number == 0 or other)
        if is_new or _from_outside(rest):
            return clip(plain, _SHOWN)
    return ""


def _plain(part: str) -> tuple[str, bool]:
    """A part of a value to compare by, and whether it is nothing but the ID of an entry."""
    bare = part.strip(" `*\"'[]()").upper()
    plain = " ".join(fold(part).strip(" `*\"'").split())
    return plain, any(bare == found for found, _ in identifiers(bare))


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
        for name in (*_LINEAGE, *_SOURCES):
            for field in here.every(name):
                for found, _ in identifiers(field.text.upper()):
                    if found in known:
                        ahead.append(known[found])
