"""Which entries are worth promoting, why, and where to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..entry import Entry, Log
from ..errors import UsageError
from ..lazy import regex
from ..reading import identifiers
from ..record import record
from ..transition import status_of
from ..workspace import Found, Workspace
from .content import title_of
from .rule import line_for
from .target import Target, chosen
from .trust import untrusted

_ASKED = regex(
    r"(?i)\bpromote(?:\s+(?:this|it))?\s+to\s+(?:the\s+|an?\s+)?`?"
    r"(?P<target>[\w./-]*\w\.\w+"
    r"|[a-z-]+(?: (?:backlog|model|handoff checklist|definition|record))?)"
)
_OPEN = ("pending", "in_progress", "resolved")
_GROUP = "recurring-pattern"
_TASKS = ("session", "task", "source file", "project", "service", "services affected")


@dataclass(frozen=True)
class Candidate:
    """An entry that may be promoted: how much speaks for it, what, and the suggested target.

    `line` is empty where the entry holds none that could stand there.
    """

    id: str
    path: str
    title: str
    status: str
    score: int
    reasons: tuple[str, ...]
    target: str
    line: str
    untrusted: str = ""


def candidates(
    workspace: Workspace, known: Mapping[str, Target], today: dt.date
) -> list[Candidate]:
    """The candidates, the strongest first; entries without an ID or a reason are none.

    A pure function of the logs and the day.
    """
    every = [item for item in workspace.entries() if item.entry.id and not item.entry.side]
    groups = _groups(every)
    found = []
    for item in every:
        status = status_of(item.entry, item.kind)
        if status not in _OPEN:
            continue
        reasons = list(_reasons(workspace, item, groups, status, today))
        if reasons:
            found.append(_candidate(workspace, item, known, status, reasons))
    return sorted(found, key=lambda item: (-item.score, item.id))


def suggested(log: Log, entry: Entry, known: Mapping[str, Target]) -> Target:
    """The target that an entry names itself, or the one that suits it best; the first by order.

    Raises `UsageError` where no target is known that suits anything.
    """
    for found in _ASKED.finditer(log.body(entry.start, entry.end)):
        try:
            return chosen(found["target"], known)[0]
        except UsageError:
            continue
    scores = {name: _fit(log, entry, target) for name, target in known.items() if target.suits}
    best = max(scores, key=lambda name: (scores[name], -known[name].order), default="")
    if not best:
        raise UsageError("no target suits: name one with --to")
    return known["agents"] if not scores[best] and "agents" in known else known[best]


def _candidate(
    workspace: Workspace,
    item: Found,
    known: Mapping[str, Target],
    status: str,
    reasons: list[tuple[int, str]],
) -> Candidate:
    log, entry = item.log, item.entry
    target = suggested(log, entry, known)
    try:
        line = line_for(log, entry, target, "")
    except UsageError:
        line = ""
    return Candidate(
        entry.id, log.path, title_of(log, entry), status, sum(points for points, _ in reasons),
        tuple(words for _, words in reasons), target.name, line, untrusted(workspace, entry),
    )  # fmt: skip


def _groups(found: Iterable[Found]) -> dict[str, list[Found]]:
    """The entries of each Pattern-Key."""
    groups: dict[str, list[Found]] = {}
    for item in found:
        key = item.entry.field("pattern key")
        if key is not None and key.raw.strip():
            groups.setdefault(key.raw.strip(" `").casefold(), []).append(item)
    return groups


def _reasons(
    workspace: Workspace,
    item: Found,
    groups: Mapping[str, list[Found]],
    status: str,
    today: dt.date,
) -> Iterable[tuple[int, str]]:
    """What speaks for an entry, each with its points."""
    entry = item.entry
    options = workspace.settings.checks.get(_GROUP, {})
    least, days = int(options.get("count", 3)), int(options.get("days", 30))
    key = entry.field("pattern key")
    group = groups.get(key.raw.strip(" `").casefold(), []) if key is not None else []
    if reason := _recurs(group, least, days, int(options.get("distinct-tasks", 1))):
        yield reason
    document = record(entry, item.log, workspace.presets_of(item.log))[0]
    count = document.get("sections", {}).get("metadata", {}).get("recurrence_count")
    count = document.get("recurrence_count", count)
    if isinstance(count, int) and count >= least:
        yield 3, f"it says that it came up {count} times"
    links = {
        name for field in entry.every("see also") for name, _ in identifiers(field.text.upper())
    }
    if len(links) > 1:
        yield 1, f"it names {len(links)} entries like it"
    if status == "resolved":
        yield from _proved(entry)
    text = item.log.body(entry.start, entry.end).casefold()
    if any(words in text for words in ("promote to", "promote this", "save this as", "every time")):
        yield 2, "it asks for it itself"
    day = entry.logged.day if entry.logged is not None else today
    if status != "resolved" and (today - day).days > days and group:
        yield 1, f"it has been {status} for {(today - day).days} days"


def _recurs(group: Sequence[Found], least: int, days: int, tasks: int) -> tuple[int, str] | None:
    """That enough entries of a group lie in one window, of enough tasks."""
    dated = sorted(
        ((found.day, item) for item in group if (found := item.entry.logged) is not None),
        key=lambda pair: pair[0],
    )
    best: list[Found] = []
    for number, (first, _) in enumerate(dated):
        inside = [item for day, item in dated[number:] if (day - first).days <= days]
        best = max(best, inside, key=len)
    if len(best) < least:
        return None
    names = {_task(item.entry) for item in best} - {""}
    if len(names) < min(tasks, 2) and tasks > 1:
        return None
    return 5, f"{len(best)} entries of its Pattern-Key lie within {days} days"


def _task(entry: Entry) -> str:
    fields = (entry.field(name) for name in _TASKS)
    return next((field.raw.casefold() for field in fields if field and field.raw), "")


def _proved(entry: Entry) -> Iterable[tuple[int, str]]:
    priority = entry.field("priority")
    word = priority.raw.strip().casefold() if priority is not None else ""
    if word in ("high", "critical"):
        yield 2, f"it is resolved, and its priority was {word}"
    severity = entry.field("severity")
    if severity is not None and severity.raw.strip().upper() in ("P1", "P2"):
        yield 2, f"it was a {severity.raw.strip().upper()}, and is resolved"


def _fit(log: Log, entry: Entry, target: Target) -> int:
    suits = target.suits
    area = entry.field("area")
    areas = {part.strip().casefold() for part in (area.raw if area else "").split(",")}
    category = entry.field("category")
    words = {entry.title.strip().casefold(), (category.raw if category else "").strip().casefold()}
    severity = entry.field("severity")
    text = " ".join(log.lines(entry.start, entry.end)).casefold()
    points = 4 * bool(words & set(suits.get("categories", ())))
    points += 3 * bool(areas & set(suits.get("areas", ())))
    points += 2 * bool(entry.kind in suits.get("kinds", ()))
    points += sum(entry.section(name) is not None for name in suits.get("sections", ()))
    points += bool(severity and severity.raw.strip().upper() in suits.get("severities", ()))
    return points + bool(any(f" {word}" in text for word in suits.get("words", ())))
