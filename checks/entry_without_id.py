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

import datetime as dt
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
    nameless = [item for item in log.entries if item.shape == "keyless" and not item.identifier]
    taken = _taken(log) if nameless else {}
    for entry in nameless:
        yield Problem(
            entry.span,
            "an entry without an ID",
            hint=f"give it one, such as [{_free(entry, context, taken)}]",
        )


def _journal(dated: list[Entry]) -> Problem:
    first, count = dated[0], len(dated)
    what = "1 entry has a date for a heading and no ID"
    if count > 1:
        what = f"{count} entries have a date for a heading and no ID"
    return Problem(first.span, what, "journal", "with an ID other entries could point at it")


def _taken(log: Log) -> dict[tuple[str, dt.date | None], int]:
    """The highest number in the log, by prefix and day."""
    found: dict[tuple[str, dt.date | None], int] = {}
    for entry in log.entries:
        known = entry.identifier
        if known is not None and _NUMBER.fullmatch(known.suffix):
            key = (known.prefix.upper(), known.date)
            found[key] = max(found.get(key, 0), int(known.suffix))
    return found


def _free(entry: Entry, context: Context, taken: dict[tuple[str, dt.date | None], int]) -> str:
    """An ID that is free in this log: the prefix of the kind, the entry's day, the next number."""
    prefixes = context.kind(entry).prefixes
    prefix = prefixes[0] if prefixes else "LRN"
    logged = entry.logged
    day = logged.day if logged is not None else context.today
    return f"{prefix}-{day:%Y%m%d}-{taken.get((prefix, day), 0) + 1:03}"
