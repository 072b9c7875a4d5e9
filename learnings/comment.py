"""Comments to us: suppressions with the lines they cover, and the entries marked as removed."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .diagnostic import Edit, Fix, Problem, Span
from .entry import Log
from .lazy import regex
from .value import real_date

REMOVED = "removed"
UNUSED = "unused-suppression"
MALFORMED = "malformed-suppression"

_OPENING = regex(r"<!--[ \t]*(?i:learnings)[ \t]*:")
_ANY = regex(r"<!--.*?(?:-->|$)")
_BODY = regex(r"[ \t]*(?P<verb>[A-Za-z-]+)[ \t]*(?:\[(?P<names>[^\]\r\n]*)\])?(?P<rest>[^\r\n]*)")
_ATTRIBUTE = regex(r"[ \t]+(?P<key>[A-Za-z-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s\"]+))")
_DATE = regex(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ID = regex(r"[A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+)+", re.IGNORECASE)
_FORM = 'write <!-- learnings: ignore[check] reason="why" until=2030-12-31 -->'
_REMOVED = 'write <!-- learnings: removed[ERR-20260301-001] reason="why" -->'
_VERBS = frozenset(("ignore", "ignore-file", "removed"))


class Finding(NamedTuple):
    """A problem of a suppression comment, with the check to report it under and its file."""

    check: str
    path: str
    problem: Problem


@dataclass(slots=True)
class Comment:
    """A suppression comment, or one that marks entries as removed.

    `scope` is `file`, `entry` or `line`, and `first` the line on which its reach begins: of the
    entry, or of the line or code block that is meant. `until` is the last day on which it holds,
    `author` who answers for it. `of_file` says that it is an `ignore-file`. `faults` are what
    cannot be understood, each a message with a remedy. Where `scope` is `removed`, the names are
    IDs in capitals, and nothing is covered.
    """

    span: Span
    start: int
    end: int
    scope: str
    first: int
    names: tuple[str, ...] = ()
    reason: str = ""
    until: dt.date | None = None
    author: str = ""
    of_file: bool = False
    faults: tuple[tuple[str, str], ...] = ()

    def is_expired(self, today: dt.date) -> bool:
        """True from the day after `until`."""
        return self.until is not None and today > self.until


def comments(log: Log) -> list[Comment]:
    """All comments of a log to us that stand outside of code, in order.

    Takes time in proportion to the log, whatever is in it.
    """
    if "<!--" not in log.text:
        return []
    lines = {log.place(found.start())[0] for found in _OPENING.finditer(log.text)}
    result: list[Comment] = []
    below: dict[int, int] = {}
    # From the end, so that a stack of comments is not walked again for each of them.
    for line in sorted(lines, reverse=True):
        text = log.line(line)
        alone = _is_alone(text)
        below[line] = _following(log, line, below)
        if fence_start(log, line) is None:
            reach = _reach(log, line, below[line], alone=alone)
            result += reversed(list(_on_line(log, line, text, reach)))
    return result[::-1]


def removed(log: Log) -> Iterator[str]:
    """The IDs, in capitals, that a log says to have been removed on purpose."""
    if "removed" in log.text.lower():
        for comment in comments(log):
            if comment.scope == REMOVED and not comment.faults:
                yield from comment.names


def fence_start(log: Log, line: int) -> int | None:
    """The first line of the code block that holds the line; None outside of code."""
    index = bisect_right(log.opaque, line, key=lambda item: item[0]) - 1
    if index < 0:
        return None
    start, end, kind = log.opaque[index]
    return start if line < end and kind == "fence" else None


def removal(log: Log, comment: Comment) -> Edit:
    """The edit that takes the comment away, with its line where nothing else is on it."""
    text, line = log.text, comment.span.line
    if log.line(line).strip() == text[comment.start : comment.end]:
        end = log.starts[line] if line < len(log.starts) else len(text)
        return Edit(log.offset(line, 1), end, "")
    start = comment.start
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    return Edit(start, comment.end, "")


def narrowed(log: Log, comment: Comment, idle: Sequence[str]) -> Fix:
    """The fix that takes idle names out of a comment, and the comment where none is left."""
    # An entry that was removed may be back by mistake.
    safe = comment.scope != REMOVED
    if len(idle) == len(comment.names):
        what = "comment" if comment.scope == REMOVED else "suppression"
        return Fix(f"remove the {what}", (removal(log, comment),), safe)
    text = log.text[comment.start : comment.end]
    opening, closing = text.index("["), text.index("]")
    names = ", ".join(name for name in comment.names if name not in idle)
    edit = Edit(comment.start + opening + 1, comment.start + closing, names)
    verb = "mark" if comment.scope == REMOVED else "suppress"
    return Fix(f"{verb} {names} only", (edit,), safe)


def _on_line(log: Log, line: int, text: str, reach: tuple[str, int]) -> Iterator[Comment]:
    end = ticks = 0
    last_tick = text.rfind("`")
    for found in _OPENING.finditer(text):
        if found.start() < end:
            continue
        ticks += text.count("`", end, found.start())
        if ticks % 2 and last_tick > found.start():
            continue
        close = text.find("-->", found.end())
        stop = close + 3 if close >= 0 else len(text)
        span = Span.at(line, found.start() + 1, stop - found.start())
        offset = log.starts[line - 1]
        comment = Comment(span, offset + found.start(), offset + stop, *reach)
        if close < 0:
            comment.faults = (("the comment does not end on its line", _FORM),)
        else:
            _read(comment, text[found.end() : close])
        # What stands in the comment is not counted: it is no code.
        end = stop
        yield comment


def _read(comment: Comment, content: str) -> None:
    body = _BODY.fullmatch(content.rstrip())
    verb = body["verb"].lower() if body else ""
    if body is None or verb not in _VERBS:
        comment.faults = (("the comment says neither ignore nor ignore-file", _FORM),)
        return
    names = [name.strip() for name in (body["names"] or "").split(",")]
    if verb == REMOVED:
        _read_removed(comment, [name.upper() for name in names if name], body["rest"])
        return
    comment.names = tuple(dict.fromkeys(name.lower() for name in names if name))
    faults = list(_attributes(comment, body["rest"]))
    if not comment.names:
        faults.append(("the comment names no check", _FORM))
    comment.faults = tuple(faults)
    if verb == "ignore-file":
        comment.scope, comment.first, comment.of_file = "file", 1, True


def _read_removed(comment: Comment, names: list[str], rest: str) -> None:
    comment.scope, comment.first = REMOVED, 0
    comment.names = tuple(dict.fromkeys(names))
    faults = list(_attributes(comment, rest))
    if comment.until is not None:
        faults.append(("what is removed has no `until`", "keep the `reason` alone"))
    if not names:
        faults.append(("the comment names no entry", _REMOVED))
    faults += [
        (f"`{name[:40]}` is no ID of an entry", _REMOVED)
        for name in comment.names
        if not _ID.fullmatch(name)
    ]
    comment.faults = tuple(faults)


def _attributes(comment: Comment, rest: str) -> Iterator[tuple[str, str]]:
    end = 0
    while found := _ATTRIBUTE.match(rest, end):
        end = found.end()
        key = found["key"].lower()
        value = found["quoted"] if found["quoted"] is not None else found["bare"]
        if key == "reason":
            comment.reason = value
        elif key == "author":
            comment.author = value
        elif key == "until":
            comment.until = _day(value)
            if comment.until is None:
                yield "`until` is not a date", "write it as until=2030-12-31"
        else:
            yield f"`{key[:40]}` is not part of a suppression", "use `reason`, `author` and `until`"
    if rest[end:].strip():
        yield "the end of the comment cannot be read", _FORM


def _day(text: str) -> dt.date | None:
    found = _DATE.fullmatch(text)
    return real_date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _reach(log: Log, line: int, following: int, *, alone: bool) -> tuple[str, int]:
    entry = log.entry_at(line)
    if not alone:
        on_heading = entry is not None and line == entry.span.line
        return ("entry", entry.start) if entry is not None and on_heading else ("line", line)
    below = log.entry_at(following)
    if below is not None and below is not entry and following == below.span.line:
        return "entry", below.start
    if entry is not None and not (entry.sections and entry.sections[0].span.line < line):
        return "entry", entry.start
    if entry is None and (not log.entries or line < log.entries[0].start):
        return "file", 1
    return "line", following


def _is_alone(text: str) -> bool:
    return not _ANY.sub("", text).strip("\ufeff \t")


def _following(log: Log, line: int, below: dict[int, int]) -> int:
    following = line + 1
    while following <= log.line_count:
        text = log.line(following)
        if following in below and _is_alone(text):
            return below[following]
        if text.strip():
            break
        following += 1
    return following
