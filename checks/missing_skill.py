"""An entry was made a skill, but the skill is not there.

`promoted_to_skill` sends the reader to a skill: `Skill-Path` names its folder, which holds a
`SKILL.md`, or that file itself. A path on somebody's machine, such as `~/skills/x`, is let be.

### Bad

    <!-- files: skills/worker/README.md -->
    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: promoted_to_skill
    **Area**: infra
    **Skill-Path**: skills/worker

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

### Good

    <!-- files: skills/worker/SKILL.md -->
    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: promoted_to_skill
    **Area**: infra
    **Skill-Path**: skills/worker

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
from learnings.diagnostic import Problem, Severity, Span
from learnings.entry import Field, Log
from learnings.record import status

from . import _paths
from ._fields import shown


@define(group="references", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    yield from context.violated(log, "missing-skill")
    if isinstance(context.tree, NoTree) or not _paths.is_inside(log):
        return
    for entry in log.entries:
        field = entry.field("skill path")
        if field is not None and status(entry, context.presets) == "promoted_to_skill":
            yield from _judge(field, log, context)


def _judge(field: Field, log: Log, context: Context) -> Iterator[Problem]:
    path = field.raw.strip(" \t`*\"'[]").removesuffix("/")
    if not _paths.is_local(path) or path.startswith("/") or " " in path:
        return
    column = field.span.column + max(field.raw.find(path), 0)
    span = Span.at(field.span.line, column, len(path))
    places = _paths.candidates(path, log, upwards=True)
    there = [place for place in places if context.tree.exists(place)]
    if not places:
        message = f"{shown(path)} leads out of the repository"
        yield Problem(span, message, "skill_path", "name a folder of this repository")
    elif not there:
        message = f"there is no skill at {shown(path)}"
        yield Problem(span, message, "skill_path", "correct the path, or write the skill")
    elif not any(_is_skill(place, context) for place in there):
        message = f"{shown(path)} has no SKILL.md"
        yield Problem(span, message, "skill_path", "write SKILL.md, which makes the folder a skill")


def _is_skill(place: str, context: Context) -> bool:
    if place.lower().endswith(".md"):
        return True
    return any(context.tree.exists(f"{place}/{name}") for name in ("SKILL.md", "skill.md"))
