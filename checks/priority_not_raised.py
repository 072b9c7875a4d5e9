"""A problem keeps coming back, and its priority is still low or medium.

What has come up often enough for [`recurring-pattern`](#recurring-pattern) costs more than each
of its entries says. Raise the priority of the open entry, so that it is dealt with before it
comes up again. One open entry of high or critical priority is enough for all of a pattern.

The options are those of `recurring-pattern`: how many entries, within how many days, from how
many tasks. An entry counts by itself as well, if its own `Recurrence-Count` says so.

### Bad

    ## [LRN-20260303-001] best_practice

    **Logged**: 2026-03-03T09:00:00Z
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
    - See Also: LRN-20260305-001

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

### Good

    ## [LRN-20260304-001] best_practice

    **Logged**: 2026-03-04T09:00:00Z
    **Priority**: low
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
    - See Also: LRN-20260305-001

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: low
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

from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Log
from learnings.record import reading

from ._groups import Item, grouped, limits, stated

_LOW = frozenset(("low", "medium"))


@define(group="recurrence", severity=Severity.NOTE, whole=True)
def check(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    count, days, tasks = limits(context)
    told: set[int] = set()
    found, together = grouped(logs, context)
    for group in together:
        if len(group.densest(days, tasks)) >= count:
            told |= {id(item.entry) for item in group.items}
            yield from _problem(group.items, len(group.items), context)
    for item in found:
        if id(item.entry) not in told:
            _, number = stated(item.entry, days)
            if number >= count:
                yield from _problem([item], number, context)


def _problem(members: Sequence[Item], number: int, context: Context) -> Iterator[Problem]:
    waiting = [item for item in members if item.is_open(context) and not item.log.is_archive]
    weights = [_priority(item, context) for item in waiting]
    if not waiting or any(weight not in _LOW for weight in weights):
        return
    newest = waiting[-1]
    field = newest.entry.field("priority")
    if field is not None:
        message = f"the priority is `{weights[-1]}`, though this came up {number} times"
        related = tuple(
            Related(item.log.path, item.entry.span, item.entry.label)
            for item in members
            if item is not newest
        )
        hint = "raise it to `high`, or close the entry"
        yield Problem(field.span, message, "priority", hint, related, path=newest.log.path)


def _priority(item: Item, context: Context) -> str | None:
    found = reading(item.entry, "priority", context.presets)
    return str(found.value) if found is not None and found.value is not None else None
