"""A home directory, which names a person.

Paths of an error message or a transcript often begin with somebody's home. Only the name is the
datum: `~/app/config` or `/home/[REDACTED:user]/app/config` says as much. Homes of roles that are
the same everywhere (`root`, `ubuntu`, `runner`) are fine.

`learnings redact` puts a placeholder there, and so does `learnings lint --fix --select
pii`.

The examples are written so that no scanner takes them for leaks: `{}` stands for nothing in
them, and `{w*20}` for twenty random characters.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads /home/janeroe{}/app/config.yaml once.

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

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads ~/app/config.yaml once.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Log


@define(
    group="pii",
    severity=Severity.WARNING,
    fix="puts a placeholder in its place, if selected by name",
    unsafe_fix="the same",
)
def check(log: Log, context: Context) -> Iterator[Problem]:
    yield from context.exposed(log, "home-directory")
