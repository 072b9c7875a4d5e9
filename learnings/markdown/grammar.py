"""Which headings open an entry: IDs, dates, write-ahead entries and templates of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..diagnostic import Span
from ..entry import Identifier
from ..lazy import regex
from .blocks import Heading
from .source import without_comments

# What people put before an ID: emoji, emphasis, a strike, an escape, a number.
_LEAD = r"(?:\d{1,3}[.)]\s++|[^\w\s\[(【［<#{]{1,6}+\s*+|\s++){0,3}"
_PREFIX = r"(?P<prefix>[A-Za-z][A-Za-z0-9_]{0,23}(?:-[A-Za-z][A-Za-z_]*){0,2})"
_BRACKETED = re.compile(
    _LEAD + r"\\?[\[【［(]\s*(?P<id>" + _PREFIX + r"-(?P<rest>\d[^\s\]】］)\\]*))\s*\\?[\]】］)]"
)
_DATED = regex(
    _LEAD
    + r"［?(?P<id>"
    + _PREFIX
    + r"-(?P<rest>(?:\d{8}|\d{4}-\d{2}-\d{2})(?:-[\w-]*)?))(?![\w/\\])"
)
_NUMBERED = regex(
    _LEAD
    + r"\\?(?P<open>[\[【［(])?\s*(?P<id>"
    + _PREFIX
    + r"-(?P<rest>\d{1,6}))(?![\w-])\s*\\?[\]】］)]?"
)
_REST = re.compile(r"(?P<date>\d{8}(?!\d)|\d{4}-\d{2}-\d{2}(?!\d))(?:-(?P<suffix>.*))?$", re.DOTALL)
_TEMPLATE = re.compile(
    _LEAD
    + r"\\?[\[【［(]?\s*[A-Za-z][A-Za-z_]{0,23}-"
    + r"(?:Y{2,4}[-_]?M{1,2}[-_]?D{1,2}|X{4,8}|N{3,8}|#{3,8}|[<{]\w|DATE\b|date\b)"
)
_TYPE_TEMPLATE = re.compile(_LEAD + r"\\?[\[【［(]?\s*(?:TYPE|PREFIX|KIND)-")
_DATE = regex(
    _LEAD
    + r"[\[【［(]?\s*(?P<date>(?:19|20)\d{2}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}"
    + r"|年\d{1,2}月\d{1,2}日|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
    + r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)(?![\w-])\s*[\]】］)]?"
)
_WAL = regex(r"WAL(?:[ -]Entry)?\b\s*[-—–:|]*\s*(?P<when>\d{4}-\d{2}-\d{2}[^\n]*)?", re.IGNORECASE)
_INSIDE = regex(
    r"[\[【(]\s*(?P<id>(?P<prefix>[A-Z][A-Z_]+)-(?P<date>\d{8}|\d{4}-\d{2}-\d{2})-(?P<suffix>[\w-]+))\s*[\]】)]"
)
# Most headings are titles of sections: no digit, nothing after a hyphen, no WAL.
_WORTH = re.compile(r"\d|-[A-Za-z<{#]|WAL", re.IGNORECASE)
# In lower case only these are known to be prefixes; anything else may be a file name or a tag.
_USUAL = frozenset({"LRN", "ERR", "FEAT", "OPS", "LEARN", "FR"})
_SEPARATOR = re.compile(r"[\s|:：·•*_~`—–-]+")


class Match(NamedTuple):
    """An entry heading taken apart; columns count from 0 inside the heading text.

    `shape` is `id`, `number` (an ID without a date), `date`, `wal` or `template`.
    """

    shape: str
    id: str = ""
    prefix: str = ""
    date: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0
    bracketed: bool = False
    tail: str = ""
    tail_start: int = 0


def match(text: str) -> Match | None:
    """Take the text of a heading apart; None if it opens no entry."""
    if not _WORTH.search(text):
        return None
    if _TEMPLATE.match(text) or _TYPE_TEMPLATE.match(text):
        return Match("template")
    found = _BRACKETED.match(text)
    if found and found.string[found.end() : found.end() + 1] != "(":
        return _identified(found, True)
    found = _DATED.match(text)
    if found and (found["prefix"].isupper() or found["prefix"].upper() in _USUAL):
        return _identified(
            found, text[found.start("id") - 1 : found.start("id")] in tuple("[【［(")
        )
    found = _NUMBERED.match(text)
    if found and found["prefix"].isupper():
        return _identified(found, bool(found["open"]))
    found = _DATE.match(text)
    if found:
        tail, at = _tail(text, found.end())
        return Match("date", date=found["date"].strip(), start=found.start("date"),
                     end=found.end("date"), tail=tail, tail_start=at)  # fmt: skip
    found = _WAL.match(text)
    if found and (found["when"] or "entry" in text[:12].lower()):
        return Match("wal", date=(found["when"] or "").strip(), end=found.end(), tail=text)
    return None


def _identified(found: re.Match[str], bracketed: bool) -> Match:
    rest = _REST.match(found["rest"])
    tail, at = _tail(found.string, found.end())
    return Match(
        "id" if rest else "number",
        id=found["id"],
        prefix=found["prefix"],
        date=rest["date"] if rest else "",
        suffix=(rest["suffix"] or "") if rest else found["rest"],
        start=found.start("id"),
        end=found.end("id"),
        bracketed=bracketed,
        tail=tail,
        tail_start=at,
    )


def _tail(text: str, end: int) -> tuple[str, int]:
    skipped = _SEPARATOR.match(text, end)
    at = skipped.end() if skipped else end
    tail = text[at:]
    if "<!--" in tail:
        tail = without_comments(tail)
    tail = tail.strip().rstrip("*_~`").rstrip()
    if tail.startswith("(") and tail.endswith(")"):
        return tail[1:-1].strip(), at + 1
    return tail, at


def identifier(heading: Heading, found: Match) -> Identifier | None:
    """The ID in a heading that opens an entry, with its place."""
    if found.id:
        span = Span.at(heading.line, heading.column + found.start, len(found.id))
        return Identifier(found.id, found.prefix, found.date, found.suffix, span, found.bracketed)
    inside = _INSIDE.search(heading.text) if found.shape == "keyless" else None
    if inside is None:
        return None
    span = Span.at(heading.line, heading.column + inside.start("id"), len(inside["id"]))
    return Identifier(inside["id"], inside["prefix"], inside["date"], inside["suffix"], span, True)
