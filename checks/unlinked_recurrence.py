"""Entries of one pattern do not point at one another.

They have the same `Pattern-Key`, so that somebody knew that it was the same problem, but who
finds one of them does not find the others. Name at least one of the others under `See Also` or
`Related Incidents`; a chain is enough, and so is an ID anywhere in the text.

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

from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Log
from learnings.reading import identifiers

from ._fields import shown
from ._groups import Item, grouped


@define(group="recurrence", severity=Severity.NOTE, whole=True)
def check(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    told: set[str] = set()
    for group in grouped(logs, context)[1]:
        for key, members in group.by_key().items():
            # What is no ID to the search for references cannot be seen to be named.
            known = [item for item in members if identifiers(item.entry.id)]
            parts = _parts(known) if key else []
            for part in parts[1:]:
                newest, other = part[-1], parts[0][-1]
                name = newest.entry.id.upper()
                if newest.log.is_archive or name in told:
                    continue
                told.add(name)
                message = (
                    f"{newest.entry.id} has the key {shown(newest.keys[key])} of"
                    f" {other.entry.id}, but neither leads to the other"
                )
                hint = f"add `See Also: {other.entry.id}`"
                place = newest.key_span or newest.entry.span
                related = (Related(other.log.path, other.entry.span, f"{other.entry.id} is here"),)
                yield Problem(place, message, key, hint, related, path=newest.log.path)


def _parts(members: Sequence[Item]) -> list[list[Item]]:
    """The members that lead to one another, part by part, the oldest first."""
    at = {item.entry.id.upper(): number for number, item in enumerate(members)}
    ways: list[set[int]] = [set() for _ in members]
    for number, item in enumerate(members):
        text = item.log.body(item.entry.start + 1, item.entry.end).upper()
        named = {id_ for id_, _ in identifiers(text)}
        for other in (at[id_] for id_ in named if id_ in at):
            ways[number].add(other)
            ways[other].add(number)
    parts: list[list[Item]] = []
    seen: set[int] = set()
    for number in range(len(members)):
        if number not in seen:
            seen.add(number)
            waiting, reached = [number], []
            while waiting:
                here = waiting.pop()
                reached.append(here)
                fresh = ways[here] - seen
                seen |= fresh
                waiting += fresh
            parts.append([members[each] for each in sorted(reached)])
    return parts
