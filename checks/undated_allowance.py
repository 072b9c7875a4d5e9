"""An allowance of a sensitive value has no last day.

A comment that lets a sensitive value stay says until when: the day on which somebody looks at it
again. Without one it stays for ever. The marks of other scanners, `pragma: allowlist secret` and
`gitleaks:allow`, are honoured and reported here: they have no day, no reason and no name.

Write it as an allowance of ours, with `reason`, `author` and `until`, at most 180 days ahead.

The examples are written so that no scanner takes them for leaks: `{}` stands for nothing in
them, and `{w*20}` for twenty random characters.

### Bad

    ## [LRN-20260305-001] best_practice
    <!-- learnings: ignore[private-address] reason="goes in May" author=ops -->

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    The worker on 10.{}31.7.12 kept the old file.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

### Good

    ## [LRN-20260305-001] best_practice
    <!-- learnings: ignore[private-address] reason="goes in May" author=ops until=2026-04-30 -->

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    The worker on 10.{}31.7.12 kept the old file.

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


@define(group="suppression", severity=Severity.WARNING)
def check(_log: Log, _context: Context) -> Iterator[Problem]:
    # An allowance can only be judged once all findings are known: learnings.suppress reports it.
    yield from ()
