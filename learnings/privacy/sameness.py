"""What a value is, however it is written: escaped, with invisible signs, over several lines."""

from __future__ import annotations

import re
from urllib.parse import unquote

from ..lazy import regex
from .shown import plainly
from .signs import JOINT, MARKS

# A line end, and the marks of a quotation, a list, a comment or a log with which the next begins.
BREAK = regex(rf"\\?(?:\r\n|\r|\n){MARKS}|[ \t]*<[Bb][Rr][ \t]*/?>[ \t]*")
_JOINT = regex(JOINT, re.ASCII)
_LINE_END = regex(rf"(?:\r\n|\r|\n){MARKS}")
# Whoever writes these in capitals means the same.
_FOLDED = frozenset(("person-name", "internal-host", "email-address"))
_OF_KEY = regex(r"\\+[nrt]|[\s>|\"'`,\\]")


def said(value: str, check: str) -> str:
    """The value that stands there, for it to be told from others of its kind.

    `check` is the one that reports it: a private key may stand on one line or on many, and a
    password in an address is encoded.
    """
    if check == "private-key":
        return _OF_KEY.sub("", plainly(value))
    value = plainly(BREAK.sub("", _JOINT.sub("", value)))
    if check in _FOLDED:
        last, comma, first = " ".join(value.casefold().split()).partition(", ")
        return f"{first} {last}" if comma else last
    return unquote(value) if check == "credential-in-url" and "%" in value else value


def breaks(value: str) -> str:
    """The line ends of a value, with what each next line begins with; none between literals."""
    return "".join(_LINE_END.findall(_JOINT.sub("", value)))
