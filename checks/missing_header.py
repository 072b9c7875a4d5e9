"""A log begins with an entry at once.

A header tells who opens the file what belongs into it, and which words the fields take. The fix
puts the header of the preset before the first entry. Files of other names need none, and
neither does a log without entries.

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

### Good

    # Learnings

    What we found out and want to keep.

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
import re
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Edit, Fix, Problem, Severity
from learnings.entry import Log
from learnings.lazy import regex

_TITLE = regex(r"<h[1-6]\b", re.IGNORECASE)


@define(group="structure", severity=Severity.NOTE)
def check(log: Log, context: Context) -> Iterator[Problem]:
    if not log.entries or log.is_archive or log.entries[0].shape == "file":
        return
    first = log.entries[0]
    header = _header(log, context)
    if not header or _says_something(log, first.start):
        return
    text = header.rstrip("\n").replace("\n", log.newline) + log.newline * 2
    start = 1 if log.text.startswith("\ufeff") else 0
    fix = Fix("insert the header of the preset", (Edit(start, start, text),))
    name = posixpath.basename(log.path)
    title = header.partition("\n")[0]
    yield Problem(first.span, f"{name} has no header", hint=f"begin it with `{title}`", fix=fix)


def _header(log: Log, context: Context) -> str:
    """The header that the preset of the first entry has for a file of that name."""
    name = posixpath.basename(log.path).casefold()
    preset = context.presets.preset(log.entries[0].preset or context.presets.default)
    return next((spec.header for file, spec in preset.files.items() if file.casefold() == name), "")


def _says_something(log: Log, end: int) -> bool:
    """True if there is more than blanks, rules and comments before that line."""
    for number in range(1, end):
        line = log.line(number).strip("\ufeff \t-*_")
        plain = line and not line.startswith("<!") and not log.is_opaque(number)
        if plain or _TITLE.match(line):
            return True
    return False
