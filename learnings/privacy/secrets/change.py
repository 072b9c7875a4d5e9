"""Passwords that took the place of each other: both of them are told."""

from __future__ import annotations

from ...lazy import regex
from .judge import is_credential
from .value import Value, value_at
from .words import Strength
from .worth import classes

# What stands between the old value and the new one.
_AGAIN = regex(
    r"[\"'`*”)]{0,3}(?:\s?(?:→|->|=>)\s?"
    r"|,?\s(?=(?:and|but|then|it|now|to|with|by|is|was|became|or|is|later|today)\b)(?:(?:and|but|then|or)\s)?"
    r"(?:(?:it|the new one|later|that)\s)?(?:(?:is|was|became|has been|had been)\s)?"
    r"(?:(?:now|then|today|changed|rotated|set|reset|updated|replaced|later)\s){0,2}"
    r"(?:(?:to|with|by|as|is|was)\s)?)(?:\*\*|__)?"
)
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


def _is_value(value: Value, strength: Strength) -> bool:
    if not is_credential(value.text, strength, is_near=True, is_quoted=value.is_quoted):
        return False
    has_digit = any(map(str.isdigit, value.text))
    return value.is_quoted or (has_digit and len(value.text) >= 8 and classes(value.text) >= 3)
