"""A write-ahead entry lacks its time, or says nothing that helps.

Whoever resumes after an interruption has nothing but this entry: when the operation began, what
it touches, who notices, and how to get back. The heading has the day and the time,
`## WAL Entry — 2026-03-10 14:32`, and no field is answered with `none` or `n/a`. Where there is
no way back, say why, and what is done instead.

A field that is missing or empty is told by `missing-field`, an unknown status by
`unknown-value`, the text of a template by `placeholder-text`.

### Bad

    <!-- path: memory/working-buffer.md -->
    # Working Buffer

    ## WAL Entry — 2026-03-10 14:32
    **Operation**: terraform apply, replaces the payments database
    **Affected resources**: aws_db_instance.payments (us-east-1)
    **Blast radius**: payments has no database for about eight minutes
    **Rollback**: n/a
    **Status**: COMMITTED

### Good

    <!-- path: memory/working-buffer.md -->
    # Working Buffer

    ## WAL Entry — 2026-03-10 14:32
    **Operation**: terraform apply, replaces the payments database
    **Affected resources**: aws_db_instance.payments (us-east-1)
    **Blast radius**: payments has no database for about eight minutes
    **Rollback**: None: the dump of the morning is loaded into a new database
    **Status**: COMMITTED
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity
from learnings.entry import Entry, Log
from learnings.lazy import regex
from learnings.value import moment
from learnings.vocabulary import json_name

from ._fields import in_conflict, shown

# The heading of a template that lies in the buffer to be copied.
_TEMPLATE = regex(r"Y{2,4}|\bDATE\b|[<{\[]")
_FIELDS = ("operation", "blast radius", "rollback")
_NOTHING = frozenset(
    (
        "none",
        "n/a",
        "na",
        "no",
        "nothing",
        "-",
        "–",
        "—",
        "?",
        "unknown",
        "无",
        "没有",
        "暂无",
        "未知",
    )
)


@define(group="schema", severity=Severity.WARNING)
def check(log: Log, _context: Context) -> Iterator[Problem]:
    for entry in log.entries:
        if entry.shape != "wal" or in_conflict(log, entry):
            continue
        yield from _time(entry)
        for name in _FIELDS:
            field = entry.field(name)
            if field is None or field.text.strip(" .*_`").casefold() not in _NOTHING:
                continue
            if field.text:
                message = f"`{field.key}` of the operation is {shown(field.raw)}"
                hint = "say it in a few words; whoever resumes knows nothing else"
                yield Problem(field.span, message, json_name(name), hint)


def _time(entry: Entry) -> Iterator[Problem]:
    hint = "write `## WAL Entry — 2026-03-10 14:32`, with the day and the time"
    if not entry.heading_date and not _TEMPLATE.search(entry.title):
        yield Problem(entry.span, "the operation has no time in its heading", "time", hint)
    elif entry.heading_date and moment(entry.heading_date) is None:
        message = f"the heading has no time that there is: {shown(entry.heading_date)}"
        yield Problem(entry.span, message, "time", hint)
