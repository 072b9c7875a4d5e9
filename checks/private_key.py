"""A private key.

A private key is no more one once a second person can read it. The whole block is found, also where
its lines are quoted, indented or joined by escapes. A comment cannot allow it.

`learnings redact` puts one placeholder in the place of the block, and so does `learnings lint
--fix`. Make a new pair and remove the old public key wherever it is trusted.

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
    The worker wrote its key into the log:

    ```text
    -----BEGIN{} RSA PRIVATE KEY-----
    {b*64}
    {b*64}
    {b*40}
    -----END{} RSA PRIVATE KEY-----
    ```

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
    The worker wrote its key into the log: [REDACTED:private-key]

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
    group="secrets", severity=Severity.ERROR, fix="puts a placeholder in the place of the block"
)
def check(log: Log, context: Context) -> Iterator[Problem]:
    yield from context.exposed(log, "private-key")
