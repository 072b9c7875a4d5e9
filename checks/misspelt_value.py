"""A value is one slip away from a word of an open list.

Areas, categories and sources may be words of one's own. One that differs from a suggested word
by a single letter, and stands in no other entry of the log, is more likely a slip, and is in no
count of the word that was meant.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: bakcend

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
    **Area**: backend

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

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from learnings.check import Context, define
from learnings.diagnostic import Confidence, Problem, Severity, Span
from learnings.entry import Entry, Log
from learnings.lifecycle import word
from learnings.value import listing

from ._fields import Place, fields, shown
from ._slip import nearest

_LONGEST = 40
Value = tuple[str, str, str, Span, tuple[str, ...]]


@define(group="schema", severity=Severity.NOTE, confidence=Confidence.MEDIUM)
def check(log: Log, context: Context) -> Iterator[Problem]:
    uses: Counter[tuple[str, str]] = Counter()
    found: list[tuple[tuple[str, str], Problem]] = []
    for entry in context.whole(log).entries:
        for title, subject, value, span, known in _values(entry, context):
            if value in known or len(value) > _LONGEST:
                continue
            key = (subject, word(value))
            uses[key] += 1
            near = _near(key[1], known)
            if near:
                message = f"`{title}` is {shown(value)}, one slip away from `{near}`"
                hint = f"write `{near}`, if that is meant"
                found.append((key, Problem(span, message, subject, hint)))
    for key, problem in found:
        if uses[key] == 1 and log.entry_at(problem.span.line) is not None:
            yield problem


def _values(entry: Entry, context: Context) -> Iterator[Value]:
    """The values of open lists: title, subject, text, place, and the words of the list."""
    kind = context.kind(entry)
    for place in fields(entry, context):
        known = _known(place)
        field = place.field
        if not known or field.raw in known:
            continue
        at = 0
        for item in listing(field.raw):
            start = max(field.raw.find(item, at), 0)
            at = start + len(item)
            span = Span.at(field.span.line, field.span.column + start, len(item))
            yield field.key, place.subject, item, span, known
    if kind.tail == "category" and not kind.categories_closed and entry.title_span:
        yield "Category", "category", entry.title, entry.title_span, kind.categories


def _known(place: Place) -> tuple[str, ...]:
    kind, spec = place.kind, place.spec
    if place.section is None and place.field.name == "area":
        return () if kind.areas_closed else kind.areas
    if place.section is None and place.field.name == "category":
        return () if kind.categories_closed else kind.categories
    return spec.values if spec is not None and not spec.closed else ()


@lru_cache(maxsize=4096)
def _near(value: str, known: tuple[str, ...]) -> str:
    words = {word(item): item for item in known}
    near = nearest(value, words, 1) if value not in words else ""
    # `test` and `errors` are words of their own, and mean what they say.
    return "" if near in value or value in near else words.get(near, "")
