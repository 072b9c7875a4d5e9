"""A value that is understood, but not written as the list has it.

Synonyms, emoji, capitals and text behind a word are read for what they mean here. A search for
`Status**: pending`, or another tool, misses them. The fix writes the word of the list; text
behind the word is left alone, since it belongs into a section, and only its author knows which.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: active
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

from collections.abc import Iterator
from functools import lru_cache

from learnings.check import Context, define
from learnings.diagnostic import Edit, Fix, Problem, Severity, Span
from learnings.entry import Entry, Log
from learnings.lazy import regex
from learnings.lifecycle import Reading, read, word
from learnings.preset import Kind
from learnings.value import listing, moment

from ._fields import Place, fields, shown

_DRESS = regex(r"[^\w\s'-]+")
# A word of another scale is understood, but who wrote it may mean something else by it.
_OTHER_SCALE = frozenset({"priority", "severity"})
# What is read in the header, whatever the kind says of it.
_READ = frozenset({"logged", "area", "status", "priority", "severity"})


@define(group="schema", severity=Severity.NOTE)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        kind = context.kind(entry)
        seen: set[tuple[str, str]] = set()
        for place in fields(entry, context):
            name, spec = place.field.name, place.spec
            if (spec is None or not spec.values) and (place.section or name not in _READ):
                continue
            key = (place.section.name if place.section else "", name)
            if key not in seen:
                seen.add(key)
                yield from _field(log, place)
        yield from _category(log, entry, kind)


def _field(log: Log, place: Place) -> Iterator[Problem]:
    name = place.field.name if place.section is None else ""
    if name == "logged":
        yield from _logged(place)
    elif name == "area":
        yield from _areas(log, place)
    elif name in ("status", "priority", "severity"):
        known = _known(place.kind, name)
        if known and place.field.raw not in known:
            found = read(place.field.raw, known, place.kind.synonyms.get(name, {}))
            yield from _word(log, place, found, known)
    elif place.spec is not None and place.spec.values:
        near = _words(place.spec.values).get(word(place.field.raw), "")
        yield from _respelt(log, place.field.key, place.subject, place.field.span, near)


def _known(kind: Kind, name: str) -> tuple[str, ...]:
    if name == "status":
        return () if kind.open_statuses else kind.lifecycle.statuses
    return kind.priorities if name == "priority" else kind.severities


@lru_cache(maxsize=256)
def _words(known: tuple[str, ...]) -> dict[str, str]:
    return {word(item): item for item in known}


def _word(log: Log, place: Place, found: Reading, known: tuple[str, ...]) -> Iterator[Problem]:
    field = place.field
    if found.canonical or not isinstance(found.value, str):
        return
    if found.note:
        message = f"`{field.key}` has text behind the word: it is read as `{found.value}`"
        hint = f"write `{found.value}`, and put the rest into a section"
        yield Problem(field.span, message, place.subject, hint)
        return
    message = f"`{field.key}` is {shown(field.raw)}, which is read as `{found.value}`"
    if field.raw.strip("`") == found.value:
        message = f"`{field.key}` has back-ticks around `{found.value}`"
    same = word(_DRESS.sub("", field.raw)) in _words(known)
    safe = "~~" not in field.raw and (same or field.name not in _OTHER_SCALE)
    fix = _fix(log, field.span, found.value, safe=safe)
    yield Problem(field.span, message, place.subject, f"write `{found.value}`", fix=fix)


def _areas(log: Log, place: Place) -> Iterator[Problem]:
    field, known = place.field, place.kind.areas
    at = 0
    for item in listing(field.raw) if field.raw not in known else ():
        start = max(field.raw.find(item, at), 0)
        at = start + len(item)
        span = Span.at(field.span.line, field.span.column + start, len(item))
        yield from _respelt(log, field.key, "area", span, _words(known).get(word(item), ""))


def _category(log: Log, entry: Entry, kind: Kind) -> Iterator[Problem]:
    """The category in the heading."""
    if kind.tail == "category" and entry.title_span and entry.title not in kind.categories:
        found = _words(kind.categories).get(word(entry.title), "")
        yield from _respelt(log, "Category", "category", entry.title_span, found)


def _respelt(log: Log, key: str, subject: str, span: Span, value: str) -> Iterator[Problem]:
    """A word of a list with other separators; capitals alone are how some templates write it."""
    start = log.offset(span.line, span.column)
    raw = log.text[start : start + span.end_column - span.column]
    if value and raw.casefold() != value.casefold():
        message = f"`{key}` is {shown(raw)}, which is read as `{value}`"
        yield Problem(span, message, subject, f"write `{value}`", fix=_fix(log, span, value))


def _logged(place: Place) -> Iterator[Problem]:
    found = moment(place.field.raw)
    if found is None or found.zoned:
        return
    if place.spec is not None and place.spec.type == "instant":
        return  # The schema asks for the zone, and says so.
    timed = found.time is not None
    lacks = "no time zone" if timed else "no time"
    message = f"`{place.field.key}` has {lacks}"
    zoned = f"add its zone, as in {found.isoformat()}Z for UTC"
    hint = zoned if timed else "add the time and its zone"
    yield Problem(place.field.span, message, place.subject, hint)


def _fix(log: Log, span: Span, value: str, *, safe: bool = True) -> Fix:
    start = log.offset(span.line, span.column)
    edit = Edit(start, start + span.end_column - span.column, value)
    return Fix(f"write `{value}`", (edit,), safe=safe)
