"""Two entries carry the same ID.

An ID is what other entries, commit messages and runbooks point at. Once two entries share one,
each link may mean either. All logs count, archives too; small letters and dashes in the date do
not tell two IDs apart. The later one of the two is reported: the one that a change adds, if it
adds one of them, and in an archive only what was added there; else the one that was logged later
or stands further down. A mere copy of an entry is said to be one, and so is an entry that one
branch gave another ID while a second one archived it.

Two branches can each be in order, and take one ID. A merge that brings the two entries together is
reported for what it makes, though it edits neither of them.

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

from learnings.change import content
from learnings.check import Context, define
from learnings.diagnostic import Edit, Fix, Problem, Related, Severity
from learnings.entry import Identifier, Log

from ._number import Numbers, mentions
from ._renamed import renamed_copies
from ._seniority import Place, oldest_first


@define(
    group="identity",
    severity=Severity.ERROR,
    whole=True,
    unsafe_fix="gives the later entry the next free number, if no log refers to the ID",
)
def check(logs: Sequence[Log], context: Context) -> Iterator[Problem]:
    places: dict[str, list[Place]] = {}
    for log in logs:
        for entry in log.entries:
            known = entry.identifier
            # An empty suffix is a fault of its own, and gets a number of its own.
            if known is not None and known.prefix and not known.text.endswith("-"):
                places.setdefault(_key(known), []).append((log, entry, known))
    yield from renamed_copies(places, lambda one, two: _is_brought_together(one, two, context))
    twice = {key: found for key, found in places.items() if len(found) > 1}
    if not twice:
        return
    numbers, said = Numbers(logs), mentions(logs)
    for found in twice.values():
        # The first of each side of each log stands for all of them.
        before: dict[tuple[int, str], Place] = {}
        for place in oldest_first(found, context):
            first = next((other for other in before.values() if not _opposed(other, place)), None)
            before.setdefault((id(place[0]), place[1].side), place)
            if first is not None:
                alone = said[place[2].text.upper()] <= len(found)
                problem = _problem(place, first, _fix(place, numbers) if alone else None)
                yield problem._replace(new=_is_brought_together(place, first, context))


def _key(known: Identifier) -> str:
    date = known.date_text.replace("-", "")
    return f"{known.prefix}-{date}-{known.suffix}".upper()


def _opposed(one: Place, other: Place) -> bool:
    """True for the two versions of one entry in an unfinished merge."""
    sides = {one[1].side, other[1].side}
    return one[0] is other[0] and len(sides) == 2 and "" not in sides


def _is_brought_together(place: Place, first: Place, context: Context) -> bool:
    """True if a merge has both entries, and none of its sides had both under one ID."""
    sides = [_sides_with_id(item, context) for item in (place, first)]
    return all(sides) and sides[0].isdisjoint(sides[1])


def _sides_with_id(place: Place, context: Context) -> set[str]:
    _, entry, known = place
    return {
        side.where
        for side in context.history.before(entry)
        if side.entry.identifier is not None and _key(side.entry.identifier) == _key(known)
    }


def _problem(place: Place, first: Place, fix: Fix | None) -> Problem:
    log, entry, known = place
    there = first[2].span
    where = f"line {there.line}" if first[0] is log else f"{first[0].path}:{there.line}"
    message = f"{known.text} is already the ID of the entry at {where}"
    hint = "give one of the two another number, and mend what points at it"
    if content(log, entry) == content(first[0], first[1]):
        message = f"{known.text} is a copy of the entry at {where}"
        hint, fix = "remove one of the two", None
    return Problem(
        known.span,
        message,
        known.text.upper(),
        hint,
        (Related(first[0].path, there, "the other one"),),
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
