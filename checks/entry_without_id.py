"""An entry has no ID.

An ID is how other entries, commits and runbooks point at an entry; without one nothing can, and
nobody can tell whether two texts are the same entry. A heading with two known fields under it
counts as an entry. A journal, with dates for headings, is fine as it is: it gets one note.

### Bad

    ## Restart the worker

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

import posixpath
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Entry, Log
from learnings.lazy import regex

_BUFFER = "working-buffer.md"
_NUMBER = regex(r"\d{1,6}")


@define(group="structure", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    dated = [entry for entry in log.entries if entry.shape == "date"]
    # In a buffer the headings with times are messages, and nobody points at them.
    if dated and posixpath.basename(log.path).casefold() != _BUFFER:
        yield _journal(dated)
    for entry in log.entries:
        if entry.shape == "keyless" and entry.identifier is None:
            yield Problem(
                entry.span,
                "an entry without an ID",
                hint=f"give it one, such as [{_free(log, entry, context)}]",
            )


def _journal(dated: list[Entry]) -> Problem:
    first, count = dated[0], len(dated)
    what = "1 entry has a date for a heading and no ID"
    if count > 1:
        what = f"{count} entries have a date for a heading and no ID"
    return Problem(first.span, what, "journal", "with an ID other entries could point at it")


def _free(log: Log, entry: Entry, context: Context) -> str:
    """An ID that is free in this log: the prefix of the kind, the entry's day, the next number."""
    prefixes = context.kind(entry).prefixes
    prefix = prefixes[0] if prefixes else "LRN"
    logged = entry.logged
    day = logged.day if logged is not None else context.today
    taken = [0]
    for other in log.entries:
        known = other.identifier
        if known is None or known.prefix.upper() != prefix or known.date != day:
            continue
        if _NUMBER.fullmatch(known.suffix):
            taken.append(int(known.suffix))
    return f"{prefix}-{day:%Y%m%d}-{max(taken) + 1:03}"
