"""A change promotes an entry, but not to be found where it went.

To promote a lesson is to write it where everybody reads it. A commit that only sets the status says
that it was done, and nobody will look again. Write the rule in the same change, with the ID of
the entry, so that the rule can be traced to its reason; one that the entry had before will do. A
skill has to be part of the change, or to name the entry.

It is a change that is judged: without one (`--staged`, `--changed`, `--range`, `--since`) the check
is silent. A rule that was there before and names the entry is evidence enough. A target that does
not exist is for `missing-promotion-target` and `missing-skill` to report; one that is no file,
such as "automation backlog", is taken as it is.

### Before

    <!-- file: AGENTS.md -->
    - Pin the formatter.
    <!-- file: .learnings/LEARNINGS.md -->
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

### Bad

    <!-- file: AGENTS.md -->
    - Pin the formatter.
    <!-- file: .learnings/LEARNINGS.md -->
    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: promoted
    **Area**: infra
    **Promoted**: AGENTS.md

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

### Good

    <!-- file: AGENTS.md -->
    - Pin the formatter.
    - Restart the worker after a change of its configuration (LRN-20260305-001).
    <!-- file: .learnings/LEARNINGS.md -->
    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: promoted
    **Area**: infra
    **Promoted**: AGENTS.md

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

from learnings.check import Context, NoTree, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Entry, Log
from learnings.record import status, target

from . import _paths
from ._fields import shown
from ._past import became_promoted, judged


@define(group="history", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    if isinstance(context.tree, NoTree) or not _paths.is_inside(log):
        return
    for entry in judged(log, context):
        if not became_promoted(log, entry, context):
            continue
        if status(entry, context.presets) == "promoted":
            yield from _rule(entry, log, context)
        else:
            yield from _skill(entry, log, context)


def _rule(entry: Entry, log: Log, context: Context) -> Iterator[Problem]:
    text = target(entry, context.presets) or ""
    for path, offset in _paths.documents(text, log, context.tree):
        place = _paths.located(path, log, context.tree, upwards=True)
        if place is None or not _paths.lacks(place, entry, context):
            continue
        left = "does not name it"
        if not context.history.touches(place):
            left = "the change leaves as it was, without a word of it"
        message = f"{entry.label} is promoted to {shown(place)}, which {left}"
        hint = f"write the rule, with `({entry.id})` behind it"
        yield Problem(_paths.span_of(path, offset, text, entry, log), message, path, hint)


def _skill(entry: Entry, log: Log, context: Context) -> Iterator[Problem]:
    field = entry.field("skill path")
    place = _paths.skill(field.raw, log, context.tree) if field is not None else None
    if field is None or place is None or not _paths.lacks(place, entry, context):
        return
    if not context.history.touches(place):
        message = f"{entry.label} is promoted to {shown(place)}, which the change leaves as it was"
        hint = f"write the skill, or name {entry.id} in it"
        yield Problem(field.span, message, "skill_path", hint)
