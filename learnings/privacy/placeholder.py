"""What stands where a value was, or would be: no secret, however it looks."""

from __future__ import annotations

import re

from ..lazy import regex
from .secrets.jumble import is_jumbled

_REDACTED = regex(r"\[?REDACTED\b", re.IGNORECASE)
_SHORT = 120
_INSTEAD = regex(
    r"example|x{5,}|•{3,}|0{8,}|placeholder|redacted|change[_-]?(?:me|it|this)(?!\d{2,4}[!?#$%&*])"
    r"|dummy|(?<![a-z])your[_@-]|todo|fixme|foobar"
    r"|\.{3,}|…|insert[_-]|replace[_-]?(?:me|this|with)|1234567890123|abcdefghijkl",
    re.IGNORECASE,
)
# What stands for a value with marks, as a password made at random may hold them.
_MARKED = regex(r"\*{3,}|<[^<>]*>|\$\{|\$\(|\{\{|%\(|%[sd](?!\w)|#\{", re.IGNORECASE)
_NAMED = regex(r"\$[A-Za-z_]\w*|%[A-Za-z_]\w*%|\{[\w.-]+\}|[A-Z]+(?:_[A-Z]+)+")
_WORDS = regex(r"[A-Za-z][A-Za-z _.:|-]*")


def is_placeholder(value: str) -> bool:
    """True for what a template, a manual or a redaction has in place of a secret."""
    if not value.strip():
        return True
    if _REDACTED.match(value):
        return True
    is_short = len(value) <= _SHORT
    if is_short and _INSTEAD.search(value):
        return True
    is_marked = bool(_NAMED.fullmatch(value) or (is_short and _MARKED.search(value)))
    return is_marked and not is_jumbled(value)


def is_redacted(value: str) -> bool:
    """True for a value that was taken out before, as `[REDACTED:kind:n]` says."""
    return _REDACTED.match(value) is not None or "[REDACTED:" in value


def is_in_brackets(text: str, start: int, end: int) -> bool:
    """True for words in angle brackets: they name the value that is to be put there."""
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return around == "<>" and _WORDS.fullmatch(text, start, end) is not None
