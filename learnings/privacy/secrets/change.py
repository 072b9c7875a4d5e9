"""Passwords that took the place of each other, or stand in a list: all of them are told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lazy import regex
from .judge import is_credential, is_made_up
from .value import Value, value_at
from .words import Strength
from .worth import classes

# What stands between the old value and the new one.
_AGAIN = regex(
    r"[\"'`*”)]{0,3}(?:\s?(?:→|->|=>)\s?"
    r"|[,;.]?\s(?=(?:and|but|then|it|now|to|with|by|is|was|became|or|is|later|today|the new|new)\b)"
    r"(?:(?:and|but|then|or)\s)?(?:(?:it|(?:the\s)?new(?:\s(?:one|value|pass(?:word|phrase)|pw|token"
    r"|secret|key))?:?|later|that)\s)?(?:(?:is|was|became|has been|had been)\s)?"
    r"(?:(?:now|then|today|changed|rotated|set|reset|updated|replaced|later)\s){0,2}"
    r"(?:(?:to|with|by|as|is|was)\s)?)(?:\*\*|__)?"
)
# `Passwords: root=A, app=B`: how the list begins, a name in it, and what parts two.
_LIST = regex(r"s[\"'`*_]{0,4}(?:\s?[:=]|\s(?:are|were))[\"'`*_]{0,4}\s{1,3}")
_ITEM = regex(r"[A-Za-z][\w.@-]{0,40}\s?[=:]\s?")
_PART = regex(r"[\"'`]{0,2}[,;]?\s{1,3}(?:and\s)?")
_MOST = 20
# `Backup codes: A B`, `Unseal keys: A, B`: what parts two values without names.
_NEXT = regex(r"[\"'`*]{0,3}(?P<sign>\s?[,;/|]|\sand\b)?\s{1,4}(?:and\s)?")
_RUN = regex(r"[^\s,;|]{4,400}")
_FROM = regex(r"[\"'`*]{0,3}(?:\s[\w/.-]{1,20}){0,3}\sfrom\s")


def changed(text: str, end: int, strength: Strength) -> tuple[Value, Value] | None:
    """Both values of `from A to B` behind the word that ends at a place; None without them."""
    if strength not in (Strength.PASSWORD, Strength.SECRET):
        return None
    lead = _FROM.match(text, end)
    old = value_at(text, lead.end()) if lead else None
    if old is None or not _is_value(old, strength):
        return None
    new = following(text, old, strength)
    return (old, new) if new else None


def following(text: str, value: Value, strength: Strength) -> Value | None:
    """The value that took the place of one: `A and is now B`, `A → B`; None without it."""
    if strength not in (Strength.PASSWORD, Strength.SECRET):
        return None
    between = _AGAIN.match(text, value.end)
    new = value_at(text, between.end()) if between else None
    return new if new is not None and _is_value(new, strength) else None


def listed(text: str, end: int, strength: Strength) -> list[Value] | None:
    """The values of `s: NAME=A, NAME=B` behind the word that ends at a place; None without such."""
    lead = _LIST.match(text, end) if strength in (Strength.PASSWORD, Strength.SECRET) else None
    values: list[Value] = []
    is_list = False
    for _ in range(_MOST if lead else 0):
        named = _ITEM.match(text, lead.end()) if lead else None
        value = value_at(text, named.end()) if named else None
        if named is None or value is None:
            break
        is_list = is_list or named[0].rstrip().endswith("=")
        if is_credential(value.text, strength, is_near=True, is_quoted=value.is_quoted):
            values.append(value)
        lead = _PART.match(text, value.end)
    return values if values or is_list else None


def is_plural(text: str, start: int, end: int) -> bool:
    """Whether the word at a place tells of several values, as `codes` does and `pass` does not."""
    word = text[start:end].lower()
    return text[end : end + 1] == "s" or (word.endswith("s") and not word.endswith("pass"))


def others(text: str, first: Value, strength: Strength) -> Iterator[Value]:
    """The values behind the first of several that stand one after the other."""
    value = first
    for _ in range(_MOST):
        between = _NEXT.match(text, value.end)
        new = value_at(text, between.end()) if between else None
        is_parted = between is not None and between["sign"] is not None
        if new is None or not _is_another(first, new, strength, is_parted=is_parted):
            return
        yield new
        value = new


def of_line(line: str, begin: int, first: str, strength: Strength) -> list[tuple[int, int]]:
    """Where the values stand that a line consists of, each like the first; none beside another."""
    places = []
    for found in _RUN.finditer(line, begin):
        value = found[0].strip("\"'`*")
        start = found.start() + found[0].find(value)
        one = Value(start, start + len(value), value, is_quoted=False)
        told = Value(0, len(first), first, is_quoted=False)
        if not _is_another(told, one, strength, is_parted=True):
            return []
        places.append((one.start, one.end))
    return places


def _is_another(first: Value, value: Value, strength: Strength, *, is_parted: bool) -> bool:
    """Whether it is one more value after the first: a code of the same form, or surely one."""
    is_alike = _form(first.text) == _form(value.text)
    if strength is Strength.CODE or (is_alike and is_parted):
        is_one = is_credential(value.text, strength, is_near=True, is_quoted=value.is_quoted)
        return is_alike and is_one
    if strength is Strength.PASSWORD and is_parted and is_made_up(value.text):
        return True
    return _is_value(value, strength)


def _form(value: str) -> str:
    """A value with one letter for all of its letters and figures."""
    return re.sub(r"[A-Za-z0-9]", "x", value)


def _is_value(value: Value, strength: Strength) -> bool:
    if not is_credential(value.text, strength, is_near=True, is_quoted=value.is_quoted):
        return False
    has_digit = any(map(str.isdigit, value.text))
    is_mixed = len(value.text) >= 8 and classes(value.text) >= 3
    return value.is_quoted or (has_digit and (is_mixed or len(value.text) >= 20))
