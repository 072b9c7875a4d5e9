"""What a value is, however it is written: escaped, with invisible signs, over several lines."""

from __future__ import annotations

import re
from urllib.parse import unquote

from ..lazy import regex
from .shown import plainly

# A line end, and the marks of a quotation, a list or a table with which the next line begins.
BREAK = regex(r"\\?(?:\r\n|\r|\n)[ \t>|]*(?:[*+-][ \t]+)?|[ \t]*<[Bb][Rr][ \t]*/?>[ \t]*")
_OF_KEY = regex(r"\\+[nrt]|[\s>|\"'`,\\]")


def said(value: str, check: str) -> str:
    """The value that stands there, for it to be told from others of its kind.

    `check` is the one that reports it: a private key may stand on one line or on many, and a
    password in an address is encoded.
    """
    if check == "private-key":
        return _OF_KEY.sub("", plainly(value))
    value = plainly(BREAK.sub("", value))
    return unquote(value) if check == "credential-in-url" and "%" in value else value


def breaks(value: str) -> str:
    """The line ends of a value, with what each next line begins with."""
    found = re.findall(r"(?:\r\n|\r|\n)[ \t>|]*(?:[*+-][ \t]+)?", value)
    return "".join(found)
