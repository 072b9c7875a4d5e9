"""Two entries carry the same ID.

An ID is what other entries, commit messages and runbooks point at. Once two entries share one,
each link may mean either. All logs count, archives too; small letters and dashes in the date do
not tell two IDs apart. The later one of the two is reported.

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

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Compare the sizes of two builds

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

    ## [LRN-20260305-002] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Compare the sizes of two builds

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from learnings.check import Context, define
from learnings.diagnostic import Edit, Fix, Problem, Related, Severity
from learnings.entry import Entry, Identifier, Log

from ._number import Numbers, mentions

Place = tuple[Log, Entry, Identifier]


@define(
    group="identity",
    severity=Severity.ERROR,
    whole=True,
    unsafe_fix="gives the later entry the next free number, if no log refers to the ID",
)
def check(logs: Sequence[Log], _context: Context) -> Iterator[Problem]:
    places: dict[str, list[Place]] = {}
    for log in logs:
        for entry in log.entries:
            known = entry.identifier
            # An empty suffix is a fault of its own, and gets a number of its own.
            if known is not None and known.prefix and not known.text.endswith("-"):
                places.setdefault(_key(known), []).append((log, entry, known))
    twice = {key: found for key, found in places.items() if len(found) > 1}
    if not twice:
        return
    numbers, said = Numbers(logs), mentions(logs)
    for found in twice.values():
        for index, place in enumerate(found[1:], 1):
            first = next((other for other in found[:index] if not _opposed(other, place)), None)
            if first is not None:
                alone = said[place[2].text.upper()] <= len(found)
                yield _problem(place, first, _fix(place, numbers) if alone else None)


def _key(known: Identifier) -> str:
    date = known.date_text.replace("-", "")
    return f"{known.prefix}-{date}-{known.suffix}".upper()


def _opposed(one: Place, other: Place) -> bool:
    """True for the two versions of one entry in an unfinished merge."""
    sides = {one[1].side, other[1].side}
    return one[0] is other[0] and len(sides) == 2 and "" not in sides


def _problem(place: Place, first: Place, fix: Fix | None) -> Problem:
    log, _, known = place
    there = first[2].span
    where = f"line {there.line}" if first[0] is log else f"{first[0].path}:{there.line}"
    return Problem(
        known.span,
        f"{known.text} is already the ID of the entry at {where}",
        known.text.upper(),
        "give one of the two another number, and mend what points at it",
        (Related(first[0].path, there, "the first one"),),
        fix,
        log.path,
    )


def _fix(place: Place, numbers: Numbers) -> Fix | None:
    """Another number. What points at the ID from outside the logs is not known: never safe."""
    log, _, known = place
    start = log.offset(known.span.line, known.span.column)
    end = start + len(known.text)
    if known.date is None or log.text[start:end] != known.text:
        return None
    new = numbers.take(known.prefix, known.date)
    return Fix(f"write {new}", (Edit(start, end, new),), safe=False)
