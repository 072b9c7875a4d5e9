"""Which lessons are worth a rule that everybody reads, why, and where it may go.

Signals are added up. None of them proves anything, so each is told, and a person decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..check import Tree
from ..entry import Entry, Log
from ..lazy import regex
from ..query import OPEN, Row
from ..similarity import named
from .gather import Gathered, Held
from .model import Candidate, Item, Recurrence

# Target and reason of an entry, by its row and the files of the repository.
Suggest = Callable[[Log, Entry, Row, Tree], tuple[str, str]]

# So much has to come together: a recurrence alone does, or two lesser signals.
LEAST = 3
_NEVER = frozenset(("promoted", "promoted_to_skill", "wont_fix", "discarded", "example"))
_URGENT = frozenset(("critical", "high"))
_SEVERE = frozenset(("P1", "P2"))
_COUNT = 3
_SAID = regex(
    r"\bpromote(?:\s+(?:this|it))?\s+to\s+(?:the\s+)?`?"
    r"(?P<target>[\w./-]*[\w-]\.md|runbooks?|postmortem|automation backlog|capacity model"
    r"|(?:on-call )?handoff checklist|SLO definition|references/?)",
    re.IGNORECASE,
)
_LOOKED_AT = ("action", "suggested action", "prevention", "notes")
# By the category of an entry, as an operations log has it.
_BY_CATEGORY: Mapping[str, str] = {
    "automation_gap": "automation backlog",
    "toil_accumulation": "automation backlog",
    "capacity_issue": "capacity model",
    "sla_breach": "SLO definition",
    "incident_pattern": "runbook",
}
_BY_AREA: Mapping[str, str] = {
    "on_call": "on-call handoff checklist",
    "runbooks": "runbook",
    "capacity_planning": "capacity model",
}
_FILES = ("AGENTS.md", "CLAUDE.md", ".github/copilot-instructions.md")


def candidates(
    found: Gathered, groups: Sequence[Recurrence], suggest: Suggest
) -> tuple[Candidate, ...]:
    """The entries whose signals suffice, the strongest first; of a group one alone."""
    group_of: dict[Item, Recurrence] = {item: group for group in groups for item in group.items}
    chosen = {_speaker(group) for group in groups}
    times = _times_named(found)
    result = []
    for held in found.held.values():
        item = held.item
        if item.archived or item.status in _NEVER or not found.is_wanted(held):
            continue
        group = group_of.get(item)
        if group is not None and item not in chosen:
            continue
        signals = list(_signals(held, group, times))
        score = sum(weight for weight, _ in signals)
        if score >= LEAST:
            target, because = suggest(held.log, held.entry, held.row, found.tree)
            reasons = tuple(reason for _, reason in signals)
            result.append(Candidate(item, score, reasons, target, because))
    result.sort(key=lambda one: (-one.score, one.item.path, one.item.line))
    return tuple(result)


def _speaker(group: Recurrence) -> Item:
    """The entry that speaks for its group: the newest that is resolved, else the newest."""
    living = [item for item in group.items if not item.archived]
    resolved = [item for item in living if item.status == "resolved"]
    return (resolved or living or list(group.items))[0]


def _times_named(found: Gathered) -> Counter[str]:
    """How many entries name each ID in the fields that are for it."""
    return Counter(
        name
        for held in found.held.values()
        for name in named(held.entry, held.log) - {held.entry.id.upper()}
    )


def _signals(
    held: Held, group: Recurrence | None, times: Mapping[str, int]
) -> Iterator[tuple[int, str]]:
    item = held.item
    if group is not None and len(group.items) > 1:
        yield 3, f"it came up {len(group.items)} times: {', '.join(group.why)}"
    if group is not None and group.stated >= _COUNT:
        alone = len(group.items) == 1
        yield 3 if alone else 1, f"its Recurrence-Count is {group.stated}"
    said = _said(held.log, held.entry)
    if said:
        yield 3, f"the entry itself says: promote to {said}"
    others = times.get(item.id.upper(), 0) if item.id and group is None else 0
    if others > 1:
        yield 2, f"{others} other entries name it"
    if item.status == "resolved" and (item.priority in _URGENT or item.severity in _SEVERE):
        yield 2, f"it is resolved and was {item.severity or item.priority}"
    if len(item.services) > 1:
        yield 1, f"it concerns {len(item.services)} services"
    if held.row.category in ("automation_gap", "toil_accumulation") and held.row.phase == OPEN:
        yield 1, f"its category is {held.row.category}"


def _said(log: Log, entry: Entry) -> str:
    """The target that the entry proposes in its own words."""
    for name in _LOOKED_AT:
        item = entry.field(name)
        section = entry.section(name)
        texts = [item.text] if item is not None else []
        texts += [log.body(section.start, section.own_end)] if section is not None else []
        for text in texts:
            found = _SAID.search(text)
            if found is not None:
                return found["target"]
    return ""


def suggested(log: Log, entry: Entry, row: Row, tree: Tree) -> tuple[str, str]:
    """Where the lesson may go, and why there."""
    said = _said(log, entry)
    if said:
        return said, "the entry says so"
    category = row.category
    if category in _BY_CATEGORY:
        return _BY_CATEGORY[category], f"its category is {category}"
    source = entry.field("source")
    if source is not None and source.raw.strip() == "on_call_handoff":
        return "on-call handoff checklist", "it came up at a handoff"
    for area in row.areas:
        if area in _BY_AREA:
            return _BY_AREA[area], f"its area is {area}"
    if entry.kind in ("operations-issue", "issue") and entry.section("root cause"):
        return "runbook", "it is an incident with a known cause"
    there = next((name for name in _FILES if tree.exists(name)), _FILES[0])
    return there, "a rule for every session"
