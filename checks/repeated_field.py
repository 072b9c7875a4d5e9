"""A field is there twice in the header of an entry.

Only the first one is read, so that the second may be the one that was meant. Often somebody
added the new status and left the old one. Keys that may have several values, such as See Also,
Tags or Pattern-Key, may be repeated.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra
    **Priority**: low

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

### Good

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra
    **Tags**: worker
    **Tags**: configuration

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Field, Log
from learnings.preset import Kind
from learnings.vocabulary import hoisted, is_core, type_of

from ._fields import Place, header, in_conflict

_SEVERAL = frozenset({"list", "words", "ids"})
_LISTS = frozenset({"pattern key", "promoted"})


@define(group="schema", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        if entry.shape == "date" or in_conflict(log, entry):
            continue
        seen: dict[str, Field] = {}
        kind = context.kind(entry)
        for place in header(entry, kind):
            if not _counts(place, kind):
                continue
            first = seen.setdefault(place.field.name, place.field)
            if (
                first is not place.field
                and first.form == place.field.form
                and not _differ(first, place)
            ):
                yield _problem(log, place, first)


def _differ(first: Field, place: Place) -> bool:
    """True for two statuses that say different things: `status-conflict` tells of them."""
    return first.name == "status" and first.raw.casefold() != place.field.raw.casefold()


def _counts(place: Place, kind: Kind) -> bool:
    """True for a field that the entry can have only once; prose may repeat a key of its own."""
    name = place.field.name
    several = type_of(name) in _SEVERAL or name in _LISTS
    return not several and (kind.field(name) is not None or is_core(name) or name in hoisted())


def _problem(log: Log, place: Place, first: Field) -> Problem:
    return Problem(
        place.field.key_span,
        f"`{place.field.key}` is there twice: only the first one is read",
        place.subject,
        "keep the right one and remove the other",
        (Related(log.path, first.key_span, "the first one"),),
    )
