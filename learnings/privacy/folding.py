"""Text as gates are looked for in it."""

from __future__ import annotations

SMALL = b"abcdefghijklmnopqrstuvwxyz"
# Letters and figures of ASCII.
PLAIN = SMALL + SMALL.upper() + b"0123456789"
_MARKS = dict.fromkeys(map(ord, "[]()<>`*|"), " ")
_MARKS_OF_ASCII = bytes(32 if code in _MARKS else code for code in range(256))
_LETTERS = str.maketrans({"ſ": "s", "ı": "i", "K": "k", "İ": "i"})


def folded(text: str) -> str:
    """The text in small letters, each line end one character, with the same lines."""
    if not text.isascii():
        text = text.translate(_LETTERS)
    return with_feeds(text.lower())


def spaced(text: str) -> str:
    """The same lines with a space at both ends of each: it stands around each word there."""
    return " " + text.replace("\n", " \n ") + " "


def with_feeds(text: str) -> str:
    """The text with one character at each line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


# In a longer line a pattern is not looked for if its time may grow with the square of the line.
LONG = 2_000
_UNBOUNDED = (")*", ")+", ",})")


def is_bounded(pattern: str) -> bool:
    """False for a pattern that has a part of any length."""
    return not any(sign in pattern for sign in _UNBOUNDED)


def lowered(text: str) -> str:
    """The text in small letters, no character longer or shorter than before."""
    small = text.lower()
    return (
        small
        if len(small) == len(text)
        else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    )


def unmarked(text: str) -> str:
    """The text with blanks for marks of Markdown that stand around words, none moved."""
    if text.isascii():
        return text.encode().translate(_MARKS_OF_ASCII).decode()
    return text.translate(_MARKS)


def only(signs: bytes) -> bytes:
    """A table for `bytes.translate` that leaves some signs and makes blanks of all others."""
    others = bytes(set(range(256)).difference(signs))
    return bytes.maketrans(others, b" " * len(others))
