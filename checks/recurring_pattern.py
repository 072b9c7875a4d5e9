"""The same problem keeps coming back.

What happens a third time within a month is no accident any more. Write down one rule for all
of it and promote that, or mend the cause. Entries belong together if they share a
`Pattern-Key` (case, hyphens and underscores do not matter) or point at one another in
`See Also` and have no different keys; archives count as well. So does an entry whose own
`Recurrence-Count` says so.

A group is done with once its newest entry is promoted, or `wont_fix`, and none is open.

### Options

    [tool.learnings.checks.recurring-pattern]
    count = 3
    days = 30
    distinct-tasks = 1

`count` entries within `days` days make a pattern. With `distinct-tasks` above 1 they have to
come from so many tasks: entries that name a task, a session, a pull request or a project are
told apart by it, all others by their day.

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
    - Pattern-Key: worker.stale_config

    ## [LRN-20260306-001] best_practice

    **Logged**: 2026-03-06T09:00:00Z
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

### When to ignore

Entries that `See Also` merely relates, without a common cause, are a case for a suppression.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Log

from ._groups import Group, Item, grouped, limits, stated


@define(group="recurrence", severity=Severity.WARNING, whole=True)
def check(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    count, days, tasks = limits(context)
    told = set()
    found, together = grouped(logs, context)
    for group in together:
        dense = group.densest(days, tasks)
        if len(dense) >= count:
            told |= {id(item.entry) for item in group.items}
            if not group.is_done(context):
                yield _problem(group, dense, days)
    for item in found:
        if id(item.entry) not in told and not item.log.is_archive:
            yield from _by_its_own_count(item, count, days, context)


def _problem(group: Group, dense: Sequence[Item], days: int) -> Problem:
    newest, *others = reversed(group.items)
    dated = [item.day for item in group.items if item.day is not None]
    when = f"from {dated[0]} to {dated[-1]}" if dated[0] != dated[-1] else f"on {dated[0]}"
    many = (
        ""
        if len(dense) == len(group.items)
        else f", {len(dense)} of them within {days} day{'s' * (days != 1)}"
    )
    message = f"{group.name} came up {len(group.items)} times {when}{many}"
    related = tuple(
        Related(item.log.path, item.entry.span, f"{item.entry.label}, {item.day or 'no date'}")
        for item in others
    )
    hint = "promote what they have in common, or mend the cause"
    place = newest.key_span or newest.entry.span
    facts = (("name", group.name), ("dense", len(dense)), ("days", days))
    return Problem(place, message, group.subject, hint, related, path=newest.log.path, facts=facts)


def _by_its_own_count(item: Item, count: int, days: int, context: Context) -> Iterator[Problem]:
    field, number = stated(item.entry, days)
    if field is None or number < count or not item.is_open(context):
        return
    times = field.raw.strip()
    message = f"{item.entry.label} came up {times} times by its own count, and is still open"
    hint = "promote the lesson, or mend the cause"
    facts = (("name", item.entry.label), ("stated", int(times)), ("days", days))
    yield Problem(field.span, message, "recurrence_count", hint, path=item.log.path, facts=facts)
