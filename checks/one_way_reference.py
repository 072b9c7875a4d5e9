"""An entry points at another that does not point back.

Whoever finds the other entry first should learn of this one too. A reference that goes both
ways also keeps a recurring problem together, wherever one comes upon it. An archived entry
need not point back, nor one that names the ID anywhere in its text.

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
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Problem, Related, Severity
from learnings.entry import Entry, Log

from ._references import index, references


@define(group="references", severity=Severity.NOTE, whole=True)
def check(logs: Sequence[Log], _context: Context) -> Iterator[Problem]:
    known, names = index(logs), _Names()
    for log in logs:
        for item in references(log, known):
            found = known.find(item.key)
            if len(found) != 1 or item.entry.identifier is None or log.is_archive:
                continue
            other, entry = found[0]
            if entry is item.entry or other.is_archive or names(other, entry, item.entry.id):
                continue
            yield Problem(
                item.span,
                f"{entry.id} does not point back at {item.entry.id}",
                item.id,
                f"add `See Also: {item.entry.id}` to {entry.id}",
                (Related(other.path, entry.span, f"{entry.id} is here"),),
                path=log.path,
            )


class _Names:
    """Tells whether an ID stands in the text of an entry, which is read once for all IDs.

    All that begins with the prefix of an ID and is as long as the ID is kept: many entries may
    point at one, and its text may be long.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[int, str, int], frozenset[str]] = {}

    def __call__(self, log: Log, entry: Entry, id_: str) -> bool:
        word = id_.casefold()
        if "-" not in word:
            return word in log.body(entry.start + 1, entry.end).casefold()
        prefix = word[: word.find("-") + 1]
        key = (id(entry), prefix, len(word))
        if key not in self._found:
            body = log.body(entry.start + 1, entry.end).casefold()
            begun = (found.start() for found in re.finditer(re.escape(prefix), body))
            self._found[key] = frozenset(body[start : start + len(word)] for start in begun)
        return word in self._found[key]
