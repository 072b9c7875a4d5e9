"""Putting entries into a log and taking them out."""

from __future__ import annotations

from ..diagnostic import Edit
from ..disk import printable
from ..entry import Entry, Log
from .apply import EditError, insertion
from .sections import body_end, refuse_open
from .style import Style, style_of


def insert_entry(log: Log, text: str, default: Style | None = None) -> list[Edit]:
    """Add an entry, in Markdown with `\\n`, at the end of the log where the newest stand.

    Raises `EditError` for a file that is one entry, and where a code block or a comment is open
    at the end.
    """
    if any(entry.shape == "file" for entry in log.entries):
        raise EditError(
            f"{printable(log.path)} holds one entry as a whole: name another file for a new one"
        )
    style = style_of(log, default)
    newline = log.newline
    body = newline.join(text.strip("\n").split("\n"))
    if style.newest_first and log.entries:
        return [_before(log, log.entries[0], body, style)]
    end = len(log.text)
    last = log.line_count
    while last and not log.line(last).strip():
        last -= 1
    if not last:
        return [Edit(end, end, f"{body}{newline}")]
    refuse_open(log, last, log.line_count + 1)
    keep = log.offset(last, len(log.line(last)) + 1)
    gap = newline * 2
    if log.entries and style.rule and body_end(log, log.entries[-1].start, last + 1) == last:
        gap = f"{newline}{newline}{style.rule}{newline}{newline}"
    tail = f"{newline}{newline}{style.rule}" if _closes(log, style) else ""
    return [Edit(keep, end, f"{gap}{body}{tail}{newline}")]


def _closes(log: Log, style: Style) -> bool:
    """True where the last entry of the log has its rule too, or there is none to ask."""
    if not style.rule:
        return False
    if not log.entries:
        return True
    entry = log.entries[-1]
    last = min(entry.end - 1, log.line_count)
    while last > entry.start and not log.line(last).strip():
        last -= 1
    return body_end(log, entry.start, entry.end) < last


def _before(log: Log, entry: Entry, body: str, style: Style) -> Edit:
    at = log.starts[entry.start - 1]
    newline = log.newline
    rule = f"{style.rule}{newline}{newline}" if style.rule else ""
    return insertion(log, at, f"{body}{newline}{newline}{rule}")


def remove_entry(log: Log, entry: Entry) -> list[Edit]:
    """Take an entry out, with the blank lines and the rule behind it."""
    start = log.starts[entry.start - 1]
    end = log.starts[entry.end - 1] if entry.end <= log.line_count else len(log.text)
    return [Edit(start, end, "")]


def text_of(log: Log, entry: Entry) -> str:
    """The entry as it is written, with `\\n`, without the blank lines and the rule behind it."""
    last = body_end(log, entry.start, entry.end)
    return "\n".join(log.lines(entry.start, last + 1))
