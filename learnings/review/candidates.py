"""Which lessons are worth a rule that everybody reads, why, and where it may go.

Signals are added up. None of them proves anything, so each is told, and a person decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..check import Tree
from ..entry import Entry, Log
from ..errors import UsageError
from ..promotion.scoring import asked, suggested
from ..promotion.target import Target
from ..query import OPEN, Row
from ..similarity import named
from .gather import Gathered, Held
from .model import Candidate, Item, Recurrence
from .recurrences import stated

# Target and reason of an entry, by its row and the files of the repository.
Suggest = Callable[[Log, Entry, Row, Tree], tuple[str, str]]

# So much has to come together: a recurrence alone does, or two lesser signals.
LEAST = 3
_NEVER = frozenset(("promoted", "promoted_to_skill", "wont_fix", "discarded", "example"))
_URGENT = frozenset(("critical", "high"))
_SEVERE = frozenset(("P1", "P2"))
_COUNT = 3


def candidates(
    found: Gathered,
    groups: Sequence[Recurrence],
    known: Mapping[str, Target],
    suggest: Suggest | None = None,
) -> tuple[Candidate, ...]:
    """The entries whose signals suffice, the strongest first; of a group one alone.

    `known` are the targets; `suggest` may choose otherwise than `promote` would.
    """
    suggest = suggest or by_targets(known)
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
        signals = list(_signals(held, group, times, known))
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
    held: Held, group: Recurrence | None, times: Mapping[str, int], known: Mapping[str, Target]
) -> Iterator[tuple[int, str]]:
    item = held.item
    if group is not None and len(group.items) > 1:
        yield 3, f"it came up {len(group.items)} times: {', '.join(group.why)}"
    # Of an open one it is for the check to say whether that counts; it is silent of others.
    own = stated(held) if group is None and held.row.phase != OPEN else 0
    count = group.stated if group is not None else own
    if count >= _COUNT:
        alone = group is None or len(group.items) == 1
        yield 3 if alone else 1, f"its Recurrence-Count is {count}"
    said = asked(held.log, held.entry, known)
    if said is not None:
        yield 3, f"the entry itself says: promote to {said[1] or said[0].title}"
    others = times.get(item.id.upper(), 0) if item.id and group is None else 0
    if others > 1:
        yield 2, f"{others} other entries name it"
    if item.status == "resolved" and (item.priority in _URGENT or item.severity in _SEVERE):
        yield 2, f"it is resolved and was {item.severity or item.priority}"
    if len(item.services) > 1:
        yield 1, f"it concerns {len(item.services)} services"
    if held.row.category in ("automation_gap", "toil_accumulation") and held.row.phase == OPEN:
        yield 1, f"its category is {held.row.category}"


def by_targets(known: Mapping[str, Target]) -> Suggest:
    """Suggests what `promote` would choose among the targets that there are."""

    def suggest(log: Log, entry: Entry, _row: Row, tree: Tree) -> tuple[str, str]:
        try:
            found = suggested(log, entry, known, tree.exists)
        except UsageError:
            return "", "no target suits it"
        return found.name, found.because

    return suggest
