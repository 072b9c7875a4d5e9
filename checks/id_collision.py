"""A new entry has an ID that another branch gives to another entry.

Two branches that count on from the same log take the same number. Each is sound alone, git merges
them without a word, and then one ID names two entries. Renumber the one that is not shared yet:
`learnings renumber` changes what refers to it as well.

Local and remote-tracking branches are looked at, and the refs of pull requests and merge requests
where they were fetched, as far as the judged commit does not hold them: the 500 that changed
last. It is a change that is judged: without one (`--staged`, `--changed`, `--range`, `--since`)
the check is silent. An entry that was cherry-picked is the same on both branches.
What was pushed of the same branch before its commits were amended or rebased is no other branch.

### On another branch

    ### LRN-20260305-001

    **Status**: pending
    **Context**: The disk of the build machine was full
    **Content**: Nothing empties the cache

### Before

    # Learnings

### Bad

    # Learnings

    ### LRN-20260305-001

    **Status**: pending
    **Context**: A token for the registry ran out overnight
    **Content**: It is valid for an hour, and publishing takes longer

### Good

    # Learnings

    ### LRN-20260305-002

    **Status**: pending
    **Context**: A token for the registry ran out overnight
    **Content**: It is valid for an hour, and publishing takes longer
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Log
from learnings.past import Version
from learnings.sameness import is_told_apart

from ._past import at, is_new, judged, title


@define(group="history", severity=Severity.ERROR)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in judged(log, context):
        if entry.identifier is None or not is_new(log, entry, context):
            continue
        mine = Version(log, entry)
        known = context.history.elsewhere(entry.id)
        others = [item for item in known if is_told_apart(item, mine)]
        if others:
            more = f" and {len(others) - 1} more" if len(others) > 1 else ""
            message = f"{entry.id} is taken by another entry{at(others[0])}{more}"
            hint = (
                f"that is {title(others[0])}; `learnings renumber {entry.id}` finds a free number"
            )
            yield Problem(entry.identifier.span, message, "id", hint)
