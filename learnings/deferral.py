"""Entries that wait until a day: a comment in each keeps the check that tells of them quiet."""

from __future__ import annotations

import datetime as dt

from .comment import Comment, comments
from .diagnostic import Edit
from .editor import edited
from .editor.apply import insertion
from .entry import Log
from .errors import UsageError
from .transition import status_of
from .workspace import Found

_CHECK = "stale-entry"
_REASON = "snoozed"


def later(day: dt.date, days: int, setting: str) -> dt.date:
    """The day so many days later; raises `UsageError` where the calendar has none."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError as error:
        raise UsageError(
            f"{setting}: {days} days after {day} there is no day any more: give an earlier day, "
            "or fewer days"
        ) from error


def snoozed(found: Found, until: dt.date) -> Log:
    """The log with the comment in the entry.

    Raises `UsageError` for an entry that does not wait, and for one without a heading of its
    own, whose comment would hold for the whole file.
    """
    status = status_of(found.entry, found.kind)
    if found.log.is_archive or not found.kind.lifecycle.is_open(status):
        raise UsageError(f"{found.entry.label} is {status or 'without a status'}: "
                         "only what is open can be snoozed")  # fmt: skip
    log = edited(found.log, [_edit(found, until)], [found.entry])
    if not _is_covered(log, found.entry.span.line, until):
        raise UsageError(f"{found.entry.label} has no heading to write a comment under: "
                         "write it by hand, as docs/suppressing.md says")  # fmt: skip
    return log


def quiet_until(found: Found) -> dt.date | None:
    """The last day on which an entry is snoozed; `None` where it is not."""
    days = (comment.until for comment in comments(found.log) if _is_ours(found, comment))
    return max((day for day in days if day is not None), default=None)


def _edit(found: Found, until: dt.date) -> Edit:
    """The comment under the heading, or in place of an earlier one."""
    log, entry = found.log, found.entry
    text = f'<!-- learnings: ignore[{_CHECK}] reason="{_REASON}" until={until} -->'
    for comment in comments(log):
        if _is_ours(found, comment):
            return Edit(comment.start, comment.end, text)
    below = entry.span.end_line + 1
    if below > log.line_count:
        return Edit(len(log.text), len(log.text), f"{log.newline}{log.newline}{text}{log.newline}")
    return insertion(log, log.offset(below, 1), f"{log.newline}{text}{log.newline}")


def _is_ours(found: Found, comment: Comment) -> bool:
    return (
        comment.names == (_CHECK,)
        and comment.reason == _REASON
        and comment.scope == "entry"
        and comment.first == found.entry.span.line
    )


def _is_covered(log: Log, line: int, until: dt.date) -> bool:
    return any(
        comment.scope == "entry" and comment.first == line and comment.until == until
        for comment in comments(log)
    )
