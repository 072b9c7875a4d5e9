"""Where the lesson of an entry may go, why there, and as which line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ..entry import Entry, Log
from ..errors import UsageError
from ..lazy import regex
from .rule import line_for
from .target import Target, chosen

_ASKED = regex(
    r"(?i)\bpromote(?:\s+(?:this|it))?\s+to\s+(?:the\s+|an?\s+)?`?"
    r"(?P<target>[\w./-]*\w\.\w+"
    r"|(?:on-call )?[a-z-]+(?: (?:backlog|model|handoff checklist|checklist|definition|record))?)"
)
# What agents read, the first that is there.
_RULES = ("agents", "claude", "copilot")
# True for a file that there is, seen from the root.
Exists = Callable[[str], bool]


class Suggestion(NamedTuple):
    """A target for an entry, and why; `path` is empty where the target says which file it is."""

    target: Target
    path: str
    because: str

    @property
    def name(self) -> str:
        """What a person calls it; `--to` takes it."""
        return self.path or self.target.title


def asked(log: Log, entry: Entry, known: Mapping[str, Target]) -> tuple[Target, str] | None:
    """The target that an entry names in its own words, and its path where it names that."""
    for found in _ASKED.finditer(log.body(entry.start, entry.end)):
        try:
            return chosen(found["target"], known)
        except UsageError:
            continue
    return None


def suggested(log: Log, entry: Entry, known: Mapping[str, Target], exists: Exists) -> Suggestion:
    """The target that an entry names itself, or the one that suits it best; the first by order.

    Raises `UsageError` where no target is known that suits anything.
    """
    said = asked(log, entry, known)
    if said is not None:
        return Suggestion(*said, "the entry says so")
    fits = {name: list(_fits(log, entry, target)) for name, target in known.items()
            if target.suits}  # fmt: skip
    best = max(fits, key=lambda name: (_points(fits[name]), -known[name].order), default="")
    if not best:
        raise UsageError("no target suits: name one with --to")
    rule = next((name for name in _RULES if name in known and exists(known[name].path)),
                next((name for name in _RULES if name in known), ""))  # fmt: skip
    if rule and (not _points(fits[best]) or best in _RULES[:1]):
        return Suggestion(known[rule], "", "a rule for every session")
    _, because = max(fits[best], key=lambda part: part[0], default=(0, "it is the first of all"))
    return Suggestion(known[best], "", because)


def line_of(log: Log, entry: Entry, target: Target) -> str:
    """The line that an entry would become there; empty where it holds none that could."""
    try:
        return line_for(log, entry, target, "")
    except UsageError:
        return ""


def _points(parts: list[tuple[int, str]]) -> int:
    return sum(points for points, _ in parts)


def _fits(log: Log, entry: Entry, target: Target) -> Iterator[tuple[int, str]]:
    """What speaks for a target, each with its points."""
    suits = target.suits
    for word in (_raw(entry, "category"), entry.title):
        if word.strip().casefold() in suits.get("categories", ()):
            yield 4, f"its category is {word.strip()}"
            break
    for area in (part.strip() for part in _raw(entry, "area").split(",")):
        if area.casefold() in suits.get("areas", ()):
            yield 3, f"its area is {area}"
            break
    if entry.kind in suits.get("kinds", ()):
        yield 2, f"it is of the kind {entry.kind}"
    for name in suits.get("sections", ()):
        if entry.section(name) is not None:
            yield 1, f"it has a section {name.capitalize()}"
    severity = _raw(entry, "severity").strip().upper()
    if severity in suits.get("severities", ()):
        yield 1, f"it was a {severity}"
    text = " ".join(log.lines(entry.start, entry.end)).casefold()
    word = next((word for word in suits.get("words", ()) if f" {word}" in text), "")
    if word:
        yield 1, f"it speaks of “{word}”"


def _raw(entry: Entry, name: str) -> str:
    field = entry.field(name)
    return field.raw if field is not None else ""
