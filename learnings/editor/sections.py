"""Adding sections to an entry."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..diagnostic import Edit
from ..disk import printable
from ..entry import Entry, Log, Section
from ..markdown.entries import RULE
from ..vocabulary import is_section, section_name
from .apply import EditError, insertion
from .style import style_of

# HTML that runs on until its own end, and what ends it (CommonMark 0.31, section 4.6).
OPEN_ENDED = ("<!", "<?", "<pre", "<script", "<style", "<textarea")
_HTML_ENDS = re.compile(
    r"-->|\?>|\]\]>|^<![a-z][^>]*>|</(?:pre|script|style|textarea)>", re.IGNORECASE
)


def add_section(log: Log, entry: Entry, title: str, body: str) -> list[Edit]:
    """Add a section at the end of the entry, before the rule that parts it from the next.

    `body` is Markdown without a final line end; see `text.contained` for text of others.
    """
    style = style_of(log)
    newline = log.newline
    levels = [section.level for section in entry.sections]
    level = _level(entry, title)
    gap = newline if style.gap and levels else ""
    block = f"{'#' * level} {title}{newline}{gap}{body.replace(chr(10), newline)}"
    last = body_end(log, entry.start, entry.end)
    refuse_open(log, last, entry.end)
    if last >= log.line_count:
        ended = log.text.endswith(("\n", "\r"))
        start = len(log.text)
        gap = "" if ended else newline
        return [insertion(log, start, f"{gap}{newline}{block}{newline}")]
    at = log.starts[last]
    behind = "" if not log.line(last + 1).strip() else newline
    return [insertion(log, at, f"{newline}{block}{newline}{behind}")]


def _level(entry: Entry, title: str) -> int:
    """As the other sections have it; below the entry's own unless every reader knows the title."""
    deeper = min(entry.level + 1 if entry.level else 3, 6)
    level = min((section.level for section in entry.sections), default=deeper)
    return level if level > entry.level or is_section(section_name(title)) else deeper


def refuse_open(log: Log, last: int, end: int) -> None:
    """Raise `EditError` where what is put behind line `last` would be code or a comment.

    `end` is the line behind the entry: a fence or comment that reaches it is never closed, or
    is closed by what belongs to the next one.
    """
    at = bisect_right(log.opaque, last, key=lambda block: block[0]) - 1
    if at < 0:
        return
    start, stop, kind = log.opaque[at]
    open_ended = any(
        region.span.line == start and region.reason in ("fence-unclosed", "comment-unclosed")
        for region in log.regions
    )
    if last + 1 < stop or (last < stop and (open_ended or not _is_closed(log, start, stop, kind))):
        what = "code block" if kind == "fence" else "comment or HTML block"
        raise EditError(
            f"{printable(log.path)}:{start}: this {what} is not closed before line {end}: "
            "close it first; nothing was changed"
        )


def is_open(log: Log, entry: Entry) -> bool:
    """True if what is put behind an entry would be code or a comment."""
    try:
        refuse_open(log, body_end(log, entry.start, entry.end), entry.end)
    except EditError:
        return True
    return False


def _is_closed(log: Log, start: int, stop: int, kind: str) -> bool:
    """True if the last line of a fence or HTML block ends it, whatever comes after."""
    first, last = log.line(start).strip(), log.line(stop - 1).strip()
    if kind == "fence":
        mark = first[: len(first) - len(first.lstrip(first[:1]))]
        return stop - 1 > start and last.startswith(mark) and not last.strip(mark[:1])
    # What a blank line ends is ended by the one that is put in front of what is added.
    return not first.lower().startswith(OPEN_ENDED) or bool(_HTML_ENDS.search(last))


def retitle(log: Log, section: Section, title: str) -> list[Edit]:
    """Give a section another title; its level and what is around the title stay."""
    line = section.span.line
    at = log.line(line).find(section.title)
    start = log.offset(line, at + 1) if at >= 0 else log.offset(line, section.span.column)
    return [Edit(start, start + len(section.title), title)]


def behind(log: Log, section: Section, text: str) -> Edit:
    """Put list items, with `\\n`, behind all that a section says, before its sub-sections.

    Raises `EditError` where they would be code or a comment.
    """
    last = max(body_end(log, section.start, section.own_end), section.span.end_line)
    refuse_open(log, last, section.own_end)
    newline = log.newline
    is_html = log.is_opaque(last) and not log.line(last).lstrip().startswith(("`", "~"))
    gap = newline * 2 if last < section.start or is_html else newline
    at = log.offset(last, len(log.line(last)) + 1)
    return Edit(at, at, gap + text.replace("\n", newline))


def body_end(log: Log, start: int, end: int) -> int:
    """The last line of lines `start` to `end` (exclusive) that says something.

    Blank lines and the rule that parts entries are left out; `start` - 1 where nothing is said.
    """
    number = min(end - 1, log.line_count)
    while number >= start and not log.line(number).strip():
        number -= 1
    if number > start and RULE.match(log.line(number)) and not log.line(number - 1).strip():
        number -= 1
        while number >= start and not log.line(number).strip():
            number -= 1
    return number
