"""Headings of a journal that look like dates and open no entry, so that they get no ID."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..entry import Entry, Log
from ..markdown import grammar

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<title>[^\n]{1,120})")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WORDED = re.compile(
    rf"\W{{0,6}}(?:[a-z]{{3,9}},? )?(?:{_MONTH} {_DAY}|{_DAY}(?: of)? {_MONTH}),? (?:19|20)\d\d\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\W{0,6}\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\w)")


class Passed(NamedTuple):
    """A heading that was passed over: its line, what it says, and why."""

    line: int
    title: str
    reason: str


def passed_over(log: Log) -> list[Passed]:
    """The headings with a date that open no entry, of what stands outside entries with an ID."""
    if log.is_archive or log.fault:
        return []
    found = []
    for number in range(1, log.line_count + 1):
        heading = _HEADING.match(log.line(number))
        if heading is None or log.is_opaque(number):
            continue
        entry = log.entry_at(number)
        if entry is not None and (entry.id or entry.start == number or entry.shape == "file"):
            continue
        title = heading["title"].strip(" \t#")
        reason = _reason(title, entry)
        if reason and not _is_grouping(log, number):
            found.append(Passed(number, title, reason))
    return found


def _reason(title: str, entry: Entry | None) -> str:
    if _WORDED.match(title) or _NUMBERS.match(title):
        return "its date is not read: write it as YYYY-MM-DD"
    shape = grammar.match(title)
    if entry is not None and shape is not None and shape.shape == "date":
        return f"it is a part of {entry.label}: give it a heading of the same level"
    return ""


def _is_grouping(log: Log, number: int) -> bool:
    """True for a heading with nothing below it but further headings."""
    below = (log.line(line) for line in range(number + 1, log.line_count + 1))
    first = next((text for text in below if text.strip()), "#")
    return _HEADING.match(first) is not None or not first.strip("# \t")
