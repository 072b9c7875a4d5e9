"""An ID has characters that only look like the right ones.

A Cyrillic letter, a full-width digit, a long dash or an invisible character in an ID come with
text that was pasted. The ID looks right and is found by no search; mostly the heading is not
even read as that of an entry.

### Bad

    ## [LRΝ-20260305-001] best_practice

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

import re
import unicodedata
from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Edit, Fix, Problem, Severity, Span
from learnings.entry import Log
from learnings.lazy import regex

_HEADING = regex(r"^ {0,3}#{1,6}[ \t]+(?P<text>[^\r\n]*[^\x00-\x7f\r\n][^\r\n]*)", re.MULTILINE)
_ID = regex(r"[^\w\[]{0,8}\[?(?P<id>[A-Z][A-Z_]+-(?:\d{8}|\d{4}-\d\d-\d\d)-\w+)")
# Cyrillic and Greek capitals, the dashes, and the letters that they pass for.
_LIKE = dict(zip("АВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYXABEZHIKMNOPTYX", strict=True))
_LIKE |= dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LONGEST = 80


@define(group="identity", severity=Severity.WARNING, unsafe_fix="writes the plain letters")
def check(log: Log, _context: Context) -> Iterator[Problem]:
    if log.text.isascii():
        return
    for heading in _HEADING.finditer(log.text):
        text = heading["text"][:_LONGEST]
        found = _lookalike(text)
        line, column = log.place(heading.start("text"))
        if found is None or log.is_opaque(line):
            continue
        start, end, plain = found
        span = Span.at(line, column + start, end - start)
        odd = next(char for char in text[start:end] if not char.isascii())
        name = unicodedata.name(odd, f"U+{ord(odd):04X}").lower()
        at = heading.start("text")
        fix = Fix(f"write {plain}", (Edit(at + start, at + end, plain),), safe=False)
        message = f"this looks like {plain}, but holds a {name}"
        yield Problem(span, message, plain, f"write {plain}", fix=fix)


def _lookalike(text: str) -> tuple[int, int, str] | None:
    """Where an ID stands once what looks alike is made alike: start, end, the ID."""
    places: list[int] = []
    plain: list[str] = []
    for index, char in enumerate(text):
        same = _plain(char)
        plain += same
        places += [index] * len(same)
    found = _ID.match("".join(plain))
    if found is None:
        return None
    start, end = places[found.start("id")], places[found.end("id") - 1] + 1
    return (start, end, found["id"]) if not text[start:end].isascii() else None


def _plain(char: str) -> str:
    if char.isascii():
        return char
    if char in _INVISIBLE:
        return ""
    return _LIKE.get(char) or unicodedata.normalize("NFKC", char)
