"""A promoted entry does not say where it went, or is not found there.

A lesson is promoted when it stands where everybody reads it: in AGENTS.md, in a runbook, on a
backlog. The entry names the place. If that is a file, it has to exist and to name the entry,
so that a rule can be traced to its reason. A place that is no file, such as "automation
backlog", is taken as it is. An ID that the entry had before names it as well, unless another entry
has that now.

A path is looked for in the folder of the log and in each folder above it. Whether the file names
an entry that the judged change promotes is for `promotion-without-evidence` to say.

### Bad

    <!-- files: AGENTS.md -->
    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: promoted
    **Area**: infra
    **Promoted**: docs/runbooks/worker.md

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

### Good

    <!-- files: AGENTS.md -->
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
from ._past import became_promoted


@define(group="references", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    yield from context.violated(log, "missing-promotion-target")
    if isinstance(context.tree, NoTree) or not _paths.is_inside(log):
        return
    for entry in log.entries:
        if status(entry, context.presets) == "promoted":
            yield from _judge(entry, log, context)


def _judge(entry: Entry, log: Log, context: Context) -> Iterator[Problem]:
    text = target(entry, context.presets) or ""
    for path, offset in _paths.documents(text, log, context.tree):
        span = _paths.span_of(path, offset, text, entry, log)
        if not _paths.candidates(path, log, upwards=True):
            message = f"{shown(path)} leads out of the repository"
            yield Problem(span, message, path, "name a file of this repository")
            continue
        place = _paths.located(path, log, context.tree, upwards=True)
        if place is None:
            message = f"{entry.label} was promoted to {shown(path)}, which is not in the repository"
            yield Problem(span, message, path, "correct the path, or write the file")
            continue
        if _paths.lacks(place, entry, context) and not became_promoted(log, entry, context):
            message = f"{entry.label} was promoted to {shown(place)}, which does not name it"
            yield Problem(span, message, path, f"add `({entry.id})` to the rule that came of it")
