"""Whether the characters of a value follow each other at random, marks among them."""

from __future__ import annotations

import itertools

from ...lazy import regex
from .worth import classes, is_uuid, is_worded, letter_score, parts

_ENOUGH = 240
# What templates, patterns and programs hold in place of a value, and is no part of one.
_HOLE = regex(
    r"\$\{[^{}]{0,80}\}|\{\{[^{}]{0,80}\}\}|\$\([^()]{0,80}\)|%\([^()]{0,80}\)[a-z]?"
    r"|<[^<>]{0,80}>|\{\w{0,20}\}|\*{2,}|\.{3,}"
)
_PATTERN = regex(r"A-Z|a-z\W|0-9\W|\\[dwsbS]|\(\?|\{\d{1,3},\d{0,3}\}|://|\]\(|\)\.|\(\)|=>|->")
_LED = regex(r"[~.]{0,2}/[^/]{0,80}/|\d{4}-\d\d-\d\d|\d{1,2}:\d\d")
# A name of a variable, in one style.
_NAME = regex(r"[$%&@!.{(\[<]{0,3}(?:[A-Z][A-Z0-9_]*|[a-z][a-z0-9_]*|\w+_\w+)[%})\]>]{0,3}\Z")
_LEAST = 8
_WORD = 4
_LIKELY = -5.4


def is_jumbled(value: str) -> bool:
    """Whether letters, figures and marks take turns as chance alone has it, and form no words.

    There are three sorts among small letters, capitals, figures and marks; without small letters
    or without capitals there are figures and at least four different marks.
    """
    value = value[:_ENOUGH]
    if len(value) < _LEAST or not value.isascii() or not value.isprintable() or " " in value:
        return False
    sorts = [_sort(sign) for sign in value]
    marks = {sign for sign, sort in zip(value, sorts, strict=True) if sort == "."}
    made, figures = len(value) - sorts.count("."), sorts.count("9")
    if len(set(sorts)) < 3 or made < (6 if figures else 9) or made - figures < 4:
        return False
    if not {"a", "A"} <= set(sorts) and (len(marks) < 4 or figures < 2):
        return False
    if _PATTERN.search(value) or _LED.match(value) or _NAME.match(value) or is_uuid(value):
        return False
    if _turns(sorts) < 0.4 or len(set(value)) < 7:
        return False
    rest = _HOLE.sub("", value)
    return not _has_words(value) and (len(rest) >= 0.7 * len(value) or len(rest) >= 10)


def is_led(value: str) -> bool:
    """Whether a mark that begins no name stands before small letters, capitals and figures."""
    rest = value[1:_ENOUGH]
    is_made = rest.isascii() and rest.isalnum() and classes(rest) == 3
    return is_made and len(rest) >= _LEAST and value[0] in "!@#^?+~=" and not is_worded(rest)


def is_mixed(value: str) -> bool:
    """Whether capitals and small letters alone take turns by chance."""
    if len(value) < _LEAST or not value.isalpha() or not value.isascii():
        return False
    found = parts(value)
    is_short = max(map(len, found)) < _WORD and len(found) > 2
    return is_short and _turns([_sort(sign) for sign in value]) >= 0.5


def _sort(sign: str) -> str:
    if sign.isdigit():
        return "9"
    return ("A" if sign.isupper() else "a") if sign.isalpha() else "."


def _turns(sorts: list[str]) -> float:
    """The share of the characters that are of another sort than the one before."""
    return sum(one != other for one, other in itertools.pairwise(sorts)) / (len(sorts) - 1)


def _has_words(value: str) -> bool:
    long = [part for part in parts(value) if part.isalpha() and len(part) >= _WORD]
    size = sum(len(part) for part in long if (letter_score(part) or 0.0) > _LIKELY)
    return size >= 0.4 * len(value)
