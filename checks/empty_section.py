"""A section has a heading and nothing under it.

An empty section says that there was something to say. Write it down, or remove the heading, so
that nobody looks for a text that was lost.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details


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

import re
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Log, Section
from learnings.lazy import regex
from learnings.vocabulary import json_name

from ._fields import shown

# Comments, rules and blanks.
_NOTHING = regex(r"<!--.*?(?:-->|\Z)|^[ \t]*(?:[-*_][ \t]*){3,}$|\s+", re.DOTALL | re.MULTILINE)
_DRESS = re.compile(r"[-*_ \t\r\n]*+")
# A comment at the beginning of a longer text is not worth a look at all of it.
_ENOUGH = 4000


@define(group="structure", severity=Severity.WARNING)
def check(log: Log, _context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        if entry.shape == "date":
            continue
        for section in entry.sections:
            if _is_empty(log, section):
                yield Problem(
                    section.span,
                    f"the section {shown(section.title)} is empty",
                    json_name(section.name),
                    "write it, or remove its heading",
                )


def _begins_with_text(log: Log, section: Section) -> bool:
    """True for most sections, at little cost."""
    if section.start >= section.end or section.start > log.line_count:
        return False
    end = log.starts[section.end - 1] if section.end <= log.line_count else len(log.text)
    found = _DRESS.match(log.text, log.starts[section.start - 1], end)
    at = found.end() if found else end
    return at < end and not log.text.startswith("<!", at, end)


def _is_empty(log: Log, section: Section) -> bool:
    """True without text of its own and without sub-sections, which are told on their own."""
    if section.own_end != section.end or _begins_with_text(log, section):
        return False
    body = log.body(section.start, section.end).replace("\r\n", "\n").replace("\r", "\n")
    return len(body) < _ENOUGH and not _NOTHING.sub("", body)
