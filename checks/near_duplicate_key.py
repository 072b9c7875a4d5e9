"""Two Pattern-Keys are likely one, written twice.

Recurrences are counted by the key, so that `pool.exhausted` and `pools.exhausted` are two
problems that came up once. Reported is the key of fewer entries, or the later one, if it differs
from another

- in case, hyphens, underscores, dots or slashes, or in a word that is written as two
- in the singular and the plural, or in the order of its words
- in one letter of a word of six or more, or two in one half of a word of ten or more, the first
  letter apart

Keys with different numbers (`api.v1`, `api.v2`), a different short word (`cpu`, `gpu`), another
ending (`parser`, `parsed`) or two words of the language (`polling`, `pooling`) are left alone.

On 53 pairs of keys put aside before, labelled by hand, it found 26 of 26 and was right 26 times
of 26. On 54 that were written when it was settled it found 20 of 24 and was right 20 times of 23:
it takes `session.crated` for a slip of `session.created`. All pairs are made up.

### Bad

    ## [LRN-20260304-001] best_practice

    **Logged**: 2026-03-04T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
    - Pattern-Key: worker.stale_config

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
    - Pattern-Key: workers.stale_config

### Good

    ## [LRN-20260304-001] best_practice

    **Logged**: 2026-03-04T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
    - Pattern-Key: worker.stale_config

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
    - Pattern-Key: worker.stale_config
    - See Also: LRN-20260304-001
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from learnings.check import Context, define
from learnings.diagnostic import Confidence, Problem, Related, Severity
from learnings.entry import Log

from ._fields import shown
from ._groups import Item, items
from ._keys import Key, are_alike, take_apart, traces

# Of many keys that leave the same trace, as made-up ones may, only so many are compared.
_MOST = 8


@dataclass(slots=True)
class _Use:
    """A key as it is written, and the entries that have it, in the order of the logs."""

    text: str
    folded: str
    number: int
    parts: Key
    items: list[Item] = field(default_factory=list)

    @property
    def rank(self) -> tuple[int, int]:
        """Which of two is meant: the one of more entries, or the one that came first."""
        return -len(self.items), self.number


@define(group="recurrence", severity=Severity.NOTE, confidence=Confidence.MEDIUM, whole=True)
def check(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    seen: dict[Hashable, list[_Use]] = {}
    for use in sorted(_uses(items(logs, context.today)), key=lambda use: use.rank):
        marks: list[Hashable] = [("case", use.folded), *traces(use.parts)]
        near = _nearest(use, marks, seen)
        if near is not None:
            yield from _problem(use, near)
        for mark in marks:
            known = seen.setdefault(mark, [])
            if len(known) < _MOST:
                known.append(use)


def _uses(found: Sequence[Item]) -> list[_Use]:
    known: dict[str, _Use] = {}
    dated = sorted(found, key=lambda item: (item.day is None, item.day))
    for item in dated:
        for folded, text in item.keys.items():
            if text not in known:
                known[text] = _Use(text, folded, len(known), take_apart(text))
            known[text].items.append(item)
    return list(known.values())


def _nearest(use: _Use, marks: Sequence[Hashable], seen: dict[Hashable, list[_Use]]) -> _Use | None:
    """The first of the keys before that this one is likely meant to be."""
    for mark in marks:
        for other in seen.get(mark, ()):
            if other.folded == use.folded or are_alike(use.parts, other.parts):
                return other
    return None


def _problem(use: _Use, near: _Use) -> Iterator[Problem]:
    here = [item for item in use.items if not item.log.is_archive]
    if here:
        newest, other = here[-1], near.items[0]
        many = "an entry" if len(near.items) == 1 else f"{len(near.items)} entries"
        yield Problem(
            newest.key_span or newest.entry.span,
            f"the key {shown(use.text)} is likely {shown(near.text)}, the key of {many}",
            use.folded,
            f"write {shown(near.text)}, if that is meant",
            (Related(other.log.path, other.entry.span, f"{other.entry.label} has that key"),),
            path=newest.log.path,
        )
