"""Adding sections to an entry."""

from __future__ import annotations

import re

from ..diagnostic import Edit
from ..entry import Entry, Log, Section
from .style import style_of

_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")


def add_section(log: Log, entry: Entry, title: str, body: str) -> list[Edit]:
    """Add a section at the end of the entry, before the rule that parts it from the next.

    `body` is Markdown without a final line end; see `text.contained` for text of others.
    """
    style = style_of(log)
    newline = log.newline
    levels = [section.level for section in entry.sections]
    level = min(levels) if levels else min((entry.level or 1) + (2 if entry.level == 0 else 1), 6)
    gap = newline if style.gap and levels else ""
    block = f"{'#' * level} {title}{newline}{gap}{newline.join(body.splitlines())}"
    last = body_end(log, entry.start, entry.end)
    if last >= log.line_count:
        ended = log.text.endswith(("\n", "\r"))
        start = len(log.text)
        return [Edit(start, start, f"{'' if ended else newline}{newline}{block}{newline}")]
    at = log.starts[last]
    behind = "" if not log.line(last + 1).strip() else newline
    return [Edit(at, at, f"{newline}{block}{newline}{behind}")]


def retitle(log: Log, section: Section, title: str) -> list[Edit]:
    """Give a section another title; its level and what is around the title stay."""
    line = section.span.line
    at = log.line(line).find(section.title)
    start = log.offset(line, at + 1) if at >= 0 else log.offset(line, section.span.column)
    return [Edit(start, start + len(section.title), title)]


def body_end(log: Log, start: int, end: int) -> int:
    """The last line of lines `start` to `end` (exclusive) that says something.

    Blank lines and the rule that parts entries are left out; `start` - 1 where nothing is said.
    """
    number = min(end - 1, log.line_count)
    while number >= start and not log.line(number).strip():
        number -= 1
    if number > start and _RULE.match(log.line(number)) and not log.line(number - 1).strip():
        number -= 1
        while number >= start and not log.line(number).strip():
            number -= 1
    return number
