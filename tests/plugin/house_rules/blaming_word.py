"""A learning blames somebody.

A sentence that says whose fault it was ends the search for the cause. Say what made the mistake
possible instead.

### Options

    [tool.learnings.checks.blaming-word]
    words = ["careless", "stupid"]

### Bad

    ## [LRN-20260305-001] insight

    **Status**: pending

    ### Summary
    A careless colleague deleted the bucket.

### Good

    ## [LRN-20260305-001] insight

    **Status**: pending

    ### Summary
    The console deletes a bucket without asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Confidence, Problem, Severity, Span
from learnings.entry import Log

WORDS = ("careless", "incompetent", "lazy", "sloppy", "stupid")


@define(group="structure", severity=Severity.WARNING, confidence=Confidence.MEDIUM)
def check(log: Log, context: Context) -> Iterator[Problem]:
    words = context.option("blaming-word", "words", WORDS)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    for entry in log.entries:
        for number in range(entry.start, entry.end):
            if log.is_opaque(number):
                continue
            for found in pattern.finditer(log.line(number)):
                yield Problem(
                    Span.at(number, found.start() + 1, len(found[0])),
                    f"`{found[0]}` blames somebody",
                    subject=found[0].casefold(),
                    hint="say what made the mistake possible",
                )
