"""An entry points at an entry, a file or a heading that is not there.

A reference is worth as much as the way to what it names. IDs are looked for in all logs,
archives included; relative links and related files in the tree, from the folder of the log and
from its root; anchors in the headings, by the rules of GitHub. Nothing is fetched: `https`
and `mailto` links, absolute paths and patterns are let be, and so are `none` and plain text.

A path under `Related Files` is only worth a note, as code moves on while entries stay.

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
    - See Also: LRN-20260228-007

### Good

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts. See [the cause](#lrn-20260305-002-best_practice).

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
    - See Also: LRN-20260305-002

    ## [LRN-20260305-002] best_practice

    **Logged**: 2026-03-05T10:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    A service that reads its configuration once says so in its help

    ### Details
    Nobody knew that the worker does.

    ### Suggested Action
    Add a line to the help text.

    ### Metadata
    - Source: error
    - See Also: LRN-20260305-001

### When to ignore

Where the log of another repository is meant, write `repository/LRN-20260228-007`, or suppress
the finding on its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from learnings.check import Context, NoTree, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Log

from ._links import broken_links, missing_documents, missing_files
from ._references import index, references
from ._templates import is_left


@define(group="references", severity=Severity.WARNING, whole=True)
def check(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    known = index(logs)
    anchors: dict[str, frozenset[str] | None] = {}
    for log in logs:
        for item in references(log, known):
            if known.find(item.key) or item.key == item.entry.id.upper():
                continue
            if is_left(log, item.span):
                continue
            near = known.nearest(item.id)
            hint = f"did you mean {near}?" if near else "correct the ID, or remove the reference"
            message = f"no log has an entry {item.id}"
            yield Problem(item.span, message, item.id, hint, path=log.path)
        yield from broken_links(log, context, anchors)
        if not isinstance(context.tree, NoTree):
            missing = missing_files(log, context.tree)
            yield from (problem for problem in missing if not is_left(log, problem.span))
            yield from missing_documents(log, context.tree)
