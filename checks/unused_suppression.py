"""A suppression comment has nothing to suppress.

What it hid has been mended, or the comment never reached it. A comment that stays behind would
hide the same fault when it comes back. It is reported only if the checks it names were run.

The same goes for a comment that marks an entry as removed, `<!-- learnings: removed[ID] -->`,
while a log holds the entry, or another comment marks it already.

Remove the comment, or the name in it that is not needed any more; the fix does so.

### Bad

    ## [LRN-20260305-001] best_practice
    <!-- learnings: ignore[missing-field] reason="old entry" -->

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

### Good

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
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Log


@define(
    group="suppression",
    severity=Severity.WARNING,
    fix="removes the comment, or the name from it",
    unsafe_fix="removes the mark of an entry that is still here",
)
def check(_log: Log, _context: Context) -> Iterator[Problem]:
    # A comment can only be judged once all findings are known: learnings.suppress reports it.
    yield from ()
