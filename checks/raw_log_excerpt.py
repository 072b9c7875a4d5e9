"""A long stretch of raw log output.

Raw output carries what nobody meant to publish: addresses, names, sessions, whole requests. No
detector knows all of that. An excerpt of the few lines that show the fault says more, and somebody
has read them. A code block in which twenty lines in a row or more begin like lines of a log is
reported, unless placeholders show that somebody has been through it. The option `lines` sets
another number.

Keep the lines that show the fault, and write `…` where others were.

### Bad

    <!-- settings: checks.raw-log-excerpt.lines = 4 -->
    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    ```text
    2026-03-05T08:59:01Z INFO worker: started
    2026-03-05T08:59:02Z INFO worker: queue opened
    2026-03-05T08:59:03Z WARN worker: configuration is older than the file
    2026-03-05T08:59:04Z ERROR worker: no such region
    ```

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

### Good

    <!-- settings: checks.raw-log-excerpt.lines = 4 -->
    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    ```text
    2026-03-05T08:59:03Z WARN worker: configuration is older than the file
    …
    2026-03-05T08:59:04Z ERROR worker: no such region
    ```

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Problem, Severity, Span
from learnings.entry import Log
from learnings.lazy import regex

_LINE = regex(
    r"[ \t>]*(?:"
    r"[\[(<\"]?\d{4}[-/]\d\d[-/]\d\d[T _]\d\d:\d\d"  # 2026-03-05T08:59
    r"|[\[(]?\d\d?:\d\d:\d\d\b"  # 08:59:01
    r"|[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d"  # Mar  5 08:59:01
    r"|[IWEF]\d{4} \d\d:\d\d:\d\d"  # I0305 08:59:01
    r"|\S{1,60} \S+ \S+ \[\d\d/[A-Z][a-z]{2}/\d{4}:"  # 192.0.2.1 - - [05/Mar/2026:
    r"|\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\b"
    r"|[{]\"(?:time|ts|timestamp|level|@timestamp|severity|msg)\""
    r"|level=|ts=|time="
    r")"
)
_READ = "[REDACTED:"


@define(group="pii", severity=Severity.NOTE)
def check(log: Log, context: Context) -> Iterator[Problem]:
    least = context.option("raw-log-excerpt", "lines", 20)
    for start, end, kind in log.opaque:
        entry = log.entry_at(start)
        if kind != "fence" or entry is None:
            continue
        for first, last in _runs(log, start + 1, end):
            count = last - first
            if count >= least and _READ not in log.body(first, last):
                yield Problem(
                    Span(first, 1, last - 1, len(log.line(last - 1)) + 1),
                    f"{count} lines of raw log output",
                    "raw_log",
                    "keep the lines that show the fault, and redact them",
                )


def _runs(log: Log, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of lines that look like those of a log; one that goes on below is no end."""
    first = 0
    missed = 0
    last = start
    for number in range(start, end):
        if _LINE.match(log.line(number)):
            first = first or number
            last, missed = number + 1, 0
        elif first and (missed := missed + 1) > 3:
            yield first, last
            first = 0
    if first:
        yield first, last
