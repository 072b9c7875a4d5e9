"""A password, token or key.

A log is read by many, copied into tickets and prompts, and kept for ever. What opens a door must
not be in it, wherever it stands: in prose, a table, a code block, a comment, the front matter or
the name of a file. The message names the detector and never the value.

`learnings redact` puts a placeholder there, and so does `learnings lint --fix`. Whatever was on
disk has to be rotated all the same: a redaction does not call back what was copied.

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
    The worker logged `AK{}IA{2*16}` when it started.

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
    The worker logged `[REDACTED:key]` when it started.

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


@define(group="secrets", severity=Severity.ERROR, fix="puts a placeholder in its place")
def check(log: Log, context: Context) -> Iterator[Problem]:
    yield from context.exposed(log, "secret")
