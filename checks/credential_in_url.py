"""A password or token in an address.

Addresses are copied without a second look: of a database, of a repository, a signed link to a
file. What stands before the `@`, or in a signature of the query, opens what the address names.

`learnings redact` keeps the address and puts a placeholder in the place of the credential; of a
signed link the whole query goes. `learnings lint --fix` does the same. Rotate the credential.

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
    It connects to `postgres://app:{}{w*16}7q@db.example.org/main`.

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
    It connects to `postgres://app:[REDACTED:password]@db.example.org/main`.

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
    group="secrets", severity=Severity.ERROR, fix="keeps the address and puts a placeholder in it"
)
def check(log: Log, context: Context) -> Iterator[Problem]:
    yield from context.exposed(log, "credential-in-url")
