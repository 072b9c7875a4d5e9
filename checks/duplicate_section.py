"""An entry has the same section twice.

Only the first of two sections with one title is read as that section. Mostly the second belongs
to another entry whose heading was lost, or was meant to replace the first.

### Bad

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

    ### Summary
    The worker reads its configuration only once.

### Good

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change: it reads its configuration only once

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
from learnings.entry import Entry, Log, Section
from learnings.vocabulary import fold, json_name

from ._fields import in_conflict, shown


@define(group="structure", severity=Severity.WARNING)
def check(log: Log, _context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        if entry.shape != "date" and len(entry.sections) > 1 and not in_conflict(log, entry):
            yield from _twice(log, entry)


def _twice(log: Log, entry: Entry) -> Iterator[Problem]:
    top = min(section.level for section in entry.sections)
    seen: dict[str, Section] = {}
    for section in entry.sections:
        title = fold(section.title)
        if section.level != top or not title:
            continue
        first = seen.setdefault(title, section)
        if first is section:
            continue
        yield Problem(
            section.span,
            f"the section {shown(section.title)} is there twice",
            json_name(section.name),
            "join the two, or give this one another title",
            (Related(log.path, first.span, "the first one"),),
        )
