"""The text of a template was never replaced.

A template was copied and some of it left standing: the choice instead of a word, the sample
instead of a value, TODO instead of a text. It looks filled in and says nothing. Templates in
code fences and comments are left alone, and so is text of which only a part is template.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: low | medium | high | critical
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    TODO

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

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity, Span
from learnings.entry import Entry, Log, Section
from learnings.preset import Kind
from learnings.vocabulary import json_name

from ._fields import fields, shown
from ._templates import TITLES, is_asking, is_frame, is_line, is_template

# A template is no longer than this.
_MOST_LINES = 12


@define(group="structure", severity=Severity.WARNING)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        if entry.shape == "date":
            continue
        kind = context.kind(entry)
        if entry.title in TITLES and entry.title_span is not None:
            yield _problem(entry.title_span, "the heading has", entry.title, "title")
        for place in fields(entry, context):
            field = place.field
            if is_template(field):
                yield _problem(field.span, f"`{field.key}` has", field.raw, place.subject)
        yield from _sections(log, entry, kind)


def _sections(log: Log, entry: Entry, kind: Kind) -> Iterator[Problem]:
    for section in entry.sections:
        if section.name == kind.header_section or section.fields:
            continue
        first = _template_line(log, section)
        if first:
            text = log.line(first)
            indent = len(text) - len(text.lstrip())
            span = Span.at(first, indent + 1, len(text.strip()))
            yield _problem(span, "the section has", text.strip(), json_name(section.name))


def _template_line(log: Log, section: Section) -> int:
    """The first line of a section of which nothing but a template is left; 0 if there is more."""
    first = count = 0
    for number in range(section.start, section.own_end):
        line = log.line(number)
        if is_frame(line):
            continue
        count += 1
        # To Markdown `<fill in>` is HTML, but no fence begins with it.
        plain = is_line(line) and not log.is_opaque(number)
        if count > _MOST_LINES or not (plain or (is_asking(line) and not _fenced(log, section))):
            return 0
        first = first or number
    return first


def _fenced(log: Log, section: Section) -> bool:
    """True if the section holds a fence, the lines of which are a sample."""
    index = max(bisect_right(log.opaque, section.start, key=itemgetter(0)) - 1, 0)
    for number in range(index, len(log.opaque)):
        start, end, kind = log.opaque[number]
        if start >= section.own_end:
            return False
        if end > section.start and kind != "html":
            return True
    return False


def _problem(span: Span, what: str, text: str, subject: str) -> Problem:
    message = f"{what} the text of a template: {shown(text)}"
    return Problem(span, message, subject, "replace it, or remove it")
