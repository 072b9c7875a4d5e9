"""Allowances: comments that let a sensitive value stay, for one entry, one rule and some time.

They are suppression comments that name a check of sensitive values, and more is asked of them: a
reason, an author, and a last day that is not too far ahead. What other scanners have for it is
honoured as well, and reported.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .comment import Comment
from .diagnostic import Diagnostic, Span
from .entry import Log
from .exposure import CHECKS, GROUPS
from .lazy import regex

EXPIRED = "expired-allowance"
UNDATED = "undated-allowance"
UNUSED = "unused-allowance"
LONGEST = dt.timedelta(days=180)
NOTICE = dt.timedelta(days=14)
LEAST_REASON = 10
SOON = "soon"
_FORM = 'write reason="why it may stay" author=who until=2030-12-31'
# Whoever reads these can do what their owner can, at once: they are rotated, not allowed.
_NEVER = regex(r"(?:^|-)(?:aws|azure|gcp|google)-")
_FOREIGN = regex(
    r"(?i)(?<![\w-])(?:pragma:[ \t]*(?:allow|white)list[ -](?P<next>nextline[ -])?secret"
    r"|(?:gitleaks|betterleaks):allow)(?![\w-])"
)


class Mark(NamedTuple):
    """A comment by which other scanners let a line pass; `line` is the one that it is about."""

    line: int
    span: Span
    text: str


def marks(log: Log) -> list[Mark]:
    """The comments for other scanners in a log, in code or out of it."""
    found = []
    for item in _FOREIGN.finditer(log.text):
        line, column = log.place(item.start())
        meant = line + 1 if item["next"] else line
        found.append(Mark(meant, Span.at(line, column, len(item[0])), item[0]))
    return found


def names(comment: Comment) -> list[str]:
    """The checks of sensitive values that a comment names."""
    return [name for name in comment.names if name in CHECKS]


def is_forbidden(diagnostic: Diagnostic) -> bool:
    """True for what no comment can allow: private keys, and keys of clouds."""
    if diagnostic.check == "private-key":
        return True
    return diagnostic.check == "secret" and _NEVER.search(diagnostic.problem.subject) is not None


def holds(comment: Comment, today: dt.date) -> bool:
    """True if a comment allows what it names: it can be understood, and is in its time."""
    return (
        not comment.faults
        and not comment.is_expired(today)
        and not any(True for _ in faults(comment, today))
    )


def best(comments: Iterable[Comment], today: dt.date) -> dict[tuple[str, int, str], Comment]:
    """Of equal allowances the one that is needed: that which ends last, or is the first."""
    found: dict[tuple[str, int, str], Comment] = {}
    for comment in comments:
        for name in names(comment) if holds(comment, today) else ():
            key = (comment.scope, comment.first, name)
            if _end(found.setdefault(key, comment)) < _end(comment):
                found[key] = comment
    return found


def _end(comment: Comment) -> dt.date:
    return comment.until or dt.date.min


def is_near(comment: Comment, today: dt.date) -> bool:
    """True in the last days of an allowance."""
    return comment.until is not None and today <= comment.until <= today + NOTICE


def faults(comment: Comment, today: dt.date) -> Iterator[tuple[str, str]]:
    """What an allowance lacks, each a message with a remedy; a missing day is none of them."""
    groups = [name for name in comment.names if name in GROUPS]
    if groups:
        yield (f"a comment cannot allow all of `{groups[0]}`", "name the check, such as "
               f"`{'secret' if groups[0] == 'secrets' else 'private-address'}`")  # fmt: skip
    if not names(comment):
        return
    if comment.of_file:
        yield ("an allowance holds for one entry or line, never for a file",
               "write `ignore` instead, below the heading of the entry")  # fmt: skip
    if "private-key" in comment.names:
        yield "a private key cannot be allowed", "take it out, and make a new pair"
    if len(comment.reason.strip()) < LEAST_REASON:
        yield f"the allowance gives no reason of {LEAST_REASON} characters or more", _FORM
    if not comment.author.strip():
        yield "the allowance has no author", _FORM
    if comment.until is not None and comment.until > today + LONGEST:
        last = today + LONGEST
        yield f"the allowance ends more than {LONGEST.days} days ahead", f"write until={last}"
