"""Two entries tell of the same thing in nearly the same words.

The second one was written by somebody who did not find the first. What helped then is in the
other entry, and neither of the two shows how often it happened. Let them name one another, give
both the same `Pattern-Key`, or count the first one once more and remove the second:
`learnings new --update ID` does that when an entry is written.

Likeness is measured by the words that two entries share, the rare ones above all, from 0 to 1;
what it is worth is written down in the guide to authoring. Entries in the same words with other
numbers, weeks or months, such as reports, are no duplicates, nor are two that give one symptom
causes of their own. Entries that name one another or
share a `Pattern-Key` are known to belong together, and nothing is said of them. Archives are
compared as well.

### Options

    [tool.learnings.checks.near-duplicate-entry]
    percent = 60

Pairs that are less alike than `percent` are not reported. Without the option it is 60, and 75 in
the preset `agent`, whose entries are often written by machines from one template.

### Bad

    ## [LRN-20260304-001] best_practice

    **Logged**: 2026-03-04T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    After a change of its configuration the worker needs a restart

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

### Good

    ## [LRN-20260304-001] best_practice

    **Logged**: 2026-03-04T09:00:00Z
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
    - Recurrence-Count: 2
    - First-Seen: 2026-03-04
    - Last-Seen: 2026-03-05

### When to ignore

Two faults may have one symptom. Write into both what tells them apart, or suppress it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Confidence, Problem, Related, Severity
from learnings.entry import Entry, Log
from learnings.record import status
from learnings.similarity import TWIN, Corpus, keys_of, named

NAME = "near-duplicate-entry"
# Where templates fill most of an entry, it takes more to be sure.
_SURE = 0.75
# A sample did not happen, and what was discarded is not told twice.
_IGNORED = frozenset(("example", "discarded"))


@define(
    group="recurrence", severity=Severity.WARNING, confidence=Confidence.MEDIUM,
    unchanged=Severity.NOTE, whole=True,
)  # fmt: skip
def check(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    pairs = sorted(
        ((entry, log) for log in logs for entry in log.entries if _counts(entry)), key=_age
    )
    if len(pairs) < 2:
        return
    asked = context.option(NAME, "percent", None)
    least = TWIN if asked is None else float(asked) / 100
    # Where a change is judged, only pairs with an entry of it are reported.
    changed = {at for at, (entry, log) in enumerate(pairs) if context.is_changed(log, entry)}
    for score, number, other in Corpus.of(pairs).twins(least, changed):
        (entry, log), (twin, home) = pairs[number], pairs[other]
        if log.is_archive or (asked is None and entry.preset == "agent" and score < _SURE):
            continue
        if not _linked(entry, log, twin, home) and _IGNORED.isdisjoint(
            (status(entry, context.presets), status(twin, context.presets))
        ):
            yield _problem(entry, log, twin, home)


def _counts(entry: Entry) -> bool:
    return entry.shape != "wal" and entry.side not in ("base", "theirs")


def _age(pair: tuple[Entry, Log]) -> tuple[str, str, int]:
    """Oldest first, so that the later of two is the one to be told."""
    entry, log = pair
    logged = entry.logged
    return (logged.day.isoformat() if logged else "", log.path, entry.start)


def _linked(entry: Entry, log: Log, twin: Entry, home: Log) -> bool:
    """True if the two are known to belong together, or are the same entry twice."""
    if entry.key == twin.key or not keys_of(entry).isdisjoint(keys_of(twin)):
        return True
    return twin.id.upper() in named(entry, log) or entry.id.upper() in named(twin, home)


def _problem(entry: Entry, log: Log, twin: Entry, home: Log) -> Problem:
    related = (Related(home.path, twin.span, twin.label),)
    message = f"{entry.label} tells nearly the same as {twin.label}"
    hint = "let them name one another in `See Also`, or count the earlier one instead"
    return Problem(entry.span, message, twin.key, hint, related, path=log.path)
