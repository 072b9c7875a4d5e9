"""A field or section is one slip away from a known one.

A key with a slip is a field of its own to every tool: the status of `Statsu` is no status. It is
reported only where the field or section that was meant is absent. The fix is safe where a long
word is a single slip away; where two names may be the same one, there is none.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Prioritty**: medium
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

from collections import Counter
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Confidence, Edit, Fix, Problem, Severity, Span
from learnings.entry import Entry, Log
from learnings.lazy import regex
from learnings.preset import Kind
from learnings.vocabulary import fold, is_header_field, is_section, json_name, type_of

from ._fields import Place, fields, shown
from ._slip import is_sure, nearest

# `### # Summary`: one heading inside another.
_SLIPPED = regex(r"#+\s+\S")


@define(
    group="structure",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    fix="writes the known name, if it is long and a single slip away",
    unsafe_fix="writes the known name",
)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        kind = context.kind(entry)
        for problems in (_sections(log, entry, kind), _fields(log, entry, context)):
            yield from _doubts(list(problems))


def _doubts(problems: list[Problem]) -> Iterator[Problem]:
    """The problems; where two may be the same, nobody but the author knows which one is."""
    often = Counter(problem.subject for problem in problems)
    for problem in problems:
        yield problem if often[problem.subject] == 1 else problem._replace(fix=None)


def _fields(log: Log, entry: Entry, context: Context) -> Iterator[Problem]:
    for place in fields(entry, context):
        field = place.field
        if is_header_field(field.name) or type_of(field.name) != "text":
            continue
        known = _titles(place)
        near = nearest(field.name, known) if field.name not in known else ""
        if near and entry.field(near) is None:
            yield _problem(log, "field", field.key, known[near], field.key_span, near)


def _titles(place: Place) -> dict[str, str]:
    """The fields that may stand there: their titles by name."""
    specs = place.kind.fields
    if place.section is not None:
        section = place.kind.section(place.section.name)
        specs = section.fields if section is not None else ()
    return {spec.name: spec.title for spec in specs}


def _sections(log: Log, entry: Entry, kind: Kind) -> Iterator[Problem]:
    for section in entry.sections:
        if _SLIPPED.match(section.title):
            message = f"the title of the section begins with `#`: {shown(section.title)}"
            hint = "keep the `#` of one level alone"
            yield Problem(section.span, message, json_name(section.name), hint)
            continue
        if is_section(section.name):
            continue
        known = {spec.name: spec.title for spec in kind.sections}
        near = nearest(section.name, known) if section.name not in known else ""
        if near and entry.section(near) is None:
            yield _problem(log, "section", section.title, known[near], section.span, near)


def _problem(log: Log, what: str, key: str, title: str, span: Span, name: str) -> Problem:
    start = log.offset(span.line, span.column)
    end = start + span.end_column - span.column
    fix = None
    if fold(log.text[start:end]) == fold(key):
        safe = is_sure(fold(key), name)
        fix = Fix(f"write {title}", (Edit(start, end, title),), safe=safe)
    return Problem(
        span,
        f"{shown(key)} is not a known {what}, and there is no {title}",
        json_name(name),
        f"write {title}, if that is meant",
        fix=fix,
    )
