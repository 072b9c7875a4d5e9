"""Markdown for the summary of a job: counts, and a line per finding, the most severe first.

What a log says stands in code spans, where nothing of it can act.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from urllib.parse import quote

from ..diagnostic import Diagnostic, Severity
from ..lazy import regex
from .escape import clip, inert, visible
from .report import Report, worst_first
from .summary import summary

# Bytes of a summary; GitHub drops one of more than 1,048,576 as a whole.
LIMIT = 1_000_000
_MESSAGE = 1_000
_TICKS = regex(r"`+")


def render(report: Report) -> str:
    """A heading, the counts, and the findings that there is room for; the others are counted."""
    lines = ["### learnings", "", code(summary(report)), ""]
    room = LIMIT - sum(len(line.encode()) + 1 for line in lines) - 200
    found = worst_first(report.diagnostics)
    shown = _fitting([_line(item, report.link) for item in found], room)
    lines += shown
    if len(shown) < len(found):
        lines += ["", f"{len(found) - len(shown):,} more are in the report of the job."]
    return "\n".join(lines).rstrip("\n") + "\n"


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    shown = []
    for line in lines:
        room -= len(line.encode()) + 1
        if room < 0:
            break
        shown.append(line)
    return shown


def _line(item: Diagnostic, link: str) -> str:
    place = code(f"{item.path}:{item.span.line}")
    if link:
        path = quote(os.fsencode(item.path))
        place = f"[{place}]({link}{path}?plain=1#L{item.span.line})"
    mark = "**error**" if item.severity == Severity.ERROR else str(item.severity)
    hint = f" {code(item.problem.hint)}" if item.problem.hint else ""
    return f"- {mark} {place} {code(item.check)} {code(item.problem.message)}{hint}"


def code(text: str) -> str:
    """The text as a code span of one line, whatever it holds."""
    line = clip(inert(visible(text)).strip(), _MESSAGE) or " "
    fence = "`" * (max((len(run) for run in _TICKS.findall(line)), default=0) + 1)
    return f"{fence} {line} {fence}" if "`" in line else f"{fence}{line}{fence}"
