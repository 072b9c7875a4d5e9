"""Bytes that are no readable text.

A log is UTF-8. Bytes of another encoding, often pasted by a shell with its own code page, show
as garbage in every other tool, and so does a replacement character that some tool has already
put in the place of such bytes. Characters that reorder text can make an entry read otherwise
than it is, and a byte order mark hides in front of the first word.

A file that could not be read at all, or that is larger than `max-file-size`, is reported too:
nothing is skipped in silence. A file with broken bytes is never rewritten, but for sensitive
values that are taken out of it: what the bytes meant is not known.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    The shell said: ���.

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
    The shell said that the file was not found.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from learnings.check import Context, define
from learnings.diagnostic import Edit, Fix, Problem, Severity, Span
from learnings.entry import Log
from learnings.lazy import regex

_ODD = regex("(?P<mark>\ufeff)|(?P<lost>\ufffd+)|(?P<bidi>[\u202a-\u202e\u2066-\u2069]+)")
# A file that is full of them needs no more places.
_MOST = 20
_MOST_SHOWN = 4


@define(group="structure", severity=Severity.ERROR, fix="removes the byte order mark")
def check(log: Log, _context: Context) -> Iterator[Problem]:
    if log.fault in ("utf-16", "utf-32"):
        name = log.fault.upper()
        yield Problem(
            Span.at(1, 1), f"the file is {name}, not UTF-8", log.fault, "save it as UTF-8"
        )
        return
    if log.fault and log.fault != "nul":
        yield _unread(log.fault)
        return
    if log.fault == "nul":
        line, column = log.place(log.text.index("\0"))
        message = "a NUL character: to most tools this is no text file"
        yield Problem(Span.at(line, column, 1), message, "nul", "remove it")
    broken = [region.span for region in log.regions if region.reason == "undecodable"]
    for _, spans in groupby(broken, key=lambda span: span.line):
        yield _undecodable(log, list(spans))
    if not log.text.isascii() and not log.beside:
        yield from _characters(log, is_broken=bool(broken))


def _unread(reason: str) -> Problem:
    """A file that was left alone: too large, or refused by the system."""
    is_large = "limit" in reason or "larger" in reason
    hint = "archive what is done, or raise `max-file-size`" if is_large else "mend or exclude it"
    return Problem(Span.at(1, 1), f"this file was not read: it {reason}", "unread", hint)


def _undecodable(log: Log, spans: list[Span]) -> Problem:
    """The broken bytes of one line: some of their neighbours are UTF-8 by chance."""
    first = spans[0]
    lost = ""
    for span in spans:
        start = log.offset(span.line, span.column)
        lost += log.text[start : start + span.end_column - span.column]
    shown = " ".join(f"{ord(char) - 0xDC00:02X}" for char in lost[:_MOST_SHOWN])
    more = " …" if len(lost) > _MOST_SHOWN else ""
    what = "a byte that is" if len(lost) == 1 else f"{len(lost)} bytes that are"
    span = Span(first.line, first.column, first.line, spans[-1].end_column)
    message = f"{what} not UTF-8: {shown}{more}"
    return Problem(span, message, "undecodable", "write this text again, as UTF-8")


def _characters(log: Log, *, is_broken: bool) -> Iterator[Problem]:
    for count, found in enumerate(_ODD.finditer(log.text)):
        if count == _MOST:
            return
        line, column = log.place(found.start())
        span = Span.at(line, column, len(found[0]))
        if found["mark"]:
            edit = Edit(found.start(), found.end(), "")
            fix = None if is_broken else Fix("remove the byte order mark", (edit,))
            yield Problem(span, "a byte order mark", "byte_order_mark", "remove it", fix=fix)
        elif found["lost"]:
            message = "a replacement character: what stood here was lost in a conversion"
            yield Problem(span, message, "replacement_character", "write this text again")
        else:
            message = "an invisible character that changes the direction of the text"
            yield Problem(span, message, "bidi_control", "remove it")
